// node read.js FILE CLASS: what jsonld.js makes of a document: its statements as N-Quads, and the keys of the objects
// that framing by a class finds, with a label of each; both as JSON.
const fs = require("fs");
const jsonld = require("jsonld");

(async () => {
  const [file, type] = process.argv.slice(2);
  const document = JSON.parse(fs.readFileSync(file, "utf8"));
  const context = {
    sk: "https://w3id.org/samkart/ontology/",
    skd: "https://w3id.org/samkart/id/",
    label: { "@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language" },
  };
  const framed = await jsonld.frame(document, { "@context": context, "@type": type }, { omitGraph: false });
  const found = framed["@graph"].map((node) => [node["@id"], node.label]);
  const statements = await jsonld.toRDF(document, { format: "application/n-quads" });
  process.stdout.write(JSON.stringify({ found, statements }));
})();

"""What is passed over before pySHACL: never anything in which it would find something, however it is portioned.

The judge is pySHACL itself, run on the whole graph with the shapes as they are written.
"""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from kg.ontology import check
from kg.ontology.check import DATA_SHAPES, SHAPE, check_data, load
from kg.ontology.sure import Facts, Sure, from_rdflib, quad_of, to_rdflib
from kg.resources import ontology_dir
from kg.vocab import SK, SKD

EXAMPLES = ontology_dir() / "examples"
PREFIXES = (
    f"@prefix sk: <{SK}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix t: <{SHAPE}> . @prefix d: <{SKD}> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
)


@pytest.fixture(scope="module")
def broken() -> Graph:
    """All examples at once: a few hundred things, of which each shape finds something."""
    invalid = [file for file in sorted((EXAMPLES / "invalid").glob("*.ttl")) if not file.stem.startswith("ontology-")]
    return load([*sorted((EXAMPLES / "valid").glob("*.ttl")), *invalid])


def parsed(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.mark.slow
def test_nothing_that_pyshacl_finds_is_passed_over(broken: Graph) -> None:
    whole = Graph()
    for triples in (broken, check._class_tree_and_concepts()):
        for triple in triples:
            whole.add(triple)
    shapes = load(ontology_dir() / "shapes" / f"{name}.ttl" for name in DATA_SHAPES)
    _, report, _ = pyshacl.validate(whole, shacl_graph=shapes, inference="none", advanced=True)
    assert isinstance(report, Graph)
    expected = {
        f"{report.value(result, SH.sourceShape)} {report.value(result, SH.focusNode)}".removeprefix(SHAPE)
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    of_values = {str(shape).removeprefix(SHAPE) for shape in shapes.subjects(SH.targetObjectsOf)}
    found = {
        f"{each.shape} {each.value if each.shape in of_values else each.focus}"
        for each in check_data(broken)
        if each.shape != "DeclaredTerm"
    }
    assert found == expected
    assert len(expected) > 50


@pytest.mark.slow
def test_portions_and_progress_change_nothing(broken: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int | None]] = []
    whole = check_data(broken)
    monkeypatch.setattr(check, "BATCH", 7)
    assert check_data(broken, progress=lambda *each: told.append(each)) == whole
    stages = [stage for stage, _, _ in told]
    assert list(dict.fromkeys(stages)) == ["shapes: terms", "shapes", "shapes: findings"]
    assert stages.count("shapes: findings") > 5
    assert all(done < total for _, done, total in told if total is not None)


@pytest.mark.slow
def test_a_store_is_checked_as_the_graph_it_holds_and_may_be_read_only(broken: Graph) -> None:
    store = ox.Store()
    store.extend(quad_of(triple) for triple in broken)
    before = len(store)
    stored = {(each.shape, each.focus, each.path) for each in check_data(store)}
    assert stored == {(each.shape, each.focus, each.path) for each in check_data(broken)}
    assert len(store) == before


@pytest.mark.parametrize(
    "node",
    [
        URIRef("https://example.org/a"),
        BNode("b1"),
        Literal("Bærum"),
        Literal("Bærum", lang="nb"),
        Literal("65.0", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal"), normalize=False),
        Literal("2020", datatype=URIRef("http://www.w3.org/2001/XMLSchema#gYear"), normalize=False),
    ],
)
def test_terms_come_back_as_they_were(node: URIRef | BNode | Literal) -> None:
    back = to_rdflib(from_rdflib(node))
    assert (type(back), str(back), back.n3()) == (type(node), str(node), node.n3())


DATA = (
    'd:a a sk:County ; sk:start "2020-02-30"^^xsd:date, "2020-01-01"^^xsd:date ; sk:population 5 ; sk:unit "x"@nb ; '
    "sk:seat d:b . d:b sk:country d:no ; sk:start 1.5 . sk:County rdfs:subClassOf sk:Body . "
)


@pytest.mark.parametrize(
    ("constraint", "sure"),
    [
        ("sh:path sk:population ; sh:minCount 1 ; sh:maxCount 1", True),
        ("sh:path sk:start ; sh:maxCount 1", False),
        ("sh:path sk:population ; sh:minInclusive 5 ; sh:maxInclusive 5", True),
        ("sh:path sk:population ; sh:minInclusive 6", False),
        ("sh:path sk:population ; sh:datatype xsd:integer", True),
        ("sh:path sk:start ; sh:datatype xsd:date", False),  # 30 February
        ("sh:class sk:Body ; sh:nodeKind sh:IRI", True),
        ("sh:class sk:Municipality", False),
        ('sh:path sk:unit ; sh:languageIn ( "nb" ) ; sh:uniqueLang true ; sh:pattern "^x"', True),
        ('sh:path sk:unit ; sh:languageIn ( "nn" )', False),
        ("sh:path ( sk:seat sk:country ) ; sh:hasValue d:no", True),
        ("sh:path ( sk:seat sk:country ) ; sh:hasValue d:se", False),
        ("sh:not [ sh:path sk:seat ; sh:hasValue d:c ]", True),
        ("sh:not [ sh:path sk:seat ; sh:hasValue d:b ]", False),
        ("sh:not [ sh:path sk:seat ; sh:minCount 9 ]", False),  # holds, but is not known
        ("sh:or ( [ sh:class sk:Municipality ] [ sh:class sk:County ] )", True),
        ("sh:and ( [ sh:class sk:Municipality ] [ sh:class sk:County ] )", False),
        ("sh:path sk:population ; sh:minLength 1", False),  # holds, but is not known
        ("sh:path [ sh:inversePath sk:seat ] ; sh:maxCount 0", False),  # holds, but is not known
        ("sh:path sk:seat ; sh:disjoint sk:unit", True),
        ("sh:path sk:seat ; sh:equals sk:unit", False),
        ("sh:path sk:seat ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]", True),
        ("sh:path sk:seat ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]", False),
    ],
)
def test_sure_is_only_what_is_known_to_hold(constraint: str, sure: bool) -> None:
    store = ox.Store()
    store.extend(quad_of(triple) for triple in parsed(DATA))
    shapes = parsed(f"t:T {constraint} .")
    test = Sure(shapes, Facts(store, {}, [])).test(URIRef(SHAPE + "T"))
    assert test(ox.NamedNode(SKD + "a")) is sure

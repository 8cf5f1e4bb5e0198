// A SPARQL endpoint over a file of N-Quads with Apache Jena ARQ: Debian has Jena, but not Fuseki.
// java -cp JARS JenaServer.java FILE PORT

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DynamicDatasets;

public class JenaServer {
  public static void main(String[] arguments) throws IOException {
    Dataset dataset = DatasetFactory.create();
    RDFDataMgr.read(dataset, arguments[0], Lang.NQUADS);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/query", exchange -> answer(exchange, dataset));
    server.start();
  }

  static void answer(HttpExchange exchange, Dataset all) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String text = "";
    List<String> defaults = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      switch (pair.substring(0, equals)) {
        case "query" -> text = value;
        case "default-graph-uri" -> defaults.add(value);
        case "named-graph-uri" -> named.add(value);
        default -> { }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String kind = "application/sparql-results+json";
    int code = 200;
    try {
      Query query = QueryFactory.create(text);
      Dataset asked = all;
      if (!defaults.isEmpty() || !named.isEmpty()) {
        asked = DynamicDatasets.dynamicDataset(DatasetDescription.create(defaults, named), all, false);
      }
      try (QueryExecution execution = QueryExecutionFactory.create(query, asked)) {
        if (query.isSelectType()) {
          ResultSetFormatter.outputAsJSON(out, execution.execSelect());
        } else if (query.isAskType()) {
          ResultSetFormatter.outputAsJSON(out, execution.execAsk());
        } else {
          kind = "application/n-triples";
          RDFDataMgr.write(
              out, query.isConstructType() ? execution.execConstruct() : execution.execDescribe(), Lang.NTRIPLES);
        }
      }
    } catch (QueryParseException error) {
      code = 400;
      kind = "text/plain";
      out.write(String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException error) {
      code = 500;
      kind = "text/plain";
      out.write(error.toString().getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Type", kind);
    exchange.sendResponseHeaders(code, out.size());
    exchange.getResponseBody().write(out.toByteArray());
    exchange.close();
  }
}

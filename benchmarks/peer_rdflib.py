"""What a user would write with rdflib alone: parse the Turtle, ask for an actor's partners. Prints how many."""

from __future__ import annotations

import sys
import time

from rdflib import Graph, URIRef

QUERY = """
PREFIX sk: <https://w3id.org/samkart/ontology/>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?partner (COUNT(DISTINCT ?hub) AS ?ties) WHERE {
  ?own sk:party ?actor .
  { ?own sk:project ?hub . ?other sk:project ?hub . ?other sk:party ?partner }
  UNION { ?own org:organization ?hub . ?other org:organization ?hub . ?other sk:party ?partner }
  UNION { ?own a ?class ; sk:party ?partner BIND(?own AS ?hub) FILTER(?class IN (sk:Twinning, sk:Agreement)) }
  FILTER(?partner != ?actor)
} GROUP BY ?partner ORDER BY DESC(?ties)
"""


def main() -> None:
    begun = time.perf_counter()
    graph = Graph().parse(sys.argv[1], format="turtle")
    parsed = time.perf_counter()
    actor = URIRef("https://w3id.org/samkart/id/actor/" + sys.argv[2])
    rows = list(graph.query(QUERY, initBindings={"actor": actor}))
    asked = time.perf_counter()
    print(f"{len(rows)} partners; parsing {parsed - begun:.1f} s, asking {asked - parsed:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()

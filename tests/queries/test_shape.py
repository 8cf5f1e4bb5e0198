"""No query of the house makes the engine scan the graph where a look-up would do; and the shapes that do are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from .shape import faults

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "queries").glob("*/*.rq")), *sorted((ROOT / "kg" / "store" / "sparql").glob("*.rq"))]
MEANT = {
    "network/fee": "an EXISTS within an EXISTS",  # of one membership at most; tests hold rdflib to the right answer
    "programme/open-to-country": "an OPTIONAL with a sub-SELECT or MINUS",  # of the associations of one country, once
    "source/list": "an OPTIONAL with a sub-SELECT or MINUS",  # counts what rests on every source, once
}

TIES = "?tie sk:party ?holder ; sk:project ?project ."
HEIRS = "{ BIND($actor AS ?holder) } UNION { $actor (^org:resultingOrganization/org:originalOrganization)+ ?holder }"
APART = "an OPTIONAL whose patterns hang together only by what is known outside"
WHOLE = "an OPTIONAL with a sub-SELECT or MINUS"
STEPS = "an EXISTS with a path in several steps"
LOOSE = "an EXISTS with a pattern that names nothing known"
ENDLESS = "a path of any length from a parameter or constant, with other patterns"
UNION = "a UNION with a path of any length, with patterns that name nothing known"


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_queries_start_from_what_is_known(path: Path) -> None:
    name = "/".join(path.with_suffix("").parts[-2:])
    assert faults(path.read_text("utf-8")) == ([MEANT[name]] if name in MEANT else [])


@pytest.mark.parametrize(
    ("slow", "quick", "fault"),
    [
        (
            "$actor sk:seat ?p OPTIONAL { ?p schema:latitude ?x ; schema:longitude ?y }",
            "$actor sk:seat ?p OPTIONAL { ?p schema:latitude ?x OPTIONAL { ?p schema:longitude ?y } }",
            APART,
        ),
        (
            "?tie sk:party $actor OPTIONAL { ?tie sk:role ?r . FILTER(?r != ?x) ?tie sk:unit ?u }",
            "?tie sk:party $actor OPTIONAL { ?tie sk:role ?r . ?tie sk:project ?j . ?j sk:call ?c . ?c sk:partOf ?r }",
            APART,
        ),
        (
            "?a sk:county $county OPTIONAL { ?t sk:party ?a OPTIONAL { ?t sk:start ?s ; sk:end ?e } }",
            "?a sk:county $county OPTIONAL { ?t sk:party ?a OPTIONAL { $county sk:start ?s ; sk:end ?e } }",
            APART,
        ),
        (
            "?a sk:county $county OPTIONAL { SELECT ?a (COUNT(?t) AS ?n) WHERE { ?t sk:party ?a } GROUP BY ?a }",
            "?a sk:county $county { SELECT ?a (COUNT(?t) AS ?n) WHERE { ?t sk:party ?a } GROUP BY ?a }",
            WHOLE,
        ),
        (
            "?a sk:county $county OPTIONAL { ?t sk:party ?a MINUS { ?t sk:end ?e } }",
            "?a sk:county $county OPTIONAL { ?t sk:party ?a FILTER NOT EXISTS { ?t sk:end ?e } }",
            WHOLE,
        ),
        (
            "?j a sk:Project FILTER(!BOUND($theme) || EXISTS { ?j sk:theme/skos:broader* $theme })",
            "?j a sk:Project FILTER(!BOUND($theme) || EXISTS { ?j sk:theme|(sk:theme/skos:broader+) $theme })",
            STEPS,
        ),
        (
            "?j a sk:Project FILTER NOT EXISTS { ?t sk:project ?j ; sk:party ?a }",
            "?j a sk:Project MINUS { ?t sk:project ?j ; sk:party ?a }",
            LOOSE,
        ),
        (
            "?j a sk:Project FILTER NOT EXISTS { ?t sk:project ?j . ?t a sk:Participation }",
            "?j a sk:Project FILTER NOT EXISTS { ?t sk:project ?j . ?t sk:party $actor }",
            LOOSE,
        ),
        (
            "?a sk:county $county FILTER EXISTS { ?t sk:party ?a FILTER EXISTS { ?t sk:end ?e } }",
            "?a sk:county $county FILTER EXISTS { ?t sk:party ?a }",
            "an EXISTS within an EXISTS",
        ),
        (
            "?j a sk:Project OPTIONAL { ?j sk:programme ?p } FILTER EXISTS { ?p sk:partOf* $programme }",
            "?j a sk:Project OPTIONAL { ?j sk:programme ?p } FILTER(BOUND(?p) && EXISTS { ?p sk:partOf* $programme })",
            "an EXISTS on what an OPTIONAL may not give",
        ),
        (
            "?x skos:broader* $theme . ?j sk:theme ?x ; a sk:Project",
            "BIND($theme AS ?top) ?x skos:broader* ?top . ?j sk:theme ?x ; a sk:Project",
            ENDLESS,
        ),
        ("?x skos:broader* $theme . ?j sk:theme ?x", "?x skos:broader* $theme", ENDLESS),
        (f"{HEIRS} {TIES}", f"{HEIRS} {{ {TIES} }} UNION {{ ?tie org:member ?holder }}", UNION),
    ],
)
def test_a_shape_that_scans_is_told(slow: str, quick: str, fault: str) -> None:
    assert faults(f"# Asks.\n\nSELECT * WHERE {{ {slow} }}") == [fault]
    assert faults(f"# Asks.\n\nSELECT * WHERE {{ {quick} }}") == []

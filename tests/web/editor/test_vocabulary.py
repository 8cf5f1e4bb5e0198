"""What the editor completes: all that the ontology has, and what else the graph counts, with labels and numbers."""

from __future__ import annotations

from kg.api import Samkart
from kg.language.kinds import names
from kg.vocab import SK, SKC
from kg.web.editor.vocabulary import vocabulary


def test_the_terms_of_the_graph(embedded: Samkart) -> None:
    found = {(each["kind"], each["iri"]): each for each in vocabulary(embedded)}
    people = sum(1 for _ in embedded.query("SELECT ?m { ?m a sk:Municipality }"))
    assert found["class", f"{SK}Municipality"] == {
        "iri": f"{SK}Municipality",
        "name": "sk:Municipality",
        "kind": "class",
        "count": people,
        "labels": {"nb": "kommune", "nn": "kommune", "en": "municipality"},
    }
    of = sum(1 for _ in embedded.query("SELECT ?m { ?m org:organization ?n }"))
    other = found["property", "http://www.w3.org/ns/org#organization"]
    assert (other["name"], other["count"]) == ("org:organization", of)
    level = found["concept", f"{SKC}level/local"]
    assert (level["name"], level["count"], level["labels"]) == ("", None, names("concepts")["level/local"])


def test_all_of_the_ontology_is_there_the_most_used_first(embedded: Samkart) -> None:
    found = vocabulary(embedded)
    for kind, part, base in (("class", "classes", SK), ("property", "properties", SK), ("concept", "concepts", SKC)):
        assert {base + key for key in names(part)} <= {each["iri"] for each in found if each["kind"] == kind}
    counts = [each["count"] or 0 for each in found]
    assert counts == sorted(counts, reverse=True)
    assert len({(each["kind"], each["iri"]) for each in found}) == len(found)


def test_an_empty_graph_still_has_the_ontology(empty: Samkart) -> None:
    labelled = [each for each in vocabulary(empty) if each["iri"] == f"{SK}Municipality"]
    assert [each["labels"]["en"] for each in labelled] == ["municipality"]

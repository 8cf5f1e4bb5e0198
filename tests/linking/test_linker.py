from __future__ import annotations

import pytest

from kg.linking.judgements import Judgement
from kg.linking.linker import Linker
from kg.model.catalogue import read_catalogue
from kg.resources import data_dir
from kg.vocab import SRC

SOURCES = read_catalogue(data_dir() / "sources")


def organisation(pic: str) -> str:
    return f"<{SRC}cordis-horizon/organisation/{pic}>"


def judged(pic: str, actor: str, judgement: str) -> Judgement:
    return Judgement(f"cordis:pic/{pic}", f"actor/{actor}", judgement, "seen", "tests", "2024-01-01")


LINKER = Linker(
    [judged("1", "asker", "same"), judged("2", "baerum", "different"), judged("4", "oslo", "unsure")],
    {"935478715": "baerum", "920125298": "asker"},
    {("horizon-2020", "815279"): "5g-vinni"},
    {("<p>", "<a>"): "<tie>"},
    SOURCES,
)


def test_a_judgement_beats_the_number_and_a_number_links_what_is_not_judged_different() -> None:
    cases = [
        ("1", "NO935478715MVA"),
        ("2", "NO935478715MVA"),
        ("3", "NO935478715MVA"),
        ("3", "NO935478716MVA"),
        ("4", ""),
    ]
    assert [LINKER.actor(*case) for case in cases] == ["asker", None, "baerum", None, None]


def test_an_organisation_keeps_its_pic_until_it_is_known_who_it_is() -> None:
    linker = Linker([], {"935478715": "baerum"}, sources=SOURCES)
    assert linker.learn_organisation(organisation("7"), "7", "NO935478715MVA")
    assert linker.canonical(organisation("7")) == "<https://w3id.org/samkart/id/actor/baerum>"
    assert not linker.learn_organisation(organisation("8"), "8", "")
    assert linker.canonical(organisation("8")) == "<https://w3id.org/samkart/id/actor/pic-8>"


def test_canonical_identifiers() -> None:
    base = f"<{SRC}cordis-h2020/"
    found = [
        LINKER.canonical(term)
        for term in (
            f"{base}project/815279>",
            f"{base}project/1>",
            f"{base}programme/H2020>",
            f"{base}programme/H2020-EU.3.1.>",
            f"{base}topic/SC1-2016%2F1>",
            f"{base}participation/1-2-3>",
            f"{base}place/2>",
            f"<{SRC}curated/memberships/asker/eurocities>",
            "<https://example.org/>",
        )
    ]
    data = "https://w3id.org/samkart/id/"
    assert found == [
        f"<{data}project/5g-vinni>",
        f"<{data}project/cordis-1>",
        f"<{data}programme/horizon-2020>",
        f"<{data}programme/h2020-eu-3-1>",
        f"<{data}call/sc1-2016-1>",
        f"<{data}tie/participation/cordis-1-2-3>",
        f"<{data}place/cordis-2>",
        f"<{SRC}curated/memberships/asker/eurocities>",
        "<https://example.org/>",
    ]


def test_a_participation_that_a_curator_has_written_is_that_tie() -> None:
    linker = Linker((), {}, {}, {("<p>", "<a>"): "<tie>"})
    term = f"<{SRC}cordis-h2020/participation/1-2-3>"
    linker.learn_participation(term, "<p>", "<a>")
    assert linker.canonical(term) == "<tie>"


def test_records_of_a_source_that_is_not_described_stay_as_they_are() -> None:
    assert LINKER.canonical(f"<{SRC}elsewhere/project/1>") == f"<{SRC}elsewhere/project/1>"
    assert LINKER.canonical(f"<{SRC}cordis-h2020/deliverable/1>") == f"<{SRC}cordis-h2020/deliverable/1>"


def test_a_project_is_a_curated_one_only_under_the_same_programme() -> None:
    assert LINKER.canonical(f"<{SRC}cordis-fp7/project/815279>").endswith("/project/cordis-815279>")


def test_only_what_is_judged_to_be_different_is_no_candidate_any_more() -> None:
    assert LINKER.different == {("2", "baerum")}


def test_what_was_learnt_can_be_let_go_and_the_rules_stay() -> None:
    linker = Linker(organisation_numbers={"935478715": "baerum"}, sources=SOURCES)
    linker.learn_organisation(organisation("3"), "3", "NO935478715MVA")
    assert linker.canonical(organisation("3")).endswith("/actor/baerum>")
    linker.forget()
    assert linker.canonical(organisation("3")).endswith("/actor/pic-3>")
    assert linker.actor("3", "NO935478715MVA") == "baerum"


@pytest.mark.parametrize("key", ["a%20b", "a%2Fb", "%C3%A6", "x.y", "A_b", "7-8"])
def test_a_key_is_the_same_whether_it_needs_quoting_or_not(key: str) -> None:
    canonical = LINKER.canonical(f"<{SRC}cordis-horizon/participation/{key}>")
    assert canonical == f"<https://w3id.org/samkart/id/tie/participation/cordis-{key.replace('%2F', '/')}>"

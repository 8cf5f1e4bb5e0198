from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.linking.authority import Authority, OfficialName
from kg.linking.identity import Identity
from kg.linking.judgements import Judgement, verdicts_of
from kg.linking.linker import Link, Linker
from kg.linking.official import NameForm, OfficialNames
from kg.model.catalogue import read_catalogue
from kg.model.source import RecordKind, SourceInfo
from kg.resources import data_dir
from kg.vocab import SRC

ELSEWHERE = SourceInfo("elsewhere", "", "", "", "", kinds={"partner": RecordKind("partner", "actor", "{family}-{key}")})
SOURCES = {
    **read_catalogue(data_dir() / "sources"),
    **{
        name: SourceInfo(name, "", "", "", "", family="elsewhere", kinds=ELSEWHERE.kinds)
        for name in ("elsewhere", "elsewhere-2")
    },
    "third": SourceInfo("third", "", "", "", "", family="third", kinds=ELSEWHERE.kinds),
}
KNOWN = Authority(
    frozenset({"asker", "baerum", "oslo"}),
    {"number/NO935478715": "baerum", "number/NO920125298": "asker", "wikidata/Q1": "oslo"},
    projects={("horizon-2020", "815279"): "5g-vinni"},
    participations={("<p>", "<a>"): "<tie>"},
)
FORMS = [NameForm("NO", "sk:Municipality", "", " kommune", True)]
ACTOR = "https://w3id.org/samkart/id/actor/"


def organisation(pic: str) -> str:
    return f"<{SRC}cordis-horizon/organisation/{pic}>"


def partner(key: str, source: str = "elsewhere") -> str:
    return f"<{SRC}{source}/partner/{key}>"


def judged(left: str, right: str, judgement: str = "same") -> Judgement:
    return Judgement(left, right, judgement, "seen", "tests", "2024-01-01")


VERDICTS = verdicts_of(
    [
        judged("cordis:pic/1", "actor/asker"),
        judged("cordis:pic/2", "actor/baerum", "different"),
        judged("cordis:pic/4", "actor/oslo", "unsure"),
    ]
)
LINKER = Linker(VERDICTS, KNOWN, SOURCES)


def fresh(*judgements: Judgement, official: OfficialNames | None = None) -> Linker:
    return Linker(verdicts_of(judgements), KNOWN, SOURCES, official)


def number(text: str, country: str = "NO") -> Identity:
    return Identity(country=country, vats=(text,))


def test_a_judgement_beats_the_number_and_a_number_links_what_is_not_judged_different() -> None:
    cases = [
        ("1", "NO935478715MVA"),
        ("2", "NO935478715MVA"),
        ("3", "NO935478715MVA"),
        ("3", "935478715"),
        ("3", "NO935478716MVA"),
        ("4", ""),
    ]
    assert [LINKER.actor(*case) for case in cases] == ["asker", None, "baerum", "baerum", None, None]


def test_an_organisation_keeps_its_pic_until_it_is_known_who_it_is() -> None:
    linker = fresh()
    known = Identity(country="NO", pics=("7",), vats=("NO935478715MVA",))
    assert linker.learn(organisation("7"), known) == Link("baerum", "vat-number")
    assert linker.canonical(organisation("7")) == f"<{ACTOR}baerum>"
    assert linker.learn(organisation("8"), Identity(pics=("8",))) == Link("pic-8")
    assert linker.canonical(organisation("8")) == f"<{ACTOR}pic-8>"
    assert linker.met == {"cordis-horizon": {"vat-number": 1, "": 1}}
    assert linker.links == {organisation("7"): Link("baerum", "vat-number")}


def test_what_one_record_tells_of_an_actor_is_known_of_it_in_every_source() -> None:
    linker = fresh()
    linker.learn(organisation("7"), Identity(country="NO", pics=("7",), vats=("NO935478715MVA",)))
    linker.learn(organisation("8"), Identity(country="SE", pics=("8",), same=("https://ror.org/012345678",)))
    assert [
        linker.learn(partner("a"), Identity(pics=("7",))),
        linker.learn(partner("b"), Identity(pics=("8",))),
        linker.learn(partner("c"), Identity(same=("https://ror.org/012345678",))),
        linker.learn(partner("d"), Identity(same=("http://www.wikidata.org/entity/Q1",))),
        linker.learn(partner("e"), Identity(pics=("9",))),
        linker.learn(partner("f"), Identity(numbers=("935478715",), country="NO")),
        linker.learn(partner("g"), Identity()),
    ] == [
        Link("baerum", "pic"),
        Link("pic-8"),
        Link("pic-8", "ror"),
        Link("oslo", "wikidata"),
        Link("pic-9"),
        Link("baerum", "organisation-number"),
        Link("elsewhere-g"),
    ]


def test_a_number_of_no_known_actor_joins_sources_and_not_two_records_or_two_pics_of_one() -> None:
    linker = fresh()
    body = Identity(country="SE", vats=("SE232100025501",))
    first = linker.learn(partner("a"), body)
    assert first == Link("elsewhere-a")
    assert linker.learn(partner("b"), body) == Link("elsewhere-b")
    assert linker.learn(partner("c", "third"), body) == Link("elsewhere-a", "vat-number")
    linker = fresh()
    linker.learn(organisation("7"), Identity(country="SE", pics=("7",), vats=("SE232100025501",)))
    assert linker.learn(partner("a"), Identity(country="SE", pics=("8",), vats=body.vats)) == Link("pic-8")
    assert linker.learn(partner("b"), body) == Link("pic-7", "vat-number")


def test_identifiers_that_contradict_each_other_forbid_a_rule_and_are_told() -> None:
    linker = fresh(judged("cordis:pic/6", "actor/baerum", "different"))
    two = Identity(country="NO", numbers=("935478715",), vats=("NO920125298MVA",))
    assert linker.learn(partner("a"), two) == Link(
        "elsewhere-a",
        told="its identifiers are those of several actors: baerum (organisation-number), asker (vat-number)",
        refused=("asker", "baerum"),
    )
    linker.learn(organisation("7"), Identity(country="NO", pics=("7",), vats=("NO935478715MVA",)))
    other = Identity(country="NO", pics=("7",), vats=("NO923609016MVA",))
    assert linker.learn(partner("b"), other) == Link(
        "pic-7", told="it would be baerum by pic, but has the number NO923609016", refused=("baerum",)
    )
    apart = Identity(country="NO", pics=("6",), vats=("NO935478715MVA",))
    assert linker.learn(organisation("6"), apart) == Link(
        "pic-6", told="it would be baerum by vat-number, and is judged to be different", refused=("baerum",)
    )


def test_a_judgement_names_a_record_of_any_source_by_its_kind_and_key() -> None:
    linker = fresh(judged("elsewhere:partner/a/b", "actor/asker"), judged("elsewhere:name/c", "actor/oslo"))
    assert linker.learn(partner("a%2Fb"), Identity()) == Link("asker", "judgement", "seen", "tests", "2024-01-01")
    assert linker.learn(partner("c", "elsewhere-2"), number("935478715")) == Link(
        "oslo", "judgement", "seen", "tests", "2024-01-01"
    )
    assert linker.learn(partner("a%2Fb", "third"), Identity()) == Link("third-a/b")


def test_records_that_are_judged_to_be_one_are_the_first_that_is_met() -> None:
    linker = fresh(judged("cordis:pic/7", "elsewhere:partner/a"), judged("elsewhere:partner/a", "third:partner/b"))
    assert linker.learn(organisation("7"), Identity(pics=("7",))) == Link("pic-7")
    assert linker.learn(partner("a"), Identity()) == Link("pic-7", "judgement", "seen", "tests", "2024-01-01")
    assert linker.learn(partner("b", "third"), Identity()) == Link("pic-7", "judgement", "seen", "tests", "2024-01-01")


def test_what_is_judged_to_differ_from_a_record_is_not_linked_to_it() -> None:
    linker = fresh(judged("cordis:pic/7", "elsewhere:partner/a", "different"))
    linker.learn(organisation("7"), Identity(pics=("7",), same=("https://ror.org/012345678",)))
    found = linker.learn(partner("a"), Identity(same=("https://ror.org/012345678",)))
    what = "it would be pic-7 by ror, and is judged to be different"
    assert found == Link("elsewhere-a", told=what, refused=("pic-7",))


def test_a_name_decides_last_and_not_against_a_number() -> None:
    names = OfficialNames([OfficialName("asker", "sk:Municipality", "NO", "Asker kommune")], FORMS)
    linker = fresh(official=names)
    said = Identity(("ASKER KOMMUNE",), "NO", frozenset({"sk:Municipality"}))
    assert linker.learn(partner("a"), said) == Link("asker", "official-name")
    assert linker.learn(partner("b"), replace(said, vats=("NO923609016MVA",))) == Link(
        "elsewhere-b", told="it would be asker by official-name, but has the number NO923609016", refused=("asker",)
    )
    assert linker.learn(partner("c"), replace(said, vats=("NO935478715MVA",))) == Link("baerum", "vat-number")


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
    linker = Linker(authority=KNOWN)
    term = f"<{SRC}cordis-h2020/participation/1-2-3>"
    linker.learn_participation(term, "<p>", "<a>")
    assert linker.canonical(term) == "<tie>"


def test_records_of_a_source_that_is_not_described_stay_as_they_are() -> None:
    assert LINKER.canonical(f"<{SRC}nowhere/project/1>") == f"<{SRC}nowhere/project/1>"
    assert LINKER.canonical(f"<{SRC}cordis-h2020/deliverable/1>") == f"<{SRC}cordis-h2020/deliverable/1>"


def test_a_project_is_a_curated_one_only_under_the_same_programme() -> None:
    assert LINKER.canonical(f"<{SRC}cordis-fp7/project/815279>").endswith("/project/cordis-815279>")


def test_what_was_learnt_of_records_can_be_let_go() -> None:
    linker = fresh()
    linker.learn(organisation("3"), Identity(country="NO", pics=("3",), vats=("NO935478715MVA",)))
    assert linker.canonical(organisation("3")).endswith("/actor/baerum>")
    linker.forget()
    assert linker.canonical(organisation("3")).endswith("/actor/pic-3>")
    assert linker.actor("3", "NO935478715MVA") == "baerum"


@pytest.mark.parametrize("key", ["a%20b", "a%2Fb", "%C3%A6", "x.y", "A_b", "7-8"])
def test_a_key_is_the_same_whether_it_needs_quoting_or_not(key: str) -> None:
    canonical = LINKER.canonical(f"<{SRC}cordis-horizon/participation/{key}>")
    assert canonical == f"<https://w3id.org/samkart/id/tie/participation/cordis-{key.replace('%2F', '/')}>"


def test_a_pic_is_whose_number_another_source_has_beside_it_whichever_comes_first() -> None:
    alone, numbered = Identity(pics=("7",)), Identity(country="NO", pics=("7",), numbers=("935478715",))
    records = [(organisation("7"), alone), (partner("a"), numbered), (partner("b", "third"), alone)]
    for order in permutations(records):
        linker = fresh()
        linker.foresee(order[1:])  # the first is learnt from before the others
        assert {linker.learn(*each).actor for each in order} == {"baerum"}
    linker = fresh()
    assert [linker.learn(*each).actor for each in records] == ["pic-7", "baerum", "pic-7"]


def test_what_is_foreseen_goes_from_record_to_record_and_what_is_said_of_two_is_nobodys() -> None:
    ror = ("https://ror.org/012345678",)
    chain = [
        (partner("a"), Identity(pics=("7",), same=ror)),
        (partner("b", "third"), Identity(country="NO", vats=("NO935478715MVA",), same=ror)),
    ]
    for order in permutations(chain):
        linker = fresh()
        linker.foresee(order)
        assert linker.learn(organisation("7"), Identity(pics=("7",))) == Link("baerum", "pic")
    linker = fresh()
    two = zip("cd", ("920125298", "935478715"), strict=True)
    linker.foresee((partner(key), Identity(country="NO", pics=("7",), numbers=(number,))) for key, number in two)
    assert linker.learn(organisation("7"), Identity(pics=("7",))) == Link("pic-7")


def test_what_a_record_says_of_itself_goes_before_what_is_foreseen() -> None:
    linker = fresh(judged("cordis:pic/8", "actor/baerum", "different"))
    linker.foresee((partner(pic), Identity(country="NO", pics=(pic,), numbers=("935478715",))) for pic in ("7", "8"))
    assert [
        linker.learn(organisation("7"), Identity(country="NO", pics=("7",), vats=("NO920125298MVA",))),
        linker.learn(organisation("8"), Identity(pics=("8",))),
    ] == [Link("asker", "vat-number"), Link("pic-8")]

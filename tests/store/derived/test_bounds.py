"""The bounds that a build writes to every tie, why they are so, and what a successor carries on."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.derived.bounds import derive
from kg.store.triples import StoredTriples
from kg.vocab import PREFIXES, SK, SKC, SKD

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
LIVES = """
skd:actor\\/a a sk:Actor . skd:actor\\/b a sk:Actor . skd:actor\\/new a sk:Actor ; sk:start "2020-01-01" .
skd:actor\\/old a sk:Actor ; sk:end "2019-12-31" . skd:actor\\/one a sk:Actor ; sk:start "2020-01-01" .
skd:actor\\/two a sk:Actor ; sk:start "2020-01-01" . skd:actor\\/split a sk:Actor ; sk:end "2019-12-31" .
skd:actor\\/net a sk:Network ; sk:start "2001" ; sk:end "2015-06-30" . skd:actor\\/club a sk:Network .
skd:programme\\/p sk:start "2014" ; sk:end "2020" .
skd:project\\/dated sk:start "2015-01-01" ; sk:end "2017-12-31" ; sk:programme skd:programme\\/p .
skd:project\\/undated sk:programme skd:programme\\/p .
skd:source\\/s dcterms:issued "2018-05" ; sk:retrieved "2026-01-01" .
skd:event\\/merger a org:ChangeEvent ; dcterms:date "2020-01-01" ; org:originalOrganization skd:actor\\/old ;
    org:resultingOrganization skd:actor\\/new .
skd:event\\/division a org:ChangeEvent ; dcterms:date "2020-01-01" ; org:originalOrganization skd:actor\\/split ;
    org:resultingOrganization skd:actor\\/one , skd:actor\\/two .
"""
DAYS = ("heldFrom", "heldUntil", "surelyFrom", "surelyUntil", "heldFromReason", "heldUntilReason")


def derived(turtle: str) -> dict[str, dict[str, str]]:
    """What a build adds, by tie (`twinning/a-b`) and local name of the property; IRIs by their last part."""
    store = ox.Store()
    store.load((HEAD + LIVES + turtle).encode(), ox.RdfFormat.TURTLE)
    found: dict[str, dict[str, str]] = {}
    for tie, predicate, value in derive(StoredTriples(store)):
        plain = value.partition("^^")[0].strip('"<>').removeprefix(SKD).removeprefix(f"{SKC}bound-reason/")
        found.setdefault(tie.removeprefix(f"{SKD}tie/"), {})[predicate.removeprefix(SK)] = plain
    return found


def bounds(turtle: str) -> tuple[str, ...]:
    """The four days and the two reasons of the tie `t/x`."""
    return tuple(derived(f"skd:tie\\/t\\/x {turtle} .").get("t/x", {}).get(name, "") for name in DAYS)


AGREEMENT = "a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/b"


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        (AGREEMENT, ("", "", "", "", "", "")),
        (
            f'{AGREEMENT} ; sk:start "2018" ; sk:end "2020-06"',
            ("2018-01-01", "2020-06-30", "2018-12-31", "2020-06-01", "own", "own"),
        ),
        (f'{AGREEMENT} ; sk:asOf "2021-05-03"', ("", "", "2021-05-03", "2026-05-03", "", "")),
        (
            f'{AGREEMENT} ; sk:status <{SKC}status/ended> ; sk:asOf "2019"',
            ("", "2019-12-31", "", "", "", "called-ended"),
        ),
        (
            f"{AGREEMENT} ; sk:status <{SKC}status/ended> ; dcterms:source skd:source\\/s",
            ("", "2018-05-31", "", "", "", "called-ended"),
        ),
        (
            'a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/split ; sk:start "2010"',
            ("2010-01-01", "2019-12-31", "2010-12-31", "2015-12-31", "own", "party-ended"),
        ),
        (
            'a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/b , skd:actor\\/split ; sk:start "2010"',
            ("2010-01-01", "", "2010-12-31", "2015-12-31", "own", ""),
        ),
        (
            "a sk:Membership ; org:member skd:actor\\/a ; sk:party skd:actor\\/a ; org:organization skd:actor\\/net",
            ("2001-01-01", "2015-06-30", "", "", "network", "network"),
        ),
        (
            "a sk:Participation ; sk:party skd:actor\\/one ; sk:project skd:project\\/undated",
            ("2020-01-01", "2020-12-31", "", "", "party-founded", "programme"),
        ),
        (
            "a sk:Participation ; sk:party skd:actor\\/a ; sk:project skd:project\\/dated",
            ("2015-01-01", "2017-12-31", "2015-01-01", "2017-12-31", "project", "project"),
        ),
        (
            "a sk:ProgrammeAssociation ; sk:party skd:actor\\/a ; sk:programme skd:programme\\/p",
            ("2014-01-01", "2020-12-31", "", "", "programme", "programme"),
        ),
    ],
)
def test_bounds_and_their_reasons(tie: str, expected: tuple[str, ...]) -> None:
    assert bounds(tie) == expected


MEMBER = "a sk:Membership ; org:organization skd:actor\\/club"


def test_a_merger_carries_on_agreements_as_they_stand_and_memberships_as_possible() -> None:
    found = derived(
        'skd:tie\\/agreement\\/x a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/old ; sk:asOf "2019" .'
        f'skd:tie\\/membership\\/y {MEMBER} ; sk:party skd:actor\\/old ; org:member skd:actor\\/old ; sk:asOf "2019" .'
    )
    agreement, membership = found["agreement/new--x"], found["membership/new--y"]
    assert (agreement["carriesOn"], agreement["heldFrom"]) == ("tie/agreement/x", "2020-01-01")
    assert (agreement["surelyFrom"], agreement["surelyUntil"]) == ("2020-01-01", "2025-01-01")
    assert (membership["carriesOn"], membership["heldFrom"]) == ("tie/membership/y", "2020-01-01")
    assert not membership.keys() & {"surelyFrom", "surelyUntil", "heldUntil"}
    assert found["agreement/x"]["heldUntil"] == found["membership/y"]["heldUntil"] == "2019-12-31"


@pytest.mark.parametrize(
    "ties",
    [
        'skd:tie\\/t\\/x a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/split ; sk:asOf "2019" .',
        'skd:tie\\/t\\/x a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/old ; sk:end "2012" .',
        "skd:tie\\/t\\/x a sk:Agreement ; sk:party skd:actor\\/a , skd:actor\\/new , skd:actor\\/old ;"
        "sk:start '2012' .",
        f"skd:tie\\/t\\/x {MEMBER} ; sk:party skd:actor\\/old ; sk:asOf '2019' ."
        f"skd:tie\\/t\\/z {MEMBER} ; sk:party skd:actor\\/new .",
    ],
    ids=["a division", "ended before", "three parties", "the successor has its own"],
)
def test_nothing_else_is_carried_on(ties: str) -> None:
    assert not [tie for tie, said in derived(ties).items() if "carriesOn" in said]


SURE = f"""
skd:source\\/own sk:strength <{SKC}evidence-strength/own-word> ; sk:speaksFor skd:actor\\/a .
skd:source\\/press sk:strength <{SKC}evidence-strength/press> .
skd:source\\/wiki sk:strength <{SKC}evidence-strength/scraped> .
skd:list\\/a a sk:CompleteList ; sk:about skd:actor\\/a ; sk:listKind <{SKC}list-kind/agreements> ; sk:asOf "2020" ;
    dcterms:source skd:source\\/press .
skd:claim\\/c a sk:Claim ; sk:claimOn skd:tie\\/agreement\\/claimed ; sk:start "1999" ;
    dcterms:source skd:source\\/own .
"""


@pytest.mark.parametrize(
    ("tie", "said", "expected"),
    [
        ("x", "dcterms:source skd:source\\/wiki", ("scraped", "list/a", "", "2020-12-31")),
        ("x", "dcterms:source skd:source\\/press", ("press", "", "", "")),
        ("x", "dcterms:source skd:source\\/own", ("own-word", "list/a", "true", "")),
        ("x", 'dcterms:source skd:source\\/wiki ; sk:asOf "2021"', ("scraped", "list/a", "true", "")),
        ("x", 'dcterms:source skd:source\\/own ; sk:end "2019"', ("own-word", "", "", "2019-12-31")),
        ("x", f"dcterms:source skd:source\\/own ; sk:status <{SKC}status/ended>", ("own-word", "", "", "")),
        ("claimed", "dcterms:source skd:source\\/press", ("press", "", "true", "")),
    ],
)
def test_how_a_tie_is_known_what_leaves_it_out_and_whether_sources_disagree(
    tie: str, said: str, expected: tuple[str, ...]
) -> None:
    """The last word is the stronger source's, then the later one's; what was over is on no list."""
    found = derived(f"{SURE} skd:tie\\/agreement\\/{tie} {AGREEMENT} ; {said} .")
    own = found[f"agreement/{tie}"]
    told = own.get("strength", "").rpartition("/")[2], own.get("offList", ""), own.get("disputed", "")
    assert (*told, own.get("heldUntil", "")) == expected


def test_a_differing_statement_is_known_as_a_tie_between_the_same_is() -> None:
    found = derived(f"{SURE} skd:tie\\/agreement\\/claimed {AGREEMENT} .")
    assert found[f"{SKD}claim/c"] == {"strength": f"{SKC}evidence-strength/own-word"}

"""How well ties are known: the strongest source, who speaks, complete lists that leave a tie out, days of reports."""

from __future__ import annotations

import pytest

from tests.store.derived.test_bounds import derived

SOURCES = """
@prefix strength: <https://w3id.org/samkart/concept/evidence-strength/> .
skd:source\\/own sk:strength strength:own-word ; sk:speaksFor skd:actor\\/a ; dcterms:issued "2020" .
skd:source\\/own-b sk:strength strength:own-word ;
    sk:speaksFor skd:actor\\/b ; dcterms:issued "2022-05-01" .
skd:source\\/net sk:strength strength:own-word ; sk:speaksFor skd:actor\\/club .
skd:source\\/register sk:strength strength:own-word .
skd:source\\/paper sk:strength strength:press ; dcterms:issued "2021" .
skd:source\\/wiki sk:strength strength:scraped ; dcterms:issued "2025-02-08" .
"""
TWINS = "skd:tie\\/t\\/x a sk:Twinning ; sk:party skd:actor\\/a , skd:actor\\/b"
MEMBER = (
    "skd:tie\\/t\\/x a sk:Membership ; sk:party skd:actor\\/a ; org:member skd:actor\\/a ; "
    "org:organization skd:actor\\/club"
)


def tie(turtle: str) -> dict[str, str]:
    found = derived(f"{SOURCES}{turtle}").get("t/x", {})
    return found | {"strength": found.get("strength", "").rpartition("/")[2]}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"{TWINS} ; dcterms:source skd:source\\/own .", "own-word"),
        (f"{TWINS} ; dcterms:source skd:source\\/own-b , skd:source\\/wiki .", "own-word"),
        (f"{TWINS} ; dcterms:source skd:source\\/net .", "other-side"),
        (f"{TWINS} ; dcterms:source skd:source\\/register .", "own-word"),
        (f"{TWINS} ; dcterms:source skd:source\\/wiki , skd:source\\/paper .", "press"),
        (f"{TWINS} ; dcterms:source skd:source\\/wiki .", "scraped"),
        (f"{TWINS} ; dcterms:source skd:source\\/s .", ""),
        (f"{MEMBER} ; dcterms:source skd:source\\/net .", "list"),
        (f"{MEMBER} ; dcterms:source skd:source\\/own-b .", "other-side"),
    ],
)
def test_the_strongest_of_its_sources(said: str, expected: str) -> None:
    assert tie(said)["strength"] == expected


def test_what_is_only_reported_never_held_for_sure() -> None:
    said = tie(f'{TWINS} ; sk:start "1990" ; sk:asOf "2025-02" ; dcterms:source skd:source\\/wiki .')
    assert (said["heldFrom"], said.get("surelyUntil"), said.get("heldUntil")) == ("1990-01-01", None, None)


def test_the_day_of_a_report_lengthens_nothing_that_is_known() -> None:
    both = f"{TWINS} ; dcterms:source skd:source\\/own , skd:source\\/wiki"
    reported = tie(f'{both} ; sk:start "2018" ; sk:asOf "2025-02" .')
    stated = tie(f'{both} ; sk:start "2018" ; sk:asOf "2020" .')
    assert (reported["surelyUntil"], stated["surelyUntil"]) == ("2023-12-31", "2025-12-31")


LIST = (
    "skd:list\\/l a sk:CompleteList ; sk:about skd:actor\\/a ;"
    " sk:listKind <https://w3id.org/samkart/concept/list-kind/twinnings> ; sk:asOf '{day}' ;"
    " dcterms:source {source} .\n"
)


def listed(day: str = "2022-05", source: str = "skd:source\\/own") -> str:
    return LIST.format(day=day, source=source)


@pytest.mark.parametrize(
    ("said", "until", "off"),
    [
        ('sk:start "1990" ; dcterms:source skd:source\\/wiki', "2022-05-31", True),
        ('sk:start "1990" ; sk:asOf "2021" ; dcterms:source skd:source\\/paper', "2022-05-31", True),
        ('sk:start "1990" ; dcterms:source skd:source\\/own', "", False),
        ('sk:start "1990" ; sk:asOf "2023" ; dcterms:source skd:source\\/own-b', "", True),
        ('sk:start "2022-06" ; dcterms:source skd:source\\/wiki', "", False),
        ('sk:start "1990" ; sk:end "2005" ; dcterms:source skd:source\\/wiki', "2005-12-31", False),
    ],
    ids=["a report", "older press", "on the list", "vouched for later", "begun later", "ended before"],
)
def test_a_complete_list_that_leaves_a_tie_out(said: str, until: str, off: bool) -> None:
    found = tie(f"{listed()}{TWINS} ; {said} .")
    assert (found.get("heldUntil", ""), "offList" in found) == (until, off)
    if off and until:
        assert found["heldUntilReason"] == "not-on-list"


def test_a_weaker_list_marks_and_ends_nothing() -> None:
    found = tie(
        f'{listed(source="skd:source/paper".replace("/", chr(92) + "/"))}{TWINS} ; sk:start "1990" ;'
        " dcterms:source skd:source\\/own ."
    )
    assert (found.get("heldUntil"), found["offList"].rpartition("/")[2]) == (None, "l")


def test_a_list_of_the_members_in_one_country() -> None:
    members = (
        "skd:list\\/l a sk:CompleteList ; sk:about skd:actor\\/club ; sk:country skd:country\\/NO ;"
        " sk:listKind <https://w3id.org/samkart/concept/list-kind/members> ; sk:asOf '2022' ;"
        " dcterms:source skd:source\\/net . skd:actor\\/a sk:country skd:country\\/{} .\n"
    )
    said = f'{MEMBER} ; sk:asOf "2019" ; dcterms:source skd:source\\/paper .'
    assert [tie(members.format(code) + said).get("heldUntil") for code in ("NO", "SE")] == ["2022-12-31", None]

from __future__ import annotations

from pathlib import Path

from kg.compare.cooperation import DEGREES, Degree, SharedTie, degree_of_cooperation
from kg.compare.profiles import Profile
from kg.model.tie import Node, TieRow
from tests.compare.compare_world import NODES, A, B, C, D, tie


def profile(actor: str, *ties: TieRow) -> Profile:
    return Profile(NODES.get(actor, Node(actor)), ties)


def test_the_scale_is_the_scheme_of_the_ontology() -> None:
    text = (Path(__file__).parents[2] / "ontology/schemes/cooperation-degrees.ttl").read_text("utf-8")
    (order,) = (line for line in text.splitlines() if "skos:memberList" in line)
    keys = [word.removeprefix("cooperation-degree:") for word in order.split("(")[1].split(")")[0].split()]
    assert tuple(keys) == DEGREES


def test_the_closest_step_with_all_its_reasons() -> None:
    assert degree_of_cooperation(A, B, NODES) == Degree(
        "a",
        "b",
        "joint-body",
        "",
        (
            SharedTie(
                "joint-body", "network", "council", ("council-a", "council-b"), "2015", "", "", ("member",), "held"
            ),
            SharedTie("same-project", "project", "p1", ("p1-a", "p1-b"), "2023-01-01", "2024-12-31", "", (), "held"),
        ),
    )


def test_it_is_the_same_the_other_way_round() -> None:
    one, other = degree_of_cooperation(A, B, NODES), degree_of_cooperation(B, A, NODES)
    assert (one.degree, [r.hub for r in one.reasons]) == (other.degree, [r.hub for r in other.reasons])


def test_on_a_day_before_they_met_there_was_no_contact() -> None:
    assert degree_of_cooperation(A, B, NODES, "2012-06-01", "2012-06-01") == Degree("a", "b", "no-contact", "", ())


def test_memberships_that_did_not_overlap_are_no_contact() -> None:
    """Aby left the network in 2016, Bby came in 2018."""
    found = degree_of_cooperation(A, B, NODES)
    assert "net" not in {reason.hub for reason in found.reasons}


def test_each_step_of_the_scale() -> None:
    pairs = {
        "no-contact": (profile("a"), profile("b")),
        "same-network": (profile("a", tie("a", "network", "net")), profile("b", tie("b", "network", "net"))),
        "same-project": (profile("a", tie("a", "project", "p1")), profile("b", tie("b", "project", "p1"))),
        "standing-agreement": (profile("a", tie("a", "twinning", "t")), profile("b", tie("b", "twinning", "t"))),
        "joint-body": (profile("a", tie("a", "network", "council")), profile("b", tie("b", "network", "council"))),
    }
    assert {degree_of_cooperation(*pair, NODES).degree: step for step, pair in pairs.items()} == {s: s for s in DEGREES}
    assert [degree_of_cooperation(*pair, NODES).degree for pair in pairs.values()] == list(DEGREES)


def test_a_member_and_its_council_have_a_joint_body() -> None:
    council = profile("council")
    (reason,) = degree_of_cooperation(A, council, NODES).reasons
    assert reason == SharedTie("joint-body", "network", "council", ("council-a",), "2010", "", "", ("member",), "held")
    assert degree_of_cooperation(council, A, NODES).degree == "joint-body"


def test_a_dormant_membership_and_a_letter_of_intent_make_a_step_possible_only() -> None:
    waiting = profile("b", tie("b", "network", "net", "2018", status="on-hold"))
    found = degree_of_cooperation(C, waiting, NODES)
    assert (found.degree, found.possible) == ("no-contact", "same-network")
    letter = tie("a", "twinning", "t", "2020", status="letter-of-intent")
    intended = degree_of_cooperation(profile("a", letter), profile("b", letter), NODES)
    assert (intended.degree, intended.possible) == ("no-contact", "standing-agreement")


def test_unknown_dates_make_a_step_possible_only_in_a_period() -> None:
    one, other = profile("a", tie("a", "network", "net")), profile("b", tie("b", "network", "net", "2010"))
    always, then = degree_of_cooperation(one, other, NODES), degree_of_cooperation(one, other, NODES, "2014", "2020")
    assert (always.degree, always.possible) == ("same-network", "")
    assert (then.degree, then.possible) == ("no-contact", "same-network")


def test_one_who_left_may_never_have_met_one_whose_start_is_unknown() -> None:
    left = profile("a", tie("a", "network", "net", "2005", "2016"))
    unknown = profile("b", tie("b", "network", "net", as_of="2020"))
    already = profile("b", tie("b", "network", "net", as_of="2012"))
    assert degree_of_cooperation(left, unknown, NODES).possible == "same-network"
    assert degree_of_cooperation(left, already, NODES).degree == "same-network"


def test_one_project_in_the_same_years_is_certain() -> None:
    assert degree_of_cooperation(C, D, NODES, "2014", "2020") == Degree(
        "c",
        "d",
        "same-project",
        "",
        (
            SharedTie("same-project", "project", "p3", ("p3-c", "p3-d"), "2016", "2018", "", (), "held"),
            SharedTie("same-network", "network", "far", ("far-c", "far-d"), "2011", "", "", ("member",), "held"),
        ),
    )

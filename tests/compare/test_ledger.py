"""The ledger of memberships: its rules one by one, whole ledgers of the made-up world, and that of Asker and Bærum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.api import Samkart
from kg.compare.chance import Chance
from kg.compare.fellows import Fellows
from kg.compare.gather.ledger import LedgerReport, ledger
from kg.compare.ledger import (
    Charge,
    LedgerRow,
    LedgerSeat,
    Overlap,
    PaidThrough,
    Sign,
    asks_of,
    fee_word,
    fit,
    is_quiet,
    latest_charges,
    overlapping,
    paid_through,
    sign_of_life,
    totals,
)
from kg.compare.region import Seat
from kg.errors import NotFound
from kg.model.period import HELD, MAY_HAVE_HELD
from kg.model.tie import Node
from kg.store.remote import RemoteView
from kg.vocab import key_of

DAY = "2024-02-01"
NOBODY = Fellows((), Chance(0, 0, 0.0, 1.0, 1.0))
PARENTS = {"solar": ("energy",), "energy": ("climate",)}


def charge(network: str = "net", amount: str | None = "500", **more: str) -> Charge:
    told = {"year": "2023", "currency": "EUR", "scope": ""} | more
    return Charge(network, "a", amount=None if amount is None else Decimal(amount), **told)  # type: ignore[arg-type]


def seat(actor: str = "a", amount: str | None = None, certainty: str = HELD, **more: object) -> LedgerSeat:
    status = str(more.pop("status", "member"))
    told = None if amount is None else charge(amount=amount)
    one = Seat(actor=actor, tie=f"{actor}-net", status=status, role="", start="2015", certainty=certainty)
    return LedgerSeat(one, "", "list", told, fee_word(told, status), NOBODY, **more)  # type: ignore[arg-type]


def row(*seats: LedgerSeat, **more: object) -> LedgerRow:
    plain: dict[str, object] = {"members": 3, "counted": None, "like_us": (), "themes": ("energy",)}
    plain |= {"fits": (), "touches": (), "sign": Sign("2023", "own")}
    return LedgerRow("net", seats, **(plain | more))  # type: ignore[arg-type]


def test_the_latest_rule_counts_and_of_a_year_the_one_for_the_kind_of_member() -> None:
    old, general = charge(year="2019", amount="1"), charge(amount="2")
    own, free = charge(amount="3", scope="municipalities"), charge("free", "0")
    assert latest_charges([old, own, general, free]) == {"net": own, "free": free}
    assert latest_charges([]) == {}


@pytest.mark.parametrize(
    ("told", "status", "word"),
    [
        (None, "member", "no-rule"),
        (charge(), "associate", "known"),
        (charge(), "", "known"),
        (charge(), "signatory", "other-status"),
        (charge(amount="0"), "signatory", "known"),
        (charge(amount=None), "member", "no-population"),
        (charge(amount=None), "observer", "other-status"),
    ],
)
def test_what_is_known_of_a_fee(told: Charge | None, status: str, word: str) -> None:
    assert fee_word(told, status) == word


def test_sums_are_by_currency_and_of_what_is_known() -> None:
    crowns = LedgerSeat(seat().seat, "", "", charge(amount="70", currency="NOK"), "known", NOBODY)
    assert totals([seat(amount="5"), seat("b", amount="7"), seat("c"), crowns]) == {
        "EUR": Decimal(12),
        "NOK": Decimal(70),
    }
    assert totals([seat(amount="5", status="observer")]) == {}


def test_themes_fit_from_narrow_to_wide_and_touch_the_other_way() -> None:
    assert fit(["solar"], ["climate", "culture", "solar", "climate"], PARENTS) == (("climate", "solar"), ())
    assert fit(["climate"], ["solar", "culture"], PARENTS) == ((), ("solar",))
    assert fit([], ["solar"], PARENTS) == ((), ())


def test_the_last_sign_of_life_is_the_latest_until_the_day() -> None:
    signs = [Sign("", "own"), Sign("2023", "member"), Sign("2023", "activity"), Sign("2024-03", "joined")]
    assert sign_of_life(signs, DAY) == Sign("2023", "activity")
    assert sign_of_life(signs, "2024-04-01") == Sign("2024-03", "joined")
    assert sign_of_life([Sign("", "own"), Sign("2025", "source")], DAY) is None
    assert [is_quiet(sign, DAY) for sign in (None, Sign("2018-12", "own"), Sign("2019", "own"))] == [True, True, False]


def test_networks_overlap_besides_the_actors_themselves() -> None:
    nodes = {key: Node(key, key.upper()) for key in ("x", "y", "z")}
    members = {"x": set("abcd"), "y": set("abcdef"), "z": set("ag")}
    themes = {"x": ("solar",), "y": ("energy", "culture")}
    found = overlapping(members, {"a"}, themes, PARENTS, nodes=nodes)
    assert found == [Overlap("x", "y", 3, 5, shared=("b", "c", "d"), coefficient=1.0, themes=("energy",))]
    assert found[0].alike
    assert not overlapping(members, {"a"}, {"x": ("solar",)}, PARENTS, nodes=nodes)[0].alike
    assert not overlapping(members, {"a", "b"}, themes, PARENTS, nodes=nodes)[0].alike  # two others are few


def test_a_body_that_is_a_member_too_may_pay_for_its_own_members() -> None:
    nodes = {key: Node(key, key) for key in ("net", "office", "other")}
    paying = {"net": ["a", "b"], "office": ["a"]}
    inside = {"office": {"a", "c"}, "other": {"d"}}
    assert paid_through(paying, inside, {"office": {"net", "office"}, "other": {"net"}}, nodes) == [
        PaidThrough("net", "office", ("a",))
    ]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (row(seat()), ("continue",)),
        (row(seat(status="on-hold", certainty=MAY_HAVE_HELD), sign=None), ("on-hold", "held", "quiet", "continue")),
        (row(seat(), seat("b", disputed=True)), ("held", "continue")),
        (row(seat(amount="500")), ("nothing", "continue")),
        (row(seat(amount="0")), ("continue",)),
        (row(seat(amount="500"), fits=("energy",)), ("continue",)),
        (row(seat(amount="500"), themes=()), ("continue",)),
        (row(seat(), sign=Sign("2017", "joined")), ("quiet", "continue")),
    ],
)
def test_a_question_rests_on_what_is_known(told: LedgerRow, asked: tuple[str, ...]) -> None:
    assert asks_of(told, DAY, strategies=True, doubles=set(), overlaps=[]) == asked


def test_without_a_strategy_it_is_not_asked_whether_anything_came_of_it() -> None:
    assert asks_of(row(seat(amount="500")), DAY, strategies=False, doubles=set(), overlaps=[]) == ("continue",)


def test_double_payments_and_networks_much_alike_are_asked_about() -> None:
    alike = Overlap("net", "other", 4, 9, shared=tuple("bcd"), coefficient=0.8, themes=("energy",))
    few = Overlap("net", "other", 4, 9, shared=tuple("bc"), coefficient=0.9, themes=("energy",))
    assert asks_of(row(seat()), DAY, True, {"net"}, overlaps=[alike]) == ("double", "alike", "continue")
    assert asks_of(row(seat()), DAY, True, {"other"}, overlaps=[few]) == ("continue",)


def told(report: LedgerReport) -> dict[str, list[object]]:
    """Every membership in short, by network."""
    return {
        key_of(row.network): [
            row.members,
            sorted(map(key_of, row.like_us)),
            sorted(map(key_of, row.fits)),
            row.sign and (row.sign.date, row.sign.kind),
            row.asks,
            *(
                (key_of(s.seat.actor), s.seat.status, s.seat.certainty, s.fee, s.amount, s.fellows.chance.observed)
                for s in row.seats
            ),
        ]
        for row in report.rows
    }


def test_the_whole_ledger_of_a_town(world: Samkart) -> None:
    report = ledger(world, ["fjordby"], at=DAY)
    assert told(report) == {
        "eurobyene": [
            5,
            ["nordvik"],
            ["climate-mitigation", "digitalisation"],
            ("2023-05-01", "own"),
            ("continue",),
            ("fjordby", "member", "held", "known", Decimal("45000.0"), 1),
        ],
        "fjordraadet": [
            4,
            ["nordvik", "oeyene", "soerhavn"],
            [],
            ("2023-01", "project"),
            ("held", "continue"),
            ("fjordby", "member", "may-have-held", "no-rule", None, 3),
        ],
        "nordfjell-europakontor": [
            2,
            [],
            [],
            ("2021-01-01", "own"),
            ("continue",),
            ("fjordby", "member", "held", "no-rule", None, 0),
        ],
    }
    assert (report.strategies, [key_of(p.actor) for p in report.peers]) == (
        1,
        ["soerhavn", "oeyene", "nordvik", "innmark"],
    )
    assert [(key_of(e.one), key_of(e.other), e.size, e.other_size, e.coefficient) for e in report.overlaps] == [
        ("eurobyene", "fjordraadet", 4, 3, 1 / 3)
    ]
    assert (report.doubles, report.paid_through, report.unsized) == ((), (), ())


def test_a_ledger_is_of_its_day(world: Samkart) -> None:
    then = ledger(world, ["fjordby"], at="2010-06-01")
    assert {key: rows[-1] for key, rows in told(then).items()} == {
        "fjordraadet": ("fjordby", "member", "may-have-held", "no-rule", None, 0),
        "gamlenettet": ("fjordby", "member", "may-have-held", "no-rule", None, 0),
    }
    with pytest.raises(NotFound):
        ledger(world, ["nowhere"], at=DAY)


def test_a_region_pays_twice_where_several_pay_but_not_in_a_council_of_theirs(world: Samkart) -> None:
    report = ledger(world, ["fjordby, nordvik"], at=DAY)
    assert [(key_of(d.network), d.total, d.currency) for d in report.doubles] == [
        ("eurobyene", Decimal("55000.0"), "NOK")
    ]
    asks = {key_of(row.network): row.asks for row in report.rows}
    assert asks["eurobyene"] == ("double", "continue")
    assert asks["fjordraadet"] == ("held", "continue")


def test_the_report_has_the_same_rows(world: Samkart) -> None:
    made = Samkart(world.view, "en").ledger("fjordby", "nordvik", at=DAY)
    rows = made["ledger"].records()
    assert [(row["network_name_key"], row["actor_key"], row["fee"], row["fee_known"]) for row in rows] == [
        ("eurobyene", "fjordby", 45000.0, "known"),
        ("eurobyene", "nordvik", 10000.0, "known"),
        ("fjordraadet", "fjordby", None, "no-rule"),
        ("fjordraadet", "nordvik", None, "no-rule"),
        ("klimapakten", "nordvik", None, "other-status"),
        ("nordfjell-europakontor", "fjordby", None, "no-rule"),
    ]
    assert made["doubles"].records()[0]["total"] == 55000.0
    assert [each.name for each in made.sections] == [
        "ledger",
        "overlaps",
        "doubles",
        "paid-through",
        "came-through",
        "peers",
    ]


@pytest.mark.slow
def test_an_endpoint_gives_the_same_ledger(world: Samkart, world_endpoint: str) -> None:
    with Samkart(RemoteView(world_endpoint)) as remote:
        assert ledger(remote, ["fjordby, nordvik"], at=DAY) == ledger(world, ["fjordby, nordvik"], at=DAY)


def test_asker_and_baerum_by_the_embedded_rules(embedded: Samkart) -> None:
    """Fees are rates times the embedded populations: 5.17 and 2 crowns, and 2.02 crowns up to 90,000."""
    report = ledger(embedded, ["asker, baerum"], at="2026-11-28")
    assert {
        (key_of(row.network), key_of(seat.seat.actor)): (seat.amount, seat.charge and seat.charge.year)
        for row, seat in report.seats
        if seat.amount is not None
    } == {
        ("covenant-of-mayors", "asker"): (Decimal(0), "2018"),
        ("covenant-of-mayors", "baerum"): (Decimal(0), "2018"),
        ("kommunehelsesamarbeidet-vestre-viken", "asker"): (Decimal(2) * 98815, "2015"),
        ("kommunehelsesamarbeidet-vestre-viken", "baerum"): (Decimal(2) * 130921, "2015"),
        ("oslofjordens-friluftsraad", "asker"): (Decimal("5.17") * 98815, "2023"),
        ("oslofjordens-friluftsraad", "baerum"): (Decimal("5.17") * 130921, "2023"),
        ("sunne-kommuner", "asker"): (Decimal(90000), "2022"),
    }
    on_hold = [key_of(row.network) for row in report.rows if "on-hold" in row.asks]
    assert on_hold == ["covenant-of-mayors"]
    joint = next(row for row in report.rows if key_of(row.network).startswith("asker-og-baerum"))
    assert "double" not in joint.asks and joint.members == 2

"""The rules that papers are written by, on facts made for them: what is over, what is flagged, what is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.brief.chapters.actor import ended, money_of, per_holder
from kg.brief.chapters.findings import gaps, next_steps
from kg.brief.document import BulletList, Heading, Paragraph
from kg.brief.facts import ActorFacts, Findings, Home, PartnerRow, Scope, SourceReference, Tie
from kg.brief.papers.twin_towns import flag_of
from kg.brief.writer import Writer
from kg.compare.gaps import Activity, MissingTheme, Peer, UnbackedTheme, UnusedProgramme
from kg.compare.profiles import Priority
from kg.compare.programmes import AssociationStatement
from kg.model.tie import Node

DAY = "2024-02-01"


def twin(**more: str) -> Tie:
    return Tie("twinning", "t", "Granstad", ("Fjordby",), ("Granstad",), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tie", "day", "over"),
    [
        (twin(), DAY, False),
        (twin(status="ended"), DAY, True),
        (twin(end="2023"), DAY, True),
        (twin(end="2024"), DAY, False),
        (twin(end="2024-01-31"), DAY, True),
        (twin(end="2024-02-01"), DAY, False),
        (twin(status="ended", end="2024"), DAY, True),
        (twin(status="ended", end="2023-06"), "2023", False),  # it held in the course of that year
        (twin(status="ended", end="2022-06"), "2023", True),
        (twin(end="2020"), "", False),
    ],
)
def test_what_is_over(tie: Tie, day: str, over: bool) -> None:
    assert ended(tie, day) is over


def partner(projects: int, latest: str) -> PartnerRow:
    return PartnerRow("Granstad", "kommune", "SE", "Sverige", projects, 0, 1, 0, latest, ())


@pytest.mark.parametrize(
    ("tie", "other", "flag"),
    [
        (twin(status="ended"), None, "ended"),
        (twin(last_activity="2019-01"), None, "active"),
        (twin(last_activity="2018-12"), None, "quiet"),
        (twin(as_of="2019"), None, "stated"),
        (twin(as_of="2018"), None, "quiet"),
        (twin(), None, "quiet"),
        (twin(), partner(1, "2019"), "active"),
        (twin(), partner(1, "2018"), "quiet"),
        (twin(), partner(0, "2024"), "quiet"),
    ],
)
def test_flags_of_twin_towns(tie: Tie, other: PartnerRow | None, flag: str) -> None:
    assert flag_of([tie], other, DAY) == flag


def test_currencies_are_kept_apart() -> None:
    ties = [
        Tie("project", "p", "P", ("A",), amount=Decimal(2), currency="EUR"),
        Tie("project", "q", "Q", ("A",), amount=Decimal(3), currency="NOK"),
        Tie("project", "r", "R", ("A",), amount=Decimal(5), currency="EUR"),
        Tie("project", "s", "S", ("A",)),
    ]
    assert money_of(ties) == {"EUR": Decimal(7), "NOK": Decimal(3)}


def facts() -> ActorFacts:
    nodes = {
        key: Node(key, name)
        for key, name in {
            "noise": "Støy",
            "air": "Luftkvalitet",
            "env": "Klima og miljø",
            "a": "Nordby",
            "b": "Sørby",
            "proj": "STILLE BY",
            "net": "Støynettet",
            "life": "LIFE",
            "clean": "Ren luft",
        }.items()
    }
    project = Activity("a", "project", "proj", "t1", "2022", "", ())
    network = Activity("b", "network", "net", "t2", "", "", ())
    said = (
        AssociationStatement("life", "", "partial", "indicated", "2020-02", "t3"),
        AssociationStatement("life", "B", "none", "decided", "", "t4"),
    )
    found = Findings(
        peers=(Peer("a", 100), Peer("b", 90)),
        strategies=1,
        unbacked=(UnbackedTheme("noise", ("x",), (Priority("noise", "s", "stillhet"),), ("env",), (project,)),),
        missing=(MissingTheme("air", ("a", "b"), (), (network,)),),
        programmes=(UnusedProgramme("clean", ("noise", "air"), said, "yes", "", (project,)),),
        nodes=nodes,
        evidence={t: (SourceReference(f"Kilde {t}"),) for t in ("t1", "t2", "t3", "t4")},
        words={
            "participation-status/partial": "delvis deltakelse",
            "participation-status/none": "ingen deltakelse",
            "basis/indicated": "antydet",
            "basis/decided": "vedtatt",
        },
    )
    scope = Scope(as_of=DAY, home=Home("NO", "Norge"))
    return ActorFacts(
        "nb",
        "Fjordby",
        ("Fjordby",),
        "Municipality",
        scope,
        {},
        (),
        findings=found,
        ties=(twin(as_of="2017"), Tie("network", "n", "Pakten", ("Fjordby",), status="on-hold", as_of="2023-02-01")),
    )


def test_narrow_columns_name_municipalities_by_their_place() -> None:
    pair = replace(facts(), places={"Fjordby kommune": "Fjordby", "Kyrkjevik kommune": "Kyrkjevik"})
    told = {("Kyrkjevik kommune",): "2020", ("Fjordby kommune", "Rådet for kommune"): ""}
    assert per_holder(pair, told) == "Fjordby, Rådet for kommune: –; Kyrkjevik: 2020"
    assert per_holder(pair, dict.fromkeys(told, "2020")) == "2020"


def test_findings_name_their_evidence() -> None:
    writer = Writer("nb", facts().scope.home)
    told = [
        (item.text, item.refs)
        for block in gaps(writer, facts())
        if isinstance(block, BulletList)
        for item in block.items
    ]
    assert told == [
        (
            "Støy («stillhet»). Det finnes forbindelser på det videre temaet klima og miljø. Eksempel: Nordby i "
            "prosjektet «Stille By».",
            (1,),
        ),
        ("Luftkvalitet: to av to, nemlig Nordby og Sørby. Eksempel: Sørby i nettverket Støynettet.", (2,)),
        (
            "Ren luft (del av LIFE), som gjelder støy; luftkvalitet. Deltakelsen til Norge: delvis deltakelse, antydet "
            "februar 2020; B: ingen deltakelse, vedtatt. Området som kan søke, omfatter Fjordby. Eksempel: Nordby i "
            "prosjektet «Stille By».",
            (1, 3, 4),
        ),
    ]


def test_next_steps_are_questions_with_evidence() -> None:
    blocks = next_steps(Writer("nb"), facts())
    assert [type(block) for block in blocks] == [Heading, Paragraph, BulletList]
    listing = blocks[2]
    assert isinstance(listing, BulletList)
    assert [item.text for item in listing.items] == [
        "Er vennskapet med Granstad fortsatt i bruk? Samkart kjenner ingen opplysning om det fra 2019 eller senere. "
        "Den nyeste er fra 2017.",
        "Skal Fjordby ta opp igjen deltakelsen i Pakten? Den var satt på vent per 1. februar 2023.",
        "Hva kan Fjordby lære av Nordby om støy? Nordby deltar i prosjektet «Stille By».",
        "Er Ren luft aktuelt for Fjordby? Med i prosjekter der er Nordby.",
    ]

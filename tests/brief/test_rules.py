"""The rules that papers are written by, on facts made for them: what is over, what is flagged, what is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.brief.chapters.actor import ended, money_of, per_holder
from kg.brief.chapters.answers import answers
from kg.brief.chapters.steps import next_steps
from kg.brief.chapters.together import called, theme_steps
from kg.brief.document import Block, BulletList, Heading, Paragraph
from kg.brief.facts import (
    ActorFacts,
    Findings,
    Home,
    OpenCall,
    PartnerRow,
    Representation,
    Scope,
    SourceReference,
    SuggestedPartner,
    Tie,
)
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


def listed(blocks: list[Block]) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.text, item.refs) for block in blocks if isinstance(block, BulletList) for item in block.items]


def test_next_steps_name_their_evidence() -> None:
    blocks = next_steps(Writer("nb", facts().scope.home), facts())
    assert [type(block) for block in blocks[:3]] == [Heading, Paragraph, Heading]
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Mulige neste skritt",
        "Temaer",
        "Samarbeid",
        "Samordning",
    ]
    assert listed(blocks) == [
        (
            "Er Ren luft (del av LIFE) aktuelt? Det gjelder støy, som en strategi nevner uten at samarbeid er kjent. "
            "Deltakelsen til Norge: delvis deltakelse, antydet februar 2020; B: ingen deltakelse, vedtatt. Området som "
            "kan søke, omfatter Fjordby. Eksempel: Nordby i prosjektet «Stille By».",
            (1, 2, 3),
        ),
        ("Hva kan Fjordby lære av Nordby om støy? Nordby deltar i prosjektet «Stille By».", (3,)),
        (
            "Er vennskapet med Granstad fortsatt i bruk? Samkart kjenner ingen opplysning om det fra 2019 eller "
            "senere. Den nyeste er fra 2017.",
            (),
        ),
        ("Skal Fjordby ta opp igjen deltakelsen i Pakten? Den var satt på vent per 1. februar 2023.", ()),
    ]


def test_what_is_reported_or_off_a_list_is_to_be_confirmed_not_asked_whether_it_is_in_use() -> None:
    reported = replace(twin(as_of="2017"), known_by="scraped")
    off = replace(twin(as_of="2023"), thing="Hamnby", key="u", off_list="Hamnby", off_since="2022")
    told = listed(next_steps(Writer("nb", facts().scope.home), replace(facts(), ties=(reported, off))))
    assert told[-1][0] == (
        "Kan vennskapsbyene Granstad og Hamnby bekreftes? Én mangler på en parts egen fullstendige liste. Én er bare "
        "rapportert: kjent fra lister som hvem som helst kan endre."
    )
    assert "i bruk" not in told[-2][0]


def test_calls_partners_and_memberships_are_asked_about_with_what_they_rest_on() -> None:
    source = (SourceReference("Portalen"),)
    found = replace(
        facts().findings,
        unbacked=(),
        missing=(),
        programmes=(),
        calls=(OpenCall("LIFE-1", "Quiet towns", "LIFE", "2024-09-01", ("Støy", "Klima og miljø"), source),),
        suggested=(SuggestedPartner("Hamnby", "Finland", ("Fjordby",), ("felles partner: Granstad",), source),),
        represented=(Representation("Pakten", "Fjordby kommune", "leder", ("Nordvik kommune",), source),),
    )
    pair = replace(
        facts(),
        names=("Fjordby kommune", "Nordvik kommune"),
        places={"Fjordby kommune": "Fjordby", "Nordvik kommune": "Nordvik"},
        ties=(),
        findings=found,
    )
    assert listed(next_steps(Writer("nb", pair.scope.home), pair)) == [
        (
            "Skal utlysningen «Quiet towns» (LIFE-1, LIFE) vurderes før fristen 1. september 2024? Den gjelder støy; "
            "klima og miljø.",
            (1,),
        ),
        (
            "Skal Fjordby og Nordvik ta kontakt med Hamnby (Finland)? Foreslått for Fjordby. Felles partner: Granstad.",
            (1,),
        ),
        ("Kan Fjordby representere Nordvik i Pakten? Fjordby er leder der.", (1,)),
    ]


def test_a_theme_is_as_close_as_the_closest_thing_that_two_share_about_it() -> None:
    def tie(kind: str, key: str, holder: str, *themes: str) -> Tie:
        return Tie(kind, key, key, (holder,), themes=themes)

    pair = replace(
        facts(),
        names=("A", "B"),
        ties=(
            tie("network", "råd", "A", "Vann"),
            tie("network", "råd", "B", "Vann"),
            tie("network", "nett", "A", "Vann", "Støy"),
            tie("network", "nett", "B", "Vann", "Støy"),
            tie("project", "p", "A", "Luft"),
            tie("project", "q", "B", "Luft"),
            tie("project", "q", "B", "Bare B"),
        ),
        findings=replace(facts().findings, joint=frozenset({"råd"})),
    )
    told = [(step.theme, step.degree, [ties[0].key for ties in step.shared]) for step in theme_steps(pair)]
    assert told == [("Vann", "joint-body", ["råd"]), ("Støy", "same-network", ["nett"]), ("Luft", "no-contact", [])]


def test_a_few_municipalities_are_called_by_their_places_and_others_by_the_title() -> None:
    writer, pair = Writer("nb"), replace(facts(), places={"Fjordby": "Fjordby"})
    assert called(writer, pair) == "Fjordby"
    assert called(writer, replace(pair, names=("Fjordby", "Rådet"), title="Regionen")) == "Regionen"


def test_an_answer_says_what_is_not_known() -> None:
    bare = replace(facts(), ties=(), findings=Findings(), title="Nordby")
    told = [block.text for block in answers(Writer("nb", bare.scope.home), bare) if isinstance(block, Paragraph)]
    assert told == [
        "Ingen strategi som nevner temaer for internasjonalt arbeid, er kjent. Ingen sammenlignbare aktører er kjent, "
        "så hva andre gjør, er ikke vurdert.",
        "Tema er kjent for ingen av 0 prosjekter, nettverk og avtaler.",
        "Ingen kommuner eller fylker i eget land er kjent som partnere. Ingen nære partnere i andre land er kjent.",
        "",
        "Det er ikke kjent noe felles organ (råd eller kontor) å samordne gjennom.",
        "Ansvarlig enhet er kjent for ingen av 0 forbindelser.",
    ]

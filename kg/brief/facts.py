"""What a briefing is written from: plain rows, named in the reader's language, each with the sources it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.compare.gaps import MissingTheme, Peer, UnbackedTheme, UnusedProgramme
from kg.compare.profiles import Nodes
from kg.compare.region import AbsentNetwork, DoubleMembership
from kg.model.evidence import REPORTED
from kg.model.period import UNDATED, Bounds, before

__all__ = [
    "ActorFacts",
    "Closeness",
    "Findings",
    "Goal",
    "Home",
    "MembershipFee",
    "News",
    "NewsRow",
    "OpenCall",
    "PartnerRow",
    "Picture",
    "Representation",
    "Scope",
    "SourceReference",
    "Sources",
    "Strategy",
    "SuggestedPartner",
    "ThemeRow",
    "Tie",
]


@dataclass(frozen=True, slots=True)
class SourceReference:
    """A source as it is listed; dates and publisher are empty where they are not known."""

    title: str
    address: str = ""
    publisher: str = ""
    issued: str = ""
    retrieved: str = ""


Sources = tuple[SourceReference, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The country that a briefing speaks from: its code, and its name in the reader's language. Empty is unknown."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A change in words; `late` where it had happened before and is known only now."""

    text: str
    late: bool
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a day of data, or since a state (its name)."""

    since: str
    rows: tuple[NewsRow, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a briefing is limited to (dates may be empty), the day that its data reach, and where it is at home.

    `completeness` is a line on how much of the whole stands behind it, `state` the name of the state of the graph.
    `news` is what it opens with, where that is asked for.
    """

    since: str = ""
    until: str = ""
    year: str = ""
    as_of: str = ""
    predecessors: tuple[str, ...] = ()
    with_predecessors: bool = False
    datasets: tuple[str, ...] = ()
    home: Home = Home()
    completeness: str = ""
    state: str = ""
    news: News | None = None

    @property
    def day(self) -> str:
        """The day on which ties count as current: the end of the period, or the date of the data."""
        return self.until if self.until and before(self.until, self.as_of) else self.as_of


@dataclass(frozen=True, slots=True)
class Tie:
    """A membership, participation, twinning or agreement.

    `thing` is what it is called: the network, the project, the agreement, the twin town; `key` is the network or the
    project itself, and the tie itself for the others. `holders` are those of the actors that hold it, `partners` the
    others in a twinning or an agreement. `known_by` is the strength of what it rests on (`kg.model.evidence`),
    `off_list` whose complete list leaves it out, as of `off_since`, and `left_out` is whether that ends it. `bounds`
    are what questions about time are answered from. `status` and `role` are keys, with their words beside them; `short`
    and `group` are a project's acronym and programme, `amount` is what the holder got, and `net` if that is without
    what it passed on.
    """

    kind: str
    key: str
    thing: str
    holders: tuple[str, ...]
    partners: tuple[str, ...] = ()
    country: str = ""
    status: str = ""
    status_word: str = ""
    role: str = ""
    role_word: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    last_activity: str = ""
    unit: str = ""
    short: str = ""
    group: str = ""
    amount: Decimal | None = None
    currency: str = ""
    net: bool = False
    themes: tuple[str, ...] = ()
    coordinated: bool = False
    replaced_by: str = ""
    sources: Sources = ()
    bounds: Bounds = UNDATED
    known_by: str = ""
    off_list: str = ""
    off_since: str = ""
    left_out: bool = False
    disputed: bool = False

    @property
    def reported(self) -> bool:
        """Does it rest on scraped lists alone?"""
        return self.known_by == REPORTED

    def __post_init__(self) -> None:
        """Work out the bounds where none are given."""
        if self.bounds is UNDATED and (self.start or self.end or self.as_of):
            own = Bounds.of(self.start, self.end, self.as_of, ended=self.status == "ended")
            object.__setattr__(self, "bounds", own)


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner: what it has together with the actors, counted by kind; `ties` are those closer than a network.

    `known_by` is how the best known of these is known, `left_out` whether all of them end with a complete list that
    leaves them out.
    """

    name: str
    kind: str
    country: str
    country_name: str
    projects: int
    networks: int
    twinnings: int
    agreements: int
    latest: str
    ties: tuple[str, ...]
    hubs: tuple[str, ...] = ()
    sources: Sources = ()
    known_by: str = ""
    left_out: bool = False
    iri: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme and how many of the actors' projects, networks and agreements are about it."""

    theme: str
    projects: int
    networks: int
    agreements: int
    named: bool
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy that names a theme; `wording` is what it says, in its own words."""

    actor: str
    title: str
    theme: str
    wording: str
    start: str
    end: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class MembershipFee:
    """What membership costs an actor by the network's rule, for a year; `rule` holds the terms of the rule."""

    network: str
    actor: str
    year: str
    amount: Decimal | None
    currency: str
    rate: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    fixed: Decimal | None = None
    population: int | None = None
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Closeness:
    """How closely two actors cooperate (`kg.compare.cooperation`): the step that is sure, and a closer one that may be.

    `things` are what they have together on the closer of the two.
    """

    one: str
    other: str
    degree: str
    possible: str
    things: tuple[str, ...]
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Representation:
    """A network in which one of the actors has a role (`role`, in words) and `others` of them are members."""

    network: str
    actor: str
    role: str
    others: tuple[str, ...]
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class SuggestedPartner:
    """A partner that `kg.suggest` proposes for some of the actors, with the reasons, in words, that rest on ties."""

    name: str
    country: str
    suggested_for: tuple[str, ...]
    reasons: tuple[str, ...]
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that can be answered until `deadline`; `themes` are those of the actors that it is about, in words."""

    identifier: str
    title: str
    programme: str
    deadline: str
    themes: tuple[str, ...]
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the actors lack, as `kg.compare.gaps` and `kg.compare.region` say, with the sources of the ties named.

    `joint` has the keys of the bodies among the networks that their members own or run together.
    """

    peers: tuple[Peer, ...] = ()
    unsized: tuple[str, ...] = ()
    strategies: int = 0
    unbacked: tuple[UnbackedTheme, ...] = ()
    missing: tuple[MissingTheme, ...] = ()
    programmes: tuple[UnusedProgramme, ...] = ()
    doubles: tuple[DoubleMembership, ...] = ()
    absent: tuple[AbsentNetwork, ...] = ()
    joint: frozenset[str] = frozenset()
    closeness: tuple[Closeness, ...] = ()
    represented: tuple[Representation, ...] = ()
    suggested: tuple[SuggestedPartner, ...] = ()
    calls: tuple[OpenCall, ...] = ()
    nodes: Nodes = field(default_factory=dict)
    evidence: Mapping[str, Sources] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and how many actors it shows."""

    svg: str
    actors: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A theme that a strategy names, and a programme about it."""

    goal: str
    wording: str
    programme: str
    programme_theme: str
    start: str
    end: str
    standing: str = ""
    used: bool = False
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Everything that a briefing on an actor, or on several as one, may say.

    `places` has the places of those that are municipalities, by the municipality's name.
    """

    lang: str
    title: str
    names: tuple[str, ...]
    kind: str
    scope: Scope
    populations: Mapping[str, int | None]
    identity: Sources
    homepage: str = ""
    county: str = ""
    ties: tuple[Tie, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    fees: tuple[MembershipFee, ...] = ()
    findings: Findings = field(default_factory=Findings)
    picture: Picture | None = None
    goals: tuple[Goal, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def brief(self, names: Iterable[str]) -> str:
        """Some of the actors' names for a narrow column: municipalities by their place, `Asker` for Asker kommune."""
        return ", ".join(self.places.get(name, name) for name in names)

    def of(self, kind: str) -> list[Tie]:
        """The ties of a kind."""
        return [tie for tie in self.ties if tie.kind == kind]

"""The first page: what the three questions of the council are answered with, on what grounds and how completely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.brief.chapters.actor import close_partners, current, distinct, shared
from kg.brief.chapters.together import called, theme_names, theme_steps
from kg.brief.document import Block, Heading, Paragraph, mention
from kg.brief.facts import ActorFacts, Closeness, PartnerRow, Sources
from kg.brief.writer import Writer
from kg.compare.cooperation import DEGREES
from kg.language.speech import first_upper

__all__ = ["answers"]

_NAMED = 4  # so many themes or bodies are named in a sentence


@dataclass(slots=True)
class _Answer:
    """Sentences, the sources of what they name themselves, and the tables that the rest is counted from."""

    key: str
    sentences: list[str] = field(default_factory=list)
    sources: list[Sources] = field(default_factory=list)
    tables: tuple[str, ...] = ()
    complete: list[str] = field(default_factory=list)


def answers(writer: Writer, facts: ActorFacts) -> list[Block]:
    """A heading, the finding and a line on its grounds for each of the three questions."""
    blocks: list[Block] = []
    there = _tables(facts)
    for answer in (_themes(writer, facts), _together(writer, facts), _coordination(writer, facts)):
        tables = [key for key in answer.tables if key in there]
        basis = [writer.say("answers.basis", tables=mention(*tables))] if tables else []
        basis += answer.complete
        blocks += [
            Heading(writer.say(f"answers.{answer.key}", who=called(writer, facts))),
            Paragraph(" ".join(answer.sentences), writer.refs(*answer.sources)),
            Paragraph(" ".join(basis), style="small"),
        ]
    return blocks


def _tables(facts: ActorFacts) -> set[str]:
    """The tables that the paper has."""
    now = current(facts.of("network"), facts.scope.day)
    return {
        key
        for key, rows in (
            ("together", len(facts.names) > 1 and theme_steps(facts)),
            ("themes", len(facts.names) == 1 and facts.themes),
            ("partners", close_partners(facts)),
            ("networks", now),
            ("twins", facts.of("twinning")),
            ("projects", facts.of("project")),
        )
        if rows
    }


def _themes(writer: Writer, facts: ActorFacts) -> _Answer:
    found = facts.findings
    named = list(dict.fromkeys(each.theme for each in facts.strategies))
    bare = [found.nodes[each.theme].name for each in found.unbacked]
    carried = [each for each in facts.themes if each.projects + each.networks + each.agreements]
    backed = [each.theme for each in carried if each.theme in named]
    most = [each.theme for each in carried][:_NAMED]
    answer = _Answer("themes", tables=("together", "themes", "projects"))
    if named:
        told = writer.say("answers.named", n=len(named), backed=len(named) - len(bare))
        if backed:
            told += " " + writer.say("answers.most", names=theme_names(writer, backed))
        answer.sentences.append(told)
        answer.sources += [each.sources for each in facts.strategies]
    else:
        answer.sentences.append(writer.say("answers.unnamed"))
        if most:
            answer.sentences.append(writer.say("answers.worked_on", names=theme_names(writer, most)))
    if bare:
        answer.sentences.append(writer.say("answers.bare", names=theme_names(writer, bare), n=len(bare)))
    missing = [found.nodes[each.theme].name for each in found.missing]
    if missing:
        least = min(2, max(len(found.peers), 1))
        answer.sentences.append(
            writer.say("answers.missing", names=theme_names(writer, missing), n=least, of=len(found.peers))
        )
    elif found.peers:
        answer.sentences.append(writer.say("answers.missing_none", of=len(found.peers)))
    else:
        answer.sentences.append(writer.say("answers.no_peers"))
    if len(facts.names) > 1:
        holders = len({each.actor for each in facts.strategies})
        answer.complete.append(writer.say("answers.strategies", n=holders, all=len(facts.names)))
    hubs = [ties for kind in ("project", "network", "agreement") for ties in distinct(facts.of(kind)).values()]
    marked = sum(any(tie.themes for tie in ties) for ties in hubs)
    answer.complete.append(writer.say("answers.marked", n=marked, all=len(hubs)))
    return answer


def _together(writer: Writer, facts: ActorFacts) -> _Answer:
    many = len(facts.names) > 1
    answer = _Answer("together" if many else "nearest", tables=("together", "partners", "networks"))
    close = close_partners(facts)
    if many:
        answer.sentences += _pairs(writer, facts, answer)
        answer.sentences += _by_degree(writer, facts)
    else:
        answer.sentences += _nearest(writer, facts, answer)
    home = facts.scope.home.code
    abroad = [each for each in close if each.country and each.country != home]
    if abroad and home:
        names = writer.speech.series([_with(writer, each) for each in abroad[:3]])
        countries = len({each.country for each in abroad})
        answer.sentences.append(writer.say("answers.abroad", n=len(abroad), countries=countries, names=names))
    elif home:
        answer.sentences.append(writer.say("answers.abroad_none"))
    if facts.scope.completeness:
        answer.complete.append(facts.scope.completeness)
    return answer


def _with(writer: Writer, each: PartnerRow) -> str:
    return writer.say("answers.partner", name=each.name, shared=shared(writer, each))


def _pairs(writer: Writer, facts: ActorFacts, answer: _Answer) -> Iterator[str]:
    """How close two actors are; of more, how many pairs stand on each step; of very many, where most of them meet."""
    found = facts.findings.closeness
    if len(found) == 1:
        said = _step(writer, facts, found[0])
        if found[0].things:
            said += writer.say("answers.through", names=writer.speech.listed(found[0].things, 3))
        yield writer.say("answers.pair", who=called(writer, facts), degree=said)
        answer.sources.append(found[0].sources)
    elif found:
        steps = {degree: sum(each.degree == degree for each in found) for degree in reversed(DEGREES)}
        told = [
            writer.say("answers.pairs_on", n=n, degree=facts.findings.words[f"cooperation-degree/{degree}"])
            for degree, n in steps.items()
            if n
        ]
        yield writer.say("answers.pairs", n=len(found), names=writer.speech.listed(told))
        answer.sources += [each.sources for each in found]
    else:
        now = distinct(current(facts.of("network"), facts.scope.day))
        seats = {ties[0].thing: len({name for tie in ties for name in tie.holders}) for ties in now.values()}
        largest = sorted((name for name, n in seats.items() if n > 1), key=lambda name: (-seats[name], name))[:3]
        if largest:
            told = [writer.say("answers.seats", network=name, n=seats[name], all=len(facts.names)) for name in largest]
            yield writer.say("answers.largest", names=writer.speech.listed(told))
        else:
            yield writer.say("answers.nowhere")


def _step(writer: Writer, facts: ActorFacts, each: Closeness) -> str:
    """The step that is sure, and the closer one that may be reached."""
    words = facts.findings.words
    sure, possible = words[f"cooperation-degree/{each.degree}"], words.get(f"cooperation-degree/{each.possible}", "")
    if each.possible and each.degree == DEGREES[0]:
        return writer.say("answers.only_perhaps", possible=possible)
    return writer.say("answers.perhaps", degree=sure, possible=possible) if each.possible else sure


def _by_degree(writer: Writer, facts: ActorFacts) -> Iterator[str]:
    """On which themes the actors have a body or agreement, on which only a network, on which each works alone."""
    steps = theme_steps(facts)
    firm = [each.theme for each in steps if DEGREES.index(each.degree) >= DEGREES.index("standing-agreement")]
    loose = [each.theme for each in steps if each.degree in ("same-project", "same-network")]
    alone = [each.theme for each in steps if each.degree == DEGREES[0]]
    told = [
        writer.say(f"answers.{key}", names=theme_names(writer, themes))
        for key, themes in (("firm", firm), ("loose", loose), ("alone", alone))
        if themes
    ]
    if told:
        yield first_upper(writer.speech.series(told)) + "."


def _nearest(writer: Writer, facts: ActorFacts, answer: _Answer) -> Iterator[str]:
    """The nearest at home, each with its step; that none is known is said."""
    found = facts.findings.closeness
    if not found:
        yield writer.say("answers.nearest_none")
        return
    rows = {each.name: each for each in facts.partners}
    told = []
    for each in found:
        name = each.other if each.other in rows else each.one
        told.append(
            writer.say("answers.near", name=name, degree=_step(writer, facts, each), shared=shared(writer, rows[name]))
        )
        answer.sources.append(each.sources)
    yield writer.say("answers.nearest_told", names=writer.speech.series(told))


def _coordination(writer: Writer, facts: ActorFacts) -> _Answer:
    found, many = facts.findings, len(facts.names) > 1
    answer = _Answer("coordination", tables=("networks", "twins"))
    now = distinct(current(facts.of("network"), facts.scope.day))
    joint = {
        key: ties
        for key, ties in now.items()
        if key in found.joint and (not many or len({name for tie in ties for name in tie.holders}) > 1)
    }
    bodies = sorted(ties[0].thing for ties in joint.values())
    if bodies:
        names = writer.speech.listed(bodies, _NAMED)
        answer.sentences.append(writer.say("answers.bodies", n=len(bodies), names=names))
        answer.sources += [tie.sources for ties in joint.values() for tie in ties]
    else:
        answer.sentences.append(writer.say("answers.bodies_none"))
    if many:
        priced = [each for each in found.doubles if each.total is not None]
        fees = ""
        if priced:
            sums = [
                writer.say(
                    "answers.priced",
                    network=found.nodes[each.network].name,
                    sum=writer.speech.money(each.total or 0, each.currency),
                    year=each.year,
                )
                for each in priced[:3]
            ]
            fees = writer.say("answers.fees", names=writer.speech.listed(sums))
        others = len(facts.names) - 1
        answer.sentences.append(writer.say("answers.doubles", n=len(found.doubles), others=others, fees=fees))
        answer.complete.append(writer.say("answers.fees_known", n=len(priced), all=len(found.doubles)))
        led = found.represented
        if led:
            names = writer.speech.listed([_led(writer, facts, each.actor, each.network) for each in led], 3)
            answer.sentences.append(writer.say("answers.represented", n=len(led), names=names, others=others))
    else:
        seats = [tie for ties in now.values() for tie in ties if tie.role in ("chair", "board-member", "coordinator")]
        if seats:
            names = writer.speech.listed([f"{tie.thing} ({tie.role_word})" for tie in seats], 3)
            answer.sentences.append(writer.say("answers.seats_held", n=len(seats), names=names))
            answer.sources += [tie.sources for tie in seats]
        home = [each for each in facts.partners if each.country == facts.scope.home.code]
        shared_most = max(home, key=lambda each: each.networks, default=None)
        if shared_most and shared_most.networks > 1:
            answer.sentences.append(
                writer.say("answers.same_networks", n=shared_most.networks, all=len(now), name=shared_most.name)
            )
    answer.complete.append(writer.say("method.unit", n=sum(bool(tie.unit) for tie in facts.ties), all=len(facts.ties)))
    return answer


def _led(writer: Writer, facts: ActorFacts, actor: str, network: str) -> str:
    return writer.say("answers.led", who=facts.places.get(actor, actor), network=network)

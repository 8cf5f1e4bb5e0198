"""The card of a thing, and what was found under a name: answers laid out for people to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.language.tables import FACTS, fact_word, kind_word, say, words
from kg.model.encounter import Entity
from kg.model.period import EVIDENCE_YEARS
from kg.model.result import Report, Section
from kg.model.table import Cell, Table, compact
from kg.questions.answer import Answer
from kg.questions.apart import Apart
from kg.questions.bearers import key_shown
from kg.questions.certain import Certainties, with_certainty
from kg.questions.question import Question
from kg.store.names import Match
from kg.vocab import key_of, kind_of

__all__ = ["card", "card_parameters", "card_questions", "match_table", "question_table"]

# Which Questions make the card of a thing: by class where it matters, else by the kind of its IRI.
_TWINS = "actor/unlinked-twins"
_SAID = ("source/statements", "source/of-fact")
_NOT_KNOWN = "actor/not-known"
_GROUP = (
    "network/card",
    "actor/former-names",
    _TWINS,
    "network/members",
    "actor/networks",
    "actor/projects",
    _NOT_KNOWN,
)
_GAPS = ("start", "unit", "evidence", "scraped", "list")
_EXAMPLES = 3
_CARDS = {
    "actor": (
        "actor/card",
        "actor/identifiers",
        "actor/former-names",
        _TWINS,
        "actor/changes",
        "actor/networks",
        "actor/twin-towns",
        "actor/agreements",
        "actor/projects",
        "actor/strategies",
        _NOT_KNOWN,
    ),
    "Network": _GROUP,
    "EuropeanOffice": _GROUP,
    "IntermunicipalCouncil": _GROUP,
    "programme": ("programme/card", "programme/tree", "programme/association"),
    "project": ("project/card", "project/derived-themes", "project/participants"),
    "theme": ("theme/card", "theme/projects", "theme/derived-projects"),
}


def card_questions(thing: Entity) -> tuple[str, ...]:
    """The names of the Questions that make the card of a thing: what is said of it where it has no card of its own."""
    return _CARDS.get(thing.kind) or _CARDS.get(kind_of(thing.iri)) or _SAID


def card_parameters(question: Question, thing: Entity, today: str) -> dict[str, str]:
    """What a Question of the card is asked with: the thing; what is not known of it, with a day (`YYYY-MM-DD`)."""
    given = {next(iter(question.parameters)): thing.iri}
    if question.name != _NOT_KNOWN:
        return given
    before = f"{int(today[:4]) - EVIDENCE_YEARS:04d}{today[4:]}".replace("-02-29", "-02-28")
    return given | {"at": today, "evidence_since": before}


def card(
    thing: Entity,
    answers: Sequence[Answer],
    language: str,
    told: Mapping[str, object] | None = None,
    known: Certainties | None = None,
) -> Report[tuple[Answer, ...]]:
    """The answers to a thing's Questions as one report; `told` is what there is to say of the name that was given.

    `known` says how sure the ties are; without it the tables say nothing of that.
    """
    sections = [_section(answer, language, thing.iri, known) for answer in answers]
    heading = " · ".join(filter(None, (thing.label, kind_word(thing.kind, language), key_of(thing.iri))))
    facts = {"iri": thing.iri, "label": thing.label, "kind": thing.kind, **(told or {})}
    return Report(heading, facts, sections, language, tuple(answers))


def _section(answer: Answer, language: str, subject: str, known: Certainties | None) -> Section:
    table = answer.table if known is None else with_certainty(answer, known)
    reading = compact(table, subject)
    if "fact" in table.names:
        reading = Table(["fact", "value"], ["", ""], ["text", "text"], _facts(table, language))
    elif answer.question.name == _NOT_KNOWN:
        reading = Table(["what", "ties", "examples"], ["", "", ""], ["text"] * 3, _gaps(table, language))
    elif answer.question.name == "actor/identifiers":
        kinds = [[Cell(row[0].value, fact_word(row[0].text, language)), *row[1:]] for row in reading.rows]
        reading = replace(reading, rows=kinds)
    elif answer.question.name.endswith("/card"):
        own = f"purpose_{'en' if language == 'en' else 'nb'}"
        facts = [
            [Cell.of(heading), Cell.of("; ".join(dict.fromkeys(row[i].text for row in reading.rows if row[i].text)))]
            for i, (name, heading) in enumerate(zip(reading.names, reading.headings, strict=True))
            if not name.startswith("purpose_") or name == own or own not in reading.names
        ]
        reading = Table(["fact", "value"], ["", ""], ["text", "text"], facts)
    return Section(answer.question.name, answer.question.texts[language], table, reading)


def _gaps(table: Table, language: str) -> list[list[Cell]]:
    """A row for each kind of gap: what is lacking, of how many ties, and some of what they are with."""
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    found = []
    for gap in _GAPS:
        lacking = [row for row in rows if row["gap"].text == gap]
        if not lacking:
            continue
        ties = len({row["tie"].value for row in lacking if row["tie"].text})
        named = list(dict.fromkeys((row["hub"] if ties else row["list_kind"]).text for row in lacking))
        examples = ", ".join([*named[:_EXAMPLES], *(["…"] if len(named) > _EXAMPLES else [])])
        told = say(language, f"gap.{gap}", years=EVIDENCE_YEARS)
        found.append([Cell.of(told), Cell.of(say(language, "gap.ties", n=ties) if ties else ""), Cell.of(examples)])
    return found


def _facts(table: Table, language: str) -> list[list[Cell]]:
    """Rows of a fact and its values, for a table that has a row for each; texts in the language, if they are in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table.rows:
        cells = {name: cell.text for name, cell in zip(table.names, row, strict=True)}
        tag, fact = cells.pop("language", ""), cells.pop("fact")
        found.setdefault(fact, []).append((" ".join(filter(None, cells.values())), tag))
    rows = []
    for fact in sorted(found, key=lambda each: FACTS.index(each) if each in FACTS else len(FACTS)):
        own = [text for text, tag in found[fact] if tag in ("", language)] or [text for text, _ in found[fact]]
        rows.append([Cell.of(fact_word(fact, language)), Cell.of("; ".join(dict.fromkeys(own)))])
    return rows


def match_table(matches: Sequence[Match], language: str, words_of: Apart | None = None) -> Table:
    """A row for each thing that was found, with the name that it was found by.

    The key of what has ended is given with its kind, since the bare one may be a name that leads to a successor.
    `words_of` is given where the things are those that the words of a text name.
    """
    names = ["name", "kind", "country", "key", "match", "ties"]
    rows = [
        [
            Cell(m.iri, m.label),
            Cell(m.kind, kind_word(m.kind, language)),
            Cell.of(m.country),
            Cell.of(key_shown(m)),
            Cell.of(m.name),
            Cell(m.ties, str(m.ties)),
        ]
        for m in matches
    ]
    table = Table(names, words(language, *names), ["text"] * 5 + ["integer"], rows)
    if words_of is None or not matches:
        return table
    note = say(language, "apart", words=", ".join(words_of.words))
    note += f" {say(language, 'ask_so', command=words_of.command)}" if words_of.command else ""
    return replace(table, note=note, told={"words": list(words_of.words), "ask": words_of.command or None})


def question_table(questions: Sequence[Question], language: str) -> Table:
    """Questions by name, what they ask, and their parameters, those in brackets that need not be given."""
    names = ["name", "question", "parameters"]
    rows = []
    for each in questions:
        asked = " ".join(p.name if p.required else f"[{p.name}]" for p in each.parameters.values())
        rows.append([Cell.of(each.name), Cell.of(each.texts[language]), Cell.of(asked)])
    return Table(names, words(language, *names), ["text"] * 3, rows)

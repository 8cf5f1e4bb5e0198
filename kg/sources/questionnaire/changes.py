"""What the answers of an actor would change: held against the ties that are known, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from kg.errors import NotFound, Problem
from kg.language.kinds import term_word
from kg.language.survey import survey_word
from kg.model.period import before
from kg.model.survey import ANSWERED, SurveyTie
from kg.sources.survey.answers import PAGE, AnswerRow, Answers, Said, SurveyAnswers, origin_key
from kg.vocab import concept, entity

__all__ = ["Change", "KnownTies", "Outcome", "told", "work_out"]

_ASKED = {"new_start": "start", "new_end": "end", "new_unit": "unit", "new_last": "last_activity"}
_STATUS = {"membership": "member", "twinning": "partner", "agreement": "partner", "participation": ""}
_ENDED = "ended"


class KnownTies(Protocol):
    """What the graph knows, as far as a survey asks."""

    def actor(self, key: str) -> tuple[str, str]:
        """(key, name) of an actor. Raises NotFound."""

    def ties(self, actor: str, at: str = "") -> tuple[SurveyTie, ...]:
        """The ties of an actor."""

    def partner(self, text: str, kind: str) -> tuple[str, str]:
        """(key, name) of what a new tie of a kind is with. Raises NotFound."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would be another one; `what` is a property, or `new` for a tie that was not known."""

    tie: str
    label: str
    what: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What the answers come to. `left` says what cannot be taken in and why, `remarks` what was written in words."""

    actor: str
    name: str
    changes: list[Change] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("confirmed", "new", "unsure", "blank"), 0))

    def answers(self, title: str, answered: str) -> SurveyAnswers:
        """What is to be kept."""
        return SurveyAnswers(self.actor, self.name, title, answered, tuple(sorted(self.said, key=lambda s: s.tie)))


def work_out(answers: Answers, known: KnownTies) -> Outcome:
    """What the answers change. Contradictions and unknown keys are `problems`: then nothing is to be kept."""
    place = f"{answers.file}, sheet {answers.sheet}"
    try:
        actor, name = known.actor(answers.actor)
    except NotFound:
        wrong = Problem(place, 0, "", f"{answers.actor!r} is not the key of an actor that is known")
        return Outcome(answers.actor, "", problems=[wrong])
    working = _Working(Outcome(actor, name), answers, known, place)
    for row in answers.rows:
        working.tie(row) if row.key else working.new(row)
    working.replaced()
    return working.outcome


class _Working:
    """The rows of one sheet, one after another."""

    def __init__(self, outcome: Outcome, answers: Answers, known: KnownTies, place: str) -> None:
        self.outcome, self.answered, self.known, self.place = outcome, answers.answered, known, place
        self.columns = answers.columns
        self.ties = {tie.key: tie for tie in known.ties(outcome.actor)}
        self.own = entity("source", origin_key(outcome.actor, answers.answered))

    def problem(self, row: AnswerRow, column: str, message: str) -> Problem:
        """Something to be told of a cell."""
        return Problem(self.place, row.row, self.columns.get(column, column), message)

    def tie(self, row: AnswerRow) -> None:
        """What is answered of a tie that is known."""
        outcome, tie = self.outcome, self.ties.get(row.key)
        if row["missing"]:
            outcome.remarks.append(self.problem(row, "missing", row["missing"]))
        asked = {name: row[column] for column, name in _ASKED.items() if row[column]}
        if not (row["valid"] or asked):
            outcome.counts["blank"] += 1
            return
        if tie is None:
            message = f"{row.key} is not the key of a tie of {outcome.name}; expected the one that the sheet came with"
            outcome.problems.append(self.problem(row, "key", message))
            return
        says = self._says(row, tie, asked)
        outcome.counts["confirmed"] += row["valid"] == "yes"
        outcome.counts["unsure"] += row["valid"] == "unsure"
        changed = {name: value for name, value in says.items() if value != tie.says.get(name, "")}
        outcome.changes += [
            Change(tie.key, tie.label, name, tie.says.get(name, ""), changed[name])
            for name in ANSWERED
            if name in changed
        ]
        if says:
            outcome.said.append(self._whole(tie, says))

    def _says(self, row: AnswerRow, tie: SurveyTie, asked: dict[str, str]) -> dict[str, str]:
        """The properties that the answer settles; contradictions become problems."""
        says = dict(asked)
        end, known_end, day = asked.get("end", ""), tie.says.get("end", ""), self.answered
        begun = asked.get("start") or tie.says.get("start", "")
        if end and begun and before(end, begun):
            self.outcome.problems.append(self.problem(row, "new_end", f"{end} is before {begun}, since when it holds"))
        if row["valid"] == "yes":
            says["as_of"] = day
            if end and before(end, day):
                message = f"it ended {end}, and is answered to hold; expected one or the other"
                self.outcome.problems.append(self.problem(row, "valid", message))
            if tie.says.get("status") == _ENDED:
                says["status"] = _STATUS[tie.kind]
            if not end and known_end and before(known_end, day):
                says["end"] = ""
        elif row["valid"] == "no":
            says |= {"as_of": day, "status": _ENDED}
            if end and before(day, end):
                message = f"{end} is after {day}, the day of the answer, and it is answered not to hold"
                self.outcome.problems.append(self.problem(row, "new_end", message))
            if not end and known_end and before(day, known_end):
                says["end"] = ""
        return says

    def _whole(self, tie: SurveyTie, says: dict[str, str]) -> Said:
        """A tie that another is carried on by has no row of its own: what is known of it goes along."""
        if tie.carries:
            says = {"start": tie.says.get("start", "")} | says
        return Said(
            tie.key,
            tie.kind,
            tie.parties,
            tie.hub,
            says,
            role=tie.role if tie.carries else "",
            carries=tie.carries,
            sources=tie.sources if tie.carries else (),
        )

    def new(self, row: AnswerRow) -> None:
        """A tie that is missing: taken in if its kind and what it is with are known."""
        outcome = self.outcome
        if row["missing"]:
            outcome.remarks.append(self.problem(row, "missing", row["missing"]))
        kind = row["kind"]
        if not kind or not row["with"]:
            message = "expected what kind of tie it is and with whom"
            outcome.left.append(self.problem(row, "with" if kind else "kind", message))
            return
        try:
            partner, label = self.known.partner(row["with"], kind)
        except NotFound as error:
            near = f"; perhaps {', '.join(error.nearest)}" if error.nearest else ""
            outcome.left.append(self.problem(row, "with", f"{error}{near}"))
            return
        if partner == outcome.actor:
            outcome.left.append(self.problem(row, "with", f"{label} is the one that answers"))
            return
        there = self._there(kind, partner)
        if there:
            message = f"there is {there} already; expected the answer in its row (kg survey --all has those that ended)"
            outcome.problems.append(self.problem(row, "with", message))
            return
        page = row["source"]
        if page and not page.startswith(("https://", "http://")):
            outcome.left.append(self.problem(row, "source", f"{page!r} is no address; the tie is taken in without it"))
            page = ""
        made = self._made(row, kind, partner, page)
        outcome.said.append(replace(made, label=f"{outcome.name} – {label}") if kind == "agreement" else made)
        outcome.counts["new"] += 1
        outcome.changes.append(Change(outcome.said[-1].tie, label, "new", "", row["new_start"]))

    def _there(self, kind: str, partner: str) -> str:
        same = (
            tie.key
            for tie in self.ties.values()
            if tie.kind == kind and kind != "agreement" and partner in (tie.hub, *tie.parties) and not self._ours(tie)
        )
        made = (said.tie for said in self.outcome.said if said.kind == kind and partner in (said.hub, *said.parties))
        return next(same, "") or next((tie for tie in made if tie not in self.ties), "")

    def _ours(self, tie: SurveyTie) -> bool:
        """Does a tie rest on the sheet of the same day alone, whose place this one takes?"""
        return bool(tie.sources) and all(each == self.own or PAGE in each for each in tie.sources)

    def replaced(self) -> None:
        """Tell of what the sheet of the same day answered and this one does not."""
        said = {each.tie for each in self.outcome.said}
        for tie in self.ties.values():
            if self.own in tie.sources and tie.key not in said:
                message = f"{tie.key} was answered in the sheet of the same day; without an answer it is as others say"
                self.outcome.left.append(Problem(self.place, 0, "", message))

    def _made(self, row: AnswerRow, kind: str, partner: str, page: str) -> Said:
        actor, start = self.outcome.actor, row["new_start"]
        says = {name: row[column] for column, name in _ASKED.items() if row[column]}
        says["as_of"] = self.answered
        if row["valid"] == "no" or (row["new_end"] and before(row["new_end"], self.answered)):
            says["status"] = _ENDED
        parts = {
            "participation": (partner, actor),
            "agreement": (f"{actor}-{partner}", start),
        }.get(kind, (actor, partner, start))
        key = "/".join((kind, *filter(None, parts)))
        pair = kind in ("twinning", "agreement")
        return Said(key, kind, (partner,) if pair else (), "" if pair else partner, says, page=page)


def told(outcome: Outcome, language: str) -> Iterator[str]:
    """The changes as lines: tie, what, before → after."""
    for change in outcome.changes:
        before, after = (
            (term_word(concept("status", value), language) or value).lower() if change.what == "status" else value
            for value in (change.before, change.after)
        )
        what, nothing = survey_word(language, f"property.{change.what}"), survey_word(language, "none")
        yield f"{change.tie} ({change.label}): {what}: {before or nothing} → {after or nothing}"

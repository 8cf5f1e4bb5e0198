"""The ties of an actor as a survey asks about them, and what an answered survey is held against."""

from __future__ import annotations

from itertools import groupby

from kg.errors import NotFound, Usage
from kg.ids import is_date
from kg.language.kinds import term_word
from kg.model.period import today
from kg.model.survey import TIES, Survey, SurveyTie
from kg.questions.answer import Answer
from kg.session import Session
from kg.vocab import key_of

__all__ = ["SurveyGraph", "survey"]

_HUBS = ("Network", "EuropeanOffice", "IntermunicipalCouncil")
_PAIRED = ("Municipality", "County", "PublicBody")


def survey(
    session: Session, actor: str, *, by: str = "", asked: str = "", every: bool = False, version: str = ""
) -> Survey:
    """What an actor is asked: its ties that can hold on the day `asked` (today), or `every` one that is known.

    `by` says who asks. Raises NotFound for an unknown actor, Usage for a date that is none.
    """
    if asked and not (is_date(asked) and len(asked) == 10):
        raise Usage(f"{asked!r} is not a day; expected YYYY-MM-DD", (), "asked")
    day = asked or today()
    iri = session.resolve(actor, "actor")
    name = session.entity(iri).label
    ties = SurveyGraph(session).ties(iri, "" if every else day)
    return Survey(key_of(iri), name, session.language, day, ties, by=by, version=version)


class SurveyGraph:
    """What the open graph knows of the ties and the things that a survey may name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def actor(self, key: str) -> tuple[str, str]:
        """(key, name) of an actor by its key or a name. Raises NotFound."""
        iri = self._session.resolve(key, "actor")
        return key_of(iri), self._session.entity(iri).label

    def ties(self, actor: str, at: str = "") -> tuple[SurveyTie, ...]:
        """The ties of an actor (a key or an IRI), in the order in which they are asked about: all, or a day's."""
        answer = self._session.ask("actor/survey", actor=self._session.resolve(actor, "actor"), at=at)
        rows = sorted(_rows(answer), key=lambda row: str(row["tie"]))
        found = [self._tie(list(group)) for _, group in groupby(rows, key=lambda row: row["tie"])]
        order = list(TIES.values())
        return tuple(sorted(found, key=lambda tie: (order.index(tie.kind), tie.label.casefold(), tie.key)))

    def partner(self, text: str, kind: str) -> tuple[str, str]:
        """(key, name) of what a new tie of a kind is with. Raises NotFound for what is not known, or no such thing."""
        iri = self._session.resolve(text, "project" if kind == "participation" else "actor")
        thing = self._session.entity(iri)
        wanted = {"membership": _HUBS, "twinning": _PAIRED}.get(kind)
        if wanted and thing.kind not in wanted:
            raise NotFound(f"{thing.label} is {thing.kind}; expected {', '.join(wanted)}")
        return key_of(iri), thing.label

    def _tie(self, rows: list[dict[str, object]]) -> SurveyTie:
        first = rows[0]
        tie, hub = str(first["tie"]), str(first["hub"] or "")
        partners = {str(row["partner"]): str(row["partner_label"]) for row in rows if row["partner"]}
        sources = dict.fromkeys(str(row["source"]) for row in rows if row["source"])
        evidence = self._session.evidence(tie)
        kind = TIES[str(first["kind"]).rpartition("/")[2]]
        label = str(first["hub_label"]) if hub else ", ".join(sorted(partners.values()))
        if kind == "agreement":
            title = self._session.entity(tie).label
            label = f"{label}: {title}" if title and title != key_of(tie) else label
        says = {name: str(first[name] or "") for name in ("start", "end", "unit", "last_activity", "as_of")}
        says["status"] = key_of(str(first["status"] or ""))
        strength = str(first["strength"] or "")
        return SurveyTie(
            key_of(tie),
            kind,
            label,
            parties=tuple(sorted(map(key_of, partners))),
            hub=key_of(hub) if hub else "",
            says=says,
            status=self._session.concept("status", says["status"]),
            strength=term_word(strength, self._session.language) or key_of(strength),
            role=key_of(str(first["role"] or "")),
            carries=key_of(str(first["carries_on"])) if first["carries_on"] else "",
            sources=tuple(sources),
            titles=tuple(dict.fromkeys(each.title for each in evidence if each.title)),
            pages=tuple(dict.fromkeys(each.address for each in evidence if each.address)),
        )


def _rows(answer: Answer) -> list[dict[str, object]]:
    """The rows of an answer by column, with the label of every thing beside it (`hub_label`)."""
    names = [column.name for column in answer.question.columns]
    return [
        {name: cell.value for name, cell in zip(names, row, strict=True)}
        | {f"{name}_label": cell.text for name, cell in zip(names, row, strict=True)}
        for row in answer.rows
    ]

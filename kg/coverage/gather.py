"""Coverage asked of an open session: of everything, an actor, a country, a programme or a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.coverage.shares import Coverage, in_order, nearest, overview
from kg.coverage.table import completeness, coverage_table
from kg.errors import Message, NotFound
from kg.language.tables import say
from kg.model.period import EVIDENCE_YEARS
from kg.model.result import Report, Section
from kg.vocab import key_of, kind_of

if TYPE_CHECKING:
    from kg.session import Session

__all__ = ["counts", "coverage", "coverage_line", "overall_line"]

_MOST = 3  # counts that one line names
_KINDS = ("actor", "country", "programme", "theme")  # what there is coverage of: the parameters of its Questions


def coverage(session: Session, thing: str = "") -> Report[list[Coverage]]:
    """What is held of what others counted, how well each kind of tie is known, and what is held by programme.

    `thing` is a name, number or key of an actor (municipality, county, network …), a country, a programme or a theme;
    without it everything is meant. Raises NotFound for another kind of thing and for a name that is not there.
    """
    iri = _meant(session, thing) if thing else ""
    scope = {kind_of(iri): iri} if iri else {}
    counted = {name: value for name, value in scope.items() if name != "theme"}
    rows = in_order(counts(session, **counted), iri) if not scope or counted else []
    language = session.language
    sections = [
        Section("counts", say(language, "coverage.counts"), coverage_table(rows, session, _note(session, rows, iri)))
    ]
    since = str(_last_year(session) - EVIDENCE_YEARS)
    for name, more in (("ties", {"since": since}), ("programmes", {})):
        answer = session.ask(f"coverage/{name}", **scope, **more)
        note = say(language, "coverage.since", year=since) if name == "ties" else ""
        sections.append(Section(name, answer.question.texts[language], replace(answer, note=note).table))
    label = session.entity(iri).label if iri else "Samkart"
    facts = {"iri": iri or None, "label": label}
    return Report(f"{say(language, 'coverage.heading')}: {label}", facts, sections, language, rows)


def _meant(session: Session, text: str) -> str:
    try:
        country = session.resolve(text, "country")
    except NotFound:
        country = ""
    if country and (len(text.strip()) == 2 or session.entity(country).label.casefold() == text.strip().casefold()):
        return country
    try:
        iri = session.resolve_any(text)
    except NotFound:
        if country:
            return country
        raise
    if kind_of(iri) not in _KINDS:
        sentence = "there is no coverage of {name}; expected an actor, a country, a programme or a theme"
        raise NotFound(Message(sentence, "no-coverage", name=session.entity(iri).label))
    return iri


def _note(session: Session, rows: Sequence[Coverage], iri: str) -> str:
    if not rows:
        return say(session.language, "coverage.uncounted")
    said = [] if iri else [overall_line(session, rows)]
    said += [say(session.language, "coverage.more")] if any(row.share and row.share > 1 for row in rows) else []
    return " ".join(said)


def _last_year(session: Session) -> int:
    """The year of the data: that of the latest day on which a source was opened."""
    days = [str(row["retrieved"] or "") for row in session.ask("source/list")]
    return int(max(days, default="")[:4] or 0)


def counts(session: Session, **scope: str) -> list[Coverage]:
    """The counts that concern an `actor`, a `country` or a `programme` (IRIs), or all of them."""
    found: dict[str, Coverage] = {}
    sources: dict[str, dict[tuple[str, str], None]] = {}
    for row in session.ask("coverage/counts", **scope):
        iri = str(row["count"])
        sources.setdefault(iri, {})[str(row["title"] or ""), str(row["page"] or "")] = None
        held, out_of = row["held"], row["out_of"]
        found[iri] = Coverage(
            iri=iri,
            counted=key_of(str(row["counted"])),
            number=Decimal(str(row["number"])),
            held=None if held is None else Decimal(str(held)),
            about=str(row["about"] or ""),
            country=str(row["home"] or ""),
            programme=str(row["part"] or ""),
            start=str(row["start"] or ""),
            end=str(row["end"] or ""),
            out_of=None if out_of is None else Decimal(str(out_of)),
            precision=key_of(str(row["precision"] or "")) or "exact",
            unit=str(row["unit"] or ""),
            counted_by=str(row["counted_by"] or ""),
            as_of=str(row["as_of"] or ""),
            sources=tuple(sources[iri]),
        )
    return list(found.values())


def _concerning(session: Session, actor: str) -> list[Coverage]:
    """The few counts that say most of how complete an answer on an actor (an IRI) is."""
    rows = list(session.ask("compare/counties", actor=actor))
    rows.sort(key=lambda row: str(row["end"] or "9"), reverse=True)  # the county of today first
    return nearest(counts(session, actor=actor), [actor, *(str(row["county"]) for row in rows), ""])


def coverage_line(session: Session, *things: str) -> str:
    """One line on how much of the whole stands behind what is said of some actors or programmes (IRIs).

    For nothing in particular it is on all that others counted; for a theme too, since nobody counts by these themes.
    """
    if not things or any(kind_of(each) not in ("actor", "programme") for each in things):
        return overall_line(session)
    rows: dict[str, Coverage] = {}
    for each in things:
        if len(rows) >= _MOST:
            break
        if kind_of(each) == "actor":
            found = _concerning(session, each)
        else:
            found = [row for row in in_order(counts(session, programme=each)) if row.share is not None][:_MOST]
        rows.update((row.iri, row) for row in found)
    return completeness(list(rows.values())[:_MOST], session)


def overall_line(session: Session, rows: Sequence[Coverage] = ()) -> str:
    """One line on how much of all that others counted is held."""
    known, most, few = overview(rows or counts(session))
    if not known:
        return say(session.language, "coverage.uncounted")
    return say(session.language, "coverage.overall", n=known, most=most, few=few)

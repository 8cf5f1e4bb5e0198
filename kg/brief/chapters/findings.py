"""What findings are told with: names, examples of what others do, what is said of a country's part in a programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.brief.facts import Findings, SourceReference
from kg.brief.writer import Writer
from kg.compare.gaps import Activity, UnusedProgramme
from kg.compare.programmes import AssociationStatement

__all__ = ["example_of", "heard", "named", "short"]


def named(findings: Findings, iri: str) -> str:
    """What a thing of the findings is called; its IRI where it has no name there."""
    return findings.nodes[iri].name if iri in findings.nodes else iri


def short(title: str) -> str:
    """A title in at most ninety letters; one all in capitals is written as a title.

    >>> short("STILLE BY")
    'Stille By'
    """
    title = title.title() if title.isupper() and " " in title else title
    return title if len(title) <= 90 else title[:85].rsplit(" ", 1)[0] + " …"


def example_of(
    writer: Writer, found: Findings, examples: Iterable[Activity], most: int = 2
) -> tuple[list[str], list[Sequence[SourceReference]]]:
    """A sentence that names what others do, with its sources; nothing for no examples."""
    shown = list(examples)[:most]
    if not shown:
        return [], []
    told = [
        writer.say(f"findings.in_{each.kind}", actor=named(found, each.actor), hub=short(named(found, each.hub)))
        for each in shown
    ]
    return [writer.say("findings.examples", n=len(told), names=writer.speech.listed(told))], [
        found.evidence.get(each.tie, ()) for each in shown
    ]


def heard(writer: Writer, found: Findings, each: UnusedProgramme) -> list[str]:
    """What is said of a country's part in a programme or its strands: how, on what basis, when."""
    return [_said(writer, found, statement) for statement in each.statements]


def _said(writer: Writer, found: Findings, statement: AssociationStatement) -> str:
    words = [
        found.words.get(f"{scheme}/{key}", key)
        for scheme, key in (("participation-status", statement.standing), ("basis", statement.basis))
    ]
    date = f" {writer.speech.date(statement.as_of)}" if statement.as_of else ""
    return (f"{statement.strand}: " if statement.strand else "") + ", ".join(words) + date

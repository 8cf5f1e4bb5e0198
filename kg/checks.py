"""Everything that is checked before a graph is published: tables, links, ontology, shapes, hygiene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Problem
from kg.linking.judgements import check_judgements
from kg.model.progress import Progress
from kg.resources import data_dir, ontology_dir
from kg.settings import Settings
from kg.sources.curated.tables import ACTOR_TABLES
from kg.sources.curated.validate import load_tables, validate

__all__ = ["Trouble", "check_graph", "check_tables"]


@dataclass(frozen=True, order=True, slots=True)
class Trouble:
    """Something wrong in the graph: `where` is the shape or the hygiene Question, `what` the thing it is about."""

    severity: str
    where: str
    what: str
    message: str


def check_tables(curated: Path | None = None, data: Path | None = None) -> list[Problem]:
    """Everything wrong with the curated tables in a folder (default: the embedded ones) and with the links."""
    folder = data or data_dir()
    tables = curated or folder / "curated"
    problems = validate(tables, ontology_dir() / "schemes")
    rows, _ = load_tables(tables)
    actors = {row.cells.get("actor", "") for name in ACTOR_TABLES for row in rows[name]}
    judgements = folder / "links" / "judgements.tsv"
    if curated is None and judgements.exists():
        problems.extend(check_judgements(judgements, actors)[1])
    return sorted(problems)


def check_graph(settings: Settings, progress: Progress) -> Iterator[Trouble]:
    """What the shapes find in the ontology and in the graph, and every row of a hygiene Question, in that order."""
    from kg.api import open_samkart
    from kg.ontology.check import check_data, check_ontology
    from kg.store.view import LocalView

    progress("ontology", 0, None)
    for finding in check_ontology():
        yield Trouble(finding.severity, f"shape {finding.shape}", finding.focus, finding.message)
    with open_samkart(settings=settings, progress=progress) as session:
        data = session.view.store if isinstance(session.view, LocalView) else session.graph
        for finding in check_data(data, progress=progress):
            what = " ".join(part for part in (finding.focus, finding.path, finding.value) if part)
            yield Trouble(finding.severity, f"shape {finding.shape}", what, finding.message)
        for question in session.questions():  # all of them, so that every header is read
            if not question.name.startswith("hygiene/"):
                continue
            progress(question.name, 0, None)
            answer = session.ask(question.name)
            for row in answer.rows:
                what = " · ".join(cell.text for cell in row if cell.text)
                yield Trouble("violation", answer.question.name, what, answer.question.texts["en"])

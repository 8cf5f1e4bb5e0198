"""Everything that is checked before a graph is published: tables, links, ontology, shapes, hygiene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadData, Cause, Problem
from kg.linking.judgements import check_judgements
from kg.model.progress import Progress
from kg.resources import data_dir, ontology_dir
from kg.settings import Settings
from kg.sources.curated.tables import ACTOR_TABLES
from kg.sources.curated.validate import ENDINGS, load_tables, validate

if TYPE_CHECKING:
    from kg.model.table import Cell
    from kg.questions.answer import Answer
    from kg.session import Session

__all__ = ["Trouble", "check_graph", "check_tables", "tables_folder"]


@dataclass(frozen=True, order=True, slots=True)
class Trouble:
    """Something wrong in the graph: `where` is the shape or the hygiene Question, `what` the thing it is about."""

    severity: str
    where: str
    what: str
    message: str


def data_folder(folder: Path) -> Path:
    """Where the data of a folder of one's own lies: in it, or in `data/` of a checkout."""
    return folder / "data" if (folder / "data" / "curated").is_dir() else folder


def tables_folder(folder: Path | None) -> Path:
    """Where the tables of a folder of one's own lie: in `curated/` or in it; the embedded ones if it has other data."""
    if folder is None:
        return data_dir() / "curated"
    own = data_folder(folder)
    if (own / "curated").is_dir():
        return own / "curated"
    other = any((own / name).is_dir() for name in ("sources", "links", "extracts"))
    any_table = any(path.suffix.lower() in ENDINGS for path in own.iterdir())
    return data_dir() / "curated" if other and not any_table else own


def check_tables(
    folder: Path | None = None, data: Path | None = None, notices: list[Problem] | None = None
) -> list[Problem]:
    """Everything wrong with the curated tables in a folder, its links and its descriptions of sources, causes first.

    `data` is the folder that stands for the embedded data; without `folder` its tables are checked. What is read in
    spite of how it is written is put among the `notices`, one for a file.
    """
    own = data_folder(folder) if folder else data or data_dir()
    tables = tables_folder(folder) if folder else own / "curated"
    problems = validate(tables, ontology_dir() / "schemes", whole=True)
    rows, unread = load_tables(tables, notices)
    actors = {row.cells.get("actor", "") for name in ACTOR_TABLES for row in rows[name]}
    judgements = own / "links" / "judgements.tsv"
    if judgements.exists():
        known = None if any(problem.cause == Cause.FORM for problem in (*problems, *unread)) else actors
        problems.extend(check_judgements(judgements, known)[1])
    problems.extend(_descriptions(own / "sources"))
    return sorted(problems)


def _descriptions(folder: Path) -> Iterator[Problem]:
    """What is wrong with the descriptions of sources in a folder, one by one and together."""
    from kg.model.catalogue import read_catalogue, read_source

    wrong = False
    for path in sorted(folder.glob("*.yml")):
        try:
            read_source(path)
        except BadData as error:
            wrong = True
            yield from error.problems or (Problem(path.name, 0, "", " ".join(str(error).split()), Cause.FORM),)
    if not wrong and folder.is_dir():
        try:
            read_catalogue(data_dir() / "sources", folder)
        except BadData as error:
            yield from error.problems


def check_graph(settings: Settings, progress: Progress, folder: Path | None = None) -> Iterator[Trouble]:
    """What the shapes find in the ontology and in the graph, and every row of a hygiene Question, in that order.

    The graph is the user's store, or with `folder` one made for this of the tables there, without imports.
    """
    if folder is not None:
        from tempfile import TemporaryDirectory

        from kg.store.build import build
        from kg.store.inputs import Inputs
        from kg.store.layout import imports_dir

        with TemporaryDirectory(prefix="kg-check-", ignore_cleanup_errors=True) as place:
            home = Path(place)
            build(home, Inputs.overlay(data_folder(folder).resolve(), imports_dir(home)), progress)
            yield from _check_graph(replace(settings, store=home, endpoint=""), progress)
        return
    yield from _check_graph(settings, progress)


def _check_graph(settings: Settings, progress: Progress) -> Iterator[Trouble]:
    from kg.api import open_samkart
    from kg.ontology.check import check_data, check_ontology
    from kg.session import ensure_store
    from kg.store.view import LocalView

    progress("ontology", 0, None)
    for finding in check_ontology():
        yield Trouble(finding.severity, f"shape {finding.shape}", finding.focus, finding.message)
    if not settings.endpoint:
        ensure_store(settings, progress, must_be_new=True)  # an older store would be checked in its place
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
                severity = "warning" if _unjudged(session, answer, row) else "violation"
                yield Trouble(severity, answer.question.name, what, answer.question.texts["en"])


def _unjudged(session: Session, answer: Answer, row: Sequence[Cell]) -> bool:
    """Is it said of two actors that may be one? An import is not wrong for what nobody has judged yet."""
    cells = {column.name: str(cell.value) for column, cell in zip(answer.question.columns, row, strict=True)}
    return cells.get("duplicate") in session.view.possibly_same(cells.get("actor", ""))

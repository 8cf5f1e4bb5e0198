"""`kg import … --preview`: who is recognised, who is not, what would change, told from a graph that is built aside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import open_graph, progress_line
from kg.cli.progress import clear
from kg.cli.writing.answers import how_to_write, write_table
from kg.errors import Usage, problem_lines
from kg.model.text import clean
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.sources.reader import TableMaker
    from kg.store.imports import Aside
    from kg.store.states.linked import LinkedRecord

__all__ = ["Preview", "preview_options", "preview_tables", "tell_changes"]

_ENDINGS = {"xlsx": (".xlsx",), "csv": (".csv",), "tsv": (".tsv",)}
_RULES = {
    "organisation-number": "number",
    "vat-number": "number",
    "pic": "PIC",
    "wikidata": "Wikidata",
    "ror": "ROR",
    "official-name": "official name",
    "judgement": "judgement",
}
"""What decides who somebody is (`kg.linking.linker.RULES`), in a word."""


def preview_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--preview`, `--review` and `--overwrite`; the command gets these."""
    for option in (
        click.option(
            "--overwrite", is_flag=True, help="With --preview: the review file may take the place of one that is there."
        ),
        click.option(
            "--review",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="With --preview: where those who are not recognised are written, to be judged (kg link judge): "
            ".xlsx, .csv or .tsv. Default: the first file's name with -review.xlsx, here.",
        ),
        click.option(
            "--preview",
            is_flag=True,
            help="Keep nothing: say who is recognised and who not, and what would change, and write a review file.",
        ),
    ):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Preview:
    """What is told before anything is kept. `review` is where those who are not recognised are written."""

    settings: Settings
    review: Path
    most: int

    @classmethod
    def of(
        cls, settings: Settings, files: Sequence[Path], review: Path | None, *, overwrite: bool, most: int
    ) -> Preview:
        """Raises Usage for a review file that has another ending, or that is there and is not to be overwritten."""
        path = review or Path(f"{files[0].absolute().stem or 'import'}-review.xlsx")
        if path.suffix.lower() not in {each for several in _ENDINGS.values() for each in several}:
            raise Usage(f"{path.name!r}: unknown ending; expected .xlsx, .csv or .tsv", parameter="review")
        if path.exists() and not overwrite:
            raise Usage(f"{path} is there already; name another file, or say --overwrite", parameter="review")
        return cls(settings, path, most)

    def tell(self, aside: AbstractContextManager[Aside]) -> None:
        """Say it of the generation that is built `aside`, and of the source that it has more of."""
        from kg.api import Samkart
        from kg.store.states.linked import linked_records
        from kg.store.view import LocalView

        with open_graph(self.settings) as before, aside as (generation, source, records):
            view = LocalView(generation.parents[1], lambda: generation)
            with Samkart(view, before.language, self.settings.country) as after:
                clear()
                every = linked_records(view, source)
                found = [each for each in every if records is None or each.record in records]
                known = [each for each in found if each.rule]
                unknown = [each for each in found if not each.rule]
                if found:
                    self._list("recognised", known, after)
                    self._list("not recognised", unknown, after)
                tell_changes(before, after, self.most)
                if unknown:
                    self._write(after, unknown)
        click.echo("nothing was kept or changed; import without --preview to keep it", err=True)

    def _list(self, what: str, records: Sequence[LinkedRecord], after: Samkart) -> None:
        click.echo(f"{what}: {len(records)}")
        shown = records[: self.most]
        labels = after.view.entities([each.actor for each in shown], after.language)
        for each in shown:
            place = f" ({each.country})" if each.country else ""
            line = f"{each.name or each.record}{place}"
            if each.rule:
                label = labels[each.actor].label if each.actor in labels else each.actor
                line += f" is {label}, by {_RULES.get(each.rule, each.rule)}"
            click.echo(f"  {clean(line)}")
        _more(len(records), self.most)

    def _write(self, after: Samkart, unknown: Sequence[LinkedRecord]) -> None:
        table = after.link_review({each.actor for each in unknown})
        self.review.parent.mkdir(parents=True, exist_ok=True)
        write_table(table, how_to_write(None, str(self.review), endings=_ENDINGS), after)
        click.echo(f"{self.review}: {len(unknown)} to be judged; give it back with: kg link judge {self.review}")


def preview_tables(settings: Settings, maker: TableMaker, folder: Path) -> None:
    """Say what would change if the tables that are made of some files were the embedded ones. Nothing is written."""
    from kg.api import Samkart
    from kg.resources import data_dir
    from kg.store.build import build
    from kg.store.inputs import Inputs
    from kg.store.layout import imports_dir
    from kg.store.view import LocalView

    shown = progress_line()
    with TemporaryDirectory(prefix="samkart-", ignore_cleanup_errors=True) as place:
        tables, aside = Path(place, "data", "curated"), Path(place, "home")
        shutil.copytree(data_dir() / "curated", tables)
        made = maker.make_tables(folder, tables)
        for line in problem_lines(made.problems):
            click.echo(f"  {line}", err=True)
        for name, count in made.written.items():
            click.echo(f"{name}: {count} rows")
        generation = build(aside, Inputs.overlay(tables.parent, imports_dir(settings.store)), shown)
        view = LocalView(aside, lambda: generation)
        with open_graph(settings) as before, Samkart(view, before.language, settings.country) as after:
            clear()
            tell_changes(before, after, 20)
    click.echo("nothing was written; import without --preview to write it", err=True)


def tell_changes(before: Samkart, after: Samkart, most: int) -> None:
    """What changes from one graph to the other, in the words of `kg diff`: a count by kind, then so many of them."""
    from kg.api import diff
    from kg.compare.states.changes import at_one_hub

    found = diff(before, after)
    click.echo(clean(found.note))
    changes = at_one_hub(found)
    for change in changes[:most]:
        click.echo(f"  {clean(found.words.sentence(change))}")
    _more(len(changes), most)


def _more(number: int, most: int) -> None:
    if number > most:
        click.echo(f"  … {number - most} more (--problems N lists more)")

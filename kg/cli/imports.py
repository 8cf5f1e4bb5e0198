"""`kg import` and `kg fetch`: sources brought in, and their official files downloaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypedDict

import click

from kg.cli.options import Whole, open_graph, progress_line, settings_options, timed
from kg.cli.states.preview import Preview, preview_options, preview_tables
from kg.errors import NotFound, Usage, problem_lines
from kg.language.survey import survey_word
from kg.model.progress import Progress
from kg.model.text import clean
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.model.source import SourceInfo
    from kg.sources.reader import ImportingReader, Prepared, SourceFilters, SourceReading

__all__ = ["fetch_command", "import_command"]

_DECIDED = {
    "by number": ("organisation-number", "vat-number"),
    "by PIC": ("pic",),
    "by Wikidata or ROR": ("wikidata", "ror"),
    "by official name": ("official-name",),
    "by judgement": ("judgement",),
    "of their own": ("",),
}
"""What decided who an organisation is, in words, and the rules that do (`kg.linking.linker.RULES`)."""


class _Imports(click.Group):
    """A command for each family of sources whose files are imported, and for each whose files become tables."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        catalogue = _catalogue().values()
        families = {info.family for info in catalogue if info.is_imported}
        return sorted(families | {info.name for info in catalogue if info.tables})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        catalogue = _catalogue()
        if cmd_name in catalogue and catalogue[cmd_name].tables:
            return _tables_of(catalogue[cmd_name])
        return _import_of(catalogue, cmd_name) if cmd_name in self.list_commands(ctx) else None


@click.group("import", cls=_Imports)
def import_command() -> None:
    """Import a source beside the embedded data."""


def _catalogue() -> dict[str, SourceInfo]:
    from kg.model.catalogue import read_catalogue
    from kg.resources import data_dir

    return read_catalogue(data_dir() / "sources")


def _import_of(catalogue: Mapping[str, SourceInfo], family: str) -> click.Command:
    """`kg import FAMILY FILES`, with the options of the family's reader."""
    from kg.sources.reader import family_of, importing_reader

    sources = family_of(catalogue, family)
    reader = importing_reader(sources[0])
    if sources[0].prepares:
        return _prepared_import_of(sources[0], reader)

    def run(
        settings: Settings,
        files: tuple[Path, ...],
        most: int,
        force: bool,
        preview: bool,
        review: Path | None,
        overwrite: bool,
        source: str | None = None,
        **chosen: object,
    ) -> None:
        from kg.model.progress import effort
        from kg.store.imports import import_files, imported_aside
        from kg.store.inputs import Inputs
        from kg.store.layout import manifest_of

        shown, begun = progress_line(), perf_counter()
        told = _told_before(settings, files, review, preview=preview, overwrite=overwrite, most=most)
        filters = _filters(settings, reader, chosen)
        meant: _Meant = {"family": family, "source": source, "filters": filters, "progress": shown}
        inputs = Inputs.of(settings.store)
        if told is not None:
            report = partial(_report, shown, most)
            told.tell(imported_aside(settings.store, inputs, files, **meant, report=report, force=force))
            return

        def report_kept(reading: SourceReading) -> None:
            from kg.store.layout import current

            generation = current(settings.store)
            assert generation is not None  # noqa: S101  (it has just been built)
            _report(shown, most, reading, generation)

        generation = import_files(settings.store, inputs, files, **meant, report=report_kept, force=force)
        click.echo(effort(manifest_of(generation)["quads"], perf_counter() - begun), err=True)
        _report_twins(settings, sources, most)

    names = [info.name for info in sources]
    told = " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    options: list[Callable[[Any], Any]] = [
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        *(
            ()
            if any(each.option == "--source" for each in reader.IMPORT.options)
            else (click.option("--source", default=None, metavar="NAME", help=f"{told}, if the files do not tell."),)
        ),
        *(
            click.option(each.option, each.name, is_flag=True, help=each.help)
            if each.flag
            else click.option(each.option, each.name, multiple=True, metavar=each.metavar, help=each.help)
            for each in reader.IMPORT.options
        ),
        click.option(
            "--problems",
            "most",
            default=20,
            show_default=True,
            type=Whole(0),
            help="How many problems to list.",
        ),
        click.option("--force", is_flag=True, help="Replace what was imported before, even by much less."),
        preview_options,
        settings_options,
    ]
    for option in reversed(options):
        run = option(run)
    return click.command(family, help=reader.IMPORT.help)(run)


class _Meant(TypedDict):
    """What of a family of sources is to be imported."""

    family: str
    source: str | None
    filters: SourceFilters
    progress: Progress


def _filters(settings: Settings, reader: ImportingReader, chosen: Mapping[str, object]) -> SourceFilters:
    """The filters of a reader by what was typed; what names a thing is looked up in the graph."""
    given: dict[str, tuple[str, ...]] = {}
    for option in reader.IMPORT.options:
        value: Any = chosen.get(option.name)
        given[option.name] = (("yes",) if value else ()) if option.flag else tuple(value or ())
    filters: SourceFilters = reader.Filters(**given)
    things = {option.name: option.thing for option in reader.IMPORT.options if option.thing}
    meant = {name: given[name] or (filters.meant(name) if hasattr(filters, "meant") else ()) for name in things}
    if any(meant.values()):
        with open_graph(settings) as samkart:
            given |= {name: tuple(_named(samkart, text, things[name]) for text in meant[name]) for name in things}
        filters = reader.Filters(**given)
    return filters


def _named(samkart: Samkart, text: str, kind: str) -> str:
    from kg.vocab import key_of

    iri = samkart.resolve(text, kind)
    known = samkart.view.entities([iri], "en")
    return f"{key_of(iri)}\t{known[iri].label}" if iri in known else key_of(iri)


def _told_before(
    settings: Settings, files: Sequence[Path], review: Path | None, *, preview: bool, overwrite: bool, most: int
) -> Preview | None:
    """The preview that is asked for, if one is. Raises Usage for options that go with one alone."""
    if preview:
        return Preview.of(settings, files, review, overwrite=overwrite, most=most)
    for given, name in ((review, "review"), (overwrite, "overwrite")):
        if given:
            raise Usage("goes with --preview", parameter=name)
    return None


def _prepared_import_of(info: SourceInfo, reader: ImportingReader) -> click.Command:
    """`kg import FAMILY FILES`, for a source whose files are held against the graph first: told, asked, then kept."""

    def run(settings: Settings, files: tuple[Path, ...], yes: bool, preview: bool) -> None:
        from kg.brief.gather.survey import SurveyGraph
        from kg.sources.reader import load_preparer

        with open_graph(settings) as samkart:
            prepared = load_preparer(info).prepare(files, SurveyGraph(samkart), samkart.language)
        for line in prepared.lines():
            click.echo(line)
        if preview:
            _preview_prepared(settings, info.family, reader, prepared)
            return
        if not (yes or (sys.stdin.isatty() and click.confirm(survey_word(settings.lang, "report.ask"), err=True))):
            click.echo(survey_word(settings.lang, "report.not_kept"), err=True)
            return
        _keep(settings, info.family, reader, prepared)
        click.echo(survey_word(settings.lang, "report.kept"), err=True)

    options: list[Callable[[Any], Any]] = [
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("--yes", is_flag=True, help="Keep the answers without asking. Else only the report is given."),
        click.option("--preview", is_flag=True, help="Keep nothing: the report, and what would change in the graph."),
        settings_options,
    ]
    for option in reversed(options):
        run = option(run)
    return click.command(info.family, help=reader.IMPORT.help)(run)


def _keep(settings: Settings, family: str, reader: ImportingReader, prepared: Prepared) -> None:
    from kg.store.imports import import_files
    from kg.store.inputs import Inputs

    shown = progress_line()
    meant: _Meant = {"family": family, "source": None, "filters": reader.Filters(), "progress": shown}
    with TemporaryDirectory() as folder:
        files = prepared.lay_out(Path(folder))
        import_files(settings.store, Inputs.of(settings.store), files, **meant, report=lambda _: None)
    shown("", 0, None)


def _preview_prepared(settings: Settings, family: str, reader: ImportingReader, prepared: Prepared) -> None:
    from kg.store.imports import imported_aside
    from kg.store.inputs import Inputs

    meant: _Meant = {"family": family, "source": None, "filters": reader.Filters(), "progress": progress_line()}
    with TemporaryDirectory() as folder:
        files = prepared.lay_out(Path(folder))
        inputs = Inputs.of(settings.store)
        told = Preview.of(settings, files, None, overwrite=True, most=20)
        told.tell(imported_aside(settings.store, inputs, files, **meant, report=lambda *_: None))


def _report(shown: Progress, most: int, reading: SourceReading, generation: Path) -> None:
    shown("", 0, None)
    summary = reading.summary
    click.echo(f"{reading.source} ({reading.checksum[:19]}…)")
    for line in summary.lines():
        click.echo(f"  {line}")
    lines = problem_lines(summary.problems)
    for line in lines[:most]:
        click.echo(f"  {line}", err=True)
    if len(lines) > most:
        click.echo(f"  … {len(lines) - most} more problems (--problems N lists more)", err=True)
    _report_links(generation, reading.source, most)


def _report_links(generation: Path, source: str, most: int) -> None:
    """How the organisations of a source were recognised, and what forbade it though a rule would have linked them."""
    from kg.store.layout import manifest_of

    manifest = manifest_of(generation)
    met = manifest.get("linked", {}).get(source, {})
    if met:
        numbers = {said: sum(met.get(rule, 0) for rule in rules) for said, rules in _DECIDED.items()}
        parts = [f"{number} {said}" for said, number in numbers.items() if number or said == "of their own"]
        click.echo(f"  {sum(met.values())} organisations: {', '.join(parts)}")
    told = manifest.get("unlinked", {}).get(source, [])
    for line in told[:most]:
        click.echo(f"  {clean(line)}", err=True)
    if len(told) > most:
        click.echo(f"  … {len(told) - most} more that contradict a rule (--problems N lists more)", err=True)


def _report_twins(settings: Settings, sources: Sequence[SourceInfo], most: int) -> None:
    """How many actors of a family of sources may be known ones, and where that is judged, as a row begins there."""
    from kg.store.layout import own_judgements
    from kg.vocab import key_of

    prefixes = {prefix for info in sources for prefix in info.key_prefixes("actor")}
    found = []
    with open_graph(settings) as samkart:
        for row in samkart.ask("actor/unlinked-twins").rows:
            known, twin, pic, country = row[:4]
            key = key_of(str(twin.value))
            own = next((prefix for prefix in prefixes if key.startswith(prefix)), "")
            if own:
                left = f"{sources[0].family}:{'pic' if pic.value else 'name'}/{key.removeprefix(own)}"
                place = f", {country.text}" if country.value else ""
                found.append(f"{left} actor/{key_of(str(known.value))}: {twin.text}{place}")
    if not found:
        return
    number = f"{len(found)} organisations are" if len(found) > 1 else "1 organisation is"
    click.echo(f"{number} perhaps known under that name, and not linked; judge in {own_judgements(settings.store)}:")
    for line in found[:most]:
        click.echo(f"  {clean(line)}")
    if len(found) > most:
        click.echo(f"  … {len(found) - most} more (kg query actor/unlinked-twins lists all)")


def _tables_of(info: SourceInfo) -> click.Command:
    """`kg import SOURCE --input DIR --output DIR`, for a source whose files become curated tables."""
    from kg.sources.reader import load_table_maker

    maker = load_table_maker(info)

    def run(settings: Settings, folder: Path, output: Path, preview: bool) -> None:
        if preview:
            preview_tables(settings, maker, folder)
            return
        tables = maker.make_tables(folder, output)
        for line in problem_lines(tables.problems):
            click.echo(f"  {line}", err=True)
        for name, count in tables.written.items():
            click.echo(f"{name}: {count} rows")

    given = click.Path(exists=True, file_okay=False, path_type=Path)
    made = click.Path(file_okay=False, path_type=Path)
    told = "Write nothing: rows by table, and what would change in the graph if these were the embedded tables."
    run = click.option("--preview", is_flag=True, help=told)(run)
    run = click.option("--output", required=True, type=made, help="Folder for the tables, as in data/curated.")(run)
    run = click.option("--input", "folder", required=True, type=given, help="Folder with the official files.")(run)
    return click.command(info.name, help=maker.TABLES)(settings_options(run))


class _Fetch(click.Command):
    """`kg fetch`, whose help names the sources that can be imported."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg.model.source import reading_order

        ordered = reading_order(_catalogue().values())
        names = [info.name for info in ordered if info.is_imported and info.files and not info.fetches]
        asked = [info.name for info in ordered if info.fetches]
        self.help = f"Download the official file of SOURCE: {', '.join(names)}. Goes on where it broke off."
        if asked:
            self.help += f" Of {', '.join(asked)} the answers of a public interface become a folder, a snapshot."
        super().format_help_text(ctx, formatter)


@click.command("fetch", cls=_Fetch)
@click.argument("source")
@click.option(
    "-o",
    "--output",
    default=None,
    type=click.Path(path_type=Path),
    help="Where to put the file. Default: its own name, here.",
)
@click.option("--url", default=None, metavar="URL", help="Another address than the one in data/sources.")
@click.option("--sha256", default=None, metavar="HEX", help="The digest that the file must have.")
@timed
def fetch_command(source: str, output: Path | None, url: str | None, sha256: str | None) -> None:
    """Download the official file of SOURCE. Goes on where it broke off."""
    from kg.sources.fetch import fetch

    catalogue = _catalogue()
    if source not in catalogue:
        raise NotFound(f"no source {source!r}", tuple(name for name, info in catalogue.items() if info.files))
    if catalogue[source].fetches:
        if sha256:
            raise Usage("a snapshot has no digest that is known before", parameter="sha256")
        _fetch_snapshot(catalogue[source], output or Path(source), url)
        return
    address = url or next(iter(catalogue[source].files.values()), "")
    if not address:
        raise Usage(f"no address is known for {source}; give one with --url")
    target = output or Path(address.rpartition("/")[2] or f"{source}.zip")
    shown = progress_line()
    fetch(address, target, checksum=sha256, progress=shown)
    shown("", 0, None)
    click.echo(str(target))


def _fetch_snapshot(info: SourceInfo, folder: Path, url: str | None) -> None:
    """Ask a source's interface, at its own addresses or those of another server, and keep the answers in a folder."""
    from kg.resources import data_dir
    from kg.sources.reader import load_fetcher
    from kg.sources.web.client import Client
    from kg.sources.web.collector import Collector
    from kg.sources.web.manners import moved

    shown = progress_line()
    collector = Collector(Client(), folder, info.name, shown)
    addresses = {name: moved(address, url) if url else address for name, address in info.files.items()}
    counts = load_fetcher(info).fetch(collector, addresses, data_dir())
    snapshot = collector.finish(counts)
    shown("", 0, None)
    click.echo(f"{folder}: {len(snapshot.pages)} answers ({snapshot.checksum[:19]}…)")
    if counts:
        click.echo(f"  {', '.join(f'{number} {name}' for name, number in counts.items())}")

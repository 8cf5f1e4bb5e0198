"""`kg import` and `kg fetch`: sources brought in, and their official files downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import progress_line, settings_options
from kg.errors import NotFound, Usage
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.sources.cordis.reading import Reading

__all__ = ["fetch_command", "import_command"]


@click.group("import")
def import_command() -> None:
    """Import a source beside the embedded data."""


@import_command.command("cordis")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--source",
    default=None,
    metavar="NAME",
    help="cordis-horizon, cordis-h2020 or cordis-fp7, if the files do not tell.",
)
@click.option(
    "--country", "countries", multiple=True, metavar="CODE", help="Only projects with a participant from there."
)
@click.option(
    "--activity",
    "activities",
    multiple=True,
    metavar="TYPE",
    help="Only projects with a participant of that type: PUB, HES, REC, PRC, OTH.",
)
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="CODE",
    help="Only projects of a programme part, as in HORIZON.2.5.",
)
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="ACTOR",
    help="Only projects of an actor: PIC, organisation number or key.",
)
@click.option(
    "--problems", "most", default=20, show_default=True, type=click.IntRange(0), help="How many problems to list."
)
@settings_options
def cordis_command(
    settings: Settings,
    files: tuple[Path, ...],
    source: str | None,
    countries: tuple[str, ...],
    activities: tuple[str, ...],
    programmes: tuple[str, ...],
    actors: tuple[str, ...],
    most: int,
) -> None:
    """Import CORDIS downloads: FILES are a zip, a folder, or csv, XLSX or JSON files, as they come.

    Of each project that is wanted the whole consortium is kept. What was imported before of the same source is
    replaced; the embedded extract stays where the import does not say the same.
    """
    from kg.sources.cordis.reading import Filters
    from kg.store.imports import import_files

    filters = Filters(countries, activities, programmes, actors)
    shown = progress_line()
    summaries: list[Reading] = []
    import_files(settings.store, files, source, filters, shown, summaries.append)
    shown("", 0, None)
    for reading in summaries:
        if reading.summary.counts:
            _report(reading, most)


def _report(reading: Reading, most: int) -> None:
    summary = reading.summary
    click.echo(f"{reading.source} ({reading.checksum[:19]}…)")
    for line in summary.lines():
        click.echo(f"  {line}")
    for problem in summary.problems[:most]:
        click.echo(f"  {problem}", err=True)
    if summary.problem_count > most:
        click.echo(f"  … {summary.problem_count - most} more problems (--problems N lists more)", err=True)


@import_command.command("municipalities")
@click.option(
    "--input",
    "folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the official files.",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the tables, as in data/curated.",
)
def municipalities_command(folder: Path, output: Path) -> None:
    """Make the tables of Norwegian municipalities, counties, numbers and reforms anew from the official files."""
    from kg.sources.municipalities.refresh import refresh

    summary = refresh(folder, output)
    for problem in summary.problems:
        click.echo(f"  {problem}", err=True)
    for name, count in summary.written.items():
        click.echo(f"{name}: {count} rows")


@click.command("fetch")
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
def fetch_command(source: str, output: Path | None, url: str | None, sha256: str | None) -> None:
    """Download the official file of SOURCE: cordis-horizon, cordis-h2020, cordis-fp7. Goes on where it broke off."""
    from kg.model.catalogue import find_source, read_catalogue
    from kg.resources import data_dir
    from kg.sources.fetch import fetch

    folder = data_dir() / "sources"
    if not (folder / f"{source}.yml").exists():
        names = tuple(name for name, info in read_catalogue(folder).items() if info.files)
        raise NotFound(f"no source {source!r}", names)
    address = url or next(iter(find_source(folder, source).files.values()), "")
    if not address:
        raise Usage(f"no address is known for {source}; give one with --url")
    target = output or Path(address.rpartition("/")[2] or f"{source}.zip")
    shown = progress_line()
    fetch(address, target, checksum=sha256, progress=shown)
    shown("", 0, None)
    click.echo(str(target))

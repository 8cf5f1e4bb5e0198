"""`kg map`: a network drawn, as one HTML page or as a figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.api import Samkart
from kg.cli.network_options import captioned, selecting, subject
from kg.cli.options import graph as open_graph
from kg.errors import KgError, Usage
from kg.ids import slug
from kg.networks.selection import Selection
from kg.settings import LANGUAGES

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.communities import Communities

__all__ = ["map_command"]

_EXPORTS = {
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".net": "pajek",
    ".cyjs": "cyjs",
    ".json": "graphology",
    ".csv": "csv",
}
_FORMATS = (".html", ".svg", ".png", ".pdf", *_EXPORTS)
_MOST_EDGES = 60_000


@click.command("map")
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE",
    help=f"What to write, by its ending: {', '.join(_FORMATS)}. Default: an HTML page here.",
)
@click.option(
    "--mode",
    type=click.Choice(["two-mode", "actor", "hub", "country", "theme"]),
    default=None,
    help="What the nodes are. Default: actors and what they meet in (two-mode); on a geographic map actors.",
)
@click.option(
    "--weight",
    type=click.Choice(["newman", "shared"]),
    default="newman",
    show_default=True,
    help="What an edge counts.",
)
@click.option(
    "--colour",
    default="kind",
    show_default=True,
    help="Nodes by kind, type, country, level, community, theme, programme, none or a measure.",
)
@click.option(
    "--size",
    default="ties",
    show_default=True,
    help="Nodes by ties, population, none or a measure (betweenness, pagerank …).",
)
@click.option("--geographic", is_flag=True, help="On a map of Europe instead of as a network.")
@click.option(
    "--page",
    type=click.Choice(["a4-column", "a4-page", "slide"]),
    default="a4-page",
    show_default=True,
    help="Size of a figure.",
)
@click.option("--dpi", default=200, show_default=True, type=click.IntRange(50, 1200), help="Resolution of a PNG.")
@click.option("--title", default="", help="Title; by default what the map is of.")
@open_graph
@selecting
def map_command(
    samkart: Samkart,
    chosen: Selection,
    output: str,
    mode: str | None,
    weight: str,
    colour: str,
    size: str,
    geographic: bool,
    page: str,
    dpi: int,
    title: str,
) -> None:
    """Draw the network of ACTORS (or of a theme, programme, country …).

    An HTML page is one file that needs nothing else: search, filters, cards with sources, a table of the same data.
    """
    path = Path(output or f"{slug(subject())}.html")
    if path.suffix not in _FORMATS:
        raise Usage(f"--output {path.name!r}: unknown ending; expected one of {', '.join(_FORMATS)}")
    made = _network(samkart, chosen, mode or ("actor" if geographic else "two-mode"), weight, {colour, size})
    named = title or subject()
    if path.suffix == ".html":
        _page(samkart, made, path, named, colour, size, geographic)
    elif path.suffix in (".svg", ".png", ".pdf"):
        _figure(samkart, made, path, named, colour, size, geographic, page, dpi)
    else:
        _export(made, path, named, colour, size, geographic)
    click.echo(f"{path}: {made.number_of_nodes()} / {made.number_of_edges()}", err=True)


def _network(samkart: Samkart, chosen: Selection, mode: str, weight: str, wanted: set[str]) -> nx.Graph[Any]:
    import networkx as nx

    from kg.networks.communities import communities
    from kg.networks.gather import describe, network, network_rows
    from kg.networks.measures.catalogue import MEASURES, measure

    rows = network_rows(samkart)
    made = network(samkart, chosen, mode=mode, weight=weight, rows=rows)
    if not made.number_of_nodes():
        raise KgError("no tie meets these conditions, so there is nothing to draw")
    if made.number_of_edges() > _MOST_EDGES:
        raise KgError(
            f"{made.number_of_edges():,} edges are too many for a page; ask for less: --theme, --country, --max-hub,"
            " a smaller --radius or --mode country"
        )
    found = None
    if "community" in wanted or made.number_of_nodes() > 2000:
        found = communities(made)
        nx.set_node_attributes(made, found.of(), "community")
    for name in sorted(wanted & set(MEASURES)):
        for node, value in measure(made, name).values.items():
            made.nodes[node].setdefault("measures", {})[name] = value
    describe(samkart, made, rows)
    if found is not None:
        made.graph["labels"]["community"] = _names(found, made.graph["labels"])
    return made


def _names(found: Communities, labels: dict[str, dict[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """What the communities are called, by number and language."""
    known = labels["theme"] | labels["country"]
    by_language = {
        language: found.names({key: text[language] for key, text in known.items()}) for language in LANGUAGES
    }
    return {str(n): {lang: names[n] for lang, names in by_language.items()} for n in by_language["nb"]}


def _page(
    samkart: Samkart, made: nx.Graph[Any], path: Path, title: str, colour: str, size: str, geographic: bool
) -> None:
    from kg.views.appearance import appearance
    from kg.views.map.page import map_page, write_map

    look = appearance(colour, size)
    html = map_page(made, title=title, spec=look, lang=samkart.language, layout="geographic" if geographic else "force")
    try:
        write_map(path, html)
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror}") from error


def _placed(made: nx.Graph[Any], geographic: bool) -> dict[Any, tuple[float, float]]:
    from kg.views.positions import network_positions, place_positions

    return place_positions(made) if geographic else network_positions(made)


def _figure(
    samkart: Samkart,
    made: nx.Graph[Any],
    path: Path,
    title: str,
    colour: str,
    size: str,
    geographic: bool,
    page: str,
    dpi: int,
) -> None:
    from kg.cli.output import write_bytes
    from kg.views.appearance import appearance
    from kg.views.figures.network import figure, to_pdf, to_png
    from kg.views.visual import resolve

    sources = made.graph["caption"]["sources"]
    text = " ".join(captioned(samkart, made, sources=False).splitlines())
    svg = figure(
        made,
        positions=_placed(made, geographic),
        visual=resolve(made, appearance(colour, size)),
        size=page,
        lang=samkart.language,
        title=title,
        caption=text,
        sources=sources,
        geographic=geographic,
    )
    content = svg.encode() if path.suffix == ".svg" else to_pdf(svg) if path.suffix == ".pdf" else to_png(svg, dpi)
    write_bytes(content, str(path))


def _export(made: nx.Graph[Any], path: Path, title: str, colour: str, size: str, geographic: bool) -> None:
    from kg.cli.output import write_text
    from kg.views.appearance import appearance
    from kg.views.exports.export import export
    from kg.views.visual import resolve

    look = resolve(made, appearance(colour, size))
    written = export(made, _EXPORTS[path.suffix], positions=_placed(made, geographic), visual=look, title=title)
    for ending, text in written.items():
        write_text(text, str(path.with_suffix(ending)))

"""The options that say which network is meant, shared by everything that analyses or draws one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.api import Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import KIND_NAMES
from kg.model.tie import LEVELS

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.caveats import Caveat
    from kg.networks.sparse import SparseGraph

__all__ = ["captioned", "selecting", "subject"]

F = TypeVar("F", bound=Callable[..., Any])
_SUBJECT = "kg.subject"


def selecting(function: F) -> F:
    """Options that make a Selection; the command gets `samkart` and `chosen`."""

    @click.option("--region", default="", metavar="ACTORS", help="Several actors as one, with commas: asker,baerum.")
    @click.option(
        "--radius", default=1, show_default=True, type=click.IntRange(1, 4), help="How many steps from the actors."
    )
    @click.option(
        "--via",
        default="",
        metavar="KINDS",
        help="Only ties of these kinds: project, network, twinning, agreement; or theme, programme.",
    )
    @click.option("--theme", default="", metavar="THEME", shell_complete=themes, help="Only what is about a theme.")
    @click.option(
        "--programme", default="", metavar="PROGRAMME", shell_complete=programmes, help="Only projects of a programme."
    )
    @click.option(
        "--country", "countries", multiple=True, metavar="CODE", help="Only actors in a country; repeat for more."
    )
    @click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only actors of a level.")
    @click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KIND_NAMES)), help="Only actors of a kind.")
    @click.option("--since", default="", metavar="DATE", help="Only ties that can have held since then.")
    @click.option("--until", default="", metavar="DATE", help="Only ties that can have held until then.")
    @click.option("--at", default="", metavar="DATE", help="Only ties that can have held on that day.")
    @click.option("--with-predecessors", is_flag=True, help="Count what municipalities now merged into the actors did.")
    @click.option(
        "--max-hub", default=None, type=click.IntRange(2), metavar="N", help="Leave out hubs with more actors."
    )
    @click.argument("actors", nargs=-1, shell_complete=actors)
    @wraps(function)
    def command(
        *args: Any,
        samkart: Samkart,
        actors: tuple[str, ...],
        region: str,
        radius: int,
        via: str,
        theme: str,
        programme: str,
        countries: tuple[str, ...],
        levels: tuple[str, ...],
        kinds: tuple[str, ...],
        since: str,
        until: str,
        at: str,
        with_predecessors: bool,
        max_hub: int | None,
        **kwargs: Any,
    ) -> Any:
        from kg.cli.who import country_of, kinds_of
        from kg.networks.gather import selection

        chosen = selection(
            samkart,
            kinds=kinds_of(via, ("theme", "programme")),
            actors=[*actors, *_listed(region)],
            radius=radius,
            theme=theme,
            programme=programme,
            countries=[country_of(code) for code in countries],
            levels=levels,
            classes=[KIND_NAMES[kind] for kind in kinds],
            since=since,
            until=until,
            at=at,
            with_predecessors=with_predecessors,
            max_hub=max_hub,
        )
        named = [samkart.entity(iri).label for iri in chosen.ego]
        named += [
            samkart.entity(samkart.resolve(each, kind)).label
            for each, kind in ((theme, "theme"), (programme, "programme"))
            if each
        ]
        named += [samkart.entity(samkart.resolve(code, "country")).label for code in sorted(chosen.countries)]
        click.get_current_context().meta[_SUBJECT] = ", ".join(named)
        return function(*args, samkart=samkart, chosen=chosen, **kwargs)

    return command  # type: ignore[return-value]


def subject() -> str:
    """What the network of the running command is about, for titles: its actors, theme, programme and countries."""
    return str(click.get_current_context().meta.get(_SUBJECT) or "Samkart")


def _listed(region: str) -> list[str]:
    return [part.strip() for part in region.split(",") if part.strip()]


def captioned(
    samkart: Samkart, graph: nx.Graph[Any] | SparseGraph, more: Iterable[Caveat] = (), *, sources: bool = True
) -> str:
    """The lines under a table: what was counted, what must be said beside it and, if asked for, from which sources."""
    from kg.language.captions import caption_of
    from kg.networks.sparse import SparseGraph

    if isinstance(graph, SparseGraph):
        info, nodes, edges = graph.caption, graph.n, graph.m
    else:
        info, nodes, edges = graph.graph["caption"], graph.number_of_nodes(), graph.number_of_edges()
    lines = caption_of(info, nodes, edges, samkart.language, sources=sources)
    told = info.get("caveats") or ()
    lines += [caveat.text(samkart.language) for caveat in more if caveat not in told]
    return "\n".join(lines)

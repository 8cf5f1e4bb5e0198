"""The verbs about networks: graphs, what is measured on them, maps and charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Unpack

from kg.errors import Message, Usage
from kg.model.conditions import Given, listed
from kg.model.result import Finding
from kg.session import Session

if TYPE_CHECKING:
    import os

    import networkx as nx

    from kg.model.conditions import Given
    from kg.networks.brokers import Brokerage
    from kg.networks.changes import Changes
    from kg.networks.communities import Communities
    from kg.networks.gather import NetworkWords
    from kg.networks.levels import Horizontality
    from kg.networks.rankings import Ranking
    from kg.networks.selection import Selection
    from kg.views.areas.drawn import AreaMap
    from kg.views.charts.drawn import Chart
    from kg.views.map.drawing import Drawing

__all__ = ["NetworkVerbs"]


class NetworkVerbs(Session):
    """The open graph, asked about networks; what every verb raises is told at `kg.api.Samkart`."""

    def network(
        self,
        *names: str,
        mode: str = "actor",
        weight: str = "newman",
        between: bool = True,
        text: bool = False,
        **chosen: Unpack[NetworkWords],
    ) -> nx.Graph[str]:
        """A networkx graph of what some conditions keep; its attributes are single values, as every writer takes them.

        `mode` is actor, hub, country, nuts2, nuts3, county, theme or two-mode; `weight` shared or newman; without
        `between`, what the named actors' partners share with each other only is left out. `graph.graph["caption"]` says
        what was counted.
        Attributes are explained at `kg.networks.projection.one_mode` and `two_mode`; those with several values are
        joined by `|` (see `kg.networks.plain`). With `text` all but weights are text, for `networkx.write_pajek`.
        For figures see `ranking`.
        """
        from kg.language.captions import caption_lines
        from kg.networks.gather import network
        from kg.networks.plain import as_text, plain_graph

        made = network(self, self._selection(names, chosen, between), mode=mode, weight=weight)
        plain = plain_graph(made, " ".join(caption_lines(made, self.language)))
        return as_text(plain) if text else plain

    def write_incidence(self, target: IO[bytes] | str | os.PathLike[str], compress: str = "") -> None:
        """Write who is where as CSV, a line for each actor at each hub by each tie: for networks beyond memory.

        The columns are those of `kg.store.rows.Presence`; memory does not grow with the graph. `target` is a binary
        stream or a file (`.csv`, `.csv.gz`, `.csv.zst`), which appears whole or not at all. Raises Usage for another
        name, KgError when the file cannot be written.
        """
        from kg.store.text.incidence import write_incidence

        write_incidence(self.view.presences(), target, compress)

    def ranking(
        self,
        *names: str,
        measure: str = "strength",
        mode: str = "actor",
        weight: str = "newman",
        top: int | None = 20,
        intervals: bool = True,
        **chosen: Unpack[NetworkWords],
    ) -> Finding[Ranking]:
        """The nodes of a network ranked by a measure, with 95 % intervals: what the shell's `network` prints."""
        from kg.networks.results.gather import ranking

        selection = self._selection(names, chosen)
        return ranking(self, selection, measure=measure, mode=mode, weight=weight, top=top, intervals=intervals)

    def communities(
        self,
        *names: str,
        method: str = "leiden",
        resolution: float = 1.0,
        members: int = 5,
        mode: str = "actor",
        weight: str = "newman",
        top: int | None = 20,
        **chosen: Unpack[NetworkWords],
    ) -> Finding[Communities]:
        """The communities of a network, the largest first, named by their commonest themes and countries."""
        from kg.networks.results.gather import communities

        asked = {"method": method, "resolution": resolution, "members": members, "weight": weight, "top": top}
        return communities(self, self._selection(names, chosen), mode=mode, **asked)  # type: ignore[arg-type]

    def brokers(
        self,
        *names: str,
        between: str = "country",
        weight: str = "newman",
        top: int | None = 20,
        **chosen: Unpack[NetworkWords],
    ) -> Finding[Brokerage]:
        """Who stands between others that are not tied themselves, by role; `between`: as `by` of `levels`."""
        from kg.networks.results.gather import brokers

        return brokers(self, self._selection(names, chosen), between=between, weight=weight, top=top)

    def levels(
        self, *names: str, by: str = "level", weight: str = "newman", **chosen: Unpack[NetworkWords]
    ) -> Finding[Horizontality]:
        """Is cooperation horizontal? The share of tie weight between equals, by a level, country, kind or region."""
        from kg.networks.results.gather import levels

        return levels(self, self._selection(names, chosen), by=by, weight=weight)

    def changes(
        self,
        *names: str,
        before: str = "2014..2020",
        after: str = "2021..2027",
        mode: str = "actor",
        weight: str = "newman",
        top: int | None = 20,
        **chosen: Unpack[NetworkWords],
    ) -> Finding[Changes]:
        """Who entered and left, and which pairs are new, lost or kept, between two periods."""
        from kg.networks.results.gather import changes

        asked = {"before": before, "after": after, "mode": mode, "weight": weight, "top": top}
        return changes(self, self._selection(names, chosen), **asked)  # type: ignore[arg-type]

    def map(
        self,
        *names: str,
        title: str = "",
        mode: str = "",
        weight: str = "newman",
        colour: str = "kind",
        size: str = "ties",
        geographic: bool = False,
        ended: bool | None = None,
        reported: bool | None = None,
        periods: Given = (),
        views: str | os.PathLike[str] = "",
        **chosen: Unpack[NetworkWords],
    ) -> Drawing:
        """A network drawn: a page in a notebook, `.html`, `.svg()`, `.save(path)`; see `kg.views.map.drawing`.

        Of actors that is the ego network, unless another `mode` is named; `ended` and `reported` say whether it shows
        such ties (None: unless they outnumber the rest). Two `periods` (`2014-2020`) are drawn side by side with what
        `changes` finds: `kg.views.map.comparison`. `views` is a file with a walk through the map (docs/walk.md), of
        actors and what they meet in unless a `mode` is named: `kg.views.map.walk`.
        """
        from kg.views.map.gather import comparison, drawing, walk

        selection = self._selection(names, chosen)
        look = {"mode": mode, "weight": weight, "colour": colour, "size": size, "geographic": geographic}
        look |= {"title": title, "about": self._subject(selection, chosen)}
        if listed(periods) and views:
            sentence = "a map shows two periods or is walked through; leave out periods or views"
            raise Usage(Message(sentence, "periods-or-views"), (), "views")
        if listed(periods) and (ended is not None or reported is not None):
            sentence = "two periods show what had ended in each; leave out ended and reported"
            raise Usage(Message(sentence, "periods-ended"), (), "ended" if ended is not None else "reported")
        if listed(periods):
            return comparison(self.shortened(), selection, periods=periods, **look)  # type: ignore[arg-type]
        if views and not mode and not geographic:
            look["mode"] = "two-mode"  # views name projects and networks as well as actors
        made = drawing(self.shortened(), selection, ended=ended, reported=reported, **look)  # type: ignore[arg-type]
        return walk(self, made, views) if views else made

    def areas(
        self,
        *names: str,
        by: str = "county",
        count: str = "participations",
        per_inhabitant: bool = False,
        scale: str = "quantile",
        periods: Given = (),
        flows: bool = False,
        title: str = "",
        **chosen: Unpack[NetworkWords],
    ) -> AreaMap:
        """Areas coloured by what their actors take part in: `.save(path)`, `.table`, `.flows`, `.svg()`, `.html`.

        `by` is county, municipality, nuts2, nuts3 or country; `count` participations, money, memberships or twinnings;
        `scale` says how values make classes: quantile, equal or log. Each of `periods` (`2014-2020`) is a map of its
        own, all on one scale.
        """
        from kg.views.areas.gather import area_map, checked

        asked = checked(by, count, per_inhabitant=per_inhabitant, scale=scale, with_flows=flows)
        selection = self._selection(names, chosen, between=False)
        about = self._subject(selection, chosen)
        return area_map(self.shortened(), selection, asked, periods=periods, title=title, about=about)

    def chart(
        self,
        *names: str,
        of: str = "programmes",
        page: str = "a4-page",
        title: str = "",
        **chosen: Unpack[NetworkWords],
    ) -> Chart:
        """Bars or a heat map of programmes, themes or levels; `page` is a4-column, a4-page or slide."""
        from kg.views.charts.gather import chart

        selection = self._selection(names, chosen)
        return chart(self.shortened(), selection, what=of, page=page, title=title or self._subject(selection, chosen))

    def _selection(self, names: Iterable[str], chosen: NetworkWords, between: bool = True) -> Selection:
        from kg.networks.gather import selection

        more = chosen.get("actors", ())
        chosen["actors"] = [*names, *([more] if isinstance(more, str) else more)]
        return selection(self, between=between, **chosen)

    def _subject(self, selection: Selection, chosen: NetworkWords) -> str:
        from kg.networks.gather import subject

        return subject(self.shortened(), selection, chosen.get("theme", ""), chosen.get("programme", ""))

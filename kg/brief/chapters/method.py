"""The chapters at the end: how it was counted, and what is not covered."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.document import Block, BulletList, Heading, ListItem, Paragraph
from kg.brief.facts import Scope, Tie
from kg.brief.writer import Writer

__all__ = ["covered", "method"]


def method(writer: Writer, scope: Scope, *, ranked: bool = False, compared: Sequence[str] | None = None) -> list[Block]:
    """How it was made and counted; where answers are given, `compared` are the comparable actors."""
    parts = [writer.say("method.told")]
    if ranked:
        parts.append(writer.say("method.rank"))
    if compared is not None:
        names = writer.speech.listed(compared, 10)
        parts += [writer.say("method.compared", n=len(compared), names=names)] if compared else []
        parts += [writer.say("method.names"), writer.say("method.more")]
    if scope.predecessors:
        key = "method.predecessors" if scope.with_predecessors else "method.no_predecessors"
        parts.append(writer.say(key, names=writer.speech.listed(scope.predecessors)))
    style = "body" if compared is None else "small"
    return [Heading(writer.say("method.method")), Paragraph(" ".join(parts), style=style)]


def covered(writer: Writer, scope: Scope, ties: Sequence[Tie] = (), *, answered: bool = False) -> list[Block]:
    """What is not covered, as far as the data themselves tell; `answered`: briefly, without what answers say."""
    items = [] if answered or not scope.completeness else [scope.completeness]
    items.append(writer.say("method.known"))
    if scope.datasets:
        items.append(writer.say("method.datasets", names=writer.speech.listed(scope.datasets)))
    if scope.year:
        items.append(writer.say("method.year", year=scope.year))
    undated = sum(not tie.start for tie in ties)
    if undated:
        items.append(writer.say("method.undated", n=undated, all=len(ties)))
    old = [tie for tie in ties if not tie.bounds.last and "" < tie.bounds.sure_last < scope.as_of]
    if old:
        items.append(writer.say("method.old", n=len(old)))
    if ties and not answered:
        items.append(writer.say("method.unit", n=sum(bool(tie.unit) for tie in ties), all=len(ties)))
    head = Heading(writer.say("method.limits"))
    if answered:
        return [head, Paragraph(" ".join(items), style="small")]
    return [head, BulletList(tuple(ListItem(text) for text in items))]

"""Judgements put together: who is the same follows from all of them, and so does who is not.

`same` is an equivalence (Tarjan's union-find), `different` holds between whole classes, `unsure` decides nothing. Two
actors in one class, or `same` and `different` in one, is a contradiction; it names the rows it follows from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.linking.judgements import Judgement

__all__ = ["ACTOR", "Contradiction", "Verdicts", "node_of"]

ACTOR = "actor/"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that cannot be true beside an `other` one, and why."""

    judgement: Judgement
    other: Judgement
    why: str


def node_of(side: str) -> str:
    """What one side of a judgement stands for: a PIC is one in every source, a name is a source's own key.

    >>> node_of("cordis:pic/952920920"), node_of("keep:partner/a/b"), node_of("actor/asker")
    ('pic/952920920', 'keep:partner/a/b', 'actor/asker')
    """
    scheme = side.partition(":")[2]
    return scheme if scheme.startswith("pic/") else side


@dataclass(slots=True)
class Verdicts:
    """What was judged, one class for all that is one; add judgements in the order in which they count."""

    _parents: dict[str, str] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)
    _actors: dict[str, str] = field(default_factory=dict)  # by root: the actor of a class
    _apart: dict[str, dict[str, Judgement]] = field(default_factory=dict)  # by root: roots of what is another
    _links: dict[str, list[tuple[str, Judgement]]] = field(default_factory=dict)  # by node: what it was joined to

    def add(self, judgement: Judgement) -> Contradiction | None:
        """Take a judgement in; one that contradicts what is there is not taken in, and told."""
        left, right = node_of(judgement.left), node_of(judgement.right)
        if judgement.judgement == "same":
            return self._join(left, right, judgement)
        if judgement.judgement == "different":
            return self._part(left, right, judgement)
        return None

    def actor(self, *nodes: str) -> tuple[str, Judgement] | None:
        """The actor's key that the first of some nodes that has one is judged to be, and the row that says so."""
        for node in nodes:
            if node in self._parents:
                actor = self._actors.get(self._root(node))
                if actor is not None:
                    return actor.removeprefix(ACTOR), self._path(node, actor)[-1]
        return None

    def __contains__(self, node: str) -> bool:
        """Is anything judged of it?"""
        return node in self._parents

    def joining(self, *nodes: str) -> Judgement | None:
        """The first judgement that joins one of some nodes to another."""
        return next((links[0][1] for node in nodes if (links := self._links.get(node))), None)

    def class_of(self, *nodes: str) -> str:
        """A name for the class of the first of some nodes that was judged to be the same as anything; else empty."""
        found = (self._root(node) for node in nodes if node in self._parents)
        return next((root for root in found if len(self._members[root]) > 1), "")

    def apart(self, nodes: Iterable[str], other: str) -> bool:
        """Is one of some nodes judged to be another than a node is?"""
        if other not in self._parents:
            return False
        roots = self._apart.get(self._root(other), {})
        return bool(roots) and any(node in self._parents and self._root(node) in roots for node in nodes)

    def different(self) -> Iterator[tuple[str, str]]:
        """All pairs of a node and an actor's key that are judged to be two, as whole classes are."""
        for root, others in self._apart.items():
            for other in others:
                actor = self._actors.get(other)
                if actor is not None:
                    yield from ((node, actor.removeprefix(ACTOR)) for node in self._members[root])

    def _root(self, node: str) -> str:
        parents = self._parents
        if node not in parents:
            parents[node] = node
            self._members[node] = [node]
            if node.startswith(ACTOR):
                self._actors[node] = node
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    def _join(self, left: str, right: str, judgement: Judgement) -> Contradiction | None:
        root, other = self._root(left), self._root(right)
        if root != other:
            actor, another = self._actors.get(root), self._actors.get(other)
            if actor and another:
                row = (self._path(left, actor) or self._path(right, another) or [judgement])[-1]
                return Contradiction(judgement, row, f"{actor} and {another} would be one")
            if other in self._apart.get(root, {}):
                return Contradiction(judgement, self._apart[root][other], "they are judged to be different")
            self._merge(root, other)
        self._links.setdefault(left, []).append((right, judgement))
        self._links.setdefault(right, []).append((left, judgement))
        return None

    def _part(self, left: str, right: str, judgement: Judgement) -> Contradiction | None:
        root, other = self._root(left), self._root(right)
        if root == other:
            row = next(iter(self._path(left, right)), judgement)
            return Contradiction(judgement, row, "they are judged to be the same")
        self._apart.setdefault(root, {}).setdefault(other, judgement)
        self._apart.setdefault(other, {}).setdefault(root, judgement)
        return None

    def _merge(self, root: str, other: str) -> None:
        """The class of `other` becomes a part of that of `root`."""
        self._parents[other] = root
        self._members[root] += self._members.pop(other)
        if other in self._actors:
            self._actors[root] = self._actors.pop(other)
        for third, judgement in self._apart.pop(other, {}).items():
            del self._apart[third][other]
            self._apart[third].setdefault(root, judgement)
            self._apart.setdefault(root, {}).setdefault(third, judgement)

    def _path(self, start: str, end: str) -> list[Judgement]:
        """The judgements by which one node is the same as another, in order (breadth first: the fewest)."""
        came: dict[str, tuple[str, Judgement]] = {}
        waiting = [start]
        for node in waiting:
            for other, judgement in self._links.get(node, ()):
                if other != start and other not in came:
                    came[other] = node, judgement
                    waiting.append(other)
        found: list[Judgement] = []
        while end in came:
            end, judgement = came[end]
            found.append(judgement)
        return found[::-1]

"""Registers in tests: fetched from a server on localhost, read from the snapshot without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.model.catalogue import read_source
from kg.resources import data_dir
from kg.sources.web.collector import Collector
from kg.sources.web.manners import moved
from kg.sources.web.snapshot import Snapshot
from tests.sources.web.server import Reply, Request, Server, serving

__all__ = ["fetched", "triples"]


def fetched(
    module: ModuleType, name: str, answer: Callable[[Request], Reply], folder: Path, data: Path
) -> tuple[Snapshot, Server]:
    """The snapshot that a register's package makes of a server's answers; the server is gone then."""
    with serving(answer) as server:
        collector = Collector(server.client(), folder, name)
        files = read_source(data_dir() / "sources" / f"{name}.yml").files
        counts: Mapping[str, int] = module.fetch(
            collector, {each: moved(address, server.url) for each, address in files.items()}, data
        )
        return collector.finish(counts), server


def triples(reading: Any) -> list[str]:
    """What a reading says, as lines of N-Triples as they come; an original stands behind its value."""
    return [f"{s.subject} {s.predicate} {s.object} .{f' # {s.original}' if s.original else ''}" for s in list(reading)]

"""A made-up world, built into a store of its own, and the same world behind a real SPARQL endpoint."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.api import Samkart
from kg.model.progress import quiet
from kg.store import layout
from kg.store.derived.bounds import derive
from kg.store.derived.names import folded_names
from kg.store.fresh import FOREIGN
from kg.store.index import build_index
from kg.store.inputs import Inputs
from kg.store.triples import StoredTriples
from kg.store.view import LocalView

WORLD = Path(__file__).with_name("world.ttl")
# What needs one of these takes seconds: a browser, or downloads of whole programmes.
SLOW_FIXTURES = frozenset({"browser", "real_data"})
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium without a sandbox (tests run as root), a graphics card and whatever asks others."""
settings.register_profile("samkart", deadline=None)  # a busy machine is no fault
settings.load_profile("samkart")
# pytest-xdist tells its processes a width of a terminal that they do not have; a test that needs one sets it.
os.environ.pop("COLUMNS", None)
# Whoever starts the tests in the background (`nohup … &`) hands down a deaf ear to Ctrl-C, and the commands that the
# tests start and interrupt would never end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what needs a slow fixture, so that no test of its kind has to say so."""
    for item in items:
        if not SLOW_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def derived(store: ox.Store) -> bytes:
    """What a build works out of a default graph, as N-Triples."""
    graph = StoredTriples(store)
    named = ((s, p, o) for s, facts in folded_names(graph) for p, o in facts)
    return "".join(f"<{s}> <{p}> {o} .\n" for s, p, o in chain(derive(graph), named)).encode()


def build_home(home: Path, *files: Path) -> Path:
    """A store's home whose default graph is what some Turtle files say; it is never built anew."""
    home.mkdir(parents=True, exist_ok=True)
    with layout.staging(home) as folder:
        store = ox.Store(str(folder / "rdf"))
        for file in files:
            store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
        store.bulk_load(derived(store), format=ox.RdfFormat.N_TRIPLES)
        build_index(StoredTriples(store), folder, quiet)
        store.flush()
        del store
        (folder / "manifest.json").write_text(json.dumps({"fingerprint": FOREIGN}), "utf-8")
        layout.publish(home, folder, FOREIGN)
    return home


def own_copy(home: Path, to: Path) -> Path:
    """A copy of a store's home that a test may change, without what a server that another test ran had cited."""
    return Path(shutil.copytree(home, to, ignore=shutil.ignore_patterns("cited")))


@pytest.fixture(scope="session")
def world_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the made-up world."""
    return build_home(tmp_path_factory.mktemp("world"), WORLD)


@pytest.fixture
def world(world_home: Path) -> Iterator[Samkart]:
    """The made-up world, open."""
    with Samkart(LocalView(world_home)) as samkart:
        yield samkart


@pytest.fixture(scope="session")
def embedded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store built from the embedded data, once per run."""
    from kg.store.build import build

    home = tmp_path_factory.mktemp("embedded")
    build(home, Inputs.embedded(layout.imports_dir(home)))
    return home


@pytest.fixture
def embedded(embedded_home: Path) -> Iterator[Samkart]:
    """The embedded graph, open."""
    with Samkart(LocalView(embedded_home)) as samkart:
        yield samkart


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium with a profile of its own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on PATH (or in $CHROMIUM)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real data to read; the test is skipped where it is missing."""
    folder = Path(os.environ.get("SAMKART_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data in {folder} (set SAMKART_REAL_DATA)")
    return folder


@pytest.fixture(scope="session")
def world_endpoint(world_home: Path) -> Iterator[str]:
    """The address of an `oxigraph serve` process that serves the made-up world."""
    with served(world_home) as address:
        yield address


@pytest.fixture(scope="session")
def embedded_endpoint(embedded_home: Path) -> Iterator[str]:
    """The address of an `oxigraph serve` process that serves the embedded graph."""
    with served(embedded_home) as address:
        yield address


@contextmanager
def served(home: Path) -> Iterator[str]:
    """A store behind an endpoint, as long as the context lasts; the test is skipped where there is no server."""
    generation = layout.current(home)
    assert generation is not None
    with served_by(generation / "rdf") as address:
        yield address


@contextmanager
def served_by(folder: Path, *options: str) -> Iterator[str]:
    """As `served`: what Oxigraph has in a folder."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("no oxigraph server on this machine (pip install oxigraph)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *options],
        stderr=subprocess.PIPE,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.communicate()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"oxigraph ended: {process.communicate()[1].decode()}")
        try:
            with urlopen(address):  # noqa: S310
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("oxigraph does not answer")

"""SPARQL engines of others, started over an export of a store, as long as something is asked of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from zipfile import ZipFile

import pyoxigraph as ox

from kg.api import Samkart
from kg.errors import KgError
from kg.questions.answer import plain
from kg.store.view import LocalView

__all__ = ["ENGINES", "JENA", "Engine", "Missing", "serving", "told", "valued", "xerces"]

HERE = Path(__file__).resolve().parent
JENA = Path("/usr/share/java")  # where Debian's libapache-jena-java puts it
COMUNICA = "comunica-sparql-file-http"
NPM = HERE.parent / "tests" / "store" / "foreign" / "node_modules" / ".bin"  # where .ci/run puts it
WAIT = 300  # seconds until an engine answers
Answer = TypeVar("Answer")


class Missing(Exception):
    """An engine is not installed; says what to install."""


class Engine:
    """An engine that serves: its `address`. One that has died, as some do of a query, is started anew."""

    def __init__(self, command: Sequence[str | Path], folder: Path, port: int, path: str) -> None:
        self.address = f"http://127.0.0.1:{port}{path}"
        self._command, self._folder, self._home = command, folder, f"http://127.0.0.1:{port}/"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError when it does not."""
        with (self._folder / "log").open("ab") as log:  # a group of its own: Comunica's workers end with it
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    def asked(self, ask: Callable[[], Answer]) -> Answer:
        """What is answered; asked anew where nobody listened, since the engine died of what was asked before.

        Comunica tells of a mistake of its own, and then ends its worker and starts another one, which takes seconds. A
        query that nobody waits for any longer keeps it from the next ones, so it is started anew.
        """
        try:
            return ask()
        except KgError as error:
            if "timed out" in str(error):
                self.stop()
                self.start()
                raise
            if not self._back(error):
                raise
        try:
            return ask()
        except KgError as error:
            self._back(error)
            raise

    def _back(self, error: KgError) -> bool:
        """Had it gone with what was asked? It is back then, started anew where its process had ended."""
        if "does not answer" in str(error):
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(2)  # one that is about to die may listen still
        if not self.has_died() and self._listens():
            return False
        try:
            if not self.has_died():
                self._wait()
        except RuntimeError:
            pass
        if self.has_died():
            self.start()
        return True

    def has_died(self) -> bool:
        """Has its process ended?"""
        return self._process.poll() is not None

    def stop(self) -> None:
        """End its processes."""
        for number, seconds in ((signal.SIGTERM, 20), (signal.SIGKILL, None)):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(self._process.pid, number)
                self._process.wait(seconds)

    def _listens(self) -> bool:
        try:
            with urlopen(self._home, timeout=5):
                return True
        except HTTPError as error:
            error.close()
            return True
        except (URLError, OSError):
            return False

    def _wait(self) -> None:
        until = time.monotonic() + WAIT
        while time.monotonic() < until and not self.has_died():
            if self._listens():
                return
            time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"it does not serve: {(self._folder / 'log').read_text('utf-8', 'replace')[-2000:]}")


@contextmanager
def serving(engine: str, home: Path, folder: Path) -> Iterator[Engine]:
    """An engine (one of `ENGINES`) that holds the graph of a store's home; `folder` is for its files.

    Raises Missing where it is not installed.
    """
    start, canonical_graph = ENGINES[engine]
    program = _program(engine)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "graph.nq"
    with Samkart(LocalView(home)) as samkart:
        samkart.write_rdf(file, canonical_graph=canonical_graph)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, path, after = start(program, file, folder, port)
    served = Engine(command, folder, port, path)
    try:
        after()
        yield served
    finally:
        served.stop()


Started = tuple[list[str | Path], str, Callable[[], None]]
"""The command that serves, the path of the endpoint, and what is done once it answers."""


def _nothing() -> None:
    """Nothing is to be done."""


def _oxigraph(program: str, file: Path, folder: Path, port: int) -> Started:
    where: list[str | Path] = ["--location", folder / "rdf"]
    subprocess.run([program, "load", *where, "--file", file], check=True, stderr=subprocess.DEVNULL)
    return [program, "serve-read-only", *where, "--bind", f"127.0.0.1:{port}"], "/query", _nothing


def _oxigraph_union(program: str, file: Path, folder: Path, port: int) -> Started:
    command, path, after = _oxigraph(program, file, folder, port)
    return [*command, "--union-default-graph"], path, after


def xerces(folder: Path) -> Path:
    """A folder for Java's path: Debian's Jena has these classes elsewhere, but not the texts they read."""
    moved = "org/apache/jena/ext/xerces/"
    with ZipFile(JENA / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(moved) and not name.endswith("/"):
                copy = folder / "xerces" / name.removeprefix(moved)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(jar.read(name))
    return folder


def _jena(program: str, file: Path, folder: Path, port: int) -> Started:
    path = f"{xerces(folder)}:{JENA}/*"  # what Jena needs lies beside it
    return (
        [Path(program).with_name("java"), "-Xmx2g", "-cp", path, HERE / "JenaServer.java", file, str(port)],
        "/query",
        _nothing,
    )


def _comunica(program: str, file: Path, folder: Path, port: int) -> Started:
    return [program, "-p", str(port), "-w", "1", "-t", "600", file], "/sparql", _nothing


def _virtuoso(program: str, file: Path, folder: Path, port: int) -> Started:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        own = free.getsockname()[1]
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {own}
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = {port}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 600
""",
        "utf-8",
    )

    def load() -> None:
        commands = (
            f"DB.DBA.TTLP_MT(file_to_string_output('{file}'), '', 'https://w3id.org/samkart/graph/none', 512);"
            "checkpoint;"
        )
        subprocess.run(["isql-vt", str(own), "dba", "dba", f"exec={commands}"], check=True, capture_output=True)

    return [program, "+foreground", "+configfile", folder / "virtuoso.ini"], "/sparql", load


ENGINES: dict[str, tuple[Callable[[str, Path, Path, int], Started], bool]] = {
    "Oxigraph": (_oxigraph, False),
    "Oxigraph, canonical graph": (_oxigraph, True),
    "Oxigraph, union, canonical graph": (_oxigraph_union, True),
    "Oxigraph, union": (_oxigraph_union, False),
    "Jena": (_jena, False),
    "Jena, canonical graph": (_jena, True),
    "Comunica": (_comunica, False),
    "Comunica, canonical graph": (_comunica, True),
    "Virtuoso, canonical graph": (_virtuoso, True),
}
"""How each engine is started, and whether the canonical layer is a graph of its own in it."""

_PROGRAMS = {
    "Oxigraph": ("oxigraph", "pip install oxigraph"),
    "Jena": ("javac", "apt-get install libapache-jena-java default-jdk-headless"),
    "Comunica": (COMUNICA, "npm ci in tests/store/foreign"),
    "Virtuoso": ("virtuoso-t", "apt-get install virtuoso-opensource-7-bin"),
}


def _program(engine: str) -> str:
    name, hint = _PROGRAMS[engine.partition(",")[0]]
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", ""), str(NPM)]
    found = shutil.which(name, path=os.pathsep.join(folders))
    if found is None or (engine.startswith("Jena") and not (JENA / "jena-arq.jar").exists()):
        raise Missing(f"{engine} is not installed ({hint})")
    return found


def told(found: object) -> str:
    """A row or a problem as text."""
    return json.dumps(found, ensure_ascii=False, default=str)


def valued(value: object) -> object:
    """A value that is equal where two are, of one type, but written otherwise: 714710.0 and 714710 as decimals."""
    if isinstance(value, ox.Literal):
        return (value.datatype.value, value.language, valued(plain(value)))
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value

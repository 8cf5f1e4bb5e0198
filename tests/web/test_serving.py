"""`kg serve` as a process of its own: started, asked, given a new state, killed, started again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil
import pytest

from kg.store import layout
from kg.store.fresh import FOREIGN
from tests.conftest import own_copy

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server over a store, and its address."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while status(f"{address}/health") != 200:
            assert process.poll() is None and time.monotonic() < deadline, process.communicate()[1]
            time.sleep(0.1)
        yield process, address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310  (on this machine)
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, ConnectionError, TimeoutError):
        return 0


@pytest.fixture
def home(world_home: Path, tmp_path: Path) -> Path:
    """A store of its own that holds the made-up world."""
    return own_copy(world_home, tmp_path / "store")


def test_it_says_where_it_is_and_ends_when_it_is_told(home: Path) -> None:
    with serving(home) as (process, address):
        assert status(f"{address}/actor/fjordby") == 200
        family = psutil.Process(process.pid).children(recursive=True)
        assert family
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=30)[1]
        assert process.returncode == 0
        assert told == f"Samkart: {address}/\n"
        _, left = psutil.wait_procs(family, timeout=10)
        assert left == []


def test_a_port_that_is_taken_is_told_in_a_sentence(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    told = f"error: nothing can listen at 127.0.0.1, port {port}: Address already in use; take another with --port"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(told)


@pytest.mark.parametrize("option", [["--public", "example.org"], ["--public", "https://a@b.c"], ["--keep", "1"]])
def test_what_cannot_be_meant_is_refused_before_it_starts(home: Path, option: list[str]) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--store", str(home), *option]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2


@pytest.mark.parametrize("whom", ["all", "first"])
def test_killed_it_leaves_nothing_behind_and_starts_again(home: Path, whom: str) -> None:
    with serving(home) as (process, address):
        family = psutil.Process(process.pid).children(recursive=True)
        if whom == "all":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        _, left = psutil.wait_procs(family, timeout=20)
        assert left == []
        assert status(f"{address}/health") == 0
    with serving(home) as (_, address):
        assert status(f"{address}/actor/fjordby") == 200


def test_a_renderer_that_is_killed_is_replaced_at_once(home: Path) -> None:
    with serving(home) as (process, address):
        for each in psutil.Process(process.pid).children(recursive=True):
            if "kg.web.renderer" in " ".join(each.cmdline()):
                each.kill()
        assert [status(f"{address}/actor/{key}") for key in ("fjordby", "nordvik", "altburg")] == [200, 200, 200]


def test_a_new_state_is_answered_from_without_a_failed_request(home: Path) -> None:
    with serving(home) as (_, address):
        before = digest(address)
        seen: dict[str, list[int]] = {"statuses": [], "running": [1]}

        def visit(n: int) -> None:
            while seen["running"]:
                seen["statuses"].append(status(f"{address}/actor/fjordby?at=20{10 + n % 15}&rows={n}{time.time()}"))

        visitors = [threading.Thread(target=visit, args=(n,)) for n in range(4)]
        for each in visitors:
            each.start()
        current = layout.current(home)
        assert current is not None
        with layout.staging(home) as folder:
            shutil.copytree(current, folder, dirs_exist_ok=True)
            (folder / "manifest.json").write_text(json.dumps({"fingerprint": FOREIGN}), "utf-8")
            layout.publish(home, folder, FOREIGN)
        layout.remove_unused(home)
        deadline = time.monotonic() + 60
        while digest(address) == before and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(1)
        seen["running"].clear()
        for each in visitors:
            each.join()
        assert digest(address) != before
        assert set(seen["statuses"]) == {200} and len(seen["statuses"]) > 20
        assert status(f"{address}/as-of/2026-06-01.{before}/actor/fjordby") == 200


def digest(address: str) -> str:
    """The digest of the state that a server answers from."""
    with urlopen(f"{address}/en/about") as answer:  # noqa: S310  (on this machine)
        text = answer.read().decode()
    return str(text.partition("Today’s state is ")[2][:12])


def test_a_client_that_sends_nothing_or_too_much_is_let_go(home: Path) -> None:
    with serving(home) as (_, address):
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as large:
            large.settimeout(10)
            told = b""
            with suppress(ConnectionError):  # it may be cut off before all is sent
                large.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 4_000_000 + b"\r\n\r\n")
                told = large.recv(100)
            assert told == b"" or told.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            assert status(f"{address}/health") == 200
            slow.settimeout(60)
            begun = time.monotonic()
            with suppress(ConnectionError):
                assert not slow.recv(100).startswith(b"HTTP/1.1 200")
            assert time.monotonic() - begun > 1  # it was waited for, and not for ever

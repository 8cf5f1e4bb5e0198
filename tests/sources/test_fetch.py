from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest

from kg.errors import KgError, NotFound
from kg.sources.fetch import fetch
from kg.sources.web.manners import Manners

CONTENT = bytes(range(256)) * 4096  # 1 MiB
DIGEST = f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"
OTHER = CONTENT[::-1] + b"longer"


class Server:
    """A file server that does as it is told: what it holds, what it supports, where it breaks off."""

    def __init__(self) -> None:
        self.content = CONTENT
        self.etag = '"one"'
        self.ranges = True
        self.length = True
        self.md5: str | None = None
        self.break_after: list[int] = []  # bytes after which each of the next answers breaks off
        self.statuses: list[int] = []  # what the next answers are instead
        self.retry_after = ""
        self.asked: list[str] = []  # the Range of every request, empty for none
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/file.zip"
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range", "")
        self.asked.append(wanted)
        if self.statuses:
            request.send_response(self.statuses.pop(0))
            if self.retry_after:
                request.send_header("Retry-After", self.retry_after)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        start = 0
        if wanted and self.ranges and request.headers.get("If-Range") == self.etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        body = self.content[start:]
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        request.send_header("ETag", self.etag)
        if self.length:
            request.send_header("Content-Length", str(len(body)))
        if self.md5 is not None:
            request.send_header("Content-MD5", self.md5)
        request.end_headers()
        if self.break_after:
            body = body[: self.break_after.pop(0)]
            request.close_connection = True
        request.wfile.write(body)

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_fetched_whole_and_progress_is_told(server: Server, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    target = tmp_path / "new" / "file.zip"
    assert fetch(server.url, target, progress=lambda *each: told.append(each)) == DIGEST
    assert target.read_bytes() == CONTENT
    assert left(target.parent) == ["file.zip"]
    assert told[0] == (server.url, 0, len(CONTENT)) and told[-1] == (server.url, len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_broken_connection_is_resumed(server: Server, tmp_path: Path) -> None:
    server.break_after = [300_000, 200_000]
    assert fetch(server.url, tmp_path / "file.zip", wait=0, checksum=DIGEST) == DIGEST
    assert server.asked == ["", "bytes=300000-", "bytes=500000-"]
    assert (tmp_path / "file.zip").read_bytes() == CONTENT
    assert left(tmp_path) == ["file.zip"]


def test_an_interrupted_download_goes_on_in_the_next_call(server: Server, tmp_path: Path) -> None:
    server.break_after = [400_000]
    with pytest.raises(KgError, match="could not be fetched in 1 tries: the connection broke after 400000 of 1048576"):
        fetch(server.url, tmp_path / "file.zip", retries=0)
    assert left(tmp_path) == ["file.zip.part", "file.zip.part.json"]
    assert fetch(server.url, tmp_path / "file.zip") == DIGEST
    assert server.asked == ["", "bytes=400000-"]
    assert left(tmp_path) == ["file.zip"]


def test_a_file_that_has_changed_since_is_fetched_from_the_start(server: Server, tmp_path: Path) -> None:
    server.break_after = [400_000]
    with pytest.raises(KgError):
        fetch(server.url, tmp_path / "file.zip", retries=0)
    server.content, server.etag = OTHER, '"two"'
    fetch(server.url, tmp_path / "file.zip")
    assert server.asked == ["", "bytes=400000-"]
    assert (tmp_path / "file.zip").read_bytes() == OTHER


def test_a_server_without_ranges_is_asked_again_for_the_whole(server: Server, tmp_path: Path) -> None:
    server.ranges = False
    server.break_after = [400_000]
    assert fetch(server.url, tmp_path / "file.zip", wait=0) == DIGEST
    assert (tmp_path / "file.zip").read_bytes() == CONTENT


def test_a_weak_etag_is_no_ground_for_resuming(server: Server, tmp_path: Path) -> None:
    server.etag = 'W/"weak"'
    server.break_after = [400_000]
    assert fetch(server.url, tmp_path / "file.zip", wait=0) == DIGEST
    assert server.asked == ["", ""]


def test_a_part_of_another_address_is_not_used(server: Server, tmp_path: Path) -> None:
    server.break_after = [400_000]
    with pytest.raises(KgError):
        fetch(server.url, tmp_path / "file.zip", retries=0)
    assert fetch(f"{server.url}?other", tmp_path / "file.zip") == DIGEST
    assert server.asked == ["", ""]


def test_a_length_that_is_not_told_is_no_hindrance(server: Server, tmp_path: Path) -> None:
    server.length = False
    assert fetch(server.url, tmp_path / "file.zip") == DIGEST


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_file_is_not_asked_for_again(server: Server, tmp_path: Path, status: int) -> None:
    (tmp_path / "file.zip").write_bytes(b"old")
    server.statuses = [status, status]
    with pytest.raises(NotFound, match=f"answers {status} "):
        fetch(server.url, tmp_path / "file.zip", wait=0)
    assert server.asked == [""]
    assert (tmp_path / "file.zip").read_bytes() == b"old"


def test_a_refusal_is_not_asked_again_but_a_busy_server_is(server: Server, tmp_path: Path) -> None:
    server.statuses = [403]
    with pytest.raises(KgError, match="answers 403"):
        fetch(server.url, tmp_path / "file.zip", wait=0)
    server.statuses = [503, 429]
    assert fetch(server.url, tmp_path / "file.zip", wait=0) == DIGEST
    assert len(server.asked) == 4


def test_the_longest_pause_doubles_and_the_jitter_is_full(server: Server, tmp_path: Path) -> None:
    pauses: list[float] = []
    server.statuses = [500] * 4
    manners = Manners(wait=0.5, chance=Random(7), sleep=pauses.append)  # noqa: S311
    with pytest.raises(KgError, match="could not be fetched in 4 tries: 500"):
        fetch(server.url, tmp_path / "file.zip", retries=3, manners=manners)
    again = Random(7)  # noqa: S311
    assert pauses == [again.uniform(0.0, most) for most in (0.5, 1.0, 2.0)]


def test_the_server_says_for_how_long_it_is_left_alone(server: Server, tmp_path: Path) -> None:
    pauses: list[float] = []
    manners = Manners(wait=0.0, sleep=pauses.append)
    server.statuses, server.retry_after = [429, 503], "7"
    assert fetch(server.url, tmp_path / "file.zip", manners=manners) == DIGEST
    assert pauses == [7.0, 7.0]
    server.statuses, server.retry_after = [503], "86400"
    with pytest.raises(KgError, match="asks to wait for 86400 seconds; go on then: 503"):
        fetch(server.url, tmp_path / "file.zip", manners=manners)


def test_a_part_that_is_longer_than_the_file_is_thrown_away(server: Server, tmp_path: Path) -> None:
    server.break_after = [400_000]
    with pytest.raises(KgError):
        fetch(server.url, tmp_path / "file.zip", retries=0)
    server.statuses = [416]
    assert fetch(server.url, tmp_path / "file.zip", wait=0) == DIGEST
    assert server.asked == ["", "bytes=400000-", ""]


def test_a_wrong_checksum_leaves_the_old_file(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file.zip").write_bytes(b"old")
    with pytest.raises(KgError, match=f"is not the expected file: it has {DIGEST}, expected sha256:00"):
        fetch(server.url, tmp_path / "file.zip", checksum="sha256:00")
    assert left(tmp_path) == ["file.zip"]
    assert (tmp_path / "file.zip").read_bytes() == b"old"


def test_the_servers_own_md5_is_checked(server: Server, tmp_path: Path) -> None:
    server.md5 = base64.b64encode(hashlib.md5(CONTENT, usedforsecurity=False).digest()).decode()
    assert fetch(server.url, tmp_path / "file.zip") == DIGEST
    server.md5 = base64.b64encode(bytes(16)).decode()
    with pytest.raises(KgError, match="does not fit the server's Content-MD5"):
        fetch(server.url, tmp_path / "other.zip", retries=1, wait=0)
    assert left(tmp_path) == ["file.zip"]


def test_nobody_listening_is_said_plainly(tmp_path: Path) -> None:
    found = Server()
    found.close()
    with pytest.raises(KgError, match=r"could not be fetched in 2 tries: .*refused"):
        fetch(found.url, tmp_path / "file.zip", retries=1, wait=0)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "example.org/a", "data:,x"])
def test_only_http_is_fetched(tmp_path: Path, url: str) -> None:
    with pytest.raises(KgError, match="is not an http or https address"):
        fetch(url, tmp_path / "a")
    assert left(tmp_path) == []

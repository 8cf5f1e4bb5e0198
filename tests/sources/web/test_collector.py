"""Snapshots from a server that misbehaves: whole in the end, resumed after a break, or one error and nothing new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadData, KgError, NotFound
from kg.sources.web.collector import Collector, Listing
from kg.sources.web.snapshot import open_snapshot
from tests.sources.web.server import Reply, Request, Server, as_json, serving

LISTING = Listing(
    records=lambda answer: [(one, one) for one in answer["items"]],
    total=lambda answer: answer.get("total"),
    follow=lambda answer, number: answer.get("next"),
)


class Paged:
    """A list of names in pages of two, with the total and the address of the next page."""

    def __init__(self, names: str) -> None:
        self.names = names.split()
        self.url = ""
        self.change: Callable[[int], None] = lambda page: None

    def __call__(self, request: Request) -> Reply:
        page = int(request.query.get("page", "0"))
        self.change(page)
        some = self.names[2 * page : 2 * page + 2]
        more = {"next": f"{self.url}/list?page={page + 1}"} if 2 * page + 2 < len(self.names) else {}
        content = {"items": some, "total": len(self.names), **more}
        etag = f'"{json.dumps(content).__hash__()}"'
        if request.headers.get("if-none-match") == etag:
            return Reply(304, body=b"", headers={"ETag": etag})
        return as_json(content, ETag=etag)


@pytest.fixture
def paged() -> Paged:
    return Paged("a b c d e")


@pytest.fixture
def server(paged: Paged) -> Iterator[Server]:
    with serving(paged) as found:
        paged.url = found.url
        yield found


def collect(server: Server, folder: Path, **manners: Any) -> list[str]:
    """Fetch the whole list into a snapshot."""
    collector = Collector(server.client(**manners), folder, "made-up")
    found = collector.listing("list-", f"{server.url}/list", LISTING)
    collector.finish({"names": len(found)})
    return sorted(found)


def items(folder: Path) -> list[Any]:
    return [answer["items"] for _, answer in open_snapshot(folder, "made-up").answers()]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_list_is_followed_to_its_end_and_kept_as_it_came(server: Server, tmp_path: Path) -> None:
    assert collect(server, tmp_path / "x") == ["a", "b", "c", "d", "e"]
    assert server.paths() == ["/list", "/list page=1", "/list page=2"]
    snapshot = open_snapshot(tmp_path / "x", "made-up")
    assert [name for name, _ in snapshot.answers()] == ["list-00001.json", "list-00002.json", "list-00003.json"]
    assert (items(tmp_path / "x"), snapshot.counts) == ([["a", "b"], ["c", "d"], ["e"]], {"names": 5})
    assert names_in(tmp_path / "x") == ["manifest.json", snapshot.place.name]
    assert [page.retrieved for page in snapshot.pages] == ["2026-03-01T12:00:00+00:00"] * 3
    assert snapshot.pages[1].url == f"{server.url}/list?page=1"


def test_two_runs_give_the_same_checksum_and_what_has_not_changed_is_not_sent(server: Server, tmp_path: Path) -> None:
    collect(server, tmp_path / "x")
    first = open_snapshot(tmp_path / "x")
    collect(server, tmp_path / "x")
    assert open_snapshot(tmp_path / "x").checksum == first.checksum
    assert [bool(each.headers.get("if-none-match")) for each in server.asked] == [False] * 3 + [True] * 3
    collect(server, tmp_path / "elsewhere")
    assert open_snapshot(tmp_path / "elsewhere").checksum == first.checksum


def test_a_page_with_another_etag_is_taken_anew(server: Server, paged: Paged, tmp_path: Path) -> None:
    collect(server, tmp_path / "x")
    old = open_snapshot(tmp_path / "x").place
    paged.names[4] = "z"
    assert collect(server, tmp_path / "x") == ["a", "b", "c", "d", "z"]
    assert items(tmp_path / "x") == [["a", "b"], ["c", "d"], ["z"]]
    assert not old.exists()


@pytest.mark.parametrize("bad", [Reply(500), Reply(body=b'{"items": [', cut=4), Reply(body=b"<html>")])
def test_a_run_that_breaks_goes_on_where_it_stopped(server: Server, bad: Reply, tmp_path: Path) -> None:
    good = server.answer
    server.answer = lambda request: bad if request.query.get("page") == "2" else good(request)
    with pytest.raises(KgError, match="list\\?page=2 could not be had in 1 tries"):
        collect(server, tmp_path / "x", retries=0)
    assert names_in(tmp_path / "x") == ["unfinished"]
    with pytest.raises(KgError, match="is not finished; fetch it again, it goes on"):
        open_snapshot(tmp_path / "x")
    server.answer = good
    server.asked.clear()
    assert collect(server, tmp_path / "x") == ["a", "b", "c", "d", "e"]
    assert server.paths() == ["/list page=2"]
    assert items(tmp_path / "x") == [["a", "b"], ["c", "d"], ["e"]]


def test_the_old_snapshot_is_there_until_the_new_one_is_whole(server: Server, paged: Paged, tmp_path: Path) -> None:
    collect(server, tmp_path / "x")
    paged.names = ["q", "r", "s"]
    good = server.answer
    server.answer = lambda request: Reply(500) if request.query.get("page") == "1" else good(request)
    with pytest.raises(KgError):
        collect(server, tmp_path / "x")
    assert items(tmp_path / "x") == [["a", "b"], ["c", "d"], ["e"]]
    server.answer = good
    assert collect(server, tmp_path / "x") == ["q", "r", "s"]
    assert items(tmp_path / "x") == [["q", "r"], ["s"]]


def test_what_a_broken_run_left_is_not_used_when_it_is_old_or_damaged(server: Server, tmp_path: Path) -> None:
    good = server.answer
    server.answer = lambda request: Reply(500) if request.query.get("page") == "2" else good(request)
    with pytest.raises(KgError):
        collect(server, tmp_path / "x")
    server.answer = good
    (tmp_path / "x" / "unfinished" / "list-00001.json").write_bytes(b'{"items": ["forged"]}')
    server.asked.clear()
    later = server.client()
    later.manners.now = lambda: datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert sorted(Collector(later, tmp_path / "x", "made-up").listing("list-", f"{server.url}/list", LISTING)) == [
        *"abcde"
    ]
    assert server.paths() == ["/list", "/list page=2"]
    later.manners.now = lambda: datetime(2026, 3, 1, 13, tzinfo=UTC) + timedelta(days=4)
    server.asked.clear()
    Collector(later, tmp_path / "x", "made-up").listing("list-", f"{server.url}/list", LISTING)
    assert server.paths() == ["/list", "/list page=1", "/list page=2"]


def test_a_list_that_changes_while_it_is_read_is_read_again(server: Server, paged: Paged, tmp_path: Path) -> None:
    changes = [lambda: paged.names.insert(0, "first")]
    paged.change = lambda page: changes.pop()() if page == 1 and changes else None
    assert collect(server, tmp_path / "x") == ["a", "b", "c", "d", "e", "first"]
    assert server.paths() == ["/list", "/list page=1", "/list", "/list page=1", "/list page=2"]
    assert items(tmp_path / "x") == [["first", "a"], ["b", "c"], ["d", "e"]]


def test_a_list_that_keeps_changing_is_an_error(server: Server, paged: Paged, tmp_path: Path) -> None:
    paged.change = lambda page: paged.names.append(f"n{len(paged.names)}") if page == 1 else None
    with pytest.raises(KgError, match="changes while it is read, 3 times: 7 records on the first page, 8 on page 2"):
        collect(server, tmp_path / "x")
    assert not (tmp_path / "x" / "manifest.json").exists()


def test_a_record_on_two_pages_is_told_by_the_total(server: Server, paged: Paged, tmp_path: Path) -> None:
    paged.names = ["a", "b", "b", "c", "d"]
    with pytest.raises(KgError, match="3 times: 4 different records, 5 were announced"):
        collect(server, tmp_path / "x")
    paged.names = ["a", "b", "c", "d", "e"]
    assert collect(server, tmp_path / "x") == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("next_page", "message"),
    [
        (lambda page: "/list", "does not end: page 1 leads back to page 1"),
        (lambda page: f"/list?page={1 - page}", "does not end: page 2 leads back to page 1|page 2 holds nothing"),
        (lambda page: f"/list?page={page + 1}", "page 2 holds nothing that was not on a page before"),
    ],
)
def test_a_list_that_does_not_end_is_an_error(next_page: Callable[[int], str], message: str, tmp_path: Path) -> None:
    def answer(request: Request) -> Reply:
        following = next_page(int(request.query.get("page", "0")))
        return as_json({"items": ["a"], "next": f"{endless.url}{following}"})

    with serving(answer) as endless:
        with pytest.raises(KgError, match=message):
            collect(endless, tmp_path / "x")
        assert len(endless.asked) <= 6


@pytest.mark.parametrize("content", [[], {"error": "no"}, {"items": 3}, "text", None, {"items": [[]]}])
def test_an_answer_of_another_shape_is_an_error_and_asked_for_again(content: Any, tmp_path: Path) -> None:
    good = as_json({"items": ["a"], "total": 1})
    with serving(lambda _: good) as server:
        server.ahead = [as_json(content)]
        with pytest.raises(KgError, match="answers in another shape than is known"):
            collect(server, tmp_path / "x")
        assert collect(server, tmp_path / "x") == ["a"]


def test_a_snapshot_that_was_changed_is_not_read(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    collect(server, folder)
    place = open_snapshot(folder).place
    with pytest.raises(KgError, match="holds a snapshot of made-up, not of other"):
        open_snapshot(folder, "other")
    (place / "list-00002.json").write_bytes(b"{}")
    (place / "list-00003.json").unlink()
    with pytest.raises(BadData) as caught:
        open_snapshot(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        "list-00002.json: list-00002.json of the snapshot is not as it came; fetch it again",
        "list-00003.json: list-00003.json of the snapshot cannot be read: No such file or directory",
    ]
    with pytest.raises(NotFound, match="holds no snapshot"):
        open_snapshot(tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        b"{", b"[]", b'{"source": "made-up"}', b'{"source": "made-up", "counts": {}, "pages": []}',
        b'{"source": "made-up", "counts": {}, "pages": [{"name": "../../etc/passwd"}]}',
        b'{"source": "made-up", "counts": {}, "pages": [{"name": "../x.json", "url": "", "status": 200,'
        b' "retrieved": "", "etag": "", "sha256": ""}]}',
    ],
)  # fmt: skip
def test_a_manifest_that_was_changed_is_told(told: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(told)
    with pytest.raises(BadData, match=r"manifest.json cannot be used|is not whole"):
        open_snapshot(tmp_path)

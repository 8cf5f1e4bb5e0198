"""Rows are counted in every form exactly, wherever a part of it ends, and what is left of one answer is no other's."""

from __future__ import annotations

import io
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.querying.frames import read_frame
from kg.store.querying.writing import TABLES, Frames, TooManyRows, Unwritable, write_graph, write_table

PIECES = ["a", '"', "\n", "\r", "\t", ",", "{", "}", "},{", '},{"', "<result>", "<", "\\", "&", "é", "\U0001f600"]
TEXTS = st.lists(st.none() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=12)


def content(stream: io.BytesIO) -> bytes:
    stream.seek(0)
    parts = []
    while stream.tell() < len(stream.getbuffer()):
        parts.append(read_frame(stream))
    return b"".join(parts)


class Cut:
    """A stream that is written to in small pieces."""

    def __init__(self, body: Frames, size: int) -> None:
        self._body, self._size = body, size

    def write(self, part: Any) -> int:
        for first in range(0, len(part), self._size):
            self._body.write(part[first : first + self._size])
        return len(part)

    def flush(self) -> None:
        self._body.flush()


def solutions(texts: list[str | None]) -> Any:
    """Rows of two values, of which both may be missing."""
    terms = ["UNDEF" if text is None else str(ox.Literal(text)) for text in texts]
    rows = " ".join(f"({term} UNDEF)" for term in terms)
    return ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}")


@pytest.mark.parametrize("form", TABLES)
@given(texts=TEXTS, size=st.integers(1, 40))
def test_as_many_rows_as_there_are_pass_and_one_less_do_not(form: str, texts: list[str | None], size: int) -> None:
    """JSON apart, where `,{}` within a text is taken for a row without values: that is told of too many, never less."""
    if form == "json":
        texts = [text and text.replace(",{}", "") for text in texts if not text or ",{}" not in text.replace(",{}", "")]
    whole = solutions(texts).serialize(format=TABLES[form])
    for allowed, passes in ((len(texts), True), (len(texts) - 1, False), (0, True)):
        if allowed <= 0 and not (allowed == 0 and passes):
            continue
        stream = io.BytesIO()
        body = Frames(stream, allowed)
        body.count(form)
        cut: Any = Cut(body, size)
        if passes:
            solutions(texts).serialize(cut, format=TABLES[form])
            body.flush()
            assert content(stream) == whole
        else:
            with pytest.raises(TooManyRows):
                solutions(texts).serialize(cut, format=TABLES[form])


def test_what_is_not_let_go_stays_unwritten() -> None:
    stream = io.BytesIO()
    body = Frames(stream, 0)
    body.write(b"something")
    del body
    assert stream.getvalue() == b""


@pytest.mark.parametrize(("most", "passes"), [(3, True), (2, False), (0, True)])
@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"])
def test_triples_are_counted(form: str, most: int, passes: bool) -> None:
    result = ox.Store().query("CONSTRUCT { <a:b> <a:c> ?x } { VALUES ?x { 1 2 3 } }")
    assert isinstance(result, ox.QueryTriples)
    body = Frames(io.BytesIO(), most)
    if passes:
        write_graph(result, form, body, most)
    else:
        with pytest.raises(TooManyRows):
            write_graph(result, form, body, most)


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\uffff", "\ufffe"])
def test_xml_holds_no_character_that_it_may_not(text: str) -> None:
    with pytest.raises(Unwritable, match=rf"U\+{ord(max(text, key=lambda c: (not c.isalpha(), c))):04X}"):
        write_table(None, solutions([text]), "xml", Frames(io.BytesIO(), 0), 0)
    write_table(None, solutions([text]), "json", Frames(io.BytesIO(), 0), 0)

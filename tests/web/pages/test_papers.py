"""Maps and briefings: in a frame for people, bare where they are embedded, and as files."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest

from tests.web.conftest import Ask


def test_the_page_around_is_there_at_once_with_the_frame_and_the_files(ask: Ask) -> None:
    page = html.unescape(ask("map/fjordby", "mode=actor", language="en").body.decode())
    assert re.findall(r'<iframe class="paper" src="([^"]*)" title="([^"]*)"', page) == [
        ("/map/fjordby?mode=actor&embed=1", "Fjordby Municipality. Draw a map of the collaboration")
    ]
    assert re.findall(r'href="(/map/fjordby\?mode=actor&format=\w+)"', page) == [
        f"/map/fjordby?mode=actor&format={form}" for form in ("svg", "gexf", "graphml")
    ]
    assert "<code>kg map fjordby --mode actor</code>" in page
    assert '<input id="f-actors" name="actors" value="fjordby"' in page
    assert '<iframe src="http://localhost/map/fjordby?mode=actor&embed=1"' in page  # to be pasted elsewhere


def test_embedded_it_stands_alone_and_may_do_what_is_written_in_it_only(ask: Ask) -> None:
    found = ask("map/fjordby", "embed=1")
    policy = found.headers["Content-Security-Policy"]
    scripts = re.findall(rb"<script(?: [^>]*)?>.+?</script>", found.body, re.DOTALL)
    assert policy.partition("script-src ")[2].partition(";")[0].count("'sha256-") == len(scripts)
    assert "'unsafe-inline'" not in policy.partition("script-src ")[2].partition(";")[0]
    assert b'class="top"' not in found.body


def test_a_paper_is_had_as_files(ask: Ask) -> None:
    document = zipfile.ZipFile(io.BytesIO(ask("brief/fjordby", form="docx").body))
    assert "word/document.xml" in document.namelist()
    assert ask("brief/fjordby", form="markdown", language="en").body.startswith(b"# ")
    assert ask("map/fjordby", form="svg").body.startswith(b"<svg")
    assert b"<gexf" in ask("map/fjordby", form="gexf").body
    for path, form in (("brief/fjordby", "csv"), ("map/fjordby", "docx"), ("brief", "docx"), ("map", "svg")):
        assert ask(path, form=form).status == 400


def test_the_ledger_alone_has_a_workbook(ask: Ask) -> None:
    book = zipfile.ZipFile(io.BytesIO(ask("brief/fjordby", "variant=ledger", form="xlsx").body))
    assert "xl/worksheets/sheet4.xml" in book.namelist()
    pages = [html.unescape(ask("brief/fjordby", query).body.decode()) for query in ("variant=ledger", "variant=goals")]
    assert [re.findall(r'href="[^"]*format=(\w+)"', page) for page in pages] == [
        ["docx", "pdf", "markdown", "xlsx"],
        ["docx", "pdf", "markdown"],
    ]
    assert ask("brief/fjordby", form="xlsx").status == 400


@pytest.mark.parametrize(
    ("path", "query", "status", "told"),
    [
        ("map/fjordby", "radius=9&embed=1", 400, "'9' does not fit; expected a whole number from 1 to 4"),
        ("map/nobody-at-all", "embed=1", 404, "nothing is called"),
        ("map/fjordby", "via=twining", 200, ""),  # the frame says what is wrong
        ("map/fjordby", "via=twining&embed=1", 400, "twinning"),
        ("brief/fjordby", "variant=novel", 400, "'novel' is not known"),
    ],
)
def test_what_is_wrong_is_told(ask: Ask, path: str, query: str, status: int, told: str) -> None:
    found = ask(path, query, language="en")
    assert found.status == status
    assert told in html.unescape(found.body.decode())

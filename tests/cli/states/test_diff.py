"""`kg diff`, `kg states`, `kg imports` and `kg remove` on the command line."""

from __future__ import annotations

import json

from tests.atom import faults
from tests.cli.conftest import Run


def test_a_difference_in_each_format(run: Run) -> None:
    def told(form: str) -> str:
        code, out, _ = run("diff", "2020", "--actor", "fjordby", "--format", form)
        assert code == 0
        return out

    records = json.loads(told("json"))
    assert records and {"what", "day", "news", "actors", "words", "title", "page", "old", "new"} <= records[0].keys()
    assert told("markdown").startswith("# ")
    feed = told("atom")
    assert feed.startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"')
    assert feed.count("<entry>") == len(records)
    assert faults(feed) == []
    assert len(told("csv").splitlines()) == len(records) + 1


def test_what_is_not_there_is_told(run: Run) -> None:
    for call, code, message in (
        (("diff", "never"), 1, "no state is called 'never'"),
        (("diff", "2020", "--format", "atom", "-o", "x.csv"), 2, "--format atom is written to .atom or .xml"),
        (("remove", "never", "--yes"), 1, "nothing is imported as 'never'"),
        (("remove", "curated", "--yes"), 2, "it comes with Samkart and cannot be removed"),
        (("states", "--keep", "never"), 1, "no state is called 'never'"),
    ):
        found, out, err = run(*call)
        assert (found, out) == (code, "")
        assert message in err


def test_nothing_is_imported_into_the_made_up_world(run: Run) -> None:
    assert run("imports", "--format", "json") == (0, "[]\n", "")
    assert run("states", "--format", "json") == (0, "[]\n", "")

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.linking.judgements import COLUMNS, Judgement, check_judgements, read_judgements, verdicts_of
from kg.linking.verdicts import Verdicts
from kg.resources import data_dir, ontology_dir
from kg.sources.curated.reading import read_curated

GOOD = "cordis:pic/1\tactor/asker\tsame\tVAT\ttests\t2024-01-01"


def write(path: Path, *rows: str) -> Path:
    file = path / "judgements.tsv"
    file.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", "utf-8")
    return file


def test_good_rows(tmp_path: Path) -> None:
    expected = [Judgement("cordis:pic/1", "actor/asker", "same", "VAT", "tests", "2024-01-01")]
    assert read_judgements(write(tmp_path, GOOD), {"asker"}) == expected
    assert read_judgements(tmp_path / "missing.tsv", set()) == []


def test_everything_wrong_is_told(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "cordis:pic/2\tactor/asker\tsame\tVAT\ttests\t2024-01-01",
        GOOD,
        "cordis:pic/2\tactor/nobody\tperhaps\t\ttests\tnow",
        "pic\tactor/asker",
        "cordis:pic/2\tactor/asker\tsame\tVAT\ttests\t2024-01-01",
    )
    assert [str(problem) for problem in check_judgements(file, {"asker"})[1]] == [
        "judgements.tsv, row 3, column left: rows are sorted; this one stands too low",
        "judgements.tsv, row 4, column judgement: 'perhaps' is not one of ['different', 'same', 'unsure']",
        "judgements.tsv, row 4, column right: 'actor/nobody' names no actor of the curated tables",
        "judgements.tsv, row 4, column basis: empty; say what the judgement rests on",
        "judgements.tsv, row 4, column date: 'now' is not a date",
        "judgements.tsv, row 5: 2 cells, expected 6",
        "judgements.tsv, row 6, column left: rows are sorted; this one stands too low",
        "judgements.tsv, row 6, column left: these two are judged in row 2 already",
    ]
    with pytest.raises(BadData):
        read_judgements(file, {"asker"})


def test_the_embedded_judgements_are_good() -> None:
    actors = read_curated(data_dir() / "curated", ontology_dir() / "schemes").actor_keys()
    assert check_judgements(data_dir() / "links" / "judgements.tsv", actors)[1] == []


def test_judgements_made_for_other_tables_too_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD, "cordis:pic/2\tactor/nobody\tsame\tVAT\ttests\t2024-01-01")
    assert [each.right for each in read_judgements(file, {"asker"}, whole=False)] == ["actor/asker"]
    assert read_judgements(file, set(), whole=False) == []


def judged(left: str, right: str, judgement: str, row: int = 0) -> Judgement:
    return Judgement(left, right, judgement, "seen", "tests", "2024-01-01", "own.tsv", row)


def test_what_a_user_judges_counts_over_what_comes_with_samkart() -> None:
    ours = [
        judged("s:n/a", "actor/x", "same"),
        judged("s:n/b", "actor/x", "same"),
        judged("s:n/c", "actor/x", "same"),
        judged("s:n/c", "actor/y", "different"),
        judged("s:n/e", "actor/x", "same"),
        judged("s:n/f", "s:n/a", "same"),
        judged("s:n/g", "s:n/a", "same"),
    ]
    own = [
        judged("s:n/b", "actor/x", "different"),
        judged("s:n/c", "actor/y", "same"),
        judged("s:n/d", "actor/x", "same"),
        judged("s:n/e", "actor/x", "unsure"),
        judged("s:n/f", "actor/x", "different"),
    ]

    def actors(verdicts: Verdicts) -> str:
        return " ".join((verdicts.actor(f"s:n/{key}") or ("-",))[0] for key in "abcdefg")

    assert actors(verdicts_of(ours)) == "x x x - x x x"
    assert actors(verdicts_of(ours, own)) == "x - y x - - x"


def test_a_user_who_contradicts_himself_is_told_both_rows() -> None:
    own = [judged("s:n/a", "actor/x", "same", 2), judged("s:n/a", "actor/y", "same", 3)]
    with pytest.raises(BadData) as caught:
        verdicts_of([], own)
    assert [str(problem) for problem in caught.value.problems] == [
        "own.tsv, row 3, column judgement: contradicts row 2 (s:n/a same actor/x): actor/x and actor/y would be one"
    ]


def test_a_contradiction_is_a_problem_of_its_file(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "cordis:pic/1\tactor/asker\tsame\tVAT\ttests\t2024-01-01",
        "cordis:pic/1\tkeep:partner/2\tsame\tname\ttests\t2024-01-01",
        "keep:partner/2\tactor/asker\tdifferent\tcountry\ttests\t2024-01-01",
    )
    assert [str(problem) for problem in check_judgements(file, {"asker"})[1]] == [
        "judgements.tsv, row 4, column judgement: contradicts row 3 (cordis:pic/1 same keep:partner/2):"
        " they are judged to be the same"
    ]


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        ("pic/1", "actor/asker", "column left: 'pic/1' is not FAMILY:SCHEME/ID"),
        ("cordis:pic/", "actor/asker", "column left: 'cordis:pic/' is not FAMILY:SCHEME/ID"),
        ("cordis:pic/1", "asker", "column right: 'asker' is neither actor/KEY nor FAMILY:SCHEME/ID"),
        ("cordis:pic/1", "actor/", "column right: 'actor/' names no actor of the curated tables"),
        ("cordis:pic/1", "cordis:pic/1", "column right: is the left side once more"),
    ],
)
def test_what_the_sides_may_be(tmp_path: Path, left: str, right: str, wrong: str) -> None:
    file = write(tmp_path, f"{left}\t{right}\tsame\tVAT\ttests\t2024-01-01")
    assert [str(problem) for problem in check_judgements(file, {"asker"})[1]] == [f"judgements.tsv, row 2, {wrong}"]


def test_a_file_in_another_encoding_is_one_problem(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    more = "cordis:pic/2\tactor/asker\tsame\tpå norsk\ttests\t2024\n"
    file.write_bytes(file.read_bytes() + more.encode() + more.encode("cp1252"))
    assert [str(problem) for problem in check_judgements(file, {"asker"})[1]] == [
        "judgements.tsv, row 4: byte 0xe5 is not UTF-8, but other letters are: the file mixes encodings;"
        " save the file as UTF-8"
    ]


def saved(delimiter: str, date: str, more: int) -> str:
    """The file as a spreadsheet saves it: quotes where it needs them, cells and rows added at the end."""
    stream = io.StringIO()
    basis = 'said "så"; på norsk'
    rows = [COLUMNS, ("cordis:pic/1", "actor/asker", "same", basis, "tests", date)]
    empty = [""] * more
    csv.writer(stream, delimiter=delimiter).writerows([*row, *empty] for row in rows)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("date", ["16.06.2024", "2024-06-16 00:00:00", "2024-06-16"])
def test_a_file_that_a_spreadsheet_saved_is_read(tmp_path: Path, encoding: str, delimiter: str, date: str) -> None:
    file = tmp_path / "judgements.tsv"
    expected = Judgement("cordis:pic/1", "actor/asker", "same", 'said "så"; på norsk', "tests", "2024-06-16")
    for more in (0, 2):
        file.write_bytes(saved(delimiter, date, more).encode(encoding))
        assert check_judgements(file, {"asker"}) == ([expected], [])


def test_nobody_is_missed_when_the_actors_could_not_be_read(tmp_path: Path) -> None:
    assert check_judgements(write(tmp_path, GOOD), None)[1] == []

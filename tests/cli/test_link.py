"""`kg link`: candidates told, reviewed with keys, judged in a table; what is judged does not come again."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest

from kg.linking.candidates import candidates
from kg.linking.judgements import COLUMNS, check_judgements
from kg.linking.record import Record
from kg.linking.sheet import side_by_side
from kg.store.layout import own_judgements
from tests.cli.conftest import Run
from tests.conftest import own_copy
from tests.store.downloads import download

pytestmark = pytest.mark.slow
MEMBERS = [
    ("900000007", "HOGSKOLAN VAST", "SE", ""),
    ("900000008", "Institutt for Energiteknikk", "NO", ""),
    ("900000010", "Nowhere University", "NO", ""),
]
IFE, VAST = (
    ("cordis:pic/900000008", "actor/institutt-for-energiteknikk"),
    ("cordis:pic/900000007", "actor/hoegskolan-vaest"),
)


@pytest.fixture(scope="module")
def imported(embedded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(embedded_home, tmp_path_factory.mktemp("link") / "home")


@pytest.fixture
def home(imported: Path, run: Run, tmp_path: Path) -> Path:
    """A store with two bodies that are perhaps known, of its own for each test."""
    if not (imported / "imports").is_dir():
        folder = download(imported.parent / "download", "HORIZON", {"101999991": MEMBERS})
        assert run("import", "cordis", folder, "--country", "NO", "--store", imported)[0] == 0
    return own_copy(imported, tmp_path / "home")


def pairs(run: Run, home: Path, *more: str) -> list[tuple[str, str]]:
    code, out, _ = run("link", "candidates", "--format", "json", "--least", "0.6", "--store", home, *more)
    assert code == 0
    return [(row["left"], row["right"]) for row in json.loads(out)]


def review(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, keys: str, *more: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    return run("link", "review", "--least", "0.6", "--lang", "en", "--store", home, *more)


def judged(home: Path) -> list[tuple[str, str, str]]:
    found, problems = check_judgements(own_judgements(home), None)
    assert problems == []
    return [(each.left, each.right, each.judgement) for each in found]


def test_candidates_are_told_with_their_reasons_and_filtered(run: Run, home: Path) -> None:
    code, out, _ = run("link", "candidates", "--format", "json", "--least", "0.6", "--lang", "en", "--store", home)
    rows = json.loads(out)
    assert (code, [(row["left"], row["right"]) for row in rows]) == (0, [VAST, IFE])
    assert rows[1]["parts"].split("; ")[0] == "the same name: “Institutt for Energiteknikk” (+0.74)" or (
        "the same name without words for what it is" in rows[1]["parts"]
    )
    assert rows[0]["score"] >= rows[1]["score"] >= 0.6
    assert pairs(run, home, "--country", "NO") == [IFE]
    assert pairs(run, home, "--kind", "university") == [VAST, IFE]
    assert pairs(run, home, "--kind", "company") == []
    assert pairs(run, home, "--source", "cordis", "--country", "SE") == [VAST]
    assert pairs(run, home, "--source", "nobody") == []
    assert run("link", "candidates", "--country", "Norge land", "--store", home)[0] == 2


def test_a_review_writes_each_answer_at_once_and_takes_back(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = review(run, home, monkeypatch, "y b x n y")
    assert code == 0
    assert judged(home) == [(*VAST, "different"), (*IFE, "same")]
    assert "That key means nothing here." in err and "2 judgements written" in err
    assert out.count("Pair 1 of 2") == 2
    assert pairs(run, home) == []
    assert pairs(run, home, "--all") == [VAST]  # the other is one with its actor now
    code, out, err = run("who", "institutt-for-energiteknikk", "--format", "json", "--store", home)
    assert (code, "900000008" in err) == (0, False)


def test_what_ends_early_keeps_what_was_answered(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert review(run, home, monkeypatch, "u")[0] == 0  # the keys end
    assert judged(home) == [(*VAST, "unsure")]
    assert review(run, home, monkeypatch, "sq")[0] == 0
    assert judged(home) == [(*VAST, "unsure")]
    assert pairs(run, home) == [IFE]

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.linking.reviewing._answer", stopped)
    assert review(run, home, monkeypatch, "y")[0] == 130
    assert judged(home) == [(*VAST, "unsure")]


def test_a_contradiction_is_told_and_not_written(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = own_judgements(home)
    own.parent.mkdir(exist_ok=True)
    row = (IFE[0], "actor/asker", "same", "seen", "tests", "2024-01-01")
    own.write_text("\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n", "utf-8")
    sheet = home.parent / "sheet.csv"
    sheet.write_text(f"left,right,judgement\n{IFE[0]},{IFE[1]},same\n", "utf-8")
    code, _, err = run("link", "judge", sheet, "--store", home)
    assert code == 1 and "actor/asker" in err
    assert judged(home) == [row[:3]]


def test_a_table_that_was_filled_in_is_taken_in_whole_or_not_at_all(run: Run, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    asked = ("link", "candidates", "--least", "0.6", "--to-fill", "-o", sheet, "--store", home)
    assert run(*asked)[0] == 0
    lines = sheet.read_text("utf-8-sig").splitlines()
    assert lines[0].split(",")[-2:] == ["judgement", "basis"]
    wrong = [
        "left;right;judgement",
        "nobody;actor/institutt-for-energiteknikk;same",
        f"{VAST[0]};actor/nobody;maybe",
        f"{VAST[0]};{VAST[1]};",
    ]
    (tmp_path / "wrong.csv").write_text("\n".join(wrong), "utf-8")
    code, _, err = run("link", "judge", tmp_path / "wrong.csv", "--store", home)
    assert code == 1
    for told in (
        "row 2, column left: 'nobody' is not SOURCE:SCHEME/ID",
        "row 3, column judgement: 'maybe' is not same, different or unsure",
        "row 3, column right: 'actor/nobody' names no actor",
    ):
        assert told in err
    assert not own_judgements(home).exists()
    filled = [lines[0], lines[1].removesuffix(",,") + ",ja,", lines[2].removesuffix(",,") + ",ulik,seen"]
    sheet.write_text("\n".join(filled) + "\n", "utf-8")
    code, _, err = run("link", "judge", sheet, "--lang", "en", "--store", home)
    assert code == 0 and "2 judgements written" in err
    assert judged(home) == [(*VAST, "same"), (*IFE, "different")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"left,right\nx,y\n"])
def test_what_is_no_such_table_is_told(run: Run, home: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    code, _, err = run("link", "judge", tmp_path / "x.csv", "--store", home)
    assert code == 1 and "Traceback" not in err and "x.csv" in err
    assert run("link", "judge", tmp_path / "none.csv", "--store", home)[0] == 1


def columns(line: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line if not unicodedata.combining(letter)
    )


@pytest.mark.parametrize("width", [40, 59, 60, 80, 132, 200])
def test_records_stand_side_by_side_in_any_width(width: int) -> None:
    left = Record(
        "a:b/1",
        ("北海道大学 " * 8, "Hokkaido University"),
        ("北大",),
        "JP",
        ("札幌市",),
        homepage="https://" + "x" * 150,
    )
    right = Record(
        "actor/hokkaido", ("Hokkaido University",), country="JP", places=("Sapporo",), page="https://example.org"
    )
    (found,) = candidates([left], [right])
    lines = side_by_side(found, "en", width, lambda record: record.key)
    assert max(map(columns, lines)) <= width
    assert "Hokkaido" in "".join(lines) and "actor/hokkaido" in " ".join(lines)
    assert any(" = " in line for line in lines) == (width >= 60)


def test_an_actor_shows_its_records_and_what_joined_them_and_a_record_its_actor(run: Run, home: Path) -> None:
    at = ("--format", "json", "--lang", "en", "--store", home)
    code, out, _ = run("link", "show", "Asker kommune", *at)
    told = json.loads(out)
    assert (code, told["label"], list(told["sections"])) == (
        0,
        "Asker Municipality",
        ["actor/links", "actor/unlinked-twins"],
    )
    links = {row["its_record_label"]: row for row in told["sections"]["actor/links"]}
    covenant = links["src:covenant/organisation/25603"]
    assert (covenant["name"], covenant["rule_key"], covenant["judged_by"]) == (
        "Asker",
        "judgement",
        "Samkart maintainers",
    )
    assert covenant["ground"].startswith("name Asker, country NO") and covenant["judged_on"] == "2026-11-29"
    assert links["src:curated/municipalities/asker"]["rule"] is None
    for record in ("covenant:organisation/25603", "src:covenant/organisation/25603", covenant["its_record"]):
        code, out, _ = run("link", "show", record, *at)
        assert (code, json.loads(out)["sections"]["actor/links"]) == (0, [covenant])
    assert run("link", "show", "cordis:pic/899291754", *at)[1] == run("link", "show", "899291754", *at)[1]
    code, out, err = run("link", "show", "covenant:organisation/0", *at)
    assert (code, out) == (1, "")
    assert "no record 'covenant:organisation/0' in the graph" in err
    assert run("link", "show", "src:a b>", *at)[0] == 2


def test_an_actor_shows_who_may_be_it_too_and_a_judgement_takes_that_away(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twins(actor: str) -> list[str]:
        code, out, _ = run(
            "link", "show", actor, "--section", "actor/unlinked-twins", "--format", "json", "--store", home
        )
        assert code == 0
        return [row["twin_key"] for row in json.loads(out)]

    assert twins("institutt-for-energiteknikk") == ["pic-900000008"]
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert (
        run("link", "review", "--country", "NO", "--least", "0.6", "--reviewer", "Some office", "--store", home)[0] == 0
    )
    assert twins("institutt-for-energiteknikk") == []
    code, out, _ = run("link", "show", "institutt-for-energiteknikk", "--format", "json", "--store", home)
    rows = [row for row in json.loads(out)["sections"]["actor/links"] if row["judged_by"]]
    assert (code, [(row["name"], row["rule_key"], row["judged_by"]) for row in rows]) == (
        0,
        [("Institutt for Energiteknikk", "judgement", "Some office")],
    )

"""The catalogues are whole and in order, and the check that says so sees what can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language import check
from kg.settings import LANGUAGES

GLOSSARY = {
    "tie": {"nb": {"word": "forbindelse", "not": ["samband"]}, "nn": {"word": "samband", "not": ["band(a|et)?"]}}
}


def test_the_catalogues_are_whole_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_read_is_written_alike(language: str) -> None:
    content = check.path(language).read_text("utf-8")
    assert check.written(language, check.read(content)) == content


def faults(**texts: str) -> list[str]:
    return check.faults({lang: {("table", "more"): said} for lang, said in texts.items()}, GLOSSARY)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"nb": "{n} til", "nn": "{n} til"}, []),
        ({"nb": "{n} til", "nn": ""}, ["nn: table: more: there is no text"]),
        ({"nb": "{n} til", "nn": "fleire"}, ["nn: table: more: lacks n"]),
        ({"nb": "{n} til", "nn": "{n} {m}"}, ["nb: table: more: lacks m"]),
        ({"nb": "det finnes", "nn": "det finst {s|ein|to}"}, []),  # a form of a word, no number is told
        ({"nb": "{n|én|#} til", "nn": "{n} til"}, []),
        ({"nb": "{n til", "nn": "{n} til"}, ["nb: table: more: a brace that belongs to no blank: {n til"]),
        (
            {"nb": "{n|a|b|c|#}", "nn": "{n}"},
            ["nb: table: more: a plural has two forms, or three with one for none: {n|a|b|c|#}"],
        ),
        (
            {"nb": "en forbindelse", "nn": "Eit band til"},
            ["nn: table: more: 'band' stands where the word for a tie is 'samband'"],
        ),
        ({"nb": "husband", "nn": "eit verband"}, []),
    ],
)
def test_what_is_wrong_is_said(texts: dict[str, str], told: list[str]) -> None:
    assert faults(**texts) == told


def test_a_key_that_stands_twice_or_is_fuzzy_is_refused() -> None:
    entry = 'msgctxt "table"\nmsgid "more"\nmsgstr "{n} til"\n\n'
    assert check.read(entry) == {("table", "more"): "{n} til"}
    with pytest.raises(ValueError, match="twice"):
        check.read(entry + entry)
    with pytest.raises(ValueError, match="table: more is marked as fuzzy"):
        check.read("#, fuzzy\n" + entry)


def test_disorder_is_told_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in LANGUAGES:
        target = tmp_path / language / "samkart.po"
        target.parent.mkdir()
        content = check.path(language).read_text("utf-8")
        head, *rest = content.split("\n\n")
        target.write_text("\n\n".join([head, *reversed(rest)]), "utf-8")
    monkeypatch.setattr(check, "LOCALE", tmp_path)
    assert check.main([]) == 1
    assert check.main(["--write"]) == 0 and check.main([]) == 0
    assert check.main(["--mend"]) == 2

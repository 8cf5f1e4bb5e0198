"""Sources as they are described in yml: what is wrong is told by file and field, all of it at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.model.catalogue import read_catalogue, read_source
from kg.model.description import input_files, reader_name
from kg.model.source import RecordKind, SourceInfo, from_plain, reading_order, to_plain
from kg.resources import data_dir

HEAD = "title: A source\npublisher: Somebody\nlicence: CC0-1.0\nurl: https://example.org/\n"
EMBEDDED = read_catalogue(data_dir() / "sources")


def write(folder: Path, text: str, name: str = "list") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(HEAD + text, "utf-8")
    return path


def test_what_is_not_told_has_a_plain_meaning(tmp_path: Path) -> None:
    info = read_source(write(tmp_path, ""))
    assert info == SourceInfo("list", "A source", "Somebody", "CC0-1.0", "https://example.org/", family="list")
    assert not info.is_imported
    assert info.page_of(["1"]) == ""


def test_a_source_that_is_described_in_full(tmp_path: Path) -> None:
    text = """reader: my.readers.lists
family: lists
since: 2021
record_page: https://example.org/project/{identifier}.html
programmes: {LIST-1: interreg-1}
kinds:
  partner: {is: actor, counted: partners}
  project: {is: project}
  membership: {is: tie, key: "m/{family}-{key}", goes_with: "sk:project"}
  seat: {is: place, goes_with: partner}
  axis: {is: programme}
"""
    info = read_source(write(tmp_path, text))
    assert info.is_imported
    assert info.page_of({"7", "12"}) == "https://example.org/project/12.html"
    assert info.page_of([]) == ""
    assert info.kinds["membership"] == RecordKind("membership", "tie", "m/{family}-{key}", "", "sk:project")
    keys = {name: kind.key_for("A b", info.family) for name, kind in info.kinds.items()}
    assert keys == {
        "partner": "lists-A b",
        "project": "lists-A b",
        "membership": "m/lists-A b",
        "seat": "lists-A b",
        "axis": "a-b",
    }
    assert (info.key_prefixes("actor", "tie"), info.key_prefixes("programme")) == (("lists-", "m/lists-"), ())


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("page: x\n", "page", "unknown field"),
        ("settles: maybe\n", "settles", "expected true or false"),
        ("since: long ago\n", "since", "expected a year"),
        ("input: curated\n", "input", "expected a list of files"),
        ("input:\n  - curated\n", "input", "on a line of its own"),
        ("files: [a]\n", "files", "expected a mapping of texts"),
        ("programmes: x\n", "programmes", "expected a mapping of texts"),
        ("reader: not a name\n", "reader", "expected the dotted name of a package"),
        ("'reader': kg.sources.cordis\n", "reader", "on a line of its own"),
        ("record_page: https://example.org/{number}\n", "record_page", "expected an address with {identifier}"),
        ("record_page: https://example.org/\n", "record_page", "expected an address with {identifier}"),
        ("kinds: [a]\n", "kinds", "expected a mapping"),
        ("kinds: {a: {is: person}}\n", "kinds.a", "expected {is: …} with one of actor, call, derivation, place"),
        ("kinds: {a: {is: actor, colour: red}}\n", "kinds.a.colour", "unknown field"),
        ("kinds: {a: {is: actor, key: fixed}}\n", "kinds.a.key", "ends with {key} or {slug}"),
        ('kinds: {a: {is: actor, key: "{key}{oops}"}}\n', "kinds.a.key", "ends with {key} or {slug}"),
        ("kinds: {a: {is: place, goes_with: b}}\n", "kinds.a.goes_with", "no kind of record here"),
        ("expected: {a: {min: 2, max: 1}}\n", "expected.a", "N ≤ M"),
        ("expected: [a]\n", "expected", "expected a mapping"),
    ],
)
def test_what_is_wrong_is_told_by_field(tmp_path: Path, text: str, column: str, message: str) -> None:
    with pytest.raises(BadData, match=r"list\.yml cannot be used") as caught:
        read_source(write(tmp_path, text))
    (problem,) = caught.value.problems
    assert (problem.file, problem.column) == ("list.yml", column)
    assert message in problem.message


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "list.yml"
    path.write_text("title: A\nsince: x\nkinds: {a: 1}\n", "utf-8")
    with pytest.raises(BadData) as caught:
        read_source(path)
    assert [problem.column for problem in caught.value.problems] == ["publisher", "licence", "url", "since", "kinds.a"]


def test_sources_of_one_family_describe_the_same_records(tmp_path: Path) -> None:
    write(tmp_path, "family: f\nreader: a.b\nkinds: {p: {is: project}}\n", "one")
    write(tmp_path, "family: f\nreader: a.c\nkinds: {p: {is: actor}}\n", "two")
    with pytest.raises(BadData, match="do not agree") as caught:
        read_catalogue(tmp_path)
    assert [(p.file, p.column, p.message) for p in caught.value.problems] == [
        ("two.yml", "reader", "not as in one.yml, of the same family"),
        ("two.yml", "kinds", "not as in one.yml, of the same family"),
    ]


def test_the_reader_is_found_without_a_yaml_parser() -> None:
    for path in sorted((data_dir() / "sources").glob("*.yml")):
        assert reader_name(path.read_text("utf-8")) == EMBEDDED[path.stem].reader
        assert input_files(path.read_text("utf-8")) == EMBEDDED[path.stem].input
    assert reader_name("description: >-\n  reader: x.y\n") == ""


def test_what_settles_is_read_first_and_the_newest_of_a_family_before_the_others() -> None:
    ordered = [info for info in reading_order(EMBEDDED.values()) if info.reader]
    assert [info.name for info in ordered if info.settles] == [ordered[0].name] == ["curated"]
    assert [info.supporting for info in ordered[1:]] == sorted((each.supporting for each in ordered[1:]), reverse=True)
    names = [info.name for info in ordered if info.family == "cordis"]
    assert names == ["cordis-horizon", "cordis-h2020", "cordis-fp7"]


def test_sources_come_back_from_json_as_they_were() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(EMBEDDED.values())))) == EMBEDDED

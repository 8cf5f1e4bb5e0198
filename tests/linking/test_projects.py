"""A project without a number is known by its name in its programme, unless their times contradict each other."""

from __future__ import annotations

from kg.linking.authority import Authority
from kg.linking.linker import Linker
from kg.linking.projects import KnownProjects, NamedProject, names_of
from kg.model.source import RecordKind, SourceInfo
from kg.vocab import SRC, entity

KNOWN = [
    NamedProject("quiet", "nord", names_of("Quiet harbours", "QUIET"), "2020-01-01", "2022-12-31"),
    NamedProject("fog-one", "nord", names_of("Fog"), "2020"),
    NamedProject("fog-two", "nord", names_of("Fog", "FOG"), "2020-06"),
    NamedProject("quiet-south", "sør", names_of("Quiet harbours")),
]


def record(title: str, programme: str = "nord", start: str = "", end: str = "", acronym: str = "") -> NamedProject:
    return NamedProject("", programme, names_of(title, acronym), start, end)


def test_the_one_project_of_that_name_in_the_programme_is_found() -> None:
    known = KnownProjects(KNOWN)
    cases = {
        "quiet": record("QUIET – Quiet Harbours"),
        "quiet-south": record("quiet  harbours", "sør"),
    }
    assert {key: known.find(each) for key, each in cases.items()} == {key: key for key in cases}
    assert [known.find(each) for each in (record("Quiet"), record("Harbours"), record("Quiet harbours", "vest"))] == [
        "quiet",
        "",
        "",
    ]


def test_a_name_of_two_and_times_that_contradict_find_none() -> None:
    known = KnownProjects(KNOWN)
    found = [
        known.find(each)
        for each in (
            record("Fog"),
            record("Quiet", start="2023-01-01"),
            record("Quiet", end="2019-12-31"),
            record("Quiet", start="2021-06-01", end="2022-12-31"),
            record("Quiet", start="2020-05-01", end="2023-01-31"),
        )
    ]
    assert found == ["", "", "", "", "quiet"]


def _source(name: str) -> SourceInfo:
    kinds = {
        "project": RecordKind("project", "project", "{family}-{key}"),
        "tie": RecordKind("tie", "tie", "{kind}/{family}-{key}"),
    }
    return SourceInfo(
        name, name, "", "", "", family=name, programmes={"N": "nord"}, kinds=kinds, reader="tests", since=2020
    )


LINKER_SOURCES = {name: _source(name) for name in ("first", "second")}


def test_sources_meet_in_a_project_and_its_ties_are_one() -> None:
    linker = Linker(authority=Authority(named_projects=tuple(KNOWN)), sources=LINKER_SOURCES)
    nord, other = f"<{entity('programme', 'nord')}>", f"<{entity('programme', 'vest')}>"

    def learnt(source: str, key: str, title: str, programme: str = nord, start: str = "") -> str:
        term = f"<{SRC}{source}/project/{key}>"
        linker.learn_project(term, programme, record(title, "", start))
        return linker.canonical(term).rpartition("/")[2][:-1]

    assert [
        learnt("first", "1", "Quiet harbours"),
        learnt("first", "2", "quiet harbours"),  # of one source the first only
        learnt("first", "3", "Mist", start="2021"),
        learnt("second", "9", "Quiet", start="2020"),
        learnt("second", "8", "MIST", start="2021-03"),
        learnt("second", "7", "Mist", other),
    ] == ["quiet", "first-2", "first-3", "quiet", "first-3", "second-7"]
    actor, project = f"<{entity('actor', 'asker')}>", f"<{entity('project', 'first-3')}>"
    ties = [f"<{SRC}{source}/tie/{key}>" for source, key in (("first", "a"), ("first", "b"), ("second", "c"))]
    for tie in ties:
        linker.learn_participation(tie, project, actor)
    assert [linker.canonical(tie).rpartition("/")[2] for tie in ties] == ["first-a>", "first-b>", "first-a>"]

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg.errors import BadData, KgError, NotFound, Problem, Usage
from kg.model.statement import Statement
from kg.sources.cordis.reading import Filters, Reading, read

HERE = Path(__file__).parent
TABLES = ("euroSciVoc", "legalBasis", "organization", "policyPriorities", "project", "topics", "webLink")


def reading(*paths: Path, **options: object) -> tuple[Reading, list[Statement]]:
    found = read(list(paths), links=HERE / "links", **options)  # type: ignore[arg-type]
    return found, list(found)


def lines(statements: Iterable[Statement]) -> list[str]:
    return [f"{s} {p} {o} ." + (f" # {original}" if original else "") for s, p, o, original in statements]


def expected(name: str) -> list[str]:
    return (HERE / f"expected-{name}.nq").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "paths", "source"),
    [
        ("horizon", ["horizon"], "cordis-horizon"),
        ("older-h2020", ["older/cordis-h2020projects.csv"], "cordis-h2020"),
        ("older-fp7", ["older/cordis-fp7projects.csv", "older/cordis-fp7organizations.csv"], "cordis-fp7"),
        ("nested", ["nested/project-rcn-1_en.json"], "cordis-horizon"),
    ],
)
def test_every_layout_gives_the_statements_that_were_reviewed(name: str, paths: list[str], source: str) -> None:
    found, statements = reading(*(HERE / path for path in paths))
    assert found.source == source
    assert lines(statements) == expected(name)


def test_nothing_is_dropped_in_silence() -> None:
    found, _ = reading(HERE / "horizon")
    summary = found.summary
    assert summary.problems == [
        Problem("project.csv", 5, "id", "project 101000003 stands twice"),
        Problem("project.csv", 6, "id", "'new' is no project number"),
        Problem("project.csv", 7, "", "2 cells, expected 21"),
        Problem("legalBasis.csv", 5, "projectID", "project '101000009' is not in the project table"),
        Problem("organization.csv", 4, "organizationURL", "'not an address' is no web address"),
        Problem("organization.csv", 4, "geolocation", "'159,10' is not latitude,longitude in degrees"),
        Problem("organization.csv", 6, "nutsCode", "'UKI3!' is no NUTS code"),
        Problem("organization.csv", 8, "country", "'XX' is no country code"),
        Problem("organization.csv", 8, "activityType", "'ABC' is none of HES, REC, PRC, PUB, OTH"),
        Problem("project.csv", 3, "endDate", "'2023-02-30' is no date"),
        Problem("project.csv", 4, "totalCost", "'many' is no amount"),
        Problem("project.csv", 4, "status", "'DREAMT' is no known status"),
        Problem("organization.csv", 7, "order", "900000003 stands twice in project 101000001 with order 4"),
        Problem("organization.csv", 8, "role", "'wizard' is no known role"),
        Problem("organization.csv", 8, "ecContribution", "'lots' is no amount"),
        Problem("organization.csv", 9, "projectID", "project '101000009' is not in the project table"),
        Problem(
            "organization.csv", 10, "organisationID", "'' is no identification code (Without a code, project 101000002)"
        ),
        Problem("organization.csv", 11, "", "3 cells, expected 25"),
    ]
    assert summary.problem_count == len(summary.problems)
    assert summary.lines() == [
        "euroSciVoc (euroSciVoc.csv): read 2, used 2, skipped 0",
        "legalBasis (legalBasis.csv): read 4, used 3, skipped 1 (1 unknown project)",
        "organization (organization.csv): read 10, used 6, skipped 4 (1 no identification code; "
        "1 repeated participation; 1 too few or too many cells; 1 unknown project)",
        "project (project.csv): read 6, used 3, skipped 3 (1 no project number; 1 repeated project; "
        "1 too few or too many cells)",
        "topics (topics.csv): read 2, used 2, skipped 0",
        "webLink (webLink.csv): read 3, used 1, skipped 2 (1 no longer in use; 1 not the project's own site)",
        "3 projects, 6 participations, 4 organisations, 7 programmes, 1 calls",
        "not carried: 1 × organization.activityType",
        "not carried: 1 × organization.country",
        "not carried: 1 × organization.ecContribution",
        "not carried: 1 × organization.geolocation",
        "not carried: 1 × organization.nutsCode",
        "not carried: 1 × organization.organizationURL",
        "not carried: 1 × organization.role",
        "not carried: 1 × project.endDate",
        "not carried: 1 × project.status",
        "not carried: 1 × project.totalCost",
        "nutsCode is the country alone, not carried: 1",
        "organisation more than once in a project, kept apart by order: 1",
        "organization.totalCost is 0 beside a contribution, taken as not stated: 1",
        "project.totalCost is 0 beside a contribution, taken as not stated: 1",
        "files not used: policyPriorities.csv",
    ]


def test_every_row_is_used_or_skipped_for_a_reason() -> None:
    for path in (HERE / "horizon", HERE / "older" / "cordis-h2020projects.csv"):
        found, _ = reading(path)
        for count in found.summary.tables.values():
            assert count.read == count.used + sum(count.skipped.values()), count


def rows_of(table: str) -> list[list[str]]:
    with (HERE / "horizon" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def whole_rows(table: str) -> list[list[str]]:
    rows = rows_of(table)
    return [row for row in rows if len(row) == len(rows[0])]


def as_csv(rows: list[list[str]], delimiter: str = ";", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(rows)
    return text.getvalue()


def write_comma(folder: Path) -> Path:
    for table in TABLES:
        (folder / f"{table}.csv").write_bytes(as_csv(whole_rows(table), ",", "\n").encode("utf-8-sig"))
    return folder


def write_cr_only(folder: Path) -> Path:
    for table in TABLES:
        (folder / f"{table}.csv").write_bytes(as_csv(whole_rows(table), ";", "\r").encode())
    return folder


def write_zip_in_folder(folder: Path) -> Path:
    (folder / "deep").mkdir()
    with zipfile.ZipFile(folder / "deep" / "cordis-HORIZONprojects-csv.zip", "w") as archive:
        for table in TABLES:
            archive.writestr(f"csv/{table}.csv", as_csv(whole_rows(table)))
    return folder


def write_zip_in_zip(folder: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for table in TABLES:
            archive.writestr(f"{table}.csv", as_csv(whole_rows(table)))
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("horizon.zip", inner.getvalue())
    return folder / "all.zip"


def write_json(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "cordis-HORIZONprojects-json.zip", "w") as archive:
        for table in TABLES:
            header, *rows = whole_rows(table)
            numbers = {"projectID", "organisationID", "order"}
            items = [
                {n: int(v) if n in numbers and v.isdecimal() else v for n, v in zip(header, row, strict=True)}
                for row in rows
            ]
            archive.writestr(f"{table}.json", json.dumps(items))
    return folder / "cordis-HORIZONprojects-json.zip"


def write_xlsx(folder: Path) -> Path:
    import openpyxl

    for table in TABLES:
        workbook = openpyxl.Workbook()
        sheet = workbook.create_sheet(index=0)
        header, *rows = whole_rows(table)
        sheet.append(header)
        for row in rows:
            sheet.append(
                [float(v) if n == "projectID" and v.isdecimal() else v for n, v in zip(header, row, strict=True)]
            )
        workbook.save(folder / f"{table}.xlsx")
        wrong_dimension(folder / f"{table}.xlsx")
    return folder


def wrong_dimension(path: Path) -> None:
    """Say in the sheet that it has one cell, as some official downloads do."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    start = parts[name].index(b"<dimension")
    end = parts[name].index(b"/>", start) + 2
    parts[name] = parts[name][:start] + b'<dimension ref="A1"/>' + parts[name][end:]
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


@pytest.mark.parametrize(
    "write", [write_comma, write_cr_only, write_zip_in_folder, write_zip_in_zip, write_json, write_xlsx]
)
def test_every_container_gives_the_same_statements(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    found, statements = reading(write(tmp_path))
    assert found.source == "cordis-horizon"
    assert lines(statements) == expected("horizon")
    assert found.summary.counts == {
        "projects": 3,
        "participations": 6,
        "organisations": 4,
        "programmes": 7,
        "calls": 1,
    }


def test_cp1252_letters_are_understood(tmp_path: Path) -> None:
    text = (HERE / "older" / "cordis-fp7organizations.csv").read_text("utf-8").replace("IMAGINARY", "Tenkt på Ås")
    (tmp_path / "organizations.csv").write_bytes(text.encode("cp1252"))
    _, statements = reading(HERE / "older" / "cordis-fp7projects.csv", tmp_path / "organizations.csv")
    names = [s.object for s in statements if s.predicate.endswith("prefLabel>") and "organisation" in s.subject]
    assert names == ['"Tenkt på Ås INSTITUTE"', '"Example Company"']


def test_rows_of_an_organisation_without_order_are_kept_apart(tmp_path: Path) -> None:
    text = (HERE / "older" / "cordis-fp7organizations.csv").read_text("utf-8")
    again = "1;211111;SEVEN;participant;999000002;Example Company;;PRC;false;7;SE;;;;\n"
    (tmp_path / "organizations.csv").write_text(text + again, "utf-8")
    found, statements = reading(HERE / "older" / "cordis-fp7projects.csv", tmp_path / "organizations.csv")
    ties = [s.subject.rpartition("/")[2] for s in statements if s.object.endswith("Participation>")]
    assert ties == ["211111-999000001-1>", "211111-999000002-1>", "211111-999000002-2>"]
    assert found.summary.problems == []


def test_facts_of_an_organisation_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    for table in TABLES:
        header, *rows = whole_rows(table)
        # The repeated participation is told by its place in the file, so it is left out here.
        rows = list(map(list, dict.fromkeys(map(tuple, reversed(rows)))))
        (tmp_path / f"{table}.csv").write_text(as_csv([header, *rows]), "utf-8")
    (tmp_path / "project.csv").write_text(as_csv(whole_rows("project")), "utf-8")
    _, statements = reading(tmp_path)
    assert sorted(lines(statements)) == sorted(expected("horizon"))


def projects_with(filters: Filters, **options: object) -> tuple[list[str], int]:
    found, statements = reading(HERE / "horizon", filters=filters, **options)
    ids = [s.subject.rpartition("/")[2][:-1] for s in statements if s.object.endswith("ontology/Project>")]
    return ids, found.summary.counts["participations"]


@pytest.mark.parametrize(
    ("filters", "projects", "participations"),
    [
        (Filters(), ["101000001", "101000002", "101000003"], 6),
        (Filters(countries=("NO",)), ["101000001", "101000002"], 6),
        (Filters(countries=("GR",)), ["101000001"], 4),
        (Filters(countries=("EL",), activities=("PUB",)), ["101000001"], 4),
        (Filters(countries=("GR",), activities=("HES",)), [], 0),
        (Filters(kinds=("municipality",), countries=("NO",)), ["101000001", "101000002"], 6),
        (Filters(programmes=("horizon.2.5.5",)), ["101000001"], 4),
        (Filters(programmes=("HORIZON.2",)), ["101000001", "101000002"], 6),
        (Filters(programmes=("HORIZON.9",)), ["101000003"], 0),
        (Filters(actors=("900000002",)), ["101000001"], 4),
        (Filters(projects=("101000002",)), ["101000002"], 2),
        (Filters(projects=("101000002",), countries=("GR",)), [], 0),
    ],
)
def test_filters_keep_whole_consortia(filters: Filters, projects: list[str], participations: int) -> None:
    assert projects_with(filters) == (projects, participations)


def test_actor_filter_takes_organisation_numbers_and_keys() -> None:
    (number,) = {row[3][2:11] for row in whole_rows("organization")[1:] if row[3].startswith("NO")}
    both = (["101000001", "101000002"], 6)
    assert projects_with(Filters(actors=(number,))) == both
    assert (
        projects_with(Filters(actors=("tenktvik",)), actor_of=lambda pic, _: {"900000001": "tenktvik"}.get(pic)) == both
    )
    assert projects_with(Filters(actors=("actor/pic-900000004",))) == (["101000002"], 2)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(Usage, match="unknown kind 'castle'; expected company, county, government-body"):
        reading(HERE / "horizon", filters=Filters(kinds=("castle",)))


def test_filters_survive_a_manifest() -> None:
    filters = Filters(countries=("SE", "NO"), kinds=("county",))
    stored = json.loads(json.dumps(filters.as_dict()))
    assert Filters.from_dict(stored) == Filters(countries=("NO", "SE"), kinds=("county",))
    assert not Filters() and filters


def test_subjects_stand_together_and_organisations_come_before_what_refers_to_them() -> None:
    _, statements = reading(HERE / "horizon")
    closed: set[str] = set()
    previous = ""
    known: set[str] = set()
    for subject, _, value, _ in statements:
        if subject != previous:
            assert subject not in closed
            closed.add(previous)
            previous = subject
        known.add(subject)
        if "/organisation/" in value:
            assert value in known


def test_reading_twice_gives_the_same() -> None:
    found = read([HERE / "horizon"], links=HERE / "links")
    assert list(found) == list(found)
    assert found.summary.counts["participations"] == 6


def test_progress_is_told() -> None:
    seen: Counter[str] = Counter()
    reading(HERE / "horizon", progress=lambda stage, done, total: seen.update([stage]))
    assert seen == {"organisations": 1, "projects": 1}


def test_checksum_is_that_of_the_file() -> None:
    import hashlib

    path = HERE / "older" / "cordis-h2020projects.csv"
    assert read([path]).checksum == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    whole = read([HERE / "horizon"]).checksum
    assert whole == read([HERE / "horizon"]).checksum != read([HERE / "older"], source="cordis-fp7").checksum


def test_what_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is not there"):
        read([tmp_path / "missing.zip"])
    (tmp_path / "broken.zip").write_bytes(b"PK no zip")
    with pytest.raises(KgError, match=re.escape("broken.zip is not a whole zip file")):
        read([tmp_path / "broken.zip"])
    with pytest.raises(KgError, match="'cordis-fp9' is no CORDIS source; expected cordis-horizon, cordis-h2020"):
        read([HERE / "horizon"], source="cordis-fp9")
    with pytest.raises(KgError, match=re.escape("several framework programmes in horizon, cordis-h2020projects.csv")):
        read([HERE / "horizon", HERE / "older" / "cordis-h2020projects.csv"])
    with pytest.raises(BadData, match=re.escape("no table of projects among topics.csv")):
        reading(HERE / "horizon" / "topics.csv", source="cordis-horizon")


def test_broken_json_and_xlsx_name_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "project.json").write_text('[{"id": 1,\n "title": }]', "utf-8")
    with pytest.raises(KgError, match=re.escape("project.json, line 2: not readable as JSON")):
        read([tmp_path / "project.json"])
    (tmp_path / "project.json").write_text('[{"id": 1}', "utf-8")
    with pytest.raises(KgError, match=re.escape("project.json ends in the middle of a list")):
        read([tmp_path / "project.json"])
    (tmp_path / "project.xlsx").write_bytes(b"no workbook")
    with pytest.raises(KgError, match=re.escape("project.xlsx is not a readable XLSX file")):
        read([tmp_path / "project.xlsx"])

"""The filters of `kg import cordis` as they are typed: each reaches its field; a code that is none is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import own_copy
from tests.sources.cordis.tables_of import write_download

PROJECTS = (
    {"id": "190000001", "acronym": "ONE", "legalBasis": "HORIZON.2.5"},
    {"id": "190000002", "acronym": "TWO", "legalBasis": "HORIZON.2.6"},
)
ROWS = (
    {"projectID": "190000001", "organisationID": "998829080", "name": "TAMPEREEN KAUPUNKI", "country": "FI"},
    {"projectID": "190000001", "organisationID": "990000002", "activityType": "REC", "country": "SE"},
    {"projectID": "190000002", "organisationID": "899291754", "name": "ASKER KOMMUNE", "activityType": "PUB"},
    {"projectID": "190000002", "organisationID": "990000003", "country": "EL"},
    {"projectID": "190000002", "organisationID": "990000004", "vatNumber": "NO958935420MVA", "name": "OSLO KOMMUNE"},
)


@pytest.fixture
def download(tmp_path: Path) -> Path:
    return write_download(tmp_path / "download", ROWS, PROJECTS)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--country", "XX"), "--country: 'XX' is no country code"),
        (("--country", "Norge"), "--country: 'Norge' is no country code\nperhaps:\n  NO\n"),
        (("--country", "ＮＯ"), "--country: 'ＮＯ' is no country code\nperhaps:\n  NO\n"),
        (("--country", ""), "--country: an empty country; leave the option out to take all"),
        (("--country", "NO", "--country", " "), "--country: an empty country; leave the option out to take all"),
        (
            ("--activity", "PUC"),
            "--activity: unknown activity 'PUC'; expected HES, OTH, PRC, PUB, REC\nperhaps:\n  PUB\n",
        ),
        (("--programme", ""), "--programme: an empty programme; leave the option out to take all"),
        (("--actor", ""), "--actor: an empty actor; leave the option out to take all"),
    ],
)
def test_what_is_no_code_is_refused_before_anything_is_read(
    run: Run, download: Path, options: tuple[str, ...], message: str
) -> None:
    code, out, err = run("import", "cordis", download, *options)
    assert (code, out) == (2, "")
    assert message in err, err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--programme", "horizon.2.5."), "1 projects, 2 participations"),
        (("--actor", "asker"), "1 projects, 3 participations"),
        (("--actor", "actor/Asker"), "1 projects, 3 participations"),
        (("--actor", "998829080"), "1 projects, 2 participations"),
        (("--actor", "958 935 420"), "1 projects, 3 participations"),
        (("--country", "gr"), "1 projects, 3 participations"),
        (("--activity", "rec"), "1 projects, 2 participations"),
        (("--country", "NO", "--activity", "pub", "--programme", "HORIZON.2"), "1 projects, 3 participations"),
    ],
)
def test_each_filter_takes_what_it_asks_for(
    run: Run, embedded_home: Path, download: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    home = own_copy(embedded_home, tmp_path / "home")
    code, out, err = run("import", "cordis", download, *options, "--store", home)
    assert code == 0, err
    assert told in out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--programme", "HORIZON.9"), 2, "--programme: no project in these files is of 'HORIZON.9'"),
        (("--actor", "935478715"), 1, "'935478715' takes part in none of the projects in these files"),
        (("--actor", "tampereen"), 1, "'tampereen' takes part in none of the projects in these files"),
        (("--source", "cordis-fp7"), 2, "the files tell HORIZON, not FP7"),
    ],
)
def test_what_the_files_do_not_have_is_refused(
    run: Run,
    embedded_home: Path,
    download: Path,
    tmp_path: Path,
    options: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    home = own_copy(embedded_home, tmp_path / "home")
    found, out, err = run("import", "cordis", download, *options, "--store", home)
    assert (found, out) == (code, "")
    assert message in err, err

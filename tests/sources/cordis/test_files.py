"""What `kg import cordis` is fed, by its form: whole, damaged, hostile; each told in one sentence with file and row."""

from __future__ import annotations

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, NotFound
from kg.sources.cordis.columns import table_by_name
from kg.sources.cordis.reading import Filters, read
from kg.sources.tabular.files import checksum, find_inputs, input_files, own_name
from kg.sources.tabular.formats import archives, text
from tests.sources.cordis.test_reading import TABLES, as_csv, expected, lines, reading, whole_rows

NEEDED = "projectID, organisationID, name, activityType, country, role"
EXPECTED = f"expected the columns {NEEDED}, separated by ; , or tab"
UNREADABLE = "organization.csv cannot be read as the table that its name says"


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A whole download in a folder of its own, all its rows good."""
    folder = tmp_path / "download"
    folder.mkdir()
    for table in TABLES:
        (folder / f"{table}.csv").write_text(as_csv(whole_rows(table)), "utf-8", newline="")
    return folder


def refused(*paths: Path, **options: object) -> list[str]:
    """What is said of a download that is refused: the message and its problems."""
    with pytest.raises(KgError) as error:
        reading(*paths, **options)
    assert error.value.exit_code == 1
    return [str(error.value), *map(str, getattr(error.value, "problems", ()))]


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(change(path.read_bytes()))
    return path


def conflict(at: int) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        rows = content.splitlines(keepends=True)
        return b"".join([*rows[:at], b"<<<<<<< HEAD\r\n", *rows[at:], b"=======\r\n>>>>>>> theirs\r\n"])

    return change


def without_header(content: bytes) -> bytes:
    return content.split(b"\r\n", 1)[1]


def renamed(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "message", "problem"),
    [
        (lambda _: b"", UNREADABLE, f"row 1: nothing; {EXPECTED}"),
        (lambda content: b"\r\n" + content, UNREADABLE, f"row 1: nothing; {EXPECTED}"),
        (conflict(0), UNREADABLE, "row 1: a mark of an unsettled conflict in git (<<<<<<< HEAD); settle it first"),
        (
            conflict(3),
            "organization.csv is not whole",
            "row 3: a mark of an unsettled conflict in git (<<<<<<< HEAD); settle it first",
        ),
        (
            lambda content: content[: content.rindex(b'"')],
            "organization.csv is not whole",
            "row 10: the file ends inside a quoted cell: it is cut; download it again",
        ),
        (
            lambda content: content[: content.rindex(b";")],
            "organization.csv is not whole",
            "row 10: the file ends in the middle of a row (24 cells, expected 25): it is cut; download it again",
        ),
        (
            renamed(b"TENKTVIK", b"TENK\0VIK"),
            "organization.csv is not whole",
            "row 2: a NUL byte: the file is damaged; download it again",
        ),
        (
            lambda content: content.replace(b'";"', b'"|"'),
            UNREADABLE,
            'row 1: found "projectID"|"projectAcronym"|"organisationID"|"vatNumber"|"name"|"shortName"|"SME"|'
            f'"activityType"|"street"|"postCode"|"c…; {EXPECTED}',
        ),
        (
            lambda content: content.split(b"\r\n")[0] + b"\r\n" + without_header(content).replace(b'";"', b'","'),
            UNREADABLE,
            f"row 2: 11 rows have another number of cells than the header, which has 25; {EXPECTED}",
        ),
        (
            renamed(b"organisationID", b"orgID"),
            UNREADABLE,
            "row 1: no column organisationID; found projectid, projectacronym, orgid, vatnumber, name, shortname, sme, "
            "activitytype, street, postcode, city, country, nutsco…",
        ),
        (
            renamed(b'"ecContribution"', b'"ecContributions"'),
            UNREADABLE,
            "row 1: no column ecContribution (perhaps eccontributions); found projectid, projectacronym, "
            "organisationid, vatnumber, name, shortname, sme, activitytype, street, postcode, city, countr…",
        ),
        (renamed(b'"role"', b'"rolle"'), UNREADABLE, f"row 1: found {'#'}; {EXPECTED}"),
        (
            lambda _: as_csv(whole_rows("topics")).encode(),
            UNREADABLE,
            f"row 1: it has the columns of topics, not those of organization; {EXPECTED}",
        ),
        (lambda _: b"<!DOCTYPE html>\n<p>Not found</p>", UNREADABLE, f"row 1: found <!DOCTYPE html>; {EXPECTED}"),
        (
            lambda content: content.decode().encode("utf-16")[:-1],
            "organization.csv is not whole",
            "row 10: not readable as UTF-16 (truncated data)",
        ),
    ],
)
@pytest.mark.parametrize("filters", [Filters(), Filters(countries=("SE",))])
def test_a_table_that_is_there_but_cannot_be_read_is_an_error(
    download: Path, change: Callable[[bytes], bytes], message: str, problem: str, filters: Filters
) -> None:
    header = as_csv(whole_rows("organization")).replace('"role"', '"rolle"')[:120]
    rewrite(download / "organization.csv", change)
    said = [message, f"organization.csv, {problem.replace('#', header + '…')}"]
    assert refused(download, filters=filters) == said


@pytest.mark.parametrize("table", ["topics", "legalBasis", "euroSciVoc", "webLink", "project"])
def test_side_tables_are_not_passed_over_either(download: Path, table: str) -> None:
    path = download / f"{table}.csv"
    content = path.read_bytes()
    rewrite(path, without_header)
    assert refused(download)[0] == f"{table}.csv cannot be read as the table that its name says"
    path.write_bytes(content[: content.rindex(b'"')])
    assert refused(download)[0] == f"{table}.csv is not whole"


def test_all_tables_that_cannot_be_read_are_told_at_once(download: Path) -> None:
    for table in ("topics", "organization"):
        (download / f"{table}.csv").write_bytes(b"")
    message, *problems = refused(download)
    assert message == "organization.csv, topics.csv cannot be read as the tables that their names say"
    assert problems == [
        f"organization.csv, row 1: nothing; {EXPECTED}",
        "topics.csv, row 1: nothing; expected the columns projectID, topic, separated by ; , or tab",
    ]


def test_a_download_without_participations_is_refused(download: Path) -> None:
    rewrite(download / "organization.csv", lambda content: content.split(b"\r\n")[0] + b"\r\n")
    said = ["no participation in organization.csv", "organization.csv, row 2: expected a row below the header"]
    assert refused(download) == said
    (download / "organization.csv").unlink()
    message, *problems = refused(download, source="cordis-horizon")
    assert message.startswith(
        "no table of participations among euroSciVoc.csv, legalBasis.csv, project.csv, topics.csv"
    )
    assert problems == [f"organization.csv: expected the columns {NEEDED}"]


def with_sep(mark: str) -> Callable[[list[list[str]]], bytes]:
    return lambda rows: f"sep={mark}\r\n{as_csv(rows, mark)}".encode()


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: as_csv(rows).encode("utf-16"),
        lambda rows: b"\xfe\xff" + as_csv(rows).encode("utf-16-be"),
        lambda rows: as_csv(rows).encode("utf-16-le"),
        lambda rows: as_csv(rows).encode("utf-16-be"),
        lambda rows: as_csv(rows).encode("utf-32"),
        lambda rows: as_csv(rows, "\t").encode("utf-16"),
        with_sep(";"),
        with_sep(","),
        with_sep("\t"),
        with_sep("|"),
        lambda rows: as_csv(rows, end="\r").encode(),
        lambda rows: (
            as_csv(rows[:2]).encode() + as_csv(rows[2:4], end="\n").encode() + as_csv(rows[4:], end="\r").encode()
        ),
        lambda rows: as_csv(rows).encode().rstrip(),
    ],
    ids=[
        "utf-16",
        "utf-16-be-bom",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "tabs",
        "sep;",
        "sep,",
        "sep-tab",
        "sep|",
        "cr",
        "mixed",
        "no-last-end",
    ],
)
def test_encodings_delimiters_and_ends_of_lines(download: Path, write: Callable[[list[list[str]]], bytes]) -> None:
    for table in TABLES:
        (download / f"{table}.csv").write_bytes(write(whole_rows(table)))
    _, statements = reading(download)
    assert lines(statements) == expected("horizon")


def test_rows_below_a_sep_line_keep_their_numbers(download: Path) -> None:
    rewrite(download / "topics.csv", lambda content: b"sep=;\r\n" + content + b'"101000009";"X";"Y"\r\n')
    found_, _ = reading(download)
    (problem,) = [each for each in found_.summary.problems if each.file == "topics.csv"]
    assert str(problem) == "topics.csv, row 5, column projectID: project '101000009' is not in the project table"


def test_empty_rows_are_passed_over_but_not_without_end(download: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_BLANK", 3)
    rewrite(download / "topics.csv", lambda content: content.replace(b"\r\n", b"\r\n\r\n\r\n"))
    assert lines(reading(download)[1]) == expected("horizon")
    rewrite(download / "topics.csv", lambda content: content + b"\r\n" * 3)
    assert refused(download) == [
        "topics.csv is not whole",
        "topics.csv, row 11: more than 3 empty rows one after another",
    ]


def test_a_cell_or_line_longer_than_any_is_refused(download: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST_CELL", 1000)
    monkeypatch.setattr(text, "LONGEST_LINE", 5000)
    content = (download / "topics.csv").read_bytes()
    (download / "topics.csv").write_bytes(content + b'"101000001";"X";"' + b"line\r\n" * 1000)
    message, problem = refused(download)
    assert (message, problem[:64]) == (
        "topics.csv is not whole",
        "topics.csv, row 4: a cell of more than 1,000 characters, or no r",
    )
    (download / "topics.csv").write_bytes(content + b'"101000001";"X";"' + b"x" * 6000)
    assert refused(download)[1] == "topics.csv, row 4: a line of more than 5,000 characters"


def test_rows_that_are_none_do_not_go_on_for_ever(download: Path) -> None:
    rewrite(download / "topics.csv", lambda content: content + b";\r\n" * 5000)
    assert refused(download)[1].startswith(
        "topics.csv, row 1004: 2 cells here, and 1001 rows have another number of cells than the header, which has 3"
    )


def test_what_is_no_table_of_cordis_is_listed_as_not_used(download: Path) -> None:
    (download / "notes.txt").write_text("x" * 140_000, "utf-8")
    (download / "information.csv").write_text("a;b\n1;2\n", "utf-8")
    (download / "projectPublications.csv").write_text("id;title\n1;2\n", "utf-8")
    (download / "about projects.txt").write_text("They are many.\n", "utf-8")
    (download / "feed.xml").write_text("<rss><channel/></rss>", "utf-8")
    (download / "package.json").write_text('{"name": "x"}', "utf-8")
    (download / "list.json").write_text("[1, 2]", "utf-8")
    (download / "._organization.csv").write_bytes(b"\0\0")
    (download / "organization.pdf").write_bytes(b"%PDF")
    found_, statements = reading(download)
    assert lines(statements) == expected("horizon")
    assert found_.summary.lines()[-1] == (
        "files not used: about projects.txt, feed.xml (its first element is rss, expected a project of CORDIS), "
        "information.csv, list.json (no object in it), notes.txt, package.json, policyPriorities.csv, "
        "projectPublications.csv"
    )


def test_a_table_packed_in_a_way_that_is_not_read_is_told(download: Path) -> None:
    (download / "topics.csv.zst").write_bytes(b"\x28\xb5")
    assert refused(download) == [
        "topics.csv.zst cannot be read as the table that its name says",
        "topics.csv.zst: not read; expected .csv, .txt, .tsv, .xlsx, .ods, .json, .xml, or a zip of these",
    ]


def test_a_table_that_is_packed_by_itself_is_read(download: Path) -> None:
    _, whole = reading(download)
    for path in sorted(download.glob("*.csv")):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert reading(download)[1] == whole
    rewrite(download / "topics.csv.gz", lambda content: content[:-20])
    assert refused(download) == [
        "topics.csv is damaged (Compressed file ended before the end-of-stream marker was reached); download it again"
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("cordis-fp7organizations.csv", "organization"),
        ("organisations.xlsx", "organization"),
        ("csv/Organization_utf16.csv", "organization"),
        ("webLinks.json", "webLink"),
        ("legal-basis (2).csv", "legalBasis"),
        ("my_euroSciVoc.csv", "euroSciVoc"),
        ("HORIZON-topics.tsv", "topics"),
        ("cordis-ref-h2020topics.csv", None),
        ("cordis-h2020projectPublications.csv", None),
        ("h2020projectIrps.csv", None),
        ("project-notes.csv", None),
        ("words about topics.txt", None),
        ("zeros.csv", None),
        ("2024.csv", None),
    ],
)
def test_names_of_tables_in_every_edition(name: str, kind: str | None) -> None:
    assert table_by_name(name) == kind


# zips


def zipped(path: Path, folder: Path, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, each.name)
    return path


def damage(path: Path, member: str) -> Path:
    """Turn some bytes of a member over."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(member)
    content = bytearray(path.read_bytes())
    place = info.header_offset + 30 + len(member) + info.compress_size // 2
    for each in range(place, place + 10):
        content[each] ^= 0xFF
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_named(download: Path, tmp_path: Path, method: int) -> None:
    path = damage(zipped(tmp_path / "all.zip", download, method), "organization.csv")
    (message,) = refused(path)
    assert message.startswith(("all.zip/organization.csv is damaged (", "all.zip/organization.csv cannot be read: "))


def flagged(path: Path, place: int, value: int) -> Path:
    """Set a field of every member, in its own header (4 bytes earlier there) and in the list of members."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", place - 2), (b"PK\x01\x02", place)):
        start = content.find(signature)
        while start >= 0:
            content[start + offset] |= value
            start = content.find(signature, start + 4)
    path.write_bytes(content)
    return path


def test_locked_and_oddly_packed_zips_are_told(download: Path, tmp_path: Path) -> None:
    path = flagged(zipped(tmp_path / "all.zip", download), 8, 0x1)
    assert refused(path) == ["all.zip/euroSciVoc.csv is protected by a password; unpack it first"]
    path = flagged(zipped(tmp_path / "all.zip", download), 10, 0x61)
    assert refused(path) == ["all.zip/euroSciVoc.csv is packed in a way that is not read (method 105); unpack it first"]


def nested(inner: bytes, times: int) -> bytes:
    for number in range(times):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr(f"{number}.zip", inner)
        inner = outer.getvalue()
    return inner


def test_zips_in_zips(download: Path, tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", download).read_bytes()
    path = tmp_path / "outer.zip"
    path.write_bytes(nested(inner, 2))
    assert lines(reading(path)[1]) == expected("horizon")
    path.write_bytes(nested(inner, 3))
    assert refused(path) == ["outer.zip/2.zip/1.zip/0.zip is a zip in a zip in a zip; unpack it"]
    path.write_bytes(nested(inner[:-40], 1))
    (message,) = refused(path)
    assert message == "outer.zip/0.zip is not a whole zip file (File is not a zip file); download it again"


def test_what_would_unpack_to_more_than_a_download_is_not_read(
    download: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (download / "zeros.csv").write_bytes(b"0" * 3_000_000)
    path = zipped(tmp_path / "all.zip", download)
    monkeypatch.setattr(archives, "FREE", 1_000_000)
    said = "all.zip/zeros.csv would unpack to 3 MB from 0.0 MB, which no download does; it is not read"
    assert refused(path) == [said]
    monkeypatch.setattr(archives, "FREE", 10_000_000)
    assert lines(reading(path)[1]) == expected("horizon")
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2_000_000)
    assert refused(path) == [said]
    monkeypatch.setattr(archives, "MOST_LISTED", 100)
    assert refused(path) == ["all.zip has too many members for a download; it is not read"]


def test_names_in_a_zip_are_shown_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../\x1b[31mtopics.csv", "")
        archive.writestr("__MACOSX/._project.csv", "\0")
    (each,) = find_inputs([tmp_path / "x.zip"])
    assert each.name == "x.zip/../\ufffd[31mtopics.csv"


# folders, links and devices


def test_pipes_devices_sockets_and_broken_links_are_no_files(download: Path, tmp_path: Path) -> None:
    said = "is not a file: pipes, devices, sockets and broken links are not read"
    link = download / "more topics.csv"
    for target in ("/dev/zero", tmp_path / "nowhere"):
        link.symlink_to(target)
        assert refused(download) == refused(link) == [f"{link} {said}"]
        link.unlink()
    os.mkfifo(link)
    assert refused(download) == refused(link) == [f"{link} {said}"]
    link.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(download)  # the name of a socket may not be long
        server.bind("more topics.csv")
        assert refused(download) == [f"{link} {said}"]


def test_folders_that_link_to_themselves_are_walked_once(download: Path) -> None:
    (download / "again").symlink_to(download)
    (download / "sub").mkdir()
    (download / "sub" / "up").symlink_to("..")
    assert len(input_files([download])) == len(TABLES)
    assert lines(reading(download)[1]) == expected("horizon")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(download: Path) -> None:
    (download / "topics.csv").chmod(0)
    assert refused(download) == ["topics.csv cannot be read: Permission denied"]


def test_an_error_of_the_disk_names_the_file(download: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, mode: str) -> io.BytesIO:
        raise OSError(5, "Input/output error", str(path))

    inputs = find_inputs([download])
    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(KgError, match=r"^euroSciVoc.csv cannot be read: Input/output error$"), inputs[0].opened():
        pass


def test_a_folder_goes_by_the_name_it_has_where_it_lies(download: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(download)
    for path in (".", "../download", f"../../{download.parent.name}/download/", "x/.."):
        assert own_name(Path(path)) == "download"
    assert own_name(Path("/")) == "files"
    assert lines(reading(Path())[1]) == expected("horizon")
    with pytest.raises(KgError, match="in download; read one"):
        text_ = (download / "project.csv").read_text("utf-8").replace('"HORIZON"', '""')
        (download / "project.csv").write_text(text_, "utf-8")
        read([Path()])


def test_the_checksum_does_not_depend_on_where_files_lie(download: Path, tmp_path: Path) -> None:
    apart = [tmp_path / "z" / "project.csv", tmp_path / "a" / "topics.csv"]
    together = [tmp_path / "all" / each.name for each in apart]
    for path in (*apart, *together):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((download / path.name).read_bytes())
    assert checksum(apart) == checksum(together) == checksum(together[::-1]) == checksum([tmp_path / "all"])
    (tmp_path / "all" / ".hidden.csv").write_text("x", "utf-8")
    (tmp_path / "all" / "photo.jpg").write_text("x", "utf-8")
    assert checksum([tmp_path / "all"]) == checksum(apart)
    together[1].write_text("x", "utf-8")
    assert checksum(together) != checksum(apart)


def test_files_of_one_name_are_shown_with_their_folders(download: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "topics.csv").write_bytes((download / "topics.csv").read_bytes())
    names = [name for name, _ in input_files([download, other])]
    assert [name for name in names if "topics" in name] == ["download/topics.csv", "other/topics.csv"]
    assert "project.csv" in names


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(NotFound, match=r"^nowhere is not there$"):
        find_inputs([Path("nowhere")])


def test_good_rows_are_used_up_to_the_one_that_is_not(download: Path) -> None:
    """A row of another width in the middle is a problem of the row; the file's others are good."""
    rewrite(download / "topics.csv", lambda content: content + b'"101000001"\r\n"101000001";"X";"Y"\r\n')
    found_, _ = reading(download)
    assert "topics.csv, row 4: 1 cells, expected 3" in map(str, found_.summary.problems)
    assert found_.summary.table("topics", "topics.csv").used == 3


def test_the_whole_extract_stays_readable() -> None:
    from kg.resources import data_dir

    found_, statements = reading(data_dir() / "extracts" / "cordis-horizon")
    assert statements and found_.summary.problem_count == 0

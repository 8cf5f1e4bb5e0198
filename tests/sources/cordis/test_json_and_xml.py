"""The JSON and XML editions: read as the csv edition is; what is cut, deep, endless or of another kind is told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from kg.sources.tabular.formats import json_items, workbook, xml_items
from tests.sources.cordis.test_files import refused
from tests.sources.cordis.test_reading import HERE, as_csv, expected, lines, reading, whole_rows, write_json

XML = (HERE / "nested" / "project-rcn-1_en.xml").read_text("utf-8")
START = '<project xmlns="http://cordis.europa.eu"><id>101000001</id>'


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        XML,
        XML.replace('xmlns="', 'xmlns:c="').replace("<", "<c:").replace("<c:/", "</c:").replace("<c:?", "<?"),
        XML.replace(' xmlns="http://cordis.europa.eu"', ""),
        XML.replace("UTF-8", "UTF-16").encode("utf-16"),
        XML.replace("UTF-8", "windows-1252").encode("cp1252"),
        XML.replace("<title>Light", '<title language="de">Licht</title><title language="en">Light', 1),
        XML.replace("<title>Light", '<title xml:lang="en">Light', 1).replace(
            "small harbours</title>", 'small harbours</title><title xml:lang="de">Licht</title>', 1
        ),
        XML.replace('<project xmlns="http://cordis.europa.eu">', '<hits><hit><project xmlns="http://cordis.europa.eu">')
        + "</hit></hits>",
        XML.replace("\n", "\r"),
    ],
    ids=["plain", "prefix", "bare", "utf-16", "cp1252", "titles", "xml-lang", "listed", "cr"],
)
def test_xml_says_what_the_json_made_of_it_says(tmp_path: Path, content: str | bytes) -> None:
    _, statements = reading(write(tmp_path, "project-rcn-1_en.xml", content))
    assert lines(statements) == expected("nested")


def test_a_zip_of_one_xml_file_for_each_project(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cordis-HORIZONprojects-xml.zip", "w") as archive:
        archive.writestr("xml/project-rcn-1_en.xml", XML)
        archive.writestr("xml/project-rcn-1_de.xml", XML.replace("Light for", "Licht für"))
        archive.writestr("xml/project-rcn-2_en.xml", XML.replace("101000001", "101000002").replace("FJORD", "DAL"))
        archive.writestr("information.xml", "<info/>")
    found, statements = reading(tmp_path / "cordis-HORIZONprojects-xml.zip")
    assert found.source == "cordis-horizon"
    assert (found.summary.counts["projects"], found.summary.counts["participations"]) == (2, 2)
    assert '"Light for small harbours"' in {statement.object for statement in statements}
    assert found.summary.unused_files == (
        "cordis-HORIZONprojects-xml.zip/information.xml (its first element is info, expected a project of CORDIS)",
        "cordis-HORIZONprojects-xml.zip/xml/project-rcn-1_de.xml (it stands in English too)",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: not readable as XML (no element found)"),
        ("no XML", "line 1: not readable as XML (syntax error)"),
        (XML[: XML.index("<programme") + 5], "line 45: not readable as XML (unclosed token)"),
        (START + "\n<title>cut", "line 2: not readable as XML (no element found)"),
        (START + "<a>" * 100_000, "line 1: not readable as XML (nested deeper than 100 elements)"),
        ("<a>" * 100_000, "line 1: not readable as XML (nested deeper than 100 elements)"),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE project [<!ENTITY a "b">]>' + START + "<title>&a;</title></project>",
            "line 2: not readable as XML (it declares a document type, which no file of CORDIS does)",
        ),
        (
            '<?xml version="1.0" encoding="klingon"?><project/>',
            "line 1: not readable as XML (unknown encoding: klingon)",
        ),
        (START + "<title>\0</title></project>", "line 1: not readable as XML (not well-formed (invalid token))"),
    ],
)
def test_xml_that_cannot_be_read(tmp_path: Path, content: str, said: str) -> None:
    assert refused(write(tmp_path, "project-1.xml", content)) == [f"project-1.xml, {said}"]


@pytest.mark.parametrize(
    ("content", "root"),
    [
        ("<rss><channel><project><id>1</id></project></channel></rss>", None),
        ("<rss><channel/></rss>", "rss"),
        ('<project xmlns="http://maven.apache.org/POM/4.0.0"><id>1</id></project>', "project"),
        ('<project name="build" default="all"/>', "project"),
        (f"<result><relations><associations>{START}</project></associations></relations></result>", "result"),
    ],
)
def test_xml_of_another_kind_is_told(tmp_path: Path, content: str, root: str | None) -> None:
    message = refused(write(tmp_path, "feed.xml", content), source="cordis-horizon")[0]
    if root is None:  # a project without a word of who takes part in it
        assert message == "no participation in feed.xml/organization"
    else:
        said = f"feed.xml (its first element is {root}, expected a project of CORDIS)"
        assert message == f"no table of projects among {said}"


def test_xml_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_items, "LARGEST", 10_000)
    monkeypatch.setattr(xml_items, "LONGEST_MARKUP", 100_000)
    endless = {
        "<title>" + "x" * 20_000: "a project of more than 10,000 characters",
        "<a/>" * 200: "a project of more than 10,000 characters",
        f'<title a="{"x" * 300_000}': "a tag or comment of more than 100,000 bytes",
        f"<!--{'x' * 300_000}": "a tag or comment of more than 100,000 bytes",
    }
    for content, said in endless.items():
        path = write(tmp_path, "project-1.xml", START + content)
        assert refused(path) == [f"project-1.xml, line 1: not readable as XML ({said})"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[" * 100_000, "topics.json, line 1: not readable as JSON (nested too deep)"),
        ('{"a":' * 100_000, "topics.json, line 1: not readable as JSON (nested too deep)"),
        ('[{"topic": "X"},\n{"topic"', "topics.json, line 2: not readable as JSON (Expecting ':' delimiter)"),
        ('[{"topic": "X"},\n', "topics.json ends in the middle of a list; download it again"),
        ('[{"topic": "X"},,', "topics.json, line 1: not readable as JSON (Expecting value)"),
        (
            '[{"projectID": ' + "1" * 5000 + "}]",
            "topics.json, line 1: not readable as JSON (a number of thousands of digits)",
        ),
        ("[" + "[]," * 2000, "topics.json, line 1: not readable as JSON (more than 1,000 things that are no objects)"),
        (
            '[{"projectID": "101000001", "topic": "\\ud800"}]',
            "topics.json: not readable as JSON (half a character, \\ud800 or the like)",
        ),
    ],
)
def test_json_that_cannot_be_read(tmp_path: Path, content: str, said: str) -> None:
    for table in ("project", "organization"):
        write(tmp_path, f"{table}.csv", as_csv(whole_rows(table)))
    write(tmp_path, "topics.json", content)
    assert refused(tmp_path) == [said]


@pytest.mark.parametrize("content", ["", "[]", "{}", "[1, 2]", "null"])
def test_a_table_in_json_must_be_one(tmp_path: Path, content: str) -> None:
    for table in ("project", "organization"):
        write(tmp_path, f"{table}.csv", as_csv(whole_rows(table)))
    write(tmp_path, "topics.json", content)
    message, problem = refused(tmp_path)
    assert message == "topics.json cannot be read as the table that its name says"
    assert problem.startswith("topics.json, row 1: ") and "expected the columns projectID, topic" in problem


def test_json_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_items, "CHUNK", 7)
    assert lines(reading(write_json(tmp_path))[1]) == expected("horizon")
    monkeypatch.setattr(json_items, "LARGEST", 1000)
    content = json.dumps([{"projectID": "x" * 5000}])
    said = "topics.json, line 1: not readable as JSON (something of more than 1,000 characters)"
    assert refused(write(tmp_path, "topics.json", content)) == [said]


def sheet(cells: str, shared: str = "") -> dict[str, str]:
    """The parts of the smallest XLSX file with these rows."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
SHARED = f"<si><t>{'x' * 30_000}</t></si>"


@pytest.mark.parametrize("parts", [sheet(FAR), sheet("<row><c t='s'><v>0</v></c></row>" * 50_000, SHARED)])
def test_an_xlsx_that_would_fill_the_machine_is_given_up(
    tmp_path: Path, parts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_MEMORY", 1 << 30)
    with zipfile.ZipFile(tmp_path / "project.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    said = "project.xlsx is not a readable XLSX file: more memory than 1 GB would be needed"
    assert refused(tmp_path / "project.xlsx") == [said]


def test_an_xlsx_table_must_be_what_its_name_says(tmp_path: Path) -> None:
    import openpyxl

    for table in ("project", "organization"):
        write(tmp_path, f"{table}.csv", as_csv(whole_rows(table)))
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["projectID", "code"])
    workbook.save(tmp_path / "topics.xlsx")
    assert refused(tmp_path) == [
        "topics.xlsx cannot be read as the table that its name says",
        "topics.xlsx, row 1: found projectID;code; expected the columns projectID, topic, separated by ; , or tab",
    ]

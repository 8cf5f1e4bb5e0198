from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.brief.document import BulletList, Document, Paragraph, TableBlock, mention, numbered
from kg.brief.formats.docx import to_docx
from kg.brief.formats.html import to_html
from kg.brief.formats.markdown import to_markdown
from kg.brief.formats.pdf import to_pdf
from kg.brief.formats.render import FORMATS, render
from kg.errors import KgError, Usage
from tests.brief.brief_sample import EVIL, sample

docx = pytest.importorskip("docx", reason="python-docx is not installed (samkart[brief])")


def test_tables_and_figures_are_numbered_and_mentioned() -> None:
    made = sample()
    assert [getattr(block, "label", "") for block in made.blocks] == [
        "",
        "",
        "",
        "",
        "",
        "Tabell\u00a01",
        "Figur\u00a01",
        "Tabell\u00a02",
        "",
    ]
    assert made.blocks[1] == Paragraph("Se Tabell\u00a01, Figur\u00a01.", (2, 1), "lead")


def test_a_mention_of_nothing_says_nothing() -> None:
    made = numbered(Document("t", "", "en", (), (Paragraph("x" + mention("nowhere") + "y"),)))
    assert made.blocks == (Paragraph("xy"),)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_document_gives_the_same_bytes(ending: str) -> None:
    assert render(sample(), ending) == render(sample(), ending)


def test_another_ending_is_refused() -> None:
    with pytest.raises(Usage) as raised:
        render(sample(), ".odt")
    assert str(raised.value) == ".odt: a briefing is written as .html, .md, .docx, .pdf, .xlsx"


def test_markdown_as_a_whole() -> None:
    assert to_markdown(sample()) == (Path(__file__).parents[1] / "expected" / "sample.md").read_text("utf-8")


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_asks_nobody_and_escapes_everything() -> None:
    page = _Page(to_html(sample()))
    names = [tag for tag, _ in page.tags]
    assert not {"script", "iframe", "link", "object", "form"} & set(names)
    sources = [attributes["src"] or "" for _, attributes in page.tags if "src" in attributes]
    assert [source.split(",")[0] for source in sources] == ["data:image/svg+xml;base64"]
    assert page.text.count(EVIL) == 4  # note, list, table, list of sources
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert [link for link in links if link and not link.startswith("#s")] == ["https://example.org/r?a=1&b=<2>"]
    style = re.search("<style>.*</style>", to_html(sample()), re.S)
    assert style is not None
    assert "url(" not in style[0]
    assert "@import" not in style[0]
    policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_html_has_headings_captions_and_alternatives() -> None:
    page = _Page(to_html(sample("en")))
    names = [tag for tag, _ in page.tags]
    assert [name for name in names if re.fullmatch(r"h\d", name)] == ["h1", "h2", "h3", "h2"]
    assert (names.count("caption"), names.count("figcaption"), names.count("table")) == (2, 1, 2)
    assert [a["alt"] for t, a in page.tags if t == "img"] == ["Kart over byer"]
    assert [a["scope"] for t, a in page.tags if t == "th"] == ["col"] * 4
    assert next(a["lang"] for t, a in page.tags if t == "html") == "en"
    targets = {a["id"] for _, a in page.tags if "id" in a}
    assert {a["href"] for t, a in page.tags if t == "a" and (a["href"] or "").startswith("#")} == {
        f"#{target}" for target in targets
    }


def test_docx_read_back() -> None:
    made = docx.Document(io.BytesIO(to_docx(sample())))
    told = [(p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith(("Title", "Heading", "Caption"))]
    assert told == [
        ("Title", "Notat om Ålesund"),
        ("Heading 1", "Først"),
        ("Heading 2", "Underkapittel"),
        ("Caption", "Tabell\u00a0: Byer"),
        ("Caption", "Figur\u00a0: Et kart"),
        ("Caption", "Tabell\u00a0: Uten kilder"),
        ("Heading 1", "Kilder"),
    ]
    styles = {p.style.name for p in made.paragraphs}
    assert {"Subtitle", "Facts", "Lead", "Note", "List Bullet", "Small", "Reference"} <= styles
    first, second = made.tables
    assert [[cell.text for cell in line.cells] for line in first.rows] == [
        ["By", "Tall", "Kilde"],
        ["Tromsø", "1 200", "[1] [2]"],
        [EVIL, "", "Figur\u00a01"],
    ]
    assert first.style.name == "Brief Table"
    assert [cell.text for cell in second.rows[0].cells] == ["A"]
    assert made.core_properties.title == "Notat om Ålesund"
    assert made.core_properties.language == "nb"
    assert made.core_properties.modified == made.core_properties.created
    assert made.sections[0].header.paragraphs[0].text == "Notat om Ålesund"


def test_docx_has_fields_links_alternatives_and_a_language() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(sample("nn")))) as file:
        body, styles = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
        footer = "".join(file.read(name).decode() for name in file.namelist() if "footer" in name)
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r'w:instr="([^"]+)"', body) == [
        "SEQ Tabell \\* ARABIC",
        "SEQ Figur \\* ARABIC",
        "SEQ Tabell \\* ARABIC",
    ]
    assert {"PAGE", "NUMPAGES"} <= set(re.findall(r'w:instr="([^"]+)"', footer))
    assert 'descr="Kart over byer"' in body
    assert body.count("<w:tblHeader/>") == 2
    assert set(re.findall(r'w:anchor="([^"]+)"', body)) == set(
        re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    )
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {"nn-NO"}


def test_docx_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(KgError) as raised:
        to_docx(sample())
    assert 'pip install "samkart[brief]"' in str(raised.value)


@pytest.mark.slow
def test_libreoffice_opens_the_docx(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "brief.docx").write_bytes(to_docx(sample()))
    command = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = told("pdftotext", "-layout", tmp_path / "brief.pdf", "-")
    for words in ("Notat om Ålesund", "Underkapittel", "Tabell 1: Byer", "Figur 1: Et kart", "Side 1 av 1", "[1] [2]"):
        assert words in text.replace("\u00a0", " ")


def told(*command: str | Path) -> str:
    """What one of poppler's programs prints."""
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} (poppler) is not installed")
    return subprocess.run([program, *map(str, command[1:])], capture_output=True, text=True, check=True).stdout


def test_pdf_embeds_its_fonts_and_is_tagged(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(to_pdf(sample()))
    fonts = told("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all("SourceSansPro" in line and line.split()[-5] == "yes" for line in fonts)
    info = told("pdfinfo", path)
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Title:\s+Notat om Ålesund", info)
    assert "CreationDate" not in info
    text = told("pdftotext", "-raw", path, "-")
    assert "#strong[y]" in text  # names are text, not markup
    plain = text.replace("\u00a0", " ")
    for words in ("Tabell 1: Byer", "Figur 1: Et kart", "Tabell 2"):
        assert words in plain
    cells = [
        cell for block in sample().blocks if isinstance(block, TableBlock) for row in block.rows for cell in row.cells
    ]
    items = [item.text for block in sample().blocks if isinstance(block, BulletList) for item in block.items]
    words_of = [re.findall(r"[A-Za-z]{4,}", each) for each in (*cells, *items)]
    shown = [word[0] for word in words_of if word]
    assert len(shown) > 3
    assert [word for word in shown if word not in plain] == []


def test_a_letter_that_the_font_lacks_is_set_all_the_same() -> None:
    made = numbered(Document("北京", "", "en", (), (Paragraph("Beijing 北京"),)))
    assert to_pdf(made).startswith(b"%PDF")

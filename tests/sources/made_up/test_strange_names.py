"""Names with characters that steer: whatever a source brings, every paper, picture and file is made, and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.model.text import harmless
from kg.store.inputs import Inputs
from tests.sources.made_up.test_made_up import Run, inputs, run

__all__ = ["inputs", "run"]

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""What no paper or picture may hold: it ends them, breaks their lines or turns their text round."""
NAMES = {
    "escape": "Escape\x1b]0;owned\x07\x1b[31mby",
    "bell": "Bell\x07by",
    "nul-like": "Null\x00by",
    "delete": "Delete\x7fby",
    "backspace": "Back\x08\x08by",
    "vertical": "Vertical\x0b\x0cby",
    "c1": "Next\x85line\x9b31mby",
    "separators": "Line\u2028Paragraph\u2029by",
    "override": "Over\u202eyb\u202c ride by",
    "unclosed": "Unclosed\u202ednuof",
    "embedding": "Embed\u202bded\u202a by",
    "isolates": "Isolate\u2067d\u2066 by\u2068",
    "marks": "Left\u200eRight\u200f by",
    "not-a-character": "Not\ufffea\uffffcharacter",
    "not-either": "Plane\U0001fffeby\U0010ffff",
    "private": "Private\ue000use\ue001by",
    "mark": "\ufeffMark\ufeffby",
    "zero-width": "Zero\u200bwidth\u2060by",
    "joined": "Family \U0001f468\u200d\U0001f469\u200d\U0001f467 by",
    "combining": "Combin\u0301e\u0301d A\u030algard",
    "stacked": "Stack" + "\u0335\u0340\u0321" * 20 + "ed by",
    "hyphen": "Soft\u00adhyphen\u00adby",
    "hebrew": "\u05ea\u05dc \u05d0\u05d1\u05d9\u05d1-\u05d9\u05e4\u05d5",
    "arabic": "\u0631\u0627\u0645 \u0627\u0644\u0644\u0647 2020",
    "tags": "Tag\U000e0041\U000e007fby",
    "variation": "Heart \u2764\ufe0f by",
    "markup": "</script><script>alert(1)</script> & \"'`#*_|by",
}
FIELDS = ["partner", "name", "land", "vat", "latitude", "longitude", "project", "title", "start", "end", "role"]


def rows() -> Iterator[dict[str, str]]:
    plain = {"land": "SE", "latitude": "59.1", "longitude": "18.1", "start": "2021-01-01", "end": "2026-12-31"}
    own = plain | {"partner": "p0", "name": "HAMAROY KOMMUNE", "land": "NO", "vat": "NO970542507MVA"}
    for number, name in enumerate(NAMES.values(), start=1):
        project = {"project": f"F-{number}", "title": f"Project {name}"}
        yield own | project | {"role": "coordinator"}
        yield plain | project | {"partner": f"p{number}", "name": name, "vat": "", "role": "participant"}


@pytest.fixture
def strange(inputs: Inputs) -> Inputs:
    """The house with an extract in which every partner and every project has a strange name."""
    folder = inputs.data / "extracts" / "made-up"
    folder.mkdir(parents=True)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, FIELDS)
    writer.writeheader()
    writer.writerows(rows())
    (folder / "list.csv").write_text(stream.getvalue(), "utf-8", newline="")
    return inputs


def texts(path: Path) -> str:
    """All that a file shows, as far as it is text."""
    raw = path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            pages = [parts.read(name) for name in parts.namelist() if name.endswith(".xml")]
        return "\n".join("".join(ElementTree.fromstring(page).itertext()) for page in pages)  # noqa: S314
    if path.suffix in (".png", ".pdf"):
        return ""
    text = raw.decode()
    if path.name == "map.html":  # but for the library of the map, which looks for such characters
        (data,) = re.findall(r'<script[^>]* id="samkart-data">(.*?)</script>', text, re.DOTALL)
        return str(json.loads(data))
    if path.suffix in (".svg", ".graphml", ".gexf"):
        ElementTree.fromstring(text)  # noqa: S314
    return text


FILES = [
    *(("brief Hamarøy -o", f"paper.{ending}") for ending in ("docx", "pdf", "html", "md")),
    ("brief Hamarøy --lang en -o", "paper-en.pdf"),
    *(("map Hamarøy --via project -o", f"map.{ending}") for ending in ("html", "svg", "png", "pdf")),
    *(("map Hamarøy --via project -o", f"net.{ending}") for ending in ("gexf", "graphml", "net", "cyjs", "json")),
    *(("survey Hamarøy --all -o", f"sheet.{ending}") for ending in ("xlsx", "docx")),
    ("chart Hamarøy -o", "chart.svg"),
]


@pytest.mark.parametrize(("command", "file"), FILES)
def test_every_paper_picture_and_graph_is_made_and_harmless(
    run: Run, strange: Inputs, tmp_path: Path, command: str, file: str
) -> None:
    code, _, err = run(*command.split(), tmp_path / file)
    assert (code, "Traceback" in err) == (0, False), err
    shown = texts(tmp_path / file)
    assert not (found := STEERING.search(shown)), shown[max(0, found.start() - 40) : found.end() + 40]


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld"])
def test_the_graph_is_exported_with_the_names_as_they_are(run: Run, strange: Inputs, tmp_path: Path, form: str) -> None:
    assert run("export", "--canonical", "--format", form, "-o", tmp_path / "graph")[0] == 0
    known = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD"}
    found = ox.parse(path=str(tmp_path / "graph"), format=getattr(ox.RdfFormat, known[form]))
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert set(NAMES.values()) <= {str(quad.object.value) for quad in found if quad.predicate == label}


def test_nothing_raw_reaches_a_terminal_and_every_name_is_found(run: Run, strange: Inputs) -> None:
    code, out, _ = run("who", "Hamarøy", "--via", "project", "--limit", "0")
    assert code == 0
    assert harmless(out) == out
    assert "Escape\\x1b]0;owned\\x07\\x1b[31mby" in out
    for number, name in enumerate(NAMES.values(), start=1):
        word = re.split(r"[^\w]", name.strip("\ufeff"))[0]
        assert run("show", f"made-up-p{number}")[0] == 0
        for asked in (name, *([word] if len(word) > 2 else [])):
            if "\0" in asked or "<" in asked:
                continue  # no shell hands that over
            code, out, err = run("find", asked, "--format", "json")
            assert code == 0, (asked, err)
            assert f"made-up-p{number}" in {row["key"] for row in json.loads(out)}, (asked, out)

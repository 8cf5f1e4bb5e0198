"""Pages as files: they lead to each other and to no server, and a folder is written whole or stays as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.errors import KgError, NotFound, Usage
from kg.web.asked import Asked
from kg.web.still import write_site

ASKED = Asked(path=(), language="en", chosen=True, day="2026-06-01", digest="0123456789ab")
PAGES = ["actor/fjordby", "Nordvik kommune", "compare/fjordby,nordvik", "who/fjordby?via=project", "theme/energy"]


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_pages_lead_to_each_other_and_to_nothing_that_is_not_there(world: Samkart, tmp_path: Path) -> None:
    write_site(world, PAGES[:4], tmp_path / "site", ASKED)
    found = files(tmp_path / "site")
    stems = ["actor-fjordby", "actor-nordvik", "compare-fjordby-nordvik", "who-fjordby-project"]
    endings = (".html", ".json", ".ttl", ".xlsx")
    beside = {"index.html", "samkart-site.json", "static/site.css", "static/icon.svg"}
    assert set(found) == {stem + ending for stem in stems for ending in endings} | beside
    for name, content in found.items():
        if not name.endswith(".html"):
            continue
        text = content.decode()
        leads = set(re.findall(r'(?:href|src|action)="([^"#]*)', text))
        assert {each for each in leads if not each.startswith("https://")} - {""} <= set(found), name
        assert not re.search(r'<(script(?! type="application/ld\+json")|form|iframe|link[^>]*href="http|img)', text)
    assert 'href="actor-nordvik.html"' in found["actor-fjordby.html"].decode()
    index = re.findall(r'<li><a href="([^"]*)">([^<]*)', found["index.html"].decode())
    assert [file for file, _ in index] == [f"{stem}.html" for stem in stems]
    told = json.loads(found["samkart-site.json"])
    assert told == {"day": "2026-06-01", "graph": "0123456789ab", "pages": [f"{stem}.html" for stem in stems]}


def test_the_same_gives_the_same_bytes_and_a_site_of_before_goes(world: Samkart, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_site(world, PAGES[:3], tmp_path / name, ASKED)
    assert files(tmp_path / "one") == files(tmp_path / "other")
    write_site(world, PAGES[:1], tmp_path / "one", ASKED)
    assert "actor-nordvik.html" not in files(tmp_path / "one")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one", "other"]


def test_a_map_and_a_paper_stand_on_their_own(world: Samkart, tmp_path: Path) -> None:
    write_site(world, ["map/fjordby", "brief/fjordby"], tmp_path / "site", ASKED)
    found = files(tmp_path / "site")
    pages = {name for name in found if name.endswith(".html")}
    assert pages == {"index.html", "map-fjordby.html", "brief-fjordby.html"}
    assert b"https://cdn" not in found["map-fjordby.html"]


@pytest.mark.parametrize(
    ("pages", "error", "told"),
    [
        ([], Usage, "no page is named"),
        (["actor/nobody-at-all"], NotFound, "nobody-at-all"),
        (["Nobody At All"], NotFound, "nothing is called"),
        (["nowhere/at-all"], NotFound, "nowhere"),
        (["who/fjordby?vai=project"], NotFound, "vai"),
        (["../../etc/passwd"], NotFound, "passwd"),
    ],
)
def test_a_page_that_there_is_not_leaves_nothing(
    world: Samkart, tmp_path: Path, pages: list[str], error: type[KgError], told: str
) -> None:
    with pytest.raises(error, match=told):
        write_site(world, ["actor/fjordby", *pages] if pages else [], tmp_path / "site", ASKED)
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_not_written_over(world: Samkart, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(KgError, match="holds other files"):
        write_site(world, PAGES[:1], tmp_path / "site", ASKED)
    assert files(tmp_path / "site") == {"mine.txt": b"mine"}

"""A complete list leaves out who is known as a member and is not on it, as of its day and by the rule of time."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sources.members.conftest import Run

IMPORT = ("import", "members", "ring.csv", "--network", "The Ring", "--lang", "en", "--retrieved", "2026-02-02")
OTHERS = "Member;Country\nJakobstads stad;FI\nNirgendwo;DE\n"


def changes(run: Run, *options: str) -> list[str]:
    """What would change in the network, in words."""
    code, out, _ = run(*IMPORT, *options, "--preview", "--overwrite")
    assert code == 0
    at = next(number for number, line in enumerate(out) if line.startswith("From "))
    return [line.strip() for line in out[at + 1 :] if line.startswith("  ") and "The Ring" in line]


def test_who_is_not_on_a_complete_list_has_left_by_its_day(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(OTHERS, "utf-8")
    joined = ["Nirgendwo and Jakobstad in The Ring: known now; since when is not told."]
    assert changes(run, "--as-of", "2026-01-01") == joined
    assert changes(run, "--as-of", "2026-01-01", "--complete") == [
        "Hamarøy Municipality in The Ring: left 1 January 2026.",
        *joined,
    ]
    assert changes(run, "--as-of", "2018", "--complete") == joined  # older than what the membership rests on


def test_who_may_be_on_the_list_under_another_name_is_not_left_out(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(f"{OTHERS}Hamarøy;NO\n", "utf-8")
    assert [line for line in changes(run, "--as-of", "2026-01-01", "--complete") if "ended" in line] == []


def test_the_list_is_the_source_and_its_network_the_publisher(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(OTHERS, "utf-8")
    assert run(*IMPORT, "--as-of", "2026-01-01", "--complete")[0] == 0
    code, out, _ = run("who", "pietarsaari", "--evidence", "--format", "csv", "--lang", "en")
    assert code == 0
    assert "Members of The Ring" in "\n".join(out)
    _, out, _ = run("query", "source/list", "--format", "csv")
    assert next(line for line in out if "members-ringen" in line).split(",")[:3] == [
        "members-ringen",
        "Members of The Ring",
        "The Ring",
    ]


def test_a_newer_list_takes_the_place_of_the_older(run: Run, house: Path) -> None:
    def export(name: str) -> str:
        assert run("export", "-o", name)[0] == 0
        return re.sub(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", "X", Path(name).read_text("utf-8"))

    Path("new.xlsx.csv").write_text(OTHERS, "utf-8")
    again = (
        "import",
        "members",
        "new.xlsx.csv",
        "--network",
        "ringen",
        "--as-of",
        "2026-02",
        "--retrieved",
        "2026-02-03",
    )
    assert run(*again)[0] == 0
    alone = export("alone.nq")
    Path("ring.csv").write_text("Member;Country\nNusquam;SE\nHamarøy kommune;NO\n", "utf-8")
    assert run(*IMPORT, "--as-of", "2025-01-01")[0] == 0
    assert export("other.nq") != alone
    assert run(*again)[0] == 0
    assert export("again.nq") == alone
    _, out, _ = run("imports", "--format", "csv")
    assert "new.xlsx.csv" in out[1] and "ring.csv" not in out[1]


def test_a_network_that_is_not_there_is_told_with_the_nearest(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(OTHERS, "utf-8")
    Path("map.yml").write_text("network: The Rink\nas-of: 2026-01-01\n", "utf-8")
    code, _, err = run("import", "members", "ring.csv", "--mapping", "map.yml")
    assert code == 1 and "The Rink" in err[0]
    Path("map.yml").write_text("network: The Ring\nas-of: 2026-01-01\n", "utf-8")
    assert run("import", "members", "ring.csv", "--mapping", "map.yml")[0] == 0
    assert "ring.csv" in run("imports", "--format", "csv")[1][1]

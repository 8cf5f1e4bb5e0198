from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData
from kg.linking.authority import OfficialName
from kg.linking.identity import Identity
from kg.linking.official import OfficialNames, read_forms
from kg.resources import data_dir

MUNICIPALITY, COUNTY = "sk:Municipality", "sk:County"
NAMES = OfficialNames(
    [
        OfficialName("bergen", MUNICIPALITY, "NO", "Bergen", (60.39, 5.32)),
        OfficialName("bergen-nl", MUNICIPALITY, "NL", "Bergen", (52.67, 4.7)),
        OfficialName("heroey-nordland", MUNICIPALITY, "NO", "Herøy", (65.97, 12.29)),
        OfficialName("heroey-sunnmoere", MUNICIPALITY, "NO", "Herøy", (62.33, 5.63)),
        OfficialName("nordland-fylke", COUNTY, "NO", "Nordland"),
        OfficialName("nordland", MUNICIPALITY, "NO", "Nordland"),
        OfficialName("akershus", COUNTY, "NO", "Akershus"),
        OfficialName("akershus-2019", COUNTY, "NO", "Akershus"),
        OfficialName("goeteborg", MUNICIPALITY, "SE", "Göteborg"),
        OfficialName("kainuu", COUNTY, "FI", "Kainuu"),
        OfficialName("genova", MUNICIPALITY, "IT", "Genova", (44.41, 8.93)),
    ],
    read_forms(data_dir() / "links"),
)


@pytest.mark.parametrize(
    ("name", "country", "point", "actor"),
    [
        ("BERGEN KOMMUNE", "NO", None, "bergen"),
        ("Gemeente Bergen", "NL", (52.6, 4.7), "bergen-nl"),
        ("Gemeente Bergen", "NL", None, ""),
        ("Municipality of Bergen", "DE", None, ""),
        ("Bergen", "NO", None, ""),
        ("University of Bergen", "NO", None, ""),
        ("Bergen kommune, Eiendom", "NO", None, ""),
        ("BERGEN KOMMUNE", "NO", (52.6, 4.7), ""),
        ("Heroy kommune", "NO", None, ""),
        ("Heroy kommune", "NO", (66.0, 12.3), "heroey-nordland"),
        ("Nordland fylkeskommune", "NO", None, "nordland-fylke"),
        ("Nordland kommune", "NO", None, "nordland"),
        ("AKERSHUS FYLKESKOMMUNE", "NO", None, ""),
        ("Göteborgs Stad", "SE", None, "goeteborg"),
        ("KAINUUN LIITTO", "FI", None, "kainuu"),
        ("Kainuun maakuntaliitto", "FI", None, "kainuu"),
        ("Kainuun Kokoomusnuorten liitto", "FI", None, ""),
        ("Comune di Genova", "IT", (44.4, 8.9), "genova"),
        ("Comune di Genova", "IT", None, ""),
        ("Bergen kommune", "", None, ""),
    ],
)
def test_who_bears_a_name(name: str, country: str, point: tuple[float, float] | None, actor: str) -> None:
    assert NAMES.bearer(Identity((name,), country, point=point)) == actor


def test_what_the_source_says_it_is_goes_with_the_name() -> None:
    assert NAMES.bearer(Identity(("Bergen",), "NO", frozenset({MUNICIPALITY}))) == "bergen"
    assert NAMES.bearer(Identity(("Bergen kommune",), "NO", frozenset({COUNTY}))) == ""
    assert NAMES.bearer(Identity(("Nordland",), "NO", frozenset({COUNTY}))) == "nordland-fylke"


def test_bad_forms_are_told_with_their_rows(tmp_path: Path) -> None:
    rows = [
        "country\tkind\tform\talone\tnote",
        "NO\ttown\t{} by\tyes\t",
        "NO\tcounty\tfylke\tyes\t",
        "NO\tcounty\t{} f",
    ]
    (tmp_path / "official-names.tsv").write_text("\n".join(rows), "utf-8")
    with pytest.raises(BadData) as caught:
        read_forms(tmp_path)
    assert [str(problem) for problem in caught.value.problems] == [
        "official-names.tsv, row 2, column kind: expected one of municipality, county",
        "official-names.tsv, row 3, column form: 'fylke' has no {} and words beside it",
        "official-names.tsv, row 4: 3 cells, expected 5",
    ]
    assert read_forms(tmp_path / "nowhere") == []

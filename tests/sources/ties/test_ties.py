"""Lists of twinnings and agreements in the forms that they come in; all parties are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData, Usage
from kg.sources.ties import Filters, read
from tests.sources.facts import said

OPTIONS = {
    "sources": ("Our twins", "https://list.example/twins"),
    "days": ("2026-01-01",),
    "retrieved": ("2026-02-03",),
}
WHOLE = (
    "Vennskapsbyer i regionen;;;;;;;\n"
    "Kommune;Vennskapskommune;Land;Siden;Til;Status;Tema;Kilde\n"
    "Tenktvik kommune;Nowhereby kommun;Sverige;siden 1966;;;Luftkvalitet;https://tenktvik.example/by\n"
    "Tenktvik kommune;Utopia (DK) ; ;1970-2001;;avsluttet;;\n"
    "Innbilt kommune;Ei by;Finland;;;kanskje;;\n"
    "Innbilt kommune;;;;;;;\n"
    "Kilde: fylkets side;;;;;;;\n"
)


def told(*files: str, **given: tuple[str, ...]) -> Filters:
    return Filters(**{**OPTIONS, **given}).beside(files, {})


def test_all_that_a_list_says(tmp_path: Path) -> None:
    path = tmp_path / "twins.csv"
    path.write_bytes(WHOLE.encode("cp1252"))
    triples, lines = said(read([path], filters=told("twins.csv", countries=("NO",))))
    first, second = "no-tenktvik-kommune--se-nowhereby-kommun-1966", "dk-utopia--no-tenktvik-kommune-1970"
    assert triples == [
        'skd:source/ties-our-twins dcterms:title "Our twins"',
        "skd:source/ties-our-twins foaf:page https://list.example/twins",
        'skd:source/ties-our-twins dcterms:issued "2026-01-01"',
        'skd:source/ties-our-twins sk:retrieved "2026-02-03"',
        "skd:source/ties-our-twins sk:strength skc:evidence-strength/list",
        'skd:source/ties-page-de54240be6 dcterms:title "https://tenktvik.example/by"',
        "skd:source/ties-page-de54240be6 foaf:page https://tenktvik.example/by",
        "skd:source/ties-page-de54240be6 sk:strength skc:evidence-strength/list",
        ":organisation/dk-utopia sk:level skc:level/local",
        ':organisation/dk-utopia skos:prefLabel "Utopia"',
        ":organisation/dk-utopia sk:country skd:country/DK",
        ":organisation/no-tenktvik-kommune sk:level skc:level/local",
        ':organisation/no-tenktvik-kommune skos:prefLabel "Tenktvik kommune"',
        ":organisation/no-tenktvik-kommune sk:country skd:country/NO",
        ":organisation/se-nowhereby-kommun sk:level skc:level/local",
        ':organisation/se-nowhereby-kommun skos:prefLabel "Nowhereby kommun"',
        ":organisation/se-nowhereby-kommun sk:country skd:country/SE",
        f":twinning/{first} sk:party :organisation/no-tenktvik-kommune",
        f":twinning/{first} sk:party :organisation/se-nowhereby-kommun",
        f":twinning/{first} sk:theme skc:theme/air-quality",
        f":twinning/{first} sk:status skc:status/partner",
        f':twinning/{first} sk:start "1966"',
        f':twinning/{first} sk:asOf "2026-01-01"',
        f":twinning/{first} dcterms:source skd:source/ties-our-twins",
        f":twinning/{first} dcterms:source skd:source/ties-page-de54240be6",
        f":twinning/{second} sk:party :organisation/no-tenktvik-kommune",
        f":twinning/{second} sk:party :organisation/dk-utopia",
        f":twinning/{second} sk:status skc:status/ended",
        f':twinning/{second} sk:start "1970"',
        f':twinning/{second} sk:end "2001"',
        f':twinning/{second} sk:asOf "2026-01-01"',
        f":twinning/{second} dcterms:source skd:source/ties-our-twins",
    ]
    known = "member, associate, observer, signatory, partner, coordinator, on-hold, ended, letter-of-intent"
    assert lines == [
        "list (twins.csv): read 5, used 2, skipped 3 (1 a remark, no tie; 1 no status; 1 no two actors)",
        "0 projects, 2 ties, 3 organisations",
        "twins.csv, row 5, column status: 'kanskje' is no status that is known; "
        f"--status 'kanskje=STATUS' with {known}",
        "twins.csv, row 6, column b: no second actor",
        "twins.csv, row 7, column a: 'Kilde: fylkets side'",
    ]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Kommune;Vennskapsby", "Twinning"),
        ("Kommun;Vänort", "Twinning"),
        ("Kommune;Venskabsby", "Twinning"),
        ("Kunta;Ystävyyskaupunki", "Twinning"),
        ("Gemeinde;Partnerstadt", "Twinning"),
        ("Municipality;Twin town", "Twinning"),
        ("City;Sister city", "Twinning"),
        ("Party A;Party B", "Agreement"),
        ("Kommune 1;Kommune 2", "Agreement"),
        ("city1;city2", "Agreement"),
        ("Municipality 1;Municipality 2", "Agreement"),
        ("name_a;name_b", "Agreement"),
        ("Organisasjon (A);Organisasjon (B)", "Agreement"),
        ("1. kommune;2. kommune", "Agreement"),
    ],
)
def test_headings_in_the_languages_that_people_use(tmp_path: Path, header: str, kind: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\nTenktvik;Nowhereby\n", "utf-8")
    given = {} if kind == "Twinning" else {"ties": ("agreement",)}
    records = read([path], filters=told("list.csv", **given)).records()
    assert [(tie.kind, tie.organisation, tie.other, tie.status) for tie in records.pairs] == [
        (kind, "tenktvik", "nowhereby", "partner")
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("twinning", ("Twinning", "partner", "")),
        ("vennskap", ("Twinning", "partner", "")),
        ("Samarbeidsavtale", ("Agreement", "partner", "Tenktvik – Nowhereby")),
        ("MoU", ("Agreement", "partner", "Tenktvik – Nowhereby")),
        ("Letter of intent", ("Agreement", "letter-of-intent", "Tenktvik – Nowhereby")),
    ],
)
def test_kinds_of_tie(tmp_path: Path, word: str, expected: tuple[str, str, str]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"a;b;tie\nTenktvik;Nowhereby;{word}\n", "utf-8")
    records = read([path], filters=told("list.csv")).records()
    assert [(tie.kind, tie.status, tie.title) for tie in records.pairs] == [expected]


def test_several_partners_in_a_cell_and_what_is_no_pair(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('a,twin town\nTenktvik,"Nowhereby (SE); Utopia (DK)"\nA by,A by\nB by,12\nC by,\n', "utf-8")
    reading = read([path], filters=told("list.csv"))
    assert [(tie.organisation, tie.other) for tie in reading.records().pairs] == [
        ("tenktvik", "se-nowhereby"),
        ("tenktvik", "dk-utopia"),
    ]
    assert list(map(str, reading.summary.problems)) == [
        "list.csv, row 3, column b: only one actor; expected two",
        "list.csv, row 4, column name: '12' is no name",
        "list.csv, row 5, column b: no second actor",
    ]


def test_a_row_whose_kind_nobody_says(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b;tie\nTenktvik;Nowhereby;\nTenktvik;Utopia;choir\n", "utf-8")
    with pytest.raises(BadData, match=r"no row of list\.csv can be used") as error:
        read([path], filters=told("list.csv")).records()
    assert list(map(str, error.value.problems)) == [
        "list.csv, row 2, column tie: what kind of tie is not said; "
        "expected twinning, agreement, or say --tie for all rows that name none",
        "list.csv, row 3, column tie: 'choir' is no kind of tie that is known; "
        "expected twinning, agreement, or say --tie for all rows that name none",
    ]


def test_lists_are_known_by_their_titles(tmp_path: Path) -> None:
    first = Filters(**OPTIONS).beside(["our-twins-a.csv"], {})
    other = Filters(**{**OPTIONS, "sources": ("Others",)}).beside(["others-a.csv"], first.as_dict())
    newer = Filters(**OPTIONS).beside(["our-twins-b.csv"], other.as_dict())
    assert [each.file for each in newer.all()] == ["others-a.csv", "our-twins-b.csv"]


@pytest.mark.parametrize("given", [{"sources": ()}, {"ties": ("marriage",)}, {"days": ()}, {"columns": ("name=Navn",)}])
def test_what_is_not_told_rightly(given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Usage):
        Filters(**{**OPTIONS, "retrieved": (), **given})


def test_a_list_without_a_second_actor_tells_what_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Kommune;Hvem\nTenktvik;Nowhereby\n", "utf-8")
    with pytest.raises(BadData) as error:
        read([path], filters=told("list.csv")).records()
    assert (error.value.problems[0].file, error.value.problems[0].row) == ("list.csv", 1)
    assert "--column" in error.value.problems[0].message
    mended = told("list.csv", columns=("b=Hvem",), ties=("twinning",))
    assert len(read([path], filters=mended).records().pairs) == 1


def test_countries_and_numbers_of_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "city1;country1;lat1;orgnr 1;city2;country2;lat2\nTenktvik;Norway;60;123456785;Utopia;Turkey;40\n", "utf-8"
    )
    records = read([path], filters=told("list.csv", ties=("twinning",))).records()
    assert [(each.name, each.country, each.kind, each.number) for each in records.organisations.values()] == [
        ("Tenktvik", "Norway", "municipality", "123456785"),
        ("Utopia", "TR", "municipality", ""),
    ]

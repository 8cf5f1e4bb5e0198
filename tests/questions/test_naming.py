"""A name leads to the one that is meant, however it is typed, and it is told who else bears it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.errors import NameNotice, NotFound
from kg.questions.naming import Named, identify
from kg.resources import data_dir
from kg.store.remote import RemoteView
from kg.store.view import LocalView
from kg.vocab import SKC, SKD
from tests.conftest import WORLD, build_home, served

ENDED = "Lillevik kommune ended 2019-12-31"
NAMESAKES = Path(__file__).with_name("namesakes.ttl")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the made-up world and the namesakes."""
    return build_home(tmp_path_factory.mktemp("namesakes"), WORLD, NAMESAKES)


@pytest.fixture
def samkart(home: Path) -> Iterator[Samkart]:
    with Samkart(LocalView(home)) as opened:
        yield opened


def told(samkart: Samkart, text: str, kind: str = "actor", at: str = "", country: str = "NO") -> Named:
    return identify(samkart.view, text, kind, at=at, country=country)


MEANT = {
    "Os": "aas",  # at home before abroad, a name before a short name before a former one, as spelt before ØS
    "ØS": "oest",
    "Berg": "berg-se",  # living before ended
    "Vik": "vik-fylke",
    "Vik fylke": "vik-fylke",
    "Lillevik": "fjordby",  # a merged body's name leads to its successor
    "Lillevik kommune": "fjordby",
    "Storøy kommune": "oeyene",
    "Fjordstad": "fjordby",  # a former name
    "Det gode råd": "fjordraadet",  # another name
    "vik-fylke-2019": "vik-fylke-2019",  # a key
    "storoey": "storoey",
    "pic-900000009": "pic-900000009",
    "pic-900000001": "fjordby",  # numbers
    "PIC 900 000 001": "fjordby",
    "922 222 222": "fjordby",
    "NO 922 222 222 MVA": "fjordby",
    "922.222.222": "fjordby",
    "1102": "lillevik",
    "2": "vik-fylke-2019",
}


@pytest.mark.parametrize("text", MEANT)
@pytest.mark.parametrize("spelling", [str, str.lower, str.upper, str.title, "  {} ".format])
def test_who_is_meant_whatever_the_capitals(samkart: Samkart, text: str, spelling: object) -> None:
    assert told(samkart, spelling(text)).iri == f"{SKD}actor/{MEANT[text]}"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "day", "meant"),
    [
        ("Vik", "2019-01-01", "vik-fylke-2019"),
        ("Vik", "2019", "vik-fylke-2019"),
        ("Vik", "2021-06", "storvik-fylke"),  # what the one of 2019 lived on in, and the one of today had not begun
        ("Vik", "2024-01-01", "vik-fylke"),
        ("Storvik", "2023-12-31", "storvik-fylke"),
        ("Lillevik", "2019-12-31", "lillevik"),
        ("Lillevik", "2020-01-01", "fjordby"),
        ("Berg", "2018", "berg"),
    ],
)
def test_the_day_asked_about_decides(samkart: Samkart, text: str, day: str, meant: str) -> None:
    assert told(samkart, text, at=day).iri == f"{SKD}actor/{meant}"


def test_the_reader_s_country_decides(samkart: Samkart) -> None:
    assert told(samkart, "Os", country="SE").iri == f"{SKD}actor/os-se"
    with pytest.warns(NameNotice):
        assert Samkart(samkart.view, country="SE").resolve("Os") == f"{SKD}actor/os-se"


def test_what_is_told(samkart: Samkart) -> None:
    assert told(samkart, "Nordvik").notices == told(samkart, "actor/berg").notices == ()
    assert told(samkart, "Os").data() == {
        "notices": [
            "'Os' is Os kommune (NO, kommune, Nordfjell fylkeskommune, actor/aas) here, but also the name of"
            " Os (SE, kommune, actor/os-se); Ord om dag (NO, nettverk, actor/odd);"
            " Sørhavn kommune (NO, kommune, Sørkyst fylkeskommune, actor/soerhavn)"
        ],
        "also_named": [
            {"iri": f"{SKD}actor/os-se", "description": "Os (SE, kommune, actor/os-se)"},
            {"iri": f"{SKD}actor/odd", "description": "Ord om dag (NO, nettverk, actor/odd)"},
            {
                "iri": f"{SKD}actor/soerhavn",
                "description": "Sørhavn kommune (NO, kommune, Sørkyst fylkeskommune, actor/soerhavn)",
            },
        ],
    }
    assert told(samkart, "Berg").notices == (
        "'Berg' is Berg (SE, actor/berg-se) here, but also the name of Berg kommune (NO, til 2019-12-31, actor/berg)",
    )
    assert told(samkart, "Lillevik").notices == (
        f"{ENDED} and lives on in Fjordby kommune (actor/fjordby); itself it is actor/lillevik",
    )
    assert told(samkart, "storoey").notices == (
        "Storøy kommune ended 2023-12-31 and lives on in Øyene kommune (actor/oeyene)",
    )
    assert told(samkart, "Fjordstad").notices == (
        "'Fjordstad' is a former name of Fjordby kommune (actor/fjordby) until 1924",
    )
    assert told(samkart, "det gode råd").notices == (
        "'Det gode råd' is another name of Fjordrådet (actor/fjordraadet)",
    )
    assert told(samkart, "2").notices == ("'2' is read as 02: a number that lost its leading zero",)
    assert told(samkart, "Fjordb").notices == (
        "nothing is called 'Fjordb'; 'Fjordby kommune' begins with it: Fjordby kommune (actor/fjordby)",
    )
    assert told(samkart, "Hamnby", "").notices == (
        "'Hamnby' is Hamnby (FI, kommune, actor/hamnby) here, but also the name of Hamnby (prosjekt, project/hamnby)",
    )


@pytest.mark.parametrize(
    ("text", "message", "candidates"),
    [
        (
            "dal",
            "'dal' can be one of several; say which",
            ("Dal kommune (NO, Nordfjell fylkeskommune, actor/dal-nordfjell)",
             "Dal kommune (NO, Sørkyst fylkeskommune, actor/dal-soerkyst)"),
        ),
        (
            "Tvilling",
            "'Tvilling' can be one of several; say which",
            ("Tvilling AS (NO, 7001, actor/pic-900000101)", "Tvilling AS (NO, 7002, actor/pic-900000102)"),
        ),
        (
            "Storvik",
            "Storvik fylkeskommune ended 2023-12-31 and was divided; 'Storvik' can be one of several; say which",
            ("Vik fylkeskommune (NO, fra 2024-01-01, actor/vik-fylke)",
             "Ytrevik fylkeskommune (NO, fra 2024-01-01, actor/ytrevik-fylke)",
             "Storvik fylkeskommune (NO, 2020-01-01–2023-12-31, actor/storvik-fylke)"),
        ),
    ],
)  # fmt: skip
def test_candidates_are_told_apart(samkart: Samkart, text: str, message: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(NotFound) as caught:
        told(samkart, text)
    assert (str(caught.value), caught.value.nearest) == (message, candidates)
    for each in candidates:
        key = each.rpartition(", ")[2].rstrip(")")
        assert told(samkart, key).iri == SKD + key


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("programme/horisont", SKD + "programme/horisont"),
        ("project/groennby", SKD + "project/groennby"),
        ("call/horisont-klima-01", SKD + "call/horisont-klima-01"),
        ("event/oeyene-2024", SKD + "event/oeyene-2024"),
        ("source/register", SKD + "source/register"),
        ("place/fjordby", SKD + "place/fjordby"),
        ("tie/twinning/fjordby-granstad", SKD + "tie/twinning/fjordby-granstad"),
        ("twinning/fjordby-granstad", SKD + "tie/twinning/fjordby-granstad"),
        ("membership/soerhavn-fjordraadet", SKD + "tie/membership/soerhavn-fjordraadet"),
        ("theme/circular-economy", SKC + "theme/circular-economy"),
        ("skc:theme/circular-economy", SKC + "theme/circular-economy"),
        ("skd:actor/berg", SKD + "actor/berg"),
        ("level/local", SKC + "level/local"),
        ("101000001", SKD + "project/groennby"),
        ("HORISONT-KLIMA-2021-01", SKD + "call/horisont-klima-01"),
        ("oeyene-2024", SKD + "event/oeyene-2024"),
        ("register", SKD + "source/register"),
    ],
)
def test_what_output_prints_can_be_typed_back(samkart: Samkart, text: str, iri: str) -> None:
    assert told(samkart, text, "") == Named(iri, text)
    assert samkart.show(text).facts["iri"] == iri


def test_every_thing_is_found_by_its_kind_and_key(samkart: Samkart) -> None:
    rows = samkart.query("SELECT DISTINCT ?thing { ?thing a ?class }")
    things = [row["thing"].value for row in rows]
    ours = [iri for iri in things if iri.startswith(SKD) and "/fee-rule/" not in iri]
    assert len(ours) > 150
    for iri in ours:
        assert told(samkart, iri.removeprefix(SKD), "").iri == iri


@pytest.mark.parametrize("text", ["actor/nobody", "project/fjordby", "tie/nothing", "theme/fjordby"])
def test_a_key_that_is_not_there(samkart: Samkart, text: str) -> None:
    with pytest.raises(NotFound, match=f"nothing is called '{text}'"):
        told(samkart, text, "")


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("SMARTBY", "actor", r"'SMARTBY' is Smart towns \(project/smartby\), which is not what is asked for here"),
        ("horisont-klima", "actor", r"'horisont-klima' is Horisont klima \(programme/horisont-klima\), which is not"),
        ("Fjordby", "network", r"'Fjordby' is Fjordby kommune \(actor/fjordby\), which is not what is asked for here"),
        (
            "twinning/fjordby-granstad",
            "actor",
            r"is .*\(tie/twinning/fjordby-granstad\), which is not what is asked for",
        ),
    ],
)
def test_what_is_of_another_kind(samkart: Samkart, text: str, kind: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        told(samkart, text, kind)


def test_python_is_told_once(samkart: Samkart) -> None:
    with pytest.warns(NameNotice, match="'Berg' is Berg .* also the name of Berg kommune") as caught:
        found = samkart.who("Berg")
        samkart.who("Berg")
        card = samkart.show("Berg")
    assert len(caught) == 1
    others = [{"iri": SKD + "actor/berg", "description": "Berg kommune (NO, til 2019-12-31, actor/berg)"}]
    assert found.named["also_named"] == found[:1].named["also_named"] == card.facts["also_named"] == others
    assert samkart.who("Nordvik").named == {}


@pytest.mark.slow
def test_an_endpoint_answers_alike(samkart: Samkart, home: Path) -> None:
    with served(home) as address, Samkart(RemoteView(address)) as remote:
        for text in (*MEANT, "dal", "Storvik", "Fjordb", "actor/berg", "twinning/fjordby-granstad"):
            for at in ("", "2019-01-01"):
                answers = []
                for each in (samkart, remote):
                    try:
                        found = told(each, text, "", at)
                        answers.append((found.iri, found.notices, sorted(found.others)))
                    except NotFound as error:
                        answers.append((str(error), error.nearest, []))
                assert answers[0] == answers[1]


NAMES = (
    *("name_nb", "name_nn", "name_en", "name", "name_se", "name_smj", "name_sma", "name_fkv", "abbreviation"),
    "alt_names",
)


def names_of_rows() -> Iterator[tuple[str, str]]:
    """(key of an actor, a name of its own) of every row of the tables of actors, and every former name."""
    for table in ("municipalities", "counties", "towns", "networks", "bodies", "former_names"):
        with (data_dir() / "curated" / f"{table}.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                for column in NAMES:
                    yield from ((row["actor"], each) for each in (row.get(column) or "").split("|") if each)


def test_every_name_of_every_row_leads_to_its_bearer_or_tells_why_not(embedded: Samkart) -> None:
    names = list(names_of_rows())
    assert len(names) > 2000
    for actor, name in names:
        ends: set[object] = set()
        for spelling in (name, name.lower(), name.upper()):
            try:
                found = told(embedded, spelling)
            except NotFound as error:
                assert any(f"actor/{actor})" in each for each in error.nearest), (actor, spelling)
                described = [each.rpartition(", actor/")[0] for each in error.nearest]
                assert len(set(described)) == len(described), error.nearest
                ends.add(error.nearest)
            else:
                assert found.iri == f"{SKD}actor/{actor}" or any(f"actor/{actor}" in each for each in found.notices), (
                    actor,
                    spelling,
                    found,
                )
                ends.add(found.iri)
        assert len(ends) == 1, (actor, name, ends)
        assert told(embedded, f"actor/{actor}").iri == f"{SKD}actor/{actor}"


@pytest.mark.parametrize("name", ["Akershus", "Buskerud", "Finnmark", "Telemark", "Troms", "Vestfold", "Østfold"])
def test_a_county_is_that_of_today_or_of_the_day(embedded: Samkart, name: str) -> None:
    key = f"{SKD}actor/{name.lower().replace('ø', 'oe')}-fylke"
    assert told(embedded, name).iri == key
    assert told(embedded, name, at="2019-01-01").iri == f"{key}-2019"

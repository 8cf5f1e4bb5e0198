from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.cleaning.names import display_name, display_place
from kg.sources.cleaning.values import (
    clean_amount,
    clean_country,
    clean_date,
    clean_point,
    clean_text,
    clean_url,
)
from kg.sources.cordis.programmes import ancestors, matches, normal_code, parent_of, shared_ancestor

MONEY = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)


@given(MONEY)
def test_an_amount_is_the_same_however_it_is_written(amount: Decimal) -> None:
    point = f"{amount:.2f}"
    grouped = f"{amount:,.2f}"
    german = grouped.translate(str.maketrans(",.", ".,"))
    spaced = grouped.replace(",", " ")
    for text in (point, point.replace(".", ","), grouped, german, spaced, f"EUR {point}", f"{grouped} €"):
        read = clean_amount(text)
        assert read is not None and Decimal(read) == amount, text


@given(st.text(max_size=12))
def test_an_amount_is_plain_digits_or_nothing(text: str) -> None:
    read = clean_amount(text)
    assert read is None or (Decimal(read) >= 0 and set(read) <= set("0123456789."))


@pytest.mark.parametrize("text", ["892,228", "1,234", "-5", "5-", "1.2.3", "12,34,567", "abc", "", "1,2,3", "NaN", "²"])
def test_what_may_mean_two_things_or_nothing_is_no_amount(text: str) -> None:
    assert clean_amount(text) is None


def test_amounts_as_found() -> None:
    texts = ("208062,5", "208062.5", "892,228.58", "1.234.567", "1,234,567", "1'234.50", "1234,567", "1.5E6")
    assert [clean_amount(text) for text in texts] == [
        "208062.5",
        "208062.5",
        "892228.58",
        "1234567",
        "1234567",
        "1234.50",
        "1234.567",
        "1500000",
    ]


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2060, 12, 31)))
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    iso = day.isoformat()
    for text in (iso, f"{iso} 00:00:00", f"{iso}T12:30:00Z", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}"):
        assert clean_date(text) == iso, text


def test_dates_keep_their_precision_and_impossible_ones_are_none() -> None:
    texts = ("2016", "2016-05", "2021-02-30", "32/01/2020", "soon", "", "2016/05/01")
    assert [clean_date(text) for text in texts] == ["2016", "2016-05", None, None, None, None, None]


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=30))
def test_mis_encoded_text_comes_back(text: str) -> None:
    whole = " ".join(text.split())
    if clean_text(whole) != whole:  # the text itself looks mis-encoded
        return
    for encoding in ("cp1252", "latin-1"):
        try:
            broken = whole.encode("utf-8").decode(encoding)
        except UnicodeDecodeError:
            continue
        if broken == " ".join(broken.split()) and broken != whole:
            assert clean_text(broken) in (whole, broken)


def test_only_what_is_mis_encoded_is_mended() -> None:
    texts = ("Ã˜kern", "GjÃ¸vik", "ASSOCIAÇÃO DE PRODUTORES", "CÃMARA", "Â£5", "Århus", "São Tomé", "â€œquotedâ€\x9d")
    assert [clean_text(text) for text in texts] == [
        "Økern",
        "Gjøvik",
        "ASSOCIAÇÃO DE PRODUTORES",
        "CÃMARA",
        "£5",
        "Århus",
        "São Tomé",
        "â€œquotedâ€\x9d",
    ]


def test_countries_points_and_addresses() -> None:
    assert [clean_country(c) for c in ("EL", "UK", "no", "XK", "XX", "", "EU", "NOR")] == [
        "GR",
        "GB",
        "NO",
        "XK",
        None,
        None,
        None,
        None,
    ]
    points = ("59.89,10.52", "(59.89, 10.52)", "59.89", "91,0", "0,181", "a,b", "-33.9,-70")
    assert [clean_point(p) for p in points] == [
        ("59.89", "10.52"),
        ("59.89", "10.52"),
        None,
        None,
        None,
        None,
        ("-33.9", "-70"),
    ]
    urls = ("www.a.no", "HTTP://a.no/x", "ftp://a.no", "a no", "mailto:a@b.no", "n/a", "https://", "a.no/å")
    assert [clean_url(u) for u in urls] == [
        "http://www.a.no",
        "HTTP://a.no/x",
        None,
        None,
        None,
        None,
        None,
        "http://a.no/å",
    ]


@pytest.mark.parametrize(
    ("name", "country", "short", "shown"),
    [
        ("BAERUM KOMMUNE", "NO", "BAERUM", "Baerum kommune"),
        ("OSTFOLD FYLKESKOMMUNE", "NO", "", "Ostfold fylkeskommune"),
        ("SINTEF ENERGI AS", "NO", "", "SINTEF Energi AS"),
        (
            "NORGES TEKNISK-NATURVITENSKAPELIGE UNIVERSITET NTNU",
            "NO",
            "NTNU",
            "Norges Teknisk-Naturvitenskapelige universitet NTNU",
        ),
        ("GOTEBORGS KOMMUN", "SE", "", "Goteborgs kommun"),
        ("TAMPEREEN KAUPUNKI", "FI", "", "Tampereen kaupunki"),
        ("KOMMUNAL- OG DISTRIKTSDEPARTEMENTET", "NO", "", "Kommunal- og Distriktsdepartementet"),
        ("AJUNTAMENT D'ESPLUGUES DE LLOBREGAT", "ES", "", "Ajuntament d'Esplugues de Llobregat"),
        ("EUROPEAN PASSENGERS' FEDERATION IVZW", "BE", "", "European Passengers' Federation IVZW"),
        ("CHILDREN'S HEALTH IRELAND", "IE", "", "Children's Health Ireland"),
        ("FRAUNHOFER GESELLSCHAFT ZUR FORDERUNG GMBH", "DE", "", "Fraunhofer Gesellschaft zur Forderung GmbH"),
        ("ARBITRARY SPA", "IT", "", "Arbitrary SpA"),
        ("INVENTED TOOLS SA", "FR", "", "Invented Tools SA"),
        ("X-FAB GLOBAL 2000 B.V.", "NL", "", "X-FAB Global 2000 B.V."),
        ("NTNU", "NO", "", "NTNU"),
        ("Region Stavanger", "NO", "", "Region Stavanger"),
        ("Nordic EDGE as", "NO", "", "Nordic EDGE as"),
        ("ÅLANDS LANDSKAPSREGERING", "FI", "", "Ålands Landskapsregering"),
        ("4711", "", "", "4711"),
    ],
)
def test_names_in_capitals_are_given_small_letters(name: str, country: str, short: str, shown: str) -> None:
    assert display_name(name, country, short) == shown


@given(st.text(max_size=60), st.sampled_from(["", "NO", "SE", "FI", "DK", "EE"]))
def test_display_changes_case_and_nothing_else(name: str, country: str) -> None:
    assert display_name(name, country).upper() == name.upper()
    if name != name.upper():
        assert display_name(name, country) == name
    assert display_place(name).upper() == name.upper()


def test_programme_codes() -> None:
    assert ancestors("HORIZON.2.5.1", "HORIZON") == ["HORIZON.2.5.1", "HORIZON.2.5", "HORIZON.2", "HORIZON"]
    assert ancestors("H2020-EU.3.3", "H2020") == ["H2020-EU.3.3", "H2020-EU.3", "H2020"]
    assert ancestors("EURATOM.1.1.1", "HORIZON") == ["EURATOM.1.1.1", "EURATOM.1.1", "EURATOM.1", "EURATOM2027"]
    assert ancestors("H2020-Euratom-1.4", "H2020") == ["H2020-Euratom-1.4", "H2020-Euratom-1", "H2020-Euratom", "H2020"]
    assert parent_of("FP7-EURATOM-FISSION", "FP7") == "FP7"
    assert normal_code(" EU.3.3. ", "H2020") == normal_code("H2020-EU.3.3.", "H2020") == "H2020-EU.3.3"
    assert shared_ancestor({"HORIZON.2.5", "HORIZON.2.1"}, "HORIZON") == "HORIZON.2"
    assert shared_ancestor({"HORIZON.2.5", "EURATOM2027"}, "HORIZON") is None
    assert shared_ancestor(set(), "HORIZON") is None
    assert matches("HORIZON.2.5", frozenset({"horizon.2"})) and not matches("HORIZON.25", frozenset({"horizon.2"}))

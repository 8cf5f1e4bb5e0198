"""Identifiers lead where the thing is told of, in the format that is asked for."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from tests.web.pages.asking import DAY, DIGEST, answered


@pytest.mark.parametrize(
    ("address", "form", "location"),
    [
        ("/id/actor/fjordby", "html", "/actor/fjordby"),
        ("/id/actor/fjordby", "turtle", "/actor/fjordby?format=turtle"),
        ("/id/project/groennby", "jsonld", "/project/groennby?format=jsonld"),
        ("/id/programme/horisont", "json", "/programme/horisont?format=json"),
        ("/id/tie/membership/fjordby-eurobyene", "ntriples", "/tie/membership/fjordby-eurobyene?format=ntriples"),
        ("/id/source/register", "html", "/source/register"),
        ("/id/count/eurobyene-own", "html", "/count/eurobyene-own"),
        ("/id/name/fjordby/Fjordviken", "html", "/name/fjordby/Fjordviken"),
        ("/concept/theme/digitalisation", "html", "/theme/digitalisation"),
        ("/concept/theme/digitalisation", "turtle", "/theme/digitalisation?format=turtle"),
        ("/ontology/Actor", "html", "/ontology#Actor"),
        ("/ontology/Actor", "turtle", "/ontology?format=turtle"),
        ("/ontology/0.3.0", "html", "/ontology"),
        ("/ontology/align/org", "html", "/ontology/align/org?format=turtle"),
        ("/.well-known/void", "html", "/dataset?format=turtle"),
        ("/.well-known/void", "jsonld", "/dataset?format=jsonld"),
    ],
)
def test_an_identifier_leads_to_the_document(english: Samkart, address: str, form: str, location: str) -> None:
    found = answered(english, address, form)
    assert (found.status, found.body, dict(found.headers)) == (303, b"", {"Location": location})
    path, _, query = location.partition("#")[0].partition("?")
    assert answered(english, path, query.removeprefix("format=") or "html").status == 200


def test_the_state_and_the_language_of_an_address_are_kept(english: Samkart) -> None:
    state = f"{DAY}.{DIGEST}"
    found = answered(english, "/id/actor/fjordby", state=state, chosen=True)
    assert found.headers["Location"] == f"/as-of/{state}/en/actor/fjordby"


def test_an_identifier_that_a_client_encoded_whole_is_read(english: Samkart) -> None:
    from kg.web.address import split
    from kg.web.asked import Asked
    from kg.web.pages import respond

    path = split("/id/actor%2Ffjordby").path
    assert path == ("id", "actor/fjordby")
    assert respond(english, Asked(path=path, day=DAY)).headers["Location"] == "/actor/fjordby"


@pytest.mark.parametrize(
    "address",
    [
        "/id/actor/nobody",
        "/id/actor",
        "/id",
        "/id/nothing/fjordby",
        "/id/actor/<b>fjordby</b>",
        "/concept/nothing",
        "/concept",
        "/concept/<x>",
        "/concept/theme/nothing",
        "/ontology/Acter",
        "/ontology/align/nothing",
        "/ontology/align/../core",
        "/source/nothing",
        "/source/<x>/1",
        "/dataset/nothing",
        "/.well-known/security.txt",
    ],
)
def test_what_is_not_there_is_not_found(english: Samkart, address: str) -> None:
    found = answered(english, address, "json")
    while found.status in (302, 303):
        found = answered(english, found.headers["Location"], "json")
    assert (found.status, found.media_type) == (404, "application/problem+json")


def test_a_source_and_its_records_are_told_of_by_what_was_made_of_them(embedded: Samkart) -> None:
    record = "/source/cordis-horizon/organisation/899291754"
    assert answered(embedded, record).headers == {"Location": "/actor/asker"}
    assert answered(embedded, "/source/cordis-horizon").headers == {"Location": "/sources"}
    told = answered(embedded, record, "ntriples").body.decode()
    assert (
        "<https://w3id.org/samkart/id/actor/asker> <http://www.w3.org/ns/prov#wasDerivedFrom>"
        " <https://w3id.org/samkart/source/cordis-horizon/organisation/899291754> ." in told
    )
    whole = answered(embedded, "/source/cordis-horizon", "ntriples").body.decode().splitlines()
    assert {line.split(" ")[0] for line in whole} == {"<https://w3id.org/samkart/source/cordis-horizon>"}


def test_a_thing_s_page_tells_of_its_other_formats_and_its_data_of_the_page(english: Samkart) -> None:
    page = answered(english, "/theme/digitalisation")
    kinds = ("text/turtle", "application/ld+json", "application/n-triples", "application/json", "application/atom+xml")
    forms = ("turtle", "jsonld", "ntriples", "json", "atom")
    assert page.headers["Link"] == ", ".join(
        f'</theme/digitalisation?format={form}>; rel="alternate"; type="{kind}"'
        for form, kind in zip(forms, kinds, strict=True)
    )
    for form, kind in zip(forms, kinds, strict=True):
        tag = f'<link rel="alternate" type="{kind}" href="/theme/digitalisation?format={form}">'
        assert tag in page.body.decode()
    assert answered(english, "/theme/digitalisation", "turtle").headers["Link"] == (
        '<https://w3id.org/samkart/concept/theme/digitalisation>; rel="about",'
        ' </theme/digitalisation>; rel="alternate"; type="text/html"'
    )

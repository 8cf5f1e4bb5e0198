"""The reconciliation service as OpenRefine uses it, on the made-up world, with whole answers."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

from kg.api import Samkart
from kg.web.pages.reconcile.service import BATCH, ROWS
from tests.web.pages.asking import MARKUP, ROOT, SIGNS, answered
from tests.web.pages.reconcile.client import Client


@pytest.fixture
def client(english: Samkart) -> Client:
    return Client(english)


def test_the_manifest_says_what_there_is(client: Client) -> None:
    public = {"id": "PublicBody", "name": "Public body", "broader": [{"id": "Actor", "name": "Actor"}]}
    assert client.manifest == {
        "versions": ["0.2"],
        "name": "Samkart: actors, programmes and projects",
        "identifierSpace": "https://w3id.org/samkart/id/",
        "schemaSpace": "https://w3id.org/samkart/ontology/",
        "documentation": f"{ROOT}/about",
        "serviceVersion": "0.1.0",
        "batchSize": 50,
        "defaultTypes": [
            {"id": "Municipality", "name": "Municipality", "broader": [public]},
            {"id": "County", "name": "County/region", "broader": [public]},
            {"id": "Network", "name": "Network", "broader": [{"id": "Actor", "name": "Actor"}]},
            {"id": "Actor", "name": "Actor"},
        ],
        "view": {"url": f"{ROOT}/id/{{{{id}}}}"},
        "preview": {"url": f"{ROOT}/reconcile/preview?id={{{{id}}}}&embed=1", "width": 420, "height": 220},
        "suggest": {
            "entity": {
                "service_url": ROOT,
                "service_path": "/reconcile/suggest/entity",
                "flyout_service_url": ROOT,
                "flyout_service_path": "/reconcile/flyout/entity?id=${id}",
            },
            "property": {"service_url": ROOT, "service_path": "/reconcile/suggest/property"},
            "type": {"service_url": ROOT, "service_path": "/reconcile/suggest/type"},
        },
        "extend": {
            "propose_properties": {"service_url": ROOT, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def test_an_address_with_a_language_has_all_others_in_it(english: Samkart) -> None:
    told = json.loads(answered(english, "/reconcile", "json", language="nn", chosen=True).body)
    assert told["view"]["url"] == f"{ROOT}/nn/id/{{{{id}}}}"
    assert told["suggest"]["type"]["service_path"] == "/nn/reconcile/suggest/type"


def test_a_batch_of_ten_is_answered_whole(client: Client) -> None:
    names = ("Fjordby", "FJORDBY KOMMUNE", "fjordby municipality", "5101", "922222222", "FBK", "Fjordbi", "Lillevik")
    found = client.reconcile(
        **{f"q{n}": {"query": name, "type": "Municipality", "limit": 3} for n, name in enumerate(names)},
        q8={"query": "Nordfjell", "type": ["County"]},
        q9={"query": "ingen heter dette"},
    )
    assert {key: [(each["id"], each["score"], each["match"]) for each in result] for key, result in found.items()} == {
        "q0": [("actor/fjordby", 100, True)],
        "q1": [("actor/fjordby", 100, True)],
        "q2": [("actor/fjordby", 100, True)],
        "q3": [("actor/fjordby", 100, True)],
        "q4": [("actor/fjordby", 100, True)],
        "q5": [("actor/fjordby", 92, True)],
        "q6": [("actor/fjordby", 73, False)],
        "q7": [("actor/lillevik", 90, False), ("actor/fjordby", 60, False)],
        "q8": [("actor/nordfjell-fylke", 100, True)],
        "q9": [],
    }
    assert found["q0"][0] == {
        "id": "actor/fjordby",
        "name": "Fjordby Municipality",
        "description": "Municipality, Norway",
        "type": [{"id": "Municipality", "name": "Municipality"}, {"id": "Actor", "name": "Actor"}],
        "score": 100,
        "features": [{"id": "name", "value": 100}],
        "match": True,
    }
    assert found["q7"][0]["features"] == [{"id": "name", "value": 100}, {"id": "ended", "value": True}]
    assert found["q7"][0]["description"] == "Municipality, Norway, –2019-12-31"


@pytest.mark.parametrize(
    ("text", "kind", "properties", "expected"),
    [
        # A type that it is not of, one that is wider, one that nobody here knows.
        ("Fjordby", "Network", {}, []),
        ("Fjordby", "PublicBody", {}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Q515", {}, []),
        # Countries by code, name in any language, identifier; another one excludes.
        ("Fjordby", "", {"country": "NO"}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Actor", {"country": "Norwegen"}, []),
        ("Fjordby", "Actor", {"country": {"id": "country/NO"}}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Actor", {"country": ["Sverige", "Noreg"]}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Actor", {"country": "SE"}, []),
        # Numbers as tables have them; another's excludes, none known says nothing.
        ("Fjordby", "Actor", {"organisation_number": "NO 922 222 222 MVA"}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Actor", {"municipality_number": 5101}, [("actor/fjordby", 100, True)]),
        ("Fjordby", "Actor", {"municipality_number": 5102.0}, [("actor/nordvik", 95, False)]),
        ("Skogsby", "Actor", {"pic": "900000001"}, [("actor/fjordby", 95, False), ("actor/skogsby", 100, False)]),
        ("", "Actor", {"pic": "900000001"}, [("actor/fjordby", 95, True)]),
        ("", "Actor", {"pic": "999999999"}, []),
        # What is no property of ours is as if it were not there.
        ("Fjordby", "Actor", {"P17": "Q20"}, [("actor/fjordby", 100, True)]),
        # By identifier.
        ("actor/fjordby", "", {}, [("actor/fjordby", 100, True)]),
        ("https://w3id.org/samkart/id/project/groennby", "", {}, [("project/groennby", 100, True)]),
        ("GRØNNBY", "Project", {}, [("project/groennby", 92, True)]),
        (
            "Horisont",
            "Programme",
            {},
            [
                ("programme/horisont", 100, True),
                ("programme/horisont-klima", 62, False),
                ("programme/horisont-digital", 57, False),
            ],
        ),
        # A former name is not clearly it.
        ("Fjordviken", "", {}, [("actor/fjordby", 85, False)]),
    ],
)
def test_types_and_properties_raise_or_exclude(
    client: Client, text: str, kind: str, properties: dict[str, object], expected: list[tuple[str, float, bool]]
) -> None:
    assert sorted(client.one(text, kind, **properties)) == sorted(expected)


def test_two_of_one_name_are_told_apart_by_a_property_only(embedded: Samkart) -> None:
    client = Client(embedded)
    both = ["actor/vaaler-innlandet", "actor/vaaler-oestfold"]
    found = client.one("Våler", "Municipality")
    assert [(key, match) for key, score, match in found if score == 100] in (
        [(key, False) for key in both],
        [(key, False) for key in reversed(both)],
    )
    number = client.extend([both[0]], "municipality_number")["rows"][both[0]]["municipality_number"][0]["str"]
    assert client.one("Våler", "Municipality", municipality_number=number)[0] == (both[0], 100, True)


def test_get_answers_as_post_does(client: Client) -> None:
    queries = {"q0": {"query": "Fjordby"}}
    sent = client.get(f"{ROOT}/reconcile?{urlencode({'queries': json.dumps(queries)})}")
    assert sent.body == client.post(queries=queries).body


def test_what_somebody_sent_is_not_kept(client: Client) -> None:
    assert client.get(f"{ROOT}/reconcile").lasting
    assert client.get(client.address("preview", "actor/fjordby"), "html").lasting
    assert not client.post(queries={"q0": {"query": "Fjordby"}}).lasting
    assert not client.post(extend={"ids": [], "properties": []}).lasting
    assert not client.get(f"{ROOT}/reconcile?queries={quote(json.dumps({'q0': {'query': 'a'}}))}").lasting


def test_a_table_is_extended_with_what_is_known(client: Client) -> None:
    wanted = ("country", "county", "organisation_number", "municipality_number", "pic", "population", "latitude")
    found = client.extend(["actor/fjordby", "actor/altburg", "project/groennby", "nobody"], *wanted, "start", "kind")
    assert [each["name"] for each in found["meta"]] == [
        "Country",
        "County",
        "Organisation number",
        "Municipality number",
        "PIC",
        "Population",
        "Latitude",
        "Start",
        "Kind",
    ]
    none: dict[str, list[object]] = {name: [] for name in (*wanted, "start", "kind")}
    assert found["rows"] == {
        "actor/fjordby": {
            "country": [{"id": "country/NO", "name": "Norway"}],
            "county": [{"id": "actor/nordfjell-fylke", "name": "Nordfjell fylkeskommune"}],
            "organisation_number": [{"str": "922222222"}],
            "municipality_number": [{"str": "5101"}],
            "pic": [{"str": "900000001"}],
            "population": [{"int": 30000}],
            "latitude": [{"float": 60.1}],
            "start": [{"str": "1838"}],
            "kind": [{"str": "municipality"}],
        },
        "actor/altburg": none
        | {
            "country": [{"id": "country/DE", "name": "Germany"}],
            "latitude": [{"float": 51.25}],
            "kind": [{"str": "municipality"}],
        },
        "project/groennby": none | {"start": [{"str": "2021-01-01"}], "kind": [{"str": "project"}]},
        "nobody": none,
    }


def test_wikidata_is_given_as_its_number(embedded: Samkart) -> None:
    client = Client(embedded)
    found = client.extend(["actor/oslo"], "wikidata")["rows"]["actor/oslo"]["wikidata"]
    assert [each["str"][:1] for each in found] == ["Q"]
    assert client.one("", "Actor", wikidata=found[0]["str"]) == []  # a number that is no name leads to nothing
    assert client.one("Oslo", "Municipality", wikidata=found[0]["str"])[0] == ("actor/oslo", 100, True)


def test_what_can_be_chosen_is_suggested(client: Client) -> None:
    assert list(client.suggest("entity", prefix="fjord")) == [
        ("actor/fjordby", "Fjordby Municipality"),
        ("actor/fjordraadet", "Fjordrådet"),
    ]
    assert list(client.suggest("entity", prefix="fjord", cursor="1")) == [("actor/fjordraadet", "Fjordrådet")]
    assert list(client.suggest("entity", prefix="")) == []
    assert list(client.suggest("property", prefix="number")) == [
        ("organisation_number", "Organisation number"),
        ("municipality_number", "Municipality number"),
        ("county_number", "County number"),
    ]
    assert list(client.suggest("type", prefix="pro")) == [("Programme", "Programme"), ("Project", "Project")]


def test_properties_of_a_type_are_proposed(client: Client) -> None:
    service = client.manifest["extend"]["propose_properties"]
    address = f"{service['service_url']}{service['service_path']}?type=Project&limit=2"
    assert client.json(client.get(address), "proposal") == {
        "type": "Project",
        "limit": 2,
        "properties": [{"id": "homepage", "name": "Homepage"}, {"id": "start", "name": "Start"}],
    }


def test_a_preview_is_a_small_page_of_its_own(client: Client) -> None:
    found = client.get(client.address("preview", "actor/fjordby"), "html")
    text = found.body.decode()
    assert (found.status, found.media_type) == (200, "text/html; charset=utf-8")
    assert f'<a href="{ROOT}/actor/fjordby" target="_blank" rel="noopener">Fjordby Municipality</a>' in text
    assert "<dt>Organisation number</dt><dd>922222222</dd>" in text
    assert "<script" not in text
    assert len(text) < 2_000
    view = client.get(client.address("view", "actor/fjordby"), "html")
    assert (view.status, view.headers["Location"]) == (303, "/actor/fjordby")


def test_names_full_of_markup_are_text_everywhere(hostile: Samkart) -> None:
    client = Client(hostile)
    assert client.one(MARKUP)[0] == ("actor/markup", 100, True)
    assert client.one("Bergnav")[0][0] == "actor/turned"
    assert client.one(SIGNS)[0] == ("actor/signs", 100, True)
    preview = client.get(client.address("preview", "actor/markup"), "html").body.decode()
    flyout = json.loads(client.get(f"{ROOT}/reconcile/flyout/entity?id={quote('actor/markup')}").body)["html"]
    for text in (preview, flyout):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(&#34;Fjord&#34;)&lt;/script&gt; &amp; &#39;sønner&#39;" in text
    assert "\u202e" not in client.get(client.address("preview", "actor/turned"), "html").body.decode()


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"queries={", 400, "queries is no JSON"),
        (b"queries=[]", 400, "queries is not a JSON object"),
        (b"queries=" + b"[" * 100_000, 400, "queries is no JSON"),
        (b'queries={"q0":1}', 400, "query 'q0' is not a JSON object"),
        (b'queries={"q0":{}}', 400, "query 'q0' has neither query nor properties"),
        (b'queries={"q0":{"query":7}}', 400, "query 'q0': query is a text, properties a list"),
        (b'queries={"q0":{"query":"a","limit":0}}', 400, "query 'q0': limit is a number from 1 to 50"),
        (b'queries={"q0":{"query":"a","limit":true}}', 400, "query 'q0': limit is a number from 1 to 50"),
        (b'queries={"q0":{"query":"a","properties":[{"pid":"x"}]}}', 400, "query 'q0': a property has pid and v"),
        (b"queries=\xff\xfe", 400, "what was sent is no form"),
        (b"extend={}", 400, "extend has ids and properties, both lists"),
        (b'extend={"ids":[],"properties":[{"id":"shoe size"}]}', 400, "'shoe size' is not a property"),
        (
            urlencode({"queries": json.dumps({f"q{n}": {"query": "a"} for n in range(BATCH + 1)})}).encode(),
            413,
            "51 queries were sent; a batch holds at most 50",
        ),
        (
            urlencode({"extend": json.dumps({"ids": ["a"] * (ROWS + 1), "properties": []})}).encode(),
            413,
            "1001 ids were sent; at most 1000 are answered at once",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(english: Samkart, body: bytes, status: int, told: str) -> None:
    found = answered(english, "/reconcile", "json", body=body)
    assert (found.status, found.media_type) == (status, "application/problem+json")
    assert str(json.loads(found.body)["detail"]).startswith(told)


@pytest.mark.parametrize(
    "path", ["nothing", "suggest", "suggest/nothing", "preview?id=actor/nobody", "preview", "flyout/entity?id=x"]
)
def test_what_is_not_there_is_not_found(english: Samkart, path: str) -> None:
    assert answered(english, f"/reconcile/{path}", "json").status == 404

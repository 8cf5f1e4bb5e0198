"""The front over the made-up world: what it answers, keeps, refuses and says around every answer."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

PAGES = [
    "/",
    "/actor/fjordby",
    "/actor/eurobyene",
    "/project/solhavn",
    "/programme/horisont-klima",
    "/theme/climate-mitigation",
    "/tie/membership/fjordby-eurobyene",
    "/country/NO",
    "/source/lover",
    "/who",
    "/who/fjordby",
    "/compare/fjordby,nordvik",
    "/region/fjordby,nordvik",
    "/gaps/fjordby",
    "/suggest/partners/fjordby",
    "/suggest/consortium/fjordby?theme=climate-mitigation",
    "/suggest/networks/fjordby",
    "/suggest/themes/fjordby",
    "/path/fjordby,altburg",
    "/coverage",
    "/coverage/fjordby",
    "/themes",
    "/networks/fjordby",
    "/conflicts",
    "/programmes",
    "/sources",
    "/stats",
    "/questions",
    "/question/actor/collaborators",
    "/question/actor/collaborators?actor=fjordby",
    "/search?q=fjord",
    "/dataset",
    "/ontology",
    "/ranking?country=NO",
    "/about",
    "/accessibility",
    "/report",
    "/report?about=actor/fjordby",
    "/brief",
    "/map",
    "/sparql",
    "/sparql/examples",
    "/sparql/examples/actor/collaborators",
    "/query",
    "/query?query=ASK {}",
]
"""An address of every kind of page."""


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_answered_in_every_language_with_what_protects_it(
    world_site: TestClient, page: str, language: str
) -> None:
    found = world_site.get(f"/{language}{page}" if page != "/" else f"/{language}")
    while found.status_code == 202:
        found = world_site.get(f"/{language}{page}")
    assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8"), found.text[:500]
    assert found.headers["content-language"] == language
    assert f'<html lang="{language}"' in found.text
    policy = found.headers["content-security-policy"]
    assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert found.headers["x-content-type-options"] == "nosniff"
    assert len(found.content) < 100_000
    assert not re.search(r"<script(?! src=| type=\"application/(ld\+)?json\")|<style|\sstyle=|\son\w+=", found.text)
    outside = re.findall(r"""(?:src|<link[^>]*href)="(https?:[^"]*)""", found.text)
    assert [each for each in outside if not each.startswith("http://localhost/")] == []
    assert found.text.count("<h1") == 1
    assert not re.search(r">(verb|field|section|form|nav|area)\.[a-z]", found.text)


def test_the_language_is_that_of_the_address_or_what_the_browser_asks_for(world_site: TestClient) -> None:
    asked = {"Accept-Language": "nn, en;q=0.5"}
    assert world_site.get("/about", headers=asked).headers["content-language"] == "nn"
    assert world_site.get("/en/about", headers=asked).headers["content-language"] == "en"
    assert 'href="/en/actor/fjordby"' in world_site.get("/en/theme/climate-mitigation").text


def test_an_answer_is_kept_and_told_apart_by_its_tag(world_site: TestClient) -> None:
    first = world_site.get("/actor/nordvik")
    again = world_site.get("/actor/nordvik", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert 'kept;desc="hit"' in world_site.get("/actor/nordvik").headers["server-timing"]


def test_what_is_packed_is_the_same(world_site: TestClient) -> None:
    plain = world_site.get("/actor/fjordby", headers={"Accept-Encoding": "identity"})
    packed = world_site.get("/actor/fjordby", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.content == plain.content and packed.headers["etag"] != plain.headers["etag"]
    assert len(gzip.compress(plain.content)) < len(plain.content) / 3


def test_a_cited_address_answers_as_its_day_does(world_site: TestClient) -> None:
    page = world_site.get("/en/actor/fjordby").text
    state = re.search(r"/as-of/([0-9-]{10}\.[0-9a-f]{12})/en/actor/fjordby", page)
    assert state and state[1].startswith(date.today().isoformat())
    digest = state[1].partition(".")[2]
    before = world_site.get(f"/as-of/2021-06-01.{digest}/en/actor/fjordby")
    assert before.status_code == 200
    assert "max-age=86400" in before.headers["cache-control"]
    assert f"/as-of/2021-06-01.{digest}/en/actor/altburg" in before.text  # links stay in the state
    then = world_site.get(f"/as-of/2021-06-01.{digest}/actor/fjordby?format=json").json()["sections"]
    agreements = {row["agreement_key"]: row["certainty_key"] for row in then["actor/agreements"]}
    now = world_site.get("/actor/fjordby?format=json").json()["sections"]
    assert agreements != {row["agreement_key"]: row["certainty_key"] for row in now["actor/agreements"]}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("2021-06-01.0123456789ab", 410),
        ("2021-13-01.0123456789ab", 404),
        ("yesterday", 404),
        ("3021-06-01.0123456789ab", 404),
    ],
)
def test_a_state_that_is_not_kept_is_told(world_site: TestClient, state: str, status: int) -> None:
    found = world_site.get(f"/as-of/{state}/en/actor/fjordby")
    assert found.status_code == status
    assert "<h1>" in found.text


@pytest.mark.parametrize(
    ("address", "status", "text"),
    [
        ("/actor/nobody-at-all", 404, "nothing is called"),
        ("/nowhere", 404, "there is no page"),
        ("/cite", 404, "there is no page"),
        ("/question/actor/colaborators", 404, "actor/collaborators"),
        ("/who/fjordby?vai=project", 400, "via"),
        ("/who/fjordby?via=projekt", 400, "project"),
        ("/who/fjordby?since=12.06.2020", 400, "2020-06-12"),
        ("/who/fjordby?since=2021&until=2020", 400, "before it begins"),
        ("/compare/fjordby,fjordby", 400, "two"),
        ("/suggest/partners/fjordby?limit=ten", 400, "whole number"),
        ("/suggest/partners/fjordby?limit=２０", 400, "whole number"),
        ("/question/actor/card?actor=fjordby&section=none", 404, "no section"),
        ("/actor/fjordby?section=none", 404, "no section"),
        ("/search?q=x&kind=cat", 400, "cat"),
        ("/..%2f..%2fetc/passwd", 404, ""),
        ("/static/..%2fapp.py", 404, ""),
        ("/actor/%00%ff", 404, ""),
        ("/actor/" + "x" * 3000, 404, ""),
    ],
)
def test_what_cannot_be_answered_is_told(world_site: TestClient, address: str, status: int, text: str) -> None:
    found = world_site.get(address, headers={"Accept-Language": "en"})
    assert found.status_code == status
    assert text in found.text.replace("&#39;", "'")
    assert "Traceback" not in found.text


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/actor/nobody-at-all", "ingenting heter «nobody-at-all»"),
        ("/nowhere", "det er ingen side «nowhere»"),
        ("/who/fjordby?since=2021&until=2020", "perioden slutter (2020) før den begynner (2021)"),
        ("/nn/suggest/partners/fjordby?limit=ten", "«ten» passar ikkje; skriv eit heilt tal frå 1 til 200"),
        ("/nn/who/Lillevik kommune", "Lillevik kommune opphøyrde 2019-12-31 og lever vidare i Fjordby kommune"),
    ],
)
def test_it_is_told_in_the_language_of_the_page(world_site: TestClient, address: str, text: str) -> None:
    assert text in world_site.get(address).text


def test_errors_for_programs_are_problems(world_site: TestClient) -> None:
    found = world_site.get("/who/fjordbi?format=json")
    assert (found.status_code, found.headers["content-type"]) == (404, "application/problem+json")
    assert found.json() == {
        "title": "Det finnes ikke her",
        "status": 404,
        "detail": "nothing is called 'fjordbi'",
        "nearest": found.json()["nearest"],
    }
    assert any("fjordby" in each for each in found.json()["nearest"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(world_site: TestClient, method: str) -> None:
    found = world_site.request(method, "/actor/fjordby", content=b"x")
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_its_body(world_site: TestClient) -> None:
    head, whole = world_site.head("/actor/fjordby"), world_site.get("/actor/fjordby")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", whole.headers["etag"])


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8000", ""])
def test_a_name_that_was_made_to_lead_here_gets_nothing(world_site: TestClient, host: str) -> None:
    assert world_site.get("/", headers={"Host": host}).status_code == 421


def test_too_much_is_refused(world_site: TestClient) -> None:
    assert world_site.get("/search?q=" + "x" * 61_000).status_code == 414
    assert world_site.get("/about", headers={f"X-{n}": "1" for n in range(200)}).status_code == 431
    many = "&".join(f"a{n}=1" for n in range(5000))
    assert world_site.get(f"/who/fjordby?{many}").status_code == 400


def test_an_embedded_page_is_bare_and_may_be_framed(world_site: TestClient) -> None:
    found = world_site.get("/en/actor/fjordby?embed=1")
    assert "frame-ancestors *" in found.headers["content-security-policy"]
    assert "<header" not in found.text and "<nav" not in found.text and "<form" not in found.text
    assert 'href="/en/actor/altburg?embed=1"' in found.text


@pytest.mark.parametrize("page", ["/who/nobody-at-all?embed=1", "/as-of/2021-06-01.0123456789ab/?embed=1"])
def test_what_goes_wrong_in_a_frame_is_told_there(world_site: TestClient, page: str) -> None:
    found = world_site.get(page)
    assert found.status_code in (404, 410)
    assert "frame-ancestors *" in found.headers["content-security-policy"]


def test_every_form_is_given_by_parameter_and_by_accept(world_site: TestClient) -> None:
    kinds = {
        "json": "application/json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "turtle": "text/turtle; charset=utf-8",
        "ntriples": "application/n-triples",
        "jsonld": "application/ld+json",
    }
    for form, kind in kinds.items():
        found = world_site.get(f"/actor/fjordby?format={form}")
        assert (found.status_code, found.headers["content-type"]) == (200, kind)
        assert found.headers["access-control-allow-origin"] == "*"
    for form in ("json", "turtle", "jsonld", "ntriples"):
        accept = {"Accept": kinds[form].partition(";")[0]}
        assert world_site.get("/actor/fjordby", headers=accept).headers["content-type"] == kinds[form]
    assert world_site.get("/actor/fjordby?format=zip").status_code == 406
    assert world_site.get("/actor/fjordby", headers={"Accept": "image/png"}).status_code == 406


def test_files_are_lasting_under_the_address_of_their_content(world_site: TestClient) -> None:
    page = world_site.get("/").text
    address = re.search(r'href="(/static/site\.css\?v=[0-9a-f]{12})"', page)
    assert address
    found = world_site.get(address[1])
    assert (found.status_code, found.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in found.headers["cache-control"]
    assert world_site.get("/static/site.css").headers["cache-control"] == "no-cache"
    for taken in ("gzip", "identity"):
        first = world_site.get(address[1], headers={"Accept-Encoding": taken})
        known = {"Accept-Encoding": taken, "If-None-Match": first.headers["etag"]}
        assert (first.content, first.headers.get("content-encoding")) == (found.content, {"gzip": "gzip"}.get(taken))
        again = world_site.get(address[1], headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert world_site.get("/static/nothing.css").status_code == 404


def test_health_and_counts(world_site: TestClient) -> None:
    assert world_site.get("/health").text == "ok\n"
    world_site.get("/who/fjordby")
    counts = world_site.get("/metrics").text
    assert re.search(r'samkart_requests_total\{area="who",status="200"\} [1-9]', counts)
    assert re.search(r"^samkart_kept_answers [1-9]", counts, re.MULTILINE)


def test_a_slow_page_tells_how_far_it_has_come(world_site: TestClient) -> None:
    around = world_site.get("/en/brief/fjordby")
    assert '<iframe class="paper" src="/en/brief/fjordby?embed=1"' in around.text
    found = world_site.get("/en/brief/fjordby?embed=1")
    seen = {found.status_code}
    while found.status_code == 202:
        assert found.headers["refresh"] == "1" and "<progress" in found.text
        assert "frame-ancestors *" in found.headers["content-security-policy"]
        found = world_site.get("/en/brief/fjordby?embed=1")
        seen.add(found.status_code)
    assert seen == {202, 200} or seen == {200}
    assert "Fjordby" in found.text
    assert "sha256-" in found.headers["content-security-policy"]

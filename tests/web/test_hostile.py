"""A world whose every name and address was written by somebody who means harm, and visitors who do.

Each page of it is parsed as a browser does it: it has the elements and attributes of the same pages over the harmless
world and no others, and leads nowhere but to this site and to the web.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5rdf  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from kg.api import Samkart
from kg.store.view import LocalView
from kg.web.app import made
from kg.web.asked import Asked, Rendered
from kg.web.logs import Lines
from kg.web.pages import respond
from kg.web.sparql.endpoint import client_of
from tests.conftest import WORLD, build_home
from tests.web.conftest import DAY, awaited, site_of
from tests.web.test_app import PAGES

NAMES = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style><svg/onload=alert(1)>",
    "<!-- --!><iframe srcdoc='<script>alert(1)</script>'>",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "&lt;b&gt; &#60;b&#62; &amp;quot;",
    "\u202eevil\u2066 \u200f\u202dname\u2069",
    "bell\u0007 null\ufffe line\u2028end\u0085",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 e\u0301\u0301\u0301\u0301",
    '=HYPERLINK("http://evil.example")',
    "body{background:url(//evil.example)} expression(alert(1))",
    "x" * 5000,
    "\r\nSet-Cookie: a=b\r\n\r\n<html>",
)
ADDRESSES = (
    "javascript:alert(document.domain)//",
    "data:text/html,<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"),
    "JaVaScRiPt:alert(1)//",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "https://user:pass@evil.example/%22%3E%3Cscript%3E",
    "https://evil.example/'onmouseover='alert(1)",
)
CODES = ("notation", "Code", "checksum", "identifier", "Number", "pic", "currency", "strand", "unitOfCount")
"""Ends of predicates whose values are codes that a graph with other ones would not have passed the checks with."""
LINKS = ("href", "src", "action", "formaction", "data", "srcdoc", "data-names", "poster", "background")
"""Attributes that hold addresses."""
MORE = [
    *PAGES,
    "/map/fjordby?mode=actor",
    "/brief/fjordby",
    "/network",
    "/actor/fjordby?embed=1",
    "/actor/fjordby?rows=all",
    "/report?about=actor/fjordby&tie=%3Cscript%3Ealert(1)%3C/script%3E",
    "/search?q=alert",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/search?q=who%20works%20with%20%3Cscript%3E%20about%20climate",
    "/who/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/who/fjordby?via=%22%3E%3Cscript%3E",
    "/who/fjordby?%22%3E%3Cscript%3E=1",
    "/actor/fjordby?%22onload=%22alert(1)",
    "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/question/actor/collaborators?actor=%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/actor/fjordby?section=%3Csvg%2Fonload=alert(1)%3E",
]


def hostile_world() -> Iterator[ox.Triple]:
    """The made-up world: the same things under the same keys, every text followed by a hostile one."""
    names, addresses = cycle(NAMES), cycle(ADDRESSES)
    for triple in ox.parse(path=str(WORLD), format=ox.RdfFormat.TURTLE):
        s, p, o = triple.subject, triple.predicate, triple.object
        if isinstance(o, ox.Literal) and (o.language or o.datatype.value.endswith("#string")):
            if not p.value.endswith(CODES):
                text = f"{o.value} {next(names)}"
                o = ox.Literal(text, language=o.language) if o.language else ox.Literal(text)
        elif isinstance(o, ox.NamedNode) and p.value.rpartition("/")[2] in ("page", "homepage"):
            o = ox.NamedNode(next(addresses))
        yield ox.Triple(s, p, o)


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the hostile world."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "hostile.ttl"
    ox.serialize(hostile_world(), str(file), format=ox.RdfFormat.N_TRIPLES)
    return build_home(folder / "store", file)


@pytest.fixture(scope="module")
def both(world_home: Path, hostile_home: Path) -> Iterator[tuple[Samkart, Samkart]]:
    """The harmless world and the hostile one."""
    with Samkart(LocalView(world_home)) as harmless, Samkart(LocalView(hostile_home)) as hostile:
        yield harmless, hostile


def asked(samkart: Samkart, address: str, form: str = "html") -> Rendered:
    """What a site answers at an address."""
    request = Request({"type": "http", "query_string": address.partition("?")[2].encode(), "headers": []})
    from kg.web.address import split

    given = tuple(request.query_params.multi_items())
    path = split(address.partition("?")[0]).path
    usual = {"language": "en", "chosen": True, "root": "http://localhost", "contact": "a@b.example"}
    return respond(samkart, Asked(path=path, given=given, day=DAY, digest="0123456789ab", form=form, **usual))  # type: ignore[arg-type]


class Parsed:
    """What a page consists of, read as a browser does: elements with their attributes, links, texts, comments."""

    def __init__(self, page: str) -> None:
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.others: list[str] = []
        for each in html5rdf.parse(page, namespaceHTMLElements=False).iter():
            if not isinstance(each.tag, str):
                self.others.append(each.text or "")
                continue
            self.elements.append((each.tag, tuple(sorted(each.attrib))))
            self.links += [value for name, value in each.attrib.items() if name.rpartition("}")[2] in LINKS]
            self.text += [value for name, value in each.attrib.items() if name in ("value", "aria-label", "content")]
            self.text += [each.text or "", each.tail or ""]


def pairs(page: Parsed) -> set[tuple[str, str]]:
    """Every element, with each of its attributes."""
    return {(tag, name) for tag, names in page.elements for name in (*names, "")}


@pytest.fixture(scope="module")
def known(both: tuple[Samkart, Samkart]) -> set[tuple[str, str]]:
    """The elements and attributes that templates and harmless names make."""
    pages = [asked(both[0], each) for each in MORE if not each.startswith(("/map/", "/brief/"))]
    return set().union(*(pairs(Parsed(each.body.decode())) for each in pages))


@pytest.mark.parametrize("address", MORE)
def test_no_name_becomes_markup(both: tuple[Samkart, Samkart], known: set[tuple[str, str]], address: str) -> None:
    harmless, hostile = (asked(each, address) for each in both)
    assert hostile.status == harmless.status
    text = hostile.body.decode()
    page, pattern = Parsed(text), Parsed(harmless.body.decode())
    allowed = known | (pairs(pattern) if address.startswith(("/map/", "/brief/")) else set())
    assert pairs(page) - allowed == set()
    scripts = [each for each in page.elements if each[0] in ("script", "style", "iframe", "object", "embed", "base")]
    assert scripts == [
        each for each in pattern.elements if each[0] in ("script", "style", "iframe", "object", "embed", "base")
    ]
    assert page.others == pattern.others
    for link in page.links:
        assert (
            re.match(r"(?:/(?![/\\])|#|https?://|mailto:|$)|[a-z-]+\.(?:html|css|svg)$", link) or link in pattern.links
        ), link
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u2028\ufffe]", text)


def test_the_hostile_names_are_shown_as_they_are(both: tuple[Samkart, Samkart]) -> None:
    texts = " ".join(" ".join(Parsed(asked(both[1], each).body.decode()).text) for each in PAGES)
    seen = [
        name
        for name in NAMES
        if " ".join(name.split()).isprintable() and " ".join(name.split()) in " ".join(texts.split())
    ]
    assert {"</script><script>alert(1)</script>", "{{7*7}} {% raw %} ${7*7} #{7*7}", "' onmouseover='alert(1)"} <= set(
        seen
    )
    assert "&lt;b&gt; &#60;b&#62; &amp;quot;" in seen and len(seen) >= 9


@pytest.mark.parametrize("form", ["json", "jsonld", "xlsx", "turtle", "ntriples", "gexf", "graphml", "svg"])
@pytest.mark.parametrize("address", ["/actor/fjordby", "/who/fjordby", "/map/fjordby", "/theme/climate-mitigation"])
def test_data_of_hostile_names_is_well_formed(both: tuple[Samkart, Samkart], address: str, form: str) -> None:
    harmless, hostile = (asked(each, address, form) for each in both)
    assert hostile.status == harmless.status
    for value in hostile.headers.values():
        assert value.isascii() and value.isprintable()
    if hostile.status != 200:
        return
    if form in ("json", "jsonld"):
        json.loads(hostile.body)
    elif form in ("turtle", "ntriples"):
        kind = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.N_TRIPLES
        facts = [
            {(each.subject, each.predicate) for each in ox.parse(one.body, format=kind)} for one in (harmless, hostile)
        ]
        assert facts[0] == facts[1]
    elif form != "xlsx":
        names = [{each.tag for each in ElementTree.parse(io.BytesIO(one.body)).iter()} for one in (harmless, hostile)]  # noqa: S314
        assert names[0] == names[1]


@pytest.fixture
def site(hostile_home: Path) -> Iterator[TestClient]:
    """The hostile world's site."""
    with TestClient(made(site_of(hostile_home)), base_url="http://localhost", follow_redirects=False) as client:
        yield client


def hrefs(page: str) -> list[str]:
    return [each for each in Parsed(page).links if each.startswith(("//", "/\\")) or "evil" in urlsplit(each).netloc]


def raw(client: TestClient, path: bytes) -> Rendered:
    """A path as it stands in the request, which clients would mend."""
    sent = client.build_request("GET", "http://localhost/")
    sent.url = sent.url.copy_with(raw_path=path)
    found = client.send(sent)
    return Rendered(body=found.content, status=found.status_code, headers=dict(found.headers))


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/actor/fjordby",
        "/%5cevil.example/",
        "///evil.example",
        "/%2f%2fevil.example/",
        "/nb//evil.example/",
        "/actor//evil.example",
        "/as-of//evil.example",
        "/error?status=410&address=https://evil.example/",
        "/error?status=410&address=//evil.example/",
        "/nn/error?status=410&address=javascript:alert(1)",
        "/progress?address=https://evil.example/",
        "/en/progress?stage=page&address=javascript:alert(1)",
    ],
)
def test_no_address_of_this_site_leads_to_another(site: TestClient, path: str) -> None:
    found = raw(site, path.encode())
    assert found.status == 404
    assert hrefs(found.body.decode()) == []
    assert "javascript:" not in " ".join(Parsed(found.body.decode()).links).lower()
    assert "Location" not in found.headers


@pytest.mark.parametrize("name", ["self", "path", "given", "asked", "key", "language", "state", "request", "__class__"])
def test_a_parameter_may_have_any_name(both: tuple[Samkart, Samkart], name: str) -> None:
    found = asked(both[0], f"/actor/Fjordby%20kommune?{name}=1&{name}=2&at=2020")
    assert (found.status, found.headers["Location"]) == (302, f"/en/actor/fjordby?{name}=1&{name}=2&at=2020")
    assert asked(both[0], f"/actor/fjordby?{name}=1").status == 200


@pytest.mark.parametrize(
    "host", ['localhost:"><script>', "localhost:80@evil.example", "localhost:99999999", "[::1]evil", "a b"]
)
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/as-of/{state}/sparql?query=ASK%7B%7D"])
def test_a_name_that_is_none_of_this_site_gets_nothing_anywhere(site: TestClient, path: str, host: str) -> None:
    page = site.get("/en/actor/fjordby").text
    state = re.search(r"/as-of/([0-9-]{10}\.[0-9a-f]{12})/", page)
    assert state
    for name in (host, "evil.example", "localhost.evil.example"):
        found = site.get(path.format(state=state[1]), headers={"Host": name})
        assert (found.status_code, "evil" in found.headers.get("location", "")) == (421, False)
    assert site.get(path.format(state=state[1])).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"), [("10.1.2.3:8000", 200), ("[fe80::1]", 200), ("rebound.evil.example", 421), ("localhost", 200)]
)
def test_one_that_listens_everywhere_is_known_by_numbers_only(hostile_home: Path, name: str, status: int) -> None:
    with TestClient(made(site_of(hostile_home, host="0.0.0.0")), base_url="http://localhost") as client:  # noqa: S104
        found = client.get("/en/actor/fjordby", headers={"Host": name})
    assert found.status_code == status
    assert status != 200 or f"http://{name}/as-of/" in found.text


def test_a_public_site_calls_itself_by_its_own_name_whatever_is_asked(hostile_home: Path) -> None:
    told = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "Forwarded": "host=evil.example",
    }
    site = site_of(hostile_home, root="https://samkart.example", behind_proxy=True)
    with TestClient(made(site), base_url="http://localhost") as client:
        found = client.get("/en/actor/altburg", headers=told)
    assert "https://samkart.example/as-of/" in found.text
    assert hrefs(found.text) == [] and "gopher" not in found.text


@pytest.mark.parametrize(
    "path",
    [
        "/actor/fjordby?format=json",
        "/static/icon.svg",
        "/health",
        "/sparql?query=ASK%7B%7D",
        "/metrics",
        "/actor/fjordby?format=zip",
    ],
)
def test_data_that_is_opened_as_a_page_can_do_nothing(site: TestClient, path: str) -> None:
    found = site.get(path)
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert "script-src" not in found.headers["content-security-policy"] or found.headers["content-type"].startswith(
        "text/html"
    )
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ([b"1.2.3.4, 10.0.0.9"], "10.0.0.9"),
        ([b"1.2.3.4", b"10.0.0.9"], "10.0.0.9"),
        ([b"2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::"),
        ([b"::ffff:10.0.0.9"], "10.0.0.9"),
        ([], "127.0.0.1"),
    ],
)
def test_who_asks_is_what_the_nearest_proxy_says(told: list[bytes], client: str) -> None:
    from kg.web.app import forwarded

    headers = [(b"x-forwarded-for", each) for each in told]
    request = Request({"type": "http", "headers": headers, "client": ("127.0.0.1", 1)})
    assert (forwarded(request), client_of(request)) == (client, "127.0.0.1")


def written(*told: object) -> str:
    record = logging.LogRecord("kg.web", logging.ERROR, "", 0, "%s", told, None)
    return Lines().format(record)


@pytest.mark.parametrize(
    "text", ["a\n2026-01-01 kg.web all is well", "a\r\nb", "a\x1b[2J", "a\u2028b", "a\x00b", "a\u202eb"]
)
def test_no_visitor_writes_a_line_of_the_log(text: str) -> None:
    first, *rest = written(text).split("\n")
    assert all(line.startswith("| ") for line in rest)
    assert all(line.isprintable() for line in [first, *rest])


def test_what_went_wrong_is_logged_with_its_number_and_shown_without_its_cause(
    both: tuple[Samkart, Samkart], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret\n2026-01-01 00:00:00,000 kg.web forged")

    monkeypatch.setattr(Samkart, "stats", fail)
    found = asked(both[0], "/?a=%0aforged")
    number = re.search(r"\b[0-9a-f]{8}\b", " ".join(Parsed(found.body.decode()).text))
    assert (
        found.status == 500
        and number
        and "secret" not in found.body.decode()
        and "Traceback" not in found.body.decode()
    )
    (record,) = caplog.records
    told = Lines().format(record)
    assert number[0] in told and "secret" in told
    assert [line for line in told.split("\n")[1:] if not line.startswith("| ")] == []
    assert "\n" not in record.getMessage()


@pytest.mark.parametrize(
    "address", ["http://[bad", "https://[::1", "http://a\u2100b.example/", "https://", "http://x:port/"]
)
def test_an_address_that_is_none_is_shown_as_it_is(address: str) -> None:
    from kg.model.table import Cell
    from kg.web.pages.shown import Words, _pieces

    words = Words("en", lambda iri: "")
    for value in (address, [address]):
        (piece,) = _pieces(Cell(value, address), "iri", "page", words)
        assert piece.text and (piece.href, piece.away) == (address, True)


def test_a_body_that_never_arrives_is_not_waited_for(hostile_home: Path) -> None:
    import asyncio

    from kg.web.sparql.endpoint import Endpoint
    from kg.web.sparql.limits import EndpointLimits

    async def run() -> tuple[int, dict[bytes, bytes]]:
        endpoint = Endpoint(lambda _: hostile_home, EndpointLimits(arrival=0.05))
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            await asyncio.sleep(0.01)
            return {"type": "http.request", "body": b"A", "more_body": True}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        headers = [(b"content-type", b"application/sparql-query"), (b"host", b"localhost")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/sparql",
            "query_string": b"",
            "headers": headers,
            "server": ("localhost", 80),
            "scheme": "http",
        }
        await endpoint(scope, receive, send)  # type: ignore[arg-type]
        await endpoint.close()
        return sent[0]["status"], dict(sent[0]["headers"])  # type: ignore[call-overload,return-value]

    status, headers = awaited(run())
    assert (status, headers[b"connection"]) == (408, b"close")

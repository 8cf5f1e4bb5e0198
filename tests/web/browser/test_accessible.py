"""Every kind of page as people with other means than eyes and a mouse meet it (WCAG 2.2 AA)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.browser.conftest import RULES, Visitor

PAGES = [
    "/",
    "/actor/baerum",
    "/actor/eurocities",
    "/project/cordis-101189847",
    "/programme/horizon-2-4",
    "/theme/energy",
    "/tie/agreement/asker-baerum-barnevernvakt",
    "/who",
    "/who/baerum",
    "/compare/asker,baerum",
    "/region/asker,baerum",
    "/gaps/asker",
    "/suggest/partners/asker",
    "/path/asker,oslo",
    "/coverage",
    "/sources",
    "/questions",
    "/question/actor/collaborators?actor=baerum",
    "/search?q=hvem+samarbeider+B%C3%A6rum+med+om+klima",
    "/search?q=nothingofthekind",
    "/actor/nobody-at-all",
    "/who/asker?via=projekt",
    "/network?thing=actor/asker",
    "/brief",
    "/map",
    "/api",
    "/dataset",
    "/ontology",
    "/concept/role",
    "/ranking?country=NO&theme=energy",
    "/sparql",
    "/sparql/examples",
    "/query?query=SELECT+*+WHERE+%7B+%3Fnetwork+a+sk%3ANetwork+%7D",
    "/about",
    "/accessibility",
    "/report?about=actor/asker",
    "/en/actor/baerum?embed=1",
]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(visit: Callable[..., Visitor], axe: str, page: str, width: int, scheme: str) -> None:
    visitor = visit(width, 844, color_scheme=scheme, bypass_csp=True)
    opened = visitor.goes(page)
    visitor.errors.clear()  # a page that is not there is told of as an error of the network
    opened.add_script_tag(content=axe)
    found: list[dict[str, Any]] = opened.evaluate(
        "rules => axe.run({runOnly: rules}).then(found => found.violations)", RULES
    )
    told = [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found]
    assert told == []


@pytest.mark.parametrize("page", PAGES)
def test_a_phone_is_wide_enough(visit: Callable[..., Visitor], page: str) -> None:
    visitor = visit(320, 700)
    opened = visitor.goes(page)
    visitor.errors.clear()
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_alone_reaches_everything(visit: Callable[..., Visitor]) -> None:
    opened = visit().goes("/nb/who/asker")
    wanted = opened.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]"
        ".filter(each => each.checkVisibility()).length"
    )
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    seen = 1
    for _ in range(wanted * 2):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement === document.body"):
            break
        outline = opened.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", opened.evaluate("document.activeElement.outerHTML")
        seen += 1
    assert seen == wanted


def test_the_skip_link_leads_past_the_header(visit: Callable[..., Visitor]) -> None:
    opened = visit().goes("/who/asker")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "content"


def test_without_javascript_everything_is_there(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    opened = visitor.goes("/")
    opened.fill("#hero-q", "Bærum")
    opened.press("#hero-q", "Enter")
    opened.click("ol.found a >> nth=0")
    assert opened.inner_text("h1") == "Bærum kommune"
    opened.goto(f"{visitor.site}/compare")
    opened.fill("#f-actors", "asker, baerum")
    opened.click("form.ask button")
    assert "Asker kommune" in opened.inner_text("#answer")
    opened.goto(f"{visitor.site}/nb/brief/asker")
    opened.frame_locator("iframe.paper").locator("text=Asker kommune >> nth=0").wait_for(timeout=60_000)

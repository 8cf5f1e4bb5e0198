"""Verbs and Questions as pages: the form, the answer, what was wrong with what was asked, and how else it is had."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from kg.api import Samkart
from kg.web.asked import Asked
from kg.web.operations.questions import questions
from kg.web.pages import respond
from tests.web.conftest import DAY, Ask


def text(body: bytes) -> str:
    return html.unescape(body.decode())


def test_the_form_shows_what_was_asked(ask: Ask) -> None:
    page = text(ask("who/fjordby", "via=project&country=DE&theme=climate-mitigation", language="en").body)
    assert '<input id="f-actor" name="actor" value="fjordby"' in page
    assert '<input type="checkbox" name="via" value="project" checked>project' in page
    assert '<option value="climate-mitigation" selected>' in page
    assert "<details open>" in page
    assert "kg who fjordby --via project --theme climate-mitigation --country DE" in page


def test_an_empty_form_is_no_error_but_an_empty_request_for_data_is(ask: Ask) -> None:
    assert ask("who").status == 200
    assert ask("who", form="json").status == 400
    assert json.loads(ask("who", form="json").body)["detail"] == "actor must be given"


def test_what_is_wrong_stands_over_the_form(ask: Ask) -> None:
    found = ask("who/fjordby", "via=projekt", language="en")
    assert found.status == 400
    page = text(found.body)
    assert "'projekt' is not a kind of tie; expected project, network, twinning, agreement" in page
    assert '<input id="f-actor"' in page


def test_the_notices_of_a_name_are_told(ask: Ask) -> None:
    page = text(ask("who/Lillevik", language="en").body)
    assert re.search(r'<ul class="notices"[^>]*>\s*<li>', page)


def test_nothing_found_is_not_told_as_none(ask: Ask) -> None:
    page = text(ask("question/actor/strategies", "actor=altburg", language="en").body)
    assert "The graph has no answer to this. That does not mean that there is none." in page


def test_a_report_has_its_sections_and_each_is_had_alone(ask: Ask, world: Samkart) -> None:
    whole = json.loads(ask("compare/fjordby,nordvik", form="json").body)
    assert whole == json.loads(json.dumps(world.compare("fjordby", "nordvik").data()))
    alone = json.loads(ask("compare/fjordby,nordvik", "section=network", form="json").body)
    assert alone == whole["sections"]["network"]
    assert ask("compare/fjordby,nordvik", "section=none", form="json").status == 404


@pytest.mark.parametrize("question", questions(), ids=lambda each: each.name)
def test_every_question_has_its_page(ask: Ask, question: object) -> None:
    name = str(getattr(question, "name", ""))
    found = ask(f"question/{name}", language="nn")
    assert found.status == 200
    page = text(found.body)
    assert "SELECT" in page and f"{getattr(question, 'texts', {})['nn']}" in page


def test_the_list_of_questions_is_data_too(ask: Ask) -> None:
    listed = json.loads(ask("questions", form="json", language="en").body)
    assert [each["name"] for each in listed] == [each.name for each in questions()]
    assert listed[0].keys() == {"name", "question", "parameters"}


def test_a_sentence_is_led_to_what_it_asks(ask: Ask) -> None:
    page = text(ask("search", "q=hvem samarbeider Fjordby kommune med om romvær").body).replace("%2F", "/")
    assert '<a href="/who?actor=actor/fjordby"><strong>Hvem samarbeider en aktør med?</strong></a>' in page
    assert "Ikke tatt med: romvær" in page


def test_names_are_offered_while_somebody_types(ask: Ask) -> None:
    offered = json.loads(ask("names", "q=fjo", form="json", language="en").body)
    told = {name: offered[0][name] for name in ("label", "kind", "country", "url")}
    assert told == {
        "label": "Fjordby Municipality",
        "kind": "municipality",
        "country": "NO",
        "url": "/actor/fjordby",
    }
    assert json.loads(ask("names", "q=", form="json").body) == []


@pytest.mark.parametrize(
    "path", ["question/actor/evidence?actor=oslo", "programmes/NO", "actor/oslo", "compare/oslo,bergen,trondheim"]
)
def test_a_page_weighs_less_than_100_kb_however_much_there_is_to_show(embedded: Samkart, path: str) -> None:
    way, _, query = path.partition("?")
    given = tuple((name, value) for name, _, value in (each.partition("=") for each in query.split("&")) if name)
    asked = Asked(path=tuple(way.split("/")), given=given, day=DAY, root="http://localhost")
    page = respond(embedded, asked)
    assert (page.status, len(page.body) < 100_000) == (200, True)
    assert b"<tbody>" in page.body
    whole = respond(embedded, replace(asked, given=(*given, ("rows", "all"))))
    assert len(whole.body) > len(page.body)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_choice_that_was_not_made_is_none(ask: Ask, language: str) -> None:
    page = text(ask("who/fjordby", language=language).body)
    chosen = [each for each in re.findall(r"<option [^>]*>[^<]*</option>", page) if " selected" in each]
    themes = page.partition('<select id="f-theme"')[2].partition("</select>")[0]
    assert chosen == []
    assert re.findall(r'value="([^"]*)"', themes).count("") == 1


def test_a_choice_with_a_default_shows_it(ask: Ask) -> None:
    page = text(ask("ranking", language="nb").body)
    measures = page.partition('<select id="f-measure"')[2].partition("</select>")[0]
    assert re.findall(r"<option [^>]*selected>([^<]*)<", measures) == ["styrke"]
    assert 'value=""' not in measures


def test_several_choices_are_asked_for_as_a_browser_sends_them(ask: Ask) -> None:
    sent = text(ask("who/fjordby", "via=project&via=network", language="en").body)
    assert re.findall(r'name="via" value="(\w+)" checked', sent) == ["project", "network"]
    assert "kg who fjordby --via project,network" in sent


@pytest.mark.parametrize(
    "path",
    ["who/fjordby", "gaps/fjordby", "region/fjordby,granstad", "compare/fjordby,altburg", "suggest/partners/fjordby"],
)
def test_how_much_of_the_whole_stands_behind_an_answer_is_told_once(ask: Ask, path: str) -> None:
    page = text(ask(path, language="en").body)
    assert page.count("This much of the whole stands behind the answer") == 1


def test_a_consortium_without_what_it_is_for_is_begun_and_not_wrong(ask: Ask) -> None:
    found = ask("suggest/consortium/fjordby", language="en")
    page = text(found.body)
    assert found.status == 200
    assert "Write the idea, or name a call or themes." in page and 'role="alert"' not in page
    assert '<textarea id="f-idea" name="idea" rows="4" cols="60" maxlength="4000"></textarea>' in page
    assert ask("suggest/consortium/fjordby", form="json").status == 400
    filled = ask("suggest/consortium/fjordby", "idea=klimakutt </textarea>", language="en").body.decode()
    assert "A consortium for Fjordby Municipality" in filled
    assert ">klimakutt &lt;/textarea&gt;</textarea>" in filled


@pytest.mark.parametrize("path", ["compare", "path"])
def test_a_form_with_one_actor_of_two_is_begun_and_not_wrong(ask: Ask, path: str) -> None:
    found = ask(path, "actors=actor/fjordby", language="en")
    page = text(found.body)
    assert found.status == 200
    assert "Name at least one more actor." in page and 'role="alert"' not in page
    assert 'name="actors" value="actor/fjordby"' in page
    assert ask(path, "actors=actor/fjordby", form="json").status == 400
    assert ask(path, "actors=actor/fjordby&embed=1").status == 400
    both = text(ask(path, "actors=actor/fjordby,altburg", language="en").body)
    assert "Name at least one more actor." not in both

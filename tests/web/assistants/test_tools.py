"""The tools: what there are, what they take, and what a call of one asks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from kg.errors import NotFound, Usage
from kg.settings import LANGUAGES
from kg.web.assistants.tools import call_of, questions_about, shortened, tool_named, tools
from kg.web.operations.machines import operations

ALL = tools("en")
FEW = tools("en", every=False)


def test_there_is_a_tool_for_each_verb_and_each_question_of_the_public_areas() -> None:
    asked = [each.operation for each in ALL.values()]
    internal = ("question/hygiene/", "question/edges/")
    assert asked == [each.name for each in operations() if not each.name.startswith(internal)]
    assert {"find", "show", "who", "compare", "gaps", "coverage", "path", "suggest_partners"} <= set(ALL)
    assert {"actor_collaborators", "network_members", "project_participants"} <= set(ALL)


def test_few_tools_stand_for_all_questions() -> None:
    verbs = [each.name for each in ALL.values() if not each.operation.startswith("question/")]
    assert list(FEW) == [*verbs, "questions", "ask_question"]
    call = call_of(FEW["ask_question"], {"name": "hygiene/tie-without-source", "limit": 3})
    assert (call.operation, call.given) == ("question/hygiene/tie-without-source", (("limit", "3"),))
    call = call_of(FEW["ask_question"], {"name": "actor/projects", "parameters": {"actor": "fjordby"}, "offset": 25})
    assert call.given == (("actor", "fjordby"), ("offset", "25"), ("limit", "25"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_words_are_what_clients_take(language: str) -> None:
    made = tools(language)
    for each in made.values():
        assert re.fullmatch("[a-zA-Z0-9_-]{1,64}", each.name)
        assert each.description
        assert all(form.get("description") for name, form in each.takes["properties"].items() if name not in PAGING)
        assert each.takes["additionalProperties"] is False
    size = sum(len(json.dumps([each.name, each.description, each.takes], ensure_ascii=False)) for each in made.values())
    assert size < 80_000  # what a model reads of them: some 20,000 tokens


PAGING = ("limit", "offset")


def test_parameters_are_typed() -> None:
    takes = ALL["who"].takes
    assert takes["required"] == ["actor"]
    assert takes["properties"]["via"]["items"]["enum"] == ["project", "network", "twinning", "agreement"]
    assert takes["properties"]["with_predecessors"]["type"] == "boolean"
    assert takes["properties"]["limit"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 25}
    assert ALL["ranking"].takes["properties"]["top"]["maximum"] == 200
    assert ALL["communities"].takes["properties"]["resolution"]["type"] == "number"


@pytest.mark.parametrize(
    ("name", "arguments", "given"),
    [
        ("who", {"actor": "fjordby"}, {"actor": "fjordby", "limit": "25"}),
        ("who", {"actor": 920125298, "ties": True, "at": None}, {"actor": "920125298", "ties": "true", "limit": "25"}),
        ("compare", {"actors": ["a", "b"], "limit": 2}, {"actors": "a,b", "limit": "2"}),
        ("communities", {"resolution": 0.25, "top": 50}, {"resolution": "0.25", "top": "50", "limit": "50"}),
        ("find", {"q": "fjord", "limit": 3}, {"q": "fjord", "limit": "3"}),
    ],
)
def test_a_call_is_an_address(name: str, arguments: dict[str, Any], given: dict[str, str]) -> None:
    assert dict(call_of(ALL[name], arguments).given) == given


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("who", {"actor": ["fjordby"]}, "actor: is not one value"),
        ("who", {"actor": {"$ne": ""}}, "actor: is not one value"),
        ("who", {"aktor": "fjordby"}, "aktor: is not known here; expected actor"),
        ("who", {"actor": "fjordby", "limit": 10**9}, "limit: 1000000000 is more than 200"),
        ("ranking", {"top": 500}, "top: 500 is more than 200"),
        ("compare", {"actors": ["Delft, Technische Universiteit"]}, "actors: has a name with a comma"),
        ("compare", {"actors": [["a"]]}, "actors: is not one value"),
        ("who", {"actor": "a", "x" * 5000: "b"}, "x" * 100 + ": is not known here"),
    ],
)
def test_what_no_tool_takes_is_refused(name: str, arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(Usage) as caught:
        call_of(ALL[name], arguments)
    assert str(caught.value).startswith(error)


def test_a_tool_or_question_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        tool_named(ALL, "who_is")
    assert "who" in caught.value.nearest
    with pytest.raises(NotFound) as caught:
        call_of(FEW["ask_question"], {"name": "actor/colaborators"})
    assert "question/actor/collaborators" in caught.value.nearest
    with pytest.raises(Usage, match="parameters: is an object"):
        call_of(FEW["ask_question"], {"name": "actor/projects", "parameters": ["fjordby"]})


def test_questions_are_found_by_their_words() -> None:
    assert [each["name"] for each in questions_about("twin towns", "en")] == ["actor/twin-towns"]
    assert len(questions_about("", "nb")) == len([e for e in operations() if e.name.startswith("question/")])
    found = questions_about("members", "nb")
    assert "network/members" in [each["name"] for each in found]
    assert questions_about("no such thing", "en") == []


def test_what_a_context_gets_has_no_unseen_letters_and_no_endless_lists() -> None:
    answer = {
        "columns": [],
        "next": None,
        "rows": [{"name": "By\U000e0041\U000e0042\u202e \u200bher\x07", "who": [{"iri": n} for n in range(14)]}],
        "not_known": ["x"] * 20,
    }
    told = shortened(answer, "en")
    assert set(told) == {"rows", "not_known"}
    assert told["rows"][0]["name"] == "By her"
    assert told["rows"][0]["who"] == [*({"iri": n} for n in range(12)), "2 more values are not shown here"]
    assert shortened({"rows": [{"name": "👩\u200d👧 क्\u200dष"}]}, "en") == {"rows": [{"name": "👩\u200d👧 क्\u200dष"}]}

"""One question, one answer: the API, the tools for assistants, Python and the shell, for everything that can be asked.

Each operation is asked about the made-up world as on one day: verbs with the values below, Questions with the first
case of their answers (tests/queries).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api import Samkart
from kg.cli import main
from kg.model.period import on_day
from kg.model.result import Report
from kg.web.asked import Asked
from kg.web.assistants.tools import call_of, shortened, tools
from kg.web.machines.schema import read_strictly
from kg.web.operations.machines import operation, operations
from kg.web.operations.operation import Operation
from kg.web.pages import respond

DAY = "2026-06-01"
CASES = Path(__file__).parents[2] / "queries"
VERBS: dict[str, dict[str, Any]] = {
    "find": {"q": "fjord"},
    "ask": {"q": "hvilke vennskapsbyer har Fjordby?"},
    "show": {"thing": "fjordby", "at": "2026-06-01"},
    "who": {"actor": "fjordby", "via": ["project", "network"], "country": ["NO", "DE"]},
    "compare": {"actors": ["fjordby", "altburg"], "since": "2010", "with_predecessors": True},
    "region": {"actors": ["fjordby", "granstad"], "compared_with": ["altburg"]},
    "gaps": {"actors": ["fjordby"], "peers": 3, "examples": 1},
    "suggest/partners": {"actor": "fjordby", "abroad": True, "limit": 4},
    "suggest/consortium": {"actor": "fjordby", "idea": "klimakutt, kunst og kultur", "size": 5, "including": "nordvik"},
    "suggest/networks": {"actor": "fjordby"},
    "suggest/themes": {"actor": "fjordby"},
    "path": {"actors": ["nordvik", "altburg"], "limit": 2},
    "coverage": {"thing": "fjordby"},
    "themes": {"actor": "fjordby"},
    "networks": {"actor": "fjordby", "evidence": "stated"},
    "conflicts": {},
    "programmes": {"country": "NO"},
    "sources": {},
    "stats": {},
    "ranking": {"actors": ["fjordby"], "measure": "pagerank", "no_intervals": True, "top": 3},
    "communities": {"resolution": 0.5, "members": 2},
    "brokers": {"between": "level", "via": ["project", "network"]},
    "levels": {"actors": ["fjordby"], "by": "country"},
    "changes": {"before": "2014..2019", "after": "2020..2026", "top": 2},
}
TOOLS = {each.operation: each for each in tools("nb").values()}


def values(asked: Operation) -> dict[str, Any]:
    """With what an operation is asked here, as JSON has it."""
    if not asked.name.startswith("question/"):
        return VERBS[asked.name]
    cases = json.loads((CASES / f"{asked.name.removeprefix('question/')}.json").read_text("utf-8"))
    return dict(cases[0]["params"])


def pairs(asked: Operation) -> tuple[tuple[str, str], ...]:
    """The same, as an address has it."""

    def text(value: Any) -> str:
        if isinstance(value, list):
            return ",".join(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    return tuple((name, text(value)) for name, value in values(asked).items())


def api(world: Samkart, asked: Operation) -> dict[str, Any]:
    """What the API answers, whole."""
    given = (*pairs(asked), *(() if asked.field("limit") else (("limit", "10000"),)))
    rendered = respond(world, Asked(path=("api", *asked.name.split("/")), given=given, day=DAY, form="json"))
    assert rendered.status == 200, rendered.body
    answer: dict[str, Any] = json.loads(rendered.body)
    return answer


def content(answer: dict[str, Any]) -> Any:
    """What an answer of the API holds, as the shell writes it."""
    if "sections" in answer:
        return {**answer["facts"], "sections": {each["name"]: each["rows"] for each in answer["sections"]}}
    return [{name: value for name, value in row.items() if name not in ADDED} for row in answer["rows"]]


ADDED = ("sources", "sources_total")
EVERY = pytest.mark.parametrize("asked", operations(), ids=lambda each: each.name)


def test_every_verb_is_asked_here() -> None:
    assert [each.name for each in operations() if not each.name.startswith("question/")] == list(VERBS)


@EVERY
def test_the_api_answers_as_python(world: Samkart, asked: Operation) -> None:
    chosen, _ = read_strictly(asked, pairs(asked))
    with on_day(DAY), world.telling(lambda _: None):
        found = asked.run(world, chosen)
        expected = found.data() if isinstance(found, Report) else found.records()
    answer = api(world, asked)
    assert content(answer) == json.loads(json.dumps(expected))
    if "rows" in answer:
        sized = asked.field("limit") or asked.field("top")
        most = int(chosen.get(sized.name, sized.default)) if sized else len(answer["rows"]) + 1
        assert answer["total"] == (len(answer["rows"]) if len(answer["rows"]) < most else None)
        assert (answer["cut"], answer["not_known"] == []) == (None, answer["rows"] != [])


@EVERY
def test_the_shell_answers_as_the_api(
    world: Samkart,
    world_home: Path,
    asked: Operation,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("SAMKART_CONFIG", "SAMKART_ENDPOINT", "SAMKART_LANG", "SAMKART_COUNTRY"):
        monkeypatch.setenv(name, "")
    chosen, _ = read_strictly(asked, pairs(asked))
    everything = ["--limit", "0"] if asked.name == "who" else []
    with on_day(DAY), pytest.raises(SystemExit) as ended:
        main([*asked.shell(chosen)[1:], *everything, "--format", "json", "--store", str(world_home)])
    printed = capsys.readouterr().out
    assert ended.value.code in (0, None, 1 if not api(world, asked).get("rows", True) else 0)
    answered = content(api(world, asked))
    if asked.name == "ask":  # the shell tells the command alone
        assert all(each.pop("call") for each in answered)
    assert json.loads(printed) == answered


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda each: each.name)
def test_a_tool_answers_as_the_api(world: Samkart, tool: Any) -> None:
    asked = operation(tool.operation)
    call = call_of(tool, values(asked))
    rendered = respond(world, Asked(path=("api", *call.operation.split("/")), given=call.given, day=DAY, form="json"))
    answer = api(world, asked)
    told = json.loads(rendered.body)
    assert told["parameters"] == answer["parameters"]
    for mine, whole in zip(told.get("sections", [told]), answer.get("sections", [answer]), strict=True):
        assert mine["rows"] == whole["rows"][: mine["limit"]]
        assert mine["total"] == whole["total"]
        assert (mine["cut"] is None) == (len(mine["rows"]) == len(whole["rows"]))
    seen = shortened(told, "nb")
    assert set(told) - set(seen) == {"columns", "next"} & set(told)
    assert _fits(seen, tool.gives)


def _fits(value: Any, form: Any) -> bool:
    from jsonschema import validate

    validate(value, form)
    return True


@pytest.fixture
def asked_by(world: Samkart) -> Callable[..., Any]:
    """A verb of Python asked by its own name, where it is no more than its operation's."""
    return lambda name, *names, **given: getattr(world, name)(*names, **given)


def test_verbs_of_python_are_the_operations(world: Samkart, asked_by: Callable[..., Any]) -> None:
    with on_day(DAY):
        who = asked_by("who", "fjordby", via=["project", "network"], country="NO,DE").records()
        path = asked_by("path", "nordvik", "altburg", limit=2).records()
        ranking = asked_by("ranking", "fjordby", measure="pagerank", intervals=False, top=3).records()
        show = asked_by("show", "fjordby", at="2026-06-01").data()
        partners = world.suggest.partners("fjordby", abroad=True, limit=4).records()
    assert content(api(world, operation("who"))) == json.loads(json.dumps(who))
    assert content(api(world, operation("path"))) == json.loads(json.dumps(path))
    assert content(api(world, operation("ranking"))) == json.loads(json.dumps(ranking))
    assert content(api(world, operation("show"))) == json.loads(json.dumps(show))
    assert content(api(world, operation("suggest/partners"))) == json.loads(json.dumps(partners))

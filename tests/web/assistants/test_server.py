"""`kg mcp` as assistants start it, asked by the SDK's own client over standard input and output and over HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from kg.api import Samkart
from kg.language.speech import say
from kg.web.asked import Asked
from kg.web.assistants.server import made
from kg.web.front import Front
from kg.web.pages import respond
from kg.web.renderers import Busy, Failed, TooLarge, TooSlow
from kg.web.site import Site
from tests.web.conftest import awaited
from tests.web.test_serving import free_port

pytestmark = pytest.mark.slow
Talk = Callable[[Client], Awaitable[None]]


def over_stdio(home: Path, talk: Talk, *options: str, mode: str = "auto") -> None:
    """Talk with a process that is started for it."""
    environment = {**os.environ, "SAMKART_CONFIG": "", "PYTHONPATH": str(Path(__file__).parents[3])}
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "kg", "mcp", "--store", str(home), *options], env=environment
    )

    async def run() -> None:
        async with Client(stdio_client(started), mode=mode) as client:
            await talk(client)

    awaited(run())


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """A server over HTTP, and its address."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "mcp", "--http", "--port", str(port), "--store", str(home)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def structured(answer: Any) -> dict[str, Any]:
    """What a tool answered, which its text says too."""
    assert not answer.is_error, answer.content
    found: dict[str, Any] = answer.structured_content
    assert json.loads(answer.content[0].text) == found
    return found


async def journey(client: Client) -> None:
    """What an assistant does: find somebody, ask, ask for more, and be told what is not known."""
    listed = {each.name: each for each in (await client.list_tools()).tools}
    assert {"find", "show", "who", "compare", "gaps", "coverage", "path", "suggest_partners"} <= set(listed)
    assert {"actor_collaborators", "network_members"} <= set(listed)
    for each in listed.values():
        assert each.annotations is not None
        assert each.annotations.read_only_hint is True
        assert each.input_schema["type"] == (each.output_schema or {})["type"] == "object"
    found = structured(await client.call_tool("find", {"q": "fjord", "kind": "actor"}))
    key = found["rows"][0]["name_key"]
    assert key == "fjordby"
    who = structured(await client.call_tool("who", {"actor": key, "limit": 2}))
    assert (len(who["rows"]), who["total"] > 2, who["cut"] is not None) == (2, True, True)
    for row in who["rows"]:
        assert row["sources"]
        assert {"known_by", "latest"} <= set(row)
    more = structured(await client.call_tool("who", {"actor": key, "limit": 2, "offset": 2}))
    assert more["rows"][0] not in who["rows"]
    ties = structured(await client.call_tool("who", {"actor": key, "ties": True, "limit": 1}))
    assert {"source", "known_by", "as_of"} <= set(ties["rows"][0])
    nothing = {"actor": key, "minimum_contribution": 999_999_999_999}
    none = structured(await client.call_tool("actor_projects", nothing))
    assert none["rows"] == []
    assert none["not_known"] != []
    compared = structured(await client.call_tool("compare", {"actors": ["fjordby", "altburg"]}))
    assert all(len(each["rows"]) <= 5 for each in compared["sections"])
    ontology = await client.read_resource("samkart://ontology")
    assert "skos:prefLabel" in ontology.contents[0].text  # type: ignore[union-attr]
    questions = json.loads((await client.read_resource("samkart://questions")).contents[0].text)  # type: ignore[union-attr]
    assert "actor/collaborators" in [each["name"] for each in questions]
    assert [str(each.uri) for each in (await client.list_resources()).resources] == [
        "samkart://ontology",
        "samkart://questions",
    ]


HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    ("who", {"actor": "fjordbyy"}, "Fjordby kommune"),
    ("who", {"actor": "\x00\x07\u202e"}, "actor"),
    ("who", {"actor": "x" * 100_000}, "longer than 500"),
    ("who", {"actor": ""}, "empty"),
    ("who", {}, "actor must be given"),
    ("who", {"actor": "fjordby", "limit": 10**30}, "limit"),
    ("who", {"actor": "fjordby", "limit": -1}, "limit"),
    ("who", {"actor": "fjordby", "offset": "; DROP TABLE"}, "offset"),
    ("who", {"actor": "fjordby", "via": ["bribery"]}, "bribery"),
    ("who", {"actor": "fjordby", "at": "yesterday"}, "YYYY"),
    ("who", {"actor": "fjordby", "at": "2020", "since": "2019"}, "either a day"),
    ("who", {"actor": {"a": 1}}, "one value"),
    ("actor_by_kind_and_level", {"kind": "a]b"}, "kind"),
    ("source_of_fact", {"entity": "http://x]"}, "entity"),
    ("communities", {"resolution": -1}, "resolution"),
]


async def abuse(client: Client) -> None:
    """Whatever is asked, the answer is an error of the tool, and the next call is answered."""
    for name, arguments, told in HOSTILE:
        answer = await client.call_tool(name, arguments)
        assert answer.is_error, (name, arguments)
        text = answer.content[0].text  # type: ignore[union-attr]
        assert told in text, (name, arguments, text)
        assert "Traceback" not in text
    with pytest.raises(MCPError, match="there is no tool 'whom'"):
        await client.call_tool("whom", {})
    with pytest.raises(MCPError, match="there is no resource"):
        await client.read_resource("file:///etc/passwd")
    structured(await client.call_tool("who", {"actor": "fjordby"}))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_starts_it_and_asks(world_home: Path, mode: str) -> None:
    over_stdio(world_home, journey, mode=mode)


def test_hostile_calls_are_errors_of_tools(world_home: Path) -> None:
    over_stdio(world_home, abuse)


def test_it_is_asked_over_http_by_several_at_once(world_home: Path) -> None:
    async def run(address: str) -> None:
        async def one(talk: Talk) -> None:
            async with Client(address) as client:
                await talk(client)

        async with anyio.create_task_group() as group:
            for talk in (journey, abuse, journey):
                group.start_soon(one, talk)

    with serving(world_home) as address:
        awaited(run(address))


@pytest.mark.parametrize("header", [("Host", "evil.example"), ("Origin", "https://evil.example")])
def test_other_sites_cannot_ask_through_a_browser(world_home: Path, header: tuple[str, str]) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}).encode()
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        header[0]: header[1],
    }
    with serving(world_home) as address:
        with pytest.raises(HTTPError) as refused, urlopen(Request(address, body, headers)):  # noqa: S310
            pass
        refused.value.close()
        assert refused.value.code in (403, 421)


def test_a_tool_answers_what_the_api_does(world: Samkart, world_home: Path) -> None:
    today = date.today().isoformat()

    async def talk(client: Client) -> None:
        for name, path, arguments in (
            ("who", "who", {"actor": "fjordby", "limit": 5}),
            ("network_members", "question/network/members", {"network": "eurobyene", "limit": 5}),
            ("suggest_themes", "suggest/themes", {"actor": "fjordby"}),
        ):
            told = structured(await client.call_tool(name, arguments))
            given = tuple((each, str(value)) for each, value in arguments.items())
            asked = Asked(path=("api", *path.split("/")), given=given, day=today, form="json")
            answer = json.loads(respond(world, asked).body)
            assert told["rows"] == answer["rows"]
            assert (told["total"], told["cut"], told["not_known"]) == (
                answer["total"],
                answer["cut"],
                answer["not_known"],
            )

    over_stdio(world_home, talk)


def test_few_tools_stand_for_all_questions(world_home: Path) -> None:
    async def talk(client: Client) -> None:
        assert client.instructions is not None
        assert "never instructions" in client.instructions
        names = [each.name for each in (await client.list_tools()).tools]
        assert names[-2:] == ["questions", "ask_question"]
        assert not any(name.startswith("actor_") for name in names)
        listed = structured(await client.call_tool("questions", {"words": "twin towns"}))
        assert [each["name"] for each in listed["questions"]] == ["actor/twin-towns"]
        asked = {"name": "actor/twin-towns", "parameters": {"actor": "fjordby"}}
        assert structured(await client.call_tool("ask_question", asked))["rows"]

    over_stdio(world_home, talk, "--tools", "few", "--lang", "en")


@pytest.mark.parametrize(("error", "status"), [(Busy, 503), (TooSlow, 504), (TooLarge, 507), (Failed, 500)])
def test_a_call_that_no_renderer_answers_is_told(error: type[Exception], status: int) -> None:
    class Ended(Front):
        def lane(self, digest: str, *, slow: bool) -> Any:
            return self

        async def render(self, *_: object) -> None:
            raise error

    async def run() -> Any:
        async with Client(made(Ended(Site(store="", lang="en")))) as client:
            return await client.call_tool("stats", {})

    answer = awaited(run())
    assert answer.is_error
    assert json.loads(answer.content[0].text) == {"status": status, "detail": say("en", "web", f"error.{status}")}

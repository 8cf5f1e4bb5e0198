"""A server of the Model Context Protocol: tools and resources, over standard input and output or over HTTP.

All that is known of the SDK (`mcp`, an extra) stands here. The process that talks opens no store: a call is answered by
renderers, as an address of the site is, so that one that takes too long is ended and takes nothing else with it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import mcp_types as types
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError

from kg import __version__
from kg.errors import KgError
from kg.language.speech import say
from kg.model.period import today
from kg.resources import ontology_dir
from kg.web.asked import Asked, Rendered
from kg.web.assistants.tools import LIST, Tool, call_of, questions_about, shortened, tool_named, tools
from kg.web.front import Front
from kg.web.guard import Guard
from kg.web.renderers import Busy, Failed, TooLarge, TooSlow
from kg.web.routes import is_slow
from kg.web.site import HERE, Site

if TYPE_CHECKING:
    from starlette.types import ASGIApp


__all__ = ["app", "made", "over_http", "over_stdio"]

_ONTOLOGY, _QUESTIONS = "samkart://ontology", "samkart://questions"
_READING = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class _Assistants:
    """What requests of the protocol are answered with."""

    def __init__(self, front: Front, *, every: bool) -> None:
        self._front, self._language = front, front.site.lang
        self._tools = tools(self._language, every=every)

    async def list_tools(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """All tools, in the order in which they are thought of."""
        return types.ListToolsResult(tools=[_offered(each) for each in self._tools.values()])

    async def call_tool(self, _: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        """The answer of a tool; what is wrong with a call is an answer too, which says what was perhaps meant."""
        try:
            tool = tool_named(self._tools, asked.name)
        except KgError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error
        try:
            if tool.name == LIST:
                words = str((asked.arguments or {}).get("words", ""))
                return _result({"questions": questions_about(words, self._language)})
            call = call_of(tool, asked.arguments or {})
        except KgError as error:
            return _wrong({"detail": str(error), "nearest": list(error.nearest)})
        rendered = await self._rendered(("api", *call.operation.split("/")), call.given)
        told = json.loads(rendered.body)
        return _result(shortened(told, self._language)) if rendered.status == 200 else _wrong(told)

    async def _rendered(self, path: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> Rendered:
        site, slow = self._front.site, is_slow(path)
        digest = self._front.digest
        asked = Asked(
            path=path, given=given, language=self._language, day=today(), digest=digest, form="json", root=site.root
        )
        seconds = site.slow_seconds if slow else site.page_seconds
        try:
            return await self._front.lane(digest, slow=slow).render(asked, seconds)
        except (Busy, TooSlow, TooLarge, Failed) as error:
            status = {Busy: 503, TooSlow: 504, TooLarge: 507}.get(type(error), 500)
            told = {"status": status, "detail": say(self._language, "web", f"error.{status}")}
            return Rendered(body=json.dumps(told).encode(), status=status)

    async def list_resources(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        """The ontology and the list of all Questions."""
        ontology = say(self._language, "web", "mcp.ontology")
        listed = say(self._language, "web", "mcp.list")
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=_ONTOLOGY, name="ontology", description=ontology, mime_type="text/turtle"),
                types.Resource(uri=_QUESTIONS, name="questions", description=listed, mime_type="application/json"),
            ]
        )

    async def read_resource(self, _: Any, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """One of them."""
        uri = str(asked.uri)
        if uri == _ONTOLOGY:
            text, kind = (ontology_dir() / "core.ttl").read_text("utf-8"), "text/turtle"
        elif uri == _QUESTIONS:
            listed = questions_about("", self._language)
            text, kind = json.dumps(listed, ensure_ascii=False, indent=1), "application/json"
        else:
            raise MCPError(types.INVALID_PARAMS, f"there is no resource {uri[:200]!r}")
        content = types.TextResourceContents(uri=uri, mime_type=kind, text=text)
        return types.ReadResourceResult(contents=[content])


def _offered(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title or None,
        description=tool.description,
        input_schema=dict(tool.takes),
        output_schema=dict(tool.gives),
        annotations=_READING,
    )


def _result(answer: dict[str, Any]) -> types.CallToolResult:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=json.loads(text)
    )


def _wrong(told: dict[str, Any]) -> types.CallToolResult:
    kept = {name: value for name, value in told.items() if name != "type" and value not in (None, [])}
    text = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace").decode()
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def made(front: Front, *, every: bool = True) -> Server[Any]:
    """The server, whose calls are answered by the renderers of a front; see `kg.web.assistants.tools.tools`."""
    assistants = _Assistants(front, every=every)
    return Server(
        "samkart",
        version=__version__,
        title="Samkart",
        instructions=say(front.site.lang, "web", "mcp.instructions"),
        on_list_tools=assistants.list_tools,
        on_call_tool=assistants.call_tool,
        on_list_resources=assistants.list_resources,
        on_read_resource=assistants.read_resource,
    )


@asynccontextmanager
async def _fronted(site: Site) -> AsyncIterator[Front]:
    front = Front(site)
    await front.begin()
    try:
        yield front
    finally:
        await front.end()


def over_stdio(site: Site, *, every: bool = True) -> None:
    """Talk over standard input and output until the other side closes it."""

    async def talk() -> None:
        async with _fronted(site) as front, stdio_server() as (heard, said):
            server = made(front, every=every)
            await server.run(heard, said, server.create_initialization_options())

    anyio.run(talk)


def app(front: Front, *, every: bool = True) -> ASGIApp:
    """The application that answers at `/mcp`, each request by itself, under the names of its site only."""
    site = front.site
    own = [f"{each}:*" for each in (*HERE, site.host)] + [*HERE]
    public = site.root.partition("://")[2]
    security = TransportSecuritySettings(
        allowed_hosts=[*own, *([public] if public else [])],
        allowed_origins=[*(f"http://{each}" for each in own), *([site.root] if site.root else [])],
    )
    inner = made(front, every=every).streamable_http_app(
        json_response=True, stateless_http=True, max_request_body_size=site.body, transport_security=security
    )
    return Guard(inner, site, front.metrics)


def over_http(site: Site, *, every: bool = True) -> None:
    """Serve `/mcp` at the site's host and port until this process is told to stop."""

    async def serve() -> None:
        async with _fronted(site) as front:
            config = uvicorn.Config(
                app(front, every=every), host=site.host, port=site.port, log_level="warning", access_log=False
            )
            await uvicorn.Server(config).serve()

    anyio.run(serve)

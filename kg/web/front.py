"""The front: takes requests, answers what is kept, and has the rest made by the renderers.

It opens no store and loads none of the packages that read one, so it starts at once, is small, and what a question
costs is never its own.
"""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from logging import getLogger
from multiprocessing import parent_process
from pathlib import Path
from time import perf_counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from kg.model.period import today
from kg.settings import LANGUAGES
from kg.web.address import State, address, split
from kg.web.asked import Asked, Rendered
from kg.web.forms import FORMS, form_for
from kg.web.guard import FRAMED_POLICY
from kg.web.kept import Keeper, Kept
from kg.web.metrics import Metrics
from kg.web.negotiation import language_of
from kg.web.renderers import Busy, Failed, Lane, TooLarge, TooSlow
from kg.web.routes import AREAS, DATA_AREAS, POSTED, is_slow
from kg.web.site import HERE, Site
from kg.web.states import States

__all__ = ["Front", "plain", "sent"]

_LOOK = 2.0  # seconds between two looks for a new state
_PATIENCE = 0.7  # seconds that a reader waits for a slow page before being told how far it has come
_IDLE = 300.0  # seconds after which the processes of a state of before are ended
_MOST_PARAMETERS = 200
_MOST_BEFORE = 4  # lanes of states of before that are open at once, each with a process of its own
_BODY_SECONDS = 15.0
_HOST = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_OWN = frozenset({"error", "progress"})
"""The first parts of paths that are asked for here and never by an address."""
_RETRY = {"Retry-After": "5"}


class Front:
    """What a server holds: the states that it answers for, their renderers, and what they have answered."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.states = States(Path(site.store), site.keep, Path(site.generation)) if site.generation else None
        self.keeper = Keeper(site.kept_bytes)
        self.metrics = Metrics()
        self._lanes: dict[tuple[str, bool], Lane] = {}
        self._stages: dict[Asked, tuple[str, int, int | None]] = {}
        self._watching: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._count()

    def _count(self) -> None:
        tell = self.metrics.gauge
        tell("samkart_kept_answers", "Answers that are kept", lambda: len(self.keeper))
        tell("samkart_kept_bytes", "Bytes of the answers that are kept", lambda: self.keeper.size)
        tell("samkart_kept_hits", "Requests answered from what was kept", lambda: self.keeper.hits)
        tell("samkart_kept_misses", "Answers that were made", lambda: self.keeper.misses)
        tell("samkart_making", "Answers that are being made", lambda: self.keeper.making)
        tell("samkart_renderers_replaced", "Processes that had grown too large", self._replaced)
        tell("samkart_states", "States that are kept", lambda: len(self.states.digests) if self.states else 1)
        self.metrics.know(AREAS)

    def _replaced(self) -> int:
        return sum(lane.replaced for lane in self._lanes.values())

    @property
    def digest(self) -> str:
        """Of the state that is answered from when an address names none; empty behind an endpoint."""
        return self.states.current if self.states else ""

    async def begin(self) -> None:
        """Have the renderers of today's state ready, and look for a new state from now on. Raises Failed."""
        await self.lane(self.digest, slow=False).ready()
        self._watching = asyncio.create_task(self._watch())

    async def end(self) -> None:
        """End all processes."""
        if self._watching is not None:
            self._watching.cancel()
        for lane in self._lanes.values():
            await lane.close()

    def lane(self, digest: str, *, slow: bool) -> Lane:
        """The processes that answer for a state, which is a kept one. Raises Busy."""
        key = digest, slow
        if key not in self._lanes:
            self._make_room(digest)
            generation = self.states.generation(digest) if self.states else None
            site, today = self.site, digest == self.digest
            size = (site.slow if slow else site.renderers) if today else 1
            waiting = site.slow_waiting if slow else site.waiting
            self._lanes[key] = Lane(site, str(generation or ""), size, waiting, niceness=5 if slow else 0)
        return self._lanes[key]

    def _make_room(self, digest: str) -> None:
        """End processes of the state of before that was not asked for longest, where one more would be too many.

        Raises Busy where all of them are at work.
        """
        before = [key for key in self._lanes if key[0] != self.digest]
        if digest == self.digest or len(before) < _MOST_BEFORE:
            return
        idle = [key for key in before if not self._lanes[key].waiting and not self._lanes[key].running]
        if not idle:
            raise Busy
        self._close(min(idle, key=lambda key: self._lanes[key].used))

    async def _watch(self) -> None:
        """Answer from a new state as soon as its renderers are ready; end those of a state that nobody asks for."""
        parent = parent_process()
        while True:
            await asyncio.sleep(_LOOK)
            if parent is not None and not parent.is_alive():  # it was killed: nobody would stop this one
                os._exit(1)  # the renderers end when they have nobody to answer to
            try:
                await self._renew()
            except (Failed, TooLarge) as error:
                getLogger("kg.web").error("a new state cannot be answered from: %s", error)
            now = asyncio.get_running_loop().time()
            for key, lane in list(self._lanes.items()):
                if key[0] != self.digest and not (lane.waiting or lane.running) and now - lane.used > _IDLE:
                    self._close(key)

    async def _renew(self) -> None:
        if self.states is None:
            return
        coming = await asyncio.to_thread(self.states.newer)
        if coming is None:
            return
        lane = Lane(self.site, str(coming.generation(coming.current)), self.site.renderers, self.site.waiting)
        await lane.ready()
        before, self.states = self.states, coming
        self._lanes[coming.current, False] = lane
        for key in list(self._lanes):
            if self.states.generation(key[0]) is None or (key[0] == before.current and not key[1]):
                self._close(key)

    def _close(self, key: tuple[str, bool]) -> None:
        task = asyncio.create_task(self._lanes.pop(key).close())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def respond(self, request: Request) -> Response:
        """The answer to a request for a page or for data."""
        begun = perf_counter()
        root = self.root(request)
        if root is None:
            return plain(421, f"This site does not answer under the name {request.headers.get('host', '')!r}.")
        try:
            asked = await self._asked(request, root)
        except _Refused as refused:
            return await self._told(refused.asked, refused.status) if refused.asked else plain(*refused.plain)
        kept = self.keeper.get(asked)
        hit = kept is not None
        if kept is None:
            found = await self._made(asked)
            if isinstance(found, Response):
                return found
            kept = found
        spent = (perf_counter() - begun) * 1000
        return self._answer(request, asked, kept, f'kept;desc="{"hit" if hit else "made"}";dur={spent:.1f}')

    def root(self, request: Request) -> str | None:
        """The address under which the site is seen by who asks; None for a name that is not its own.

        A site without an address of its own is on this machine only, or known by numbers where it listens everywhere:
        a page elsewhere whose name was made to lead here (DNS rebinding) gets nothing.
        """
        if self.site.root:
            return self.site.root
        host = request.headers.get("host", "")
        found = _HOST.fullmatch(host)
        if found is None:
            return None
        name = found[1].lower()
        if name in HERE or name in (self.site.host, f"[{self.site.host}]"):
            return f"http://{host}"
        everywhere = self.site.host in ("0.0.0.0", "::")  # noqa: S104
        return f"http://{host}" if everywhere and _is_number(name) else None

    async def _asked(self, request: Request, root: str) -> Asked:
        """The request, read. Raises _Refused."""
        raw = request.scope.get("raw_path") or request.scope["path"].encode()
        prefixed = split(raw.decode("latin-1"))
        spoken = request.query_params.get("lang", "") if prefixed.path[:1] == ("api",) else ""
        language = prefixed.language or (spoken if spoken in LANGUAGES else "")
        language = language or language_of(request.headers.get("accept-language", ""), self.site.lang)
        state = State.read(prefixed.state) if prefixed.state else None
        given = request.query_params.multi_items()
        if len(given) > _MOST_PARAMETERS:
            raise _Refused(plain=(400, f"An address has at most {_MOST_PARAMETERS} parameters here.", {}))
        posted = bool(prefixed.path) and prefixed.path[0] in POSTED
        if request.method not in ("GET", "HEAD") and not (posted and request.method == "POST"):
            raise _Refused(plain=(405, "Only GET and HEAD are answered here.", {"Allow": "GET, HEAD"}))
        wanted = next((value for name, value in given if name == "format"), "")
        offered = DATA_AREAS.get(prefixed.path[0] if prefixed.path else "")
        accept = request.headers.get("accept", "")
        form = wanted or ((form_for(accept, offered) if offered else form_for(accept)) or "")
        asked = Asked(
            path=prefixed.path,
            given=tuple((name, value) for name, value in given if name != "format"),
            language=language,
            chosen=bool(prefixed.language),
            day=state.day if state else today(),
            state=str(state) if state else "",
            digest=state.digest if state else self.digest,
            form=form,
            root=root,
            contact=self.site.contact,
            body=await self._body(request) if request.method == "POST" else b"",
        )
        if prefixed.path and prefixed.path[0] in _OWN:
            raise _Refused(404, asked)
        if prefixed.state and (state is None or state.day > today()):
            raise _Refused(404, _of_today(asked, self.digest))
        if state and (self.states is None or self.states.generation(state.digest) is None):
            raise _Refused(410, _of_today(asked, self.digest))
        if wanted and wanted not in FORMS:
            raise _Refused(406, asked)
        if not form:
            raise _Refused(plain=(406, "None of the formats that you accept is given here.", {}))
        return asked

    async def _body(self, request: Request) -> bytes:
        content = bytearray()
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                async for part in request.stream():
                    content += part
                    if len(content) > self.site.body:
                        text = f"More than {self.site.body:,} bytes were sent."
                        raise _Refused(plain=(413, text, {"Connection": "close"}))
        except (TimeoutError, ClientDisconnect) as error:
            raise _Refused(plain=(408, "What was sent did not arrive in time.", {"Connection": "close"})) from error
        return bytes(content)

    async def _made(self, asked: Asked) -> Kept | Response:
        """The answer, made; or what stands in for it: how far it has come, or that it cannot be had."""
        slow = is_slow(asked.path, shown=asked.form == "html" and not asked.embedded)
        task = self.keeper.coming(asked, lambda: self._rendered(asked, slow=slow))
        if slow and asked.form == "html":
            await asyncio.wait({task}, timeout=_PATIENCE)
            if not task.done():
                return await self._progress(asked)
        try:
            return await asyncio.shield(task)
        except Busy:
            return await self._told(asked, 503)
        except TooSlow:
            return await self._told(asked, 504)
        except TooLarge:
            getLogger("kg.web").error("%s takes too much memory", address(asked.path, asked.given))
            return await self._told(asked, 507)
        except Failed as error:
            getLogger("kg.web").error("%s: %s", address(asked.path, asked.given), error)
            return await self._told(asked, 500)

    async def _rendered(self, asked: Asked, *, slow: bool) -> Rendered:
        def told(stage: str, done: int, total: int | None) -> None:
            self._stages[asked] = stage, done, total

        try:
            seconds = self.site.slow_seconds if slow else self.site.page_seconds
            return await self.lane(asked.digest, slow=slow).render(asked, seconds, told if slow else None)
        finally:
            self._stages.pop(asked, None)

    async def _progress(self, asked: Asked) -> Response:
        stage, done, total = self._stages.get(asked, ("", 0, None))
        told = [("stage", stage), ("done", str(done)), ("total", str(total or ""))]
        page = await self._page(asked, "progress", told)
        if page is None:
            return plain(503, "It is being worked on.", _RETRY)
        headers = {"Cache-Control": "no-store", "Refresh": "1", **_framed(asked, page)}
        return Response(page.body, 202, headers, page.media_type)

    async def _told(self, asked: Asked, status: int) -> Response:
        """A page, or a piece of data, that says why there is no answer."""
        page = await self._page(asked, "error", [("status", str(status))])
        if page is None:
            return plain(status, "This cannot be answered just now.", _RETRY)
        more = _RETRY if status in (503, 504) else {}
        headers = {"Cache-Control": "no-store", "Vary": _VARY, **_framed(asked, page), **more}
        return Response(page.body, status, headers, page.media_type)

    async def _page(self, asked: Asked, name: str, told: list[tuple[str, str]]) -> Rendered | None:
        """A page of the site's own about a request; None where that cannot be made either."""
        here = address(asked.path, asked.given, state=asked.state, language=asked.language if asked.chosen else "")
        kept = self.states is None or self.states.generation(asked.digest) is not None
        own = replace(
            asked,
            path=(name,),
            given=(*told, ("address", here), *((n, v) for n, v in asked.given if n == "embed")),
            digest=asked.digest if kept else self.digest,
            form=asked.form if asked.form in FORMS else DATA_AREAS.get("".join(asked.path[:1]), ("html",))[0],
        )
        with suppress(Busy, TooLarge, TooSlow, Failed):
            return await self.lane(own.digest, slow=False).render(own, self.site.page_seconds)
        return None

    def _answer(self, request: Request, asked: Asked, kept: Kept, timing: str) -> Response:
        rendered = kept.rendered
        headers = {
            "Cache-Control": "public, max-age=86400" if asked.state and rendered.lasting else "no-cache",
            "Vary": _VARY,
            "Server-Timing": timing,
            "Content-Language": asked.language,
            **rendered.headers,
        }
        if asked.form not in ("html",):
            headers["Access-Control-Allow-Origin"] = "*"
        return sent(request, kept, _framed(asked, rendered) | headers)


_VARY = "Accept, Accept-Language, Accept-Encoding"


class _Refused(Exception):
    """A request that is not answered: with a page about a status, or with a plain text."""

    def __init__(
        self, status: int = 0, asked: Asked | None = None, plain: tuple[int, str, dict[str, str]] = (400, "", {})
    ) -> None:
        self.status, self.asked, self.plain = status, asked, plain


def _is_number(host: str) -> bool:
    """Is it an address as numbers, which no name can be made to lead to?"""
    with suppress(ValueError):
        ip_address(host.strip("[]"))
        return True
    return False


def _framed(asked: Asked, page: Rendered) -> dict[str, str]:
    """What lets a page stand inside of another one, if it was asked for so."""
    embedded = asked.embedded and page.media_type.startswith("text/html")
    return {"Content-Security-Policy": FRAMED_POLICY} if embedded else {}


def _of_today(asked: Asked, digest: str) -> Asked:
    """The same, asked of the state that there is now."""
    return replace(asked, day=today(), state="", digest=digest)


def sent(request: Request, kept: Kept, headers: dict[str, str]) -> Response:
    """A kept answer with headers of its own, packed for one who takes it so; no body for one who has it (304)."""
    rendered = kept.rendered
    packs = kept.packed is not None and "gzip" in request.headers.get("accept-encoding", "").lower()
    if rendered.status == 200:
        tag = f'"{kept.tag}{"-gzip" if packs else ""}"'
        headers = {**headers, "ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "Content-Language"})
    if packs:
        headers = {**headers, "Content-Encoding": "gzip"}
    body = kept.packed if packs else rendered.body
    return Response(body, rendered.status, headers, rendered.media_type)


def plain(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    """An answer that is a sentence."""
    return PlainTextResponse(f"{text}\n", status, {"Cache-Control": "no-store", **(headers or {})})

"""A process that answers queries (`kg.store.querying.worker`), talked to without waiting for it."""

from __future__ import annotations

import asyncio
import json
import pickle
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from kg.errors import KgError
from kg.store.querying.frames import GONE, NO_MEMORY, Request, framed, received
from kg.store.querying.starting import command, environment, failure
from kg.web.sparql.refused import Gone, Refused
from kg.web.sparql.spool import Answer

__all__ = ["Process"]

_READ_AHEAD = 1 << 18  # bytes that are received before they are asked for
_SAID = 4000  # bytes of what a process says of itself


class Process:
    """One process over one generation of a store: it answers one query at a time."""

    def __init__(self, process: asyncio.subprocess.Process, said: IO[bytes], generation: Path, memory: int) -> None:
        self._process, self._said, self._memory = process, said, memory
        self.generation = generation
        self.usable = True
        """Whether it may be asked again: it has answered, and is still small."""
        self.since = 0.0
        """When it was left idle."""

    @property
    def lives(self) -> bool:
        """Has it not ended by itself?"""
        return self._process.returncode is None

    @classmethod
    async def start(cls, generation: Path, memory: int) -> Process:
        """A process over a generation. Raises OSError where none can be started."""
        said = TemporaryFile()  # noqa: SIM115  (closed with the process)
        try:
            process = await asyncio.create_subprocess_exec(
                *command(generation / "rdf", memory, confined=True),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=said,
                env=environment(whole=False),
                limit=_READ_AHEAD,
            )
        except BaseException:
            said.close()
            raise
        return cls(process, said, generation, memory)

    async def ask(self, request: Request, answer: Answer, most: int) -> None:
        """Receive an answer with so many bytes at the most.

        Raises Refused for one that there is none of or too much of, Gone where the generation is not there. A process
        that is not `usable` afterwards must be ended.
        """
        self.usable = False
        source, target = self._process.stdout, self._process.stdin
        assert source is not None and target is not None  # noqa: S101
        content = framed(pickle.dumps(request))
        try:
            target.write(content)
            await target.drain()
            head = await received(source)
            while head and (part := await received(source)):
                if answer.size + len(part) > most:
                    raise Refused(422, _too_long(most), "bytes")
                await answer.write(part)
            end = json.loads(await received(source))
        except (asyncio.IncompleteReadError, ConnectionError, RuntimeError) as error:  # uvloop's, of a pipe it has shut
            raise await self._failed() from error
        self.usable = not end.get("last")
        if "error" in end:
            raise _refused(str(end["error"]), str(end.get("message", "")), request.rows)
        answer.form = json.loads(head)["form"]

    async def _failed(self) -> Exception:
        """What is told of a process that ended by itself."""
        code = await self._process.wait()
        if code == GONE:
            return Gone()
        if code == NO_MEMORY:
            amount = f"{self._memory / 2**30:.1f}".removesuffix(".0")
            told = f"the query needs more than {amount} GB of memory; ask for less: no product of patterns that share"
            return Refused(422, f"{told} no variable, no ORDER BY or GROUP BY over everything", "memory")
        self._said.seek(0)
        told = str(failure(code, self._said.read()[-_SAID:], self._memory))
        return Refused(500, told, "failed")

    def kill(self) -> None:
        """End the process, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def reaped(self) -> None:
        """Wait until the process, which was killed or ends by itself, is gone with all that it held."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
        self._said.close()


def _too_long(most: int) -> str:
    return f"the answer has more than {most >> 20:,} MiB, none of which is sent; ask for less (LIMIT)"


def _refused(error: str, message: str, rows: int) -> Any:
    if error == "rows":
        told = f"the answer has more than {rows:,} rows or triples, none of which is sent; ask for fewer (LIMIT)"
        return Refused(422, told, "rows")
    if error == "syntax":
        return Refused.malformed(message)
    if error == "unfit":
        return Refused(406, message, "unfit")
    return Refused(500, str(KgError(f"the query cannot be answered: {message or error}")), "failed")

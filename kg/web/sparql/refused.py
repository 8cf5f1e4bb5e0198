"""Why a request gets no answer: a status, a sentence, and the word that it is counted under."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Gone", "Refused"]

_AGAIN = 5  # seconds after which it may be tried again


class Refused(Exception):
    """A request that is not answered: its status, what is told, the word it is counted under, and headers."""

    def __init__(self, status: int, text: str, counted: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status, self.text, self.counted = status, text, counted
        self.headers = dict(headers or {})

    @classmethod
    def busy(cls, text: str) -> Refused:
        """The server has too much to do (503)."""
        return cls(503, f"{text}; try again in {_AGAIN} seconds", "busy", {"Retry-After": str(_AGAIN)})

    @classmethod
    def too_many(cls, most: int) -> Refused:
        """A client holds too many queries at once (429)."""
        text = f"{most} queries of yours are being answered or waiting; ask again when one of them is answered"
        return cls(429, text, "client", {"Retry-After": str(_AGAIN)})

    @classmethod
    def malformed(cls, text: str) -> Refused:
        """The request, or the query in it, cannot be understood (400)."""
        return cls(400, text, "malformed")


class Gone(Exception):
    """The generation of the store that was to be asked is not there any more."""

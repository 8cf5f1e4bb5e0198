"""The description of the service: a query of the graph like any other, with the words and limits of this endpoint."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from kg.language.speech import say
from kg.settings import LANGUAGES
from kg.store.substitute import lookup_text, substitute
from kg.web.sparql.limits import EndpointLimits

__all__ = ["described"]


def described(address: str, limits: EndpointLimits) -> str:
    """The query that gives the description of the endpoint at an address."""
    numbers = {
        "seconds": round(limits.seconds),
        "rows": limits.rows,
        "megabytes": limits.answer >> 20,
        "memory": limits.memory >> 20,
        "at_once": limits.at_once,
        "per_client": limits.per_client,
    }
    values: dict[str, Any] = {"endpoint": f"<{quote(address, safe=':/?#[]@!$&()*+,;=%~')}>"}
    for name in ("title", "limits", "layer"):
        words = {lang: say(lang, "web", f"endpoint.{name}", **numbers) for lang in LANGUAGES}
        values[name] = [f"{_quoted(text)}@{lang}" for lang, text in words.items()]
    return substitute(lookup_text("service"), values)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'

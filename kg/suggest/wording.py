"""Reasons in words: bokmål, nynorsk and English, with the plurals, lists and numbers of the language."""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.speech import Speech, first_lower, say
from kg.suggest.rows import Reason

__all__ = ["reason_text", "reported_text"]

# These name whom or what they count; where not all are named, the sentence is another.
_NAMED = (
    *("partners", "networks", "network-peers", "network-partners", "theme-peers", "theme-partners"),
    *("titles", "together"),
)


def reason_text(reason: Reason, lang: str = "nb", labels: Mapping[str, str] | None = None) -> str:
    """A reason as words in nb, nn or en, beginning in lower case but for whole sentences (`newcomer`, `basis`).

    `labels` gives the labels of themes, programmes, countries and kinds by key; what it lacks stands as it is. Raises
    Usage for an unknown language.

    >>> reason_text(Reason("coordinator", {"count": 2}), "nb")
    'har koordinert 2 prosjekter'
    """
    known, values, speech = labels or {}, reason.values, Speech(lang, "suggest")
    filled: dict[str, object] = {name: value for name, value in values.items() if isinstance(value, str | int | float)}
    filled |= {name: known.get(str(values[name]), str(values[name])) for name in ("country", "kind") if name in values}
    filled |= {"n": values.get("count", 0), "names": speech.listed(_texts(values.get("names")))}
    filled["keys"] = speech.listed(first_lower(known[k]) if k in known else k for k in _texts(values.get("keys")))
    filled["parts"] = speech.listed(speech.text(f"part.{part}") for part in _texts(values.get("parts")))
    return say(lang, "suggest", _key(reason), **filled)


def reported_text(text: str, lang: str, *, whole: bool) -> str:
    """A reason whose ties, all or only some of them, rest on scraped lists alone."""
    return say(lang, "suggest", "reported-all" if whole else "reported-some", text=text)


def _key(reason: Reason) -> str:
    """The key of a reason's sentence: its code, and what becomes of it for some of its values."""
    code, values = reason.code, reason.values
    if code in ("themes", "programmes") and values.get("asked"):
        return f"{code}-asked"
    if code == "newcomer" and not values.get("parts"):
        return "newcomer-nothing"
    all_named = values.get("count") in (1, len(_texts(values.get("names"))))
    return code if all_named or code not in _NAMED else f"{code}.more"


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []

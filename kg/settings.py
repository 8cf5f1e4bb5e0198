"""Settings: an option beats `SAMKART_…` in the environment, which beats the settings file, which beats the default."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadData, KgError, Usage
from kg.ids import country_code

__all__ = ["LANGUAGES", "Settings", "cache_folder", "load_settings"]

LANGUAGES = ("nb", "nn", "en")
_SECRETS = ("endpoint_user", "endpoint_password", "endpoint_token")
_NAMES = ("store", "endpoint", "lang", "country", "timeout", "memory", *_SECRETS)
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_MEMORY = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([KMGT])i?B?", re.IGNORECASE)
_LEAST_MEMORY = 1 << 27  # bytes; a query that finds nothing takes a third of it


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store lies, or the SPARQL endpoint to ask instead, and the language of labels and tables.

    `country` is the reader's: of bodies with one name those in it are meant before others. `timeout` is in seconds,
    for a whole command or a query, 0 for no limit, None where nothing is set; `memory` is the bytes that a query of
    one's own may take, 0 where nothing is set.

    The endpoint is told who asks by `endpoint_user` and `endpoint_password`, or by `endpoint_token`.
    """

    store: Path
    endpoint: str
    lang: str
    country: str = "NO"
    timeout: float | None = None
    memory: int = 0
    endpoint_user: str = field(default="", repr=False)
    endpoint_password: str = field(default="", repr=False)
    endpoint_token: str = field(default="", repr=False)


def load_settings(
    store: str | None = None, endpoint: str | None = None, lang: str | None = None, timeout: float | None = None
) -> Settings:
    """The settings in force. Raises Usage for an unknown language, country, time or memory or an unreadable file.

    The file is `samkart/config.toml` in the user's configuration folder, or what `SAMKART_CONFIG` names.
    """
    from_file = _read_file()
    seconds_given = None if timeout is None else f"{timeout:f}"
    given = {"store": store, "endpoint": endpoint, "lang": lang, "timeout": seconds_given}
    stated = {name: os.environ.get(f"SAMKART_{name.upper()}") or from_file.get(name) or "" for name in _NAMES}
    chosen = {name: given.get(name) or stated[name] for name in _NAMES}
    if stated["endpoint"] and not _one_host(stated["endpoint"], chosen["endpoint"]):
        chosen |= dict.fromkeys(_SECRETS, "")  # they are meant for the endpoint that stands beside them
    if store and not endpoint:  # an explicit store is not overruled by an endpoint that stands in a file
        chosen["endpoint"] = ""
    if not chosen["lang"]:
        chosen["lang"] = "nb"
    if chosen["lang"] not in LANGUAGES:
        raise Usage(f"unknown language {chosen['lang']!r}; expected one of {', '.join(LANGUAGES)}")
    country = country_code(chosen["country"]) or "NO"
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise Usage(f"{chosen['country']!r} is not a country; expected a code of two letters, as in NO", (), "country")
    folder = Path(chosen["store"]).expanduser() if chosen["store"] else _default_store()
    seconds = _seconds(chosen["timeout"]) if chosen["timeout"] else None
    memory = _bytes(chosen["memory"])
    return Settings(
        folder,
        chosen["endpoint"],
        chosen["lang"],
        country,
        timeout=seconds,
        memory=memory,
        **{name: chosen[name] for name in _SECRETS},
    )


def _seconds(text: str) -> float:
    if not _SECONDS.fullmatch(text):
        raise Usage(f"{text!r} is not a number of seconds; expected one as in 60, or 0 for no limit", (), "timeout")
    return float(text)


def _bytes(text: str) -> int:
    found = _MEMORY.fullmatch(text) if text else None
    size = round(float(found[1]) * 1024 ** (1 + "KMGT".index(found[2].upper()))) if found else 0
    if text and size < _LEAST_MEMORY:
        raise Usage(f"SAMKART_MEMORY {text!r} is not enough or no amount of memory; expected one as in 2 GB or 500 MB")
    return size


def _one_host(one: str, other: str) -> bool:
    from urllib.parse import urlsplit

    try:
        first, second = urlsplit(one), urlsplit(other)
        return (first.scheme, first.hostname, first.port) == (second.scheme, second.hostname, second.port)
    except ValueError:
        return False


def cache_folder() -> Path:
    """Where Samkart keeps what it can make again."""
    from platformdirs import user_cache_path

    return user_cache_path("samkart")


def _default_store() -> Path:
    return cache_folder() / "store"


def _read_file() -> dict[str, str]:
    named = os.environ.get("SAMKART_CONFIG")
    if named:
        path = Path(named)
    else:
        from platformdirs import user_config_path

        path = user_config_path("samkart") / "config.toml"
    if not path.exists():
        if named:
            raise Usage(f"SAMKART_CONFIG names {path}, which does not exist")
        return {}
    import tomllib

    from kg.plain_text import read_text

    try:
        content = tomllib.loads(read_text(path, "settings in TOML"))
    except tomllib.TOMLDecodeError as error:
        raise Usage(f"{path} is not TOML: {error}") from error
    except BadData as error:
        raise Usage(str(error)) from error
    except KgError as error:
        raise Usage(f"the settings in {error}") from error
    for name, value in content.items():
        if name not in _NAMES or not isinstance(value, str):
            raise Usage(f"{path}: {name} = {value!r} is not a setting; expected text for {', '.join(_NAMES)}")
    return content

"""Settings: an option beats `SAMKART_…` in the environment, which beats the settings file, which beats the default."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Usage
from kg.ids import country_code

__all__ = ["LANGUAGES", "Settings", "cache_folder", "load_settings"]

LANGUAGES = ("nb", "nn", "en")
_SECRETS = ("endpoint_user", "endpoint_password", "endpoint_token")
_NAMES = ("store", "endpoint", "lang", "country", *_SECRETS)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store lies, or the SPARQL endpoint to ask instead, and the language of labels and tables.

    `country` is the reader's: of bodies with one name those in it are meant before others. The endpoint is told who
    asks by `endpoint_user` and `endpoint_password`, or by `endpoint_token`.
    """

    store: Path
    endpoint: str
    lang: str
    country: str = "NO"
    endpoint_user: str = field(default="", repr=False)
    endpoint_password: str = field(default="", repr=False)
    endpoint_token: str = field(default="", repr=False)


def load_settings(store: str | None = None, endpoint: str | None = None, lang: str | None = None) -> Settings:
    """The settings in force. Raises Usage for an unknown language or country or a settings file that cannot be read.

    The file is `samkart/config.toml` in the user's configuration folder, or what `SAMKART_CONFIG` names.
    """
    from_file = _read_file()
    given = {"store": store, "endpoint": endpoint, "lang": lang}
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
    return Settings(folder, chosen["endpoint"], chosen["lang"], country, **{name: chosen[name] for name in _SECRETS})


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

    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Usage(f"{path} is not TOML: {error}") from error
    except OSError as error:
        raise Usage(f"the settings in {path} cannot be read: {error.strerror}") from error
    for name, value in content.items():
        if name not in _NAMES or not isinstance(value, str):
            raise Usage(f"{path}: {name} = {value!r} is not a setting; expected text for {', '.join(_NAMES)}")
    return content

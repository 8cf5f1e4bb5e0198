"""Where an endpoint is and who asks it: its address, and what is told of the one who asks, to that host alone."""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from kg.errors import Usage

__all__ = ["Access", "access", "origin", "parts_of", "shown"]


@dataclass(frozen=True, slots=True)
class Access:
    """The address of an endpoint, without a password, and the value of the header that says who asks (or empty)."""

    address: str
    authorization: str = field(default="", repr=False)

    def headers(self, address: str) -> dict[str, str]:
        """What is told of the one who asks at an address: nothing where it is another host than the endpoint's."""
        if not self.authorization or origin(address) != origin(self.address):
            return {}
        return {"Authorization": self.authorization}


def access(endpoint: str, user: str = "", password: str = "", token: str = "") -> Access:
    """The access to an endpoint. Raises Usage for what is no address, and for a token that cannot be sent.

    Who asks stands in the address (`https://user:password@host/`), or else is given, or else is what the user's netrc
    file says of the host.
    """
    parts = parts_of(endpoint)
    if parts is None:
        raise Usage(f"{shown(endpoint)!r} is not the address of an endpoint; expected http(s)://…")
    address = shown(endpoint)
    if token and not re.fullmatch(r"[!-~]+", token):
        raise Usage("the token for the endpoint has characters that no token has")
    if parts.username is not None:
        return Access(address, _basic(unquote(parts.username), unquote(parts.password or "")))
    if token:
        return Access(address, f"Bearer {token}")
    if user or password:
        return Access(address, _basic(user, password))
    known = _in_netrc(parts.hostname or "")
    return Access(address, _basic(*known) if known else "")


def shown(endpoint: str) -> str:
    """An address as it may be told: without the name and password in it."""
    parts = parts_of(endpoint)
    if parts is None:
        return re.sub(r"//[^/@]*@", "//", endpoint)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def parts_of(endpoint: str) -> SplitResult | None:
    """The parts of an address that can be asked; None for what is none."""
    try:
        parts = urlsplit(endpoint)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if known and re.fullmatch(r"[!-~]+", endpoint) else None


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _in_netrc(host: str) -> tuple[str, str] | None:
    """The name and the password that the file which NETRC names, or else the user's own, has for a host."""
    import os
    from netrc import NetrcParseError, netrc
    from pathlib import Path

    named = os.environ.get("NETRC")
    with suppress(OSError, RuntimeError, UnicodeDecodeError, NetrcParseError):
        files = [Path(named)] if named else [Path.home() / ".netrc", Path.home() / "_netrc"]
        file = next((each for each in files if each.is_file()), None)
        found = netrc(file).hosts.get(host) if file else None
        if found and found[0]:
            return found[0], found[2] or ""
    return None

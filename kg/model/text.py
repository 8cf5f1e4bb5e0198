"""Text that every format can hold."""

from __future__ import annotations

import re

__all__ = ["clean"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile("[ \t\r\n]+")


def clean(text: str) -> str:
    """The text without what XML cannot hold (control characters, lone surrogates), on one line.

    >>> clean("Nord\\x00vik \\n kommune")
    'Nord vik kommune'
    """
    return _SPACE.sub(" ", _NOT_XML.sub(" ", text)).strip(" ")

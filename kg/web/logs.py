"""What is written down on standard error: a line each, begun with its time; what belongs to one is set in below it."""

from __future__ import annotations

import logging
import sys

from kg.model.text import printable

__all__ = ["Lines", "write_logs"]


class Lines(logging.Formatter):
    """Lines that nothing a visitor sends can forge: control characters are blanks, further lines begin with a bar."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        first, *rest = super().format(record).expandtabs(4).replace("\r", " ").split("\n")
        return "\n".join([printable(first), *(f"| {printable(line)}" for line in rest)])


def write_logs(*, access: bool = False) -> None:
    """Write warnings and errors from now on, and with `access` a line for each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    if access:
        logging.getLogger("kg.web.access").setLevel(logging.INFO)

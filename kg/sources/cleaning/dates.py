"""How a table writes its dates: day or month first, told by the dates themselves, never guessed.

A date with slashes is certain by itself where one of its first two numbers is more than 12, or both are equal. The
others are read as the certain ones of the same table are written; where those are written both ways, or there are none,
such a date is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources.cleaning.values import clean_date, shown

__all__ = ["DateOrder"]

_SLASHED = re.compile(r"\s*([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}(?:[T ].*)?", re.DOTALL)


@dataclass(slots=True)
class DateOrder:
    """The evidence in one table: has it a date that can only be day first, or only month first?"""

    day_first: bool = False
    month_first: bool = False

    def see(self, text: str) -> None:
        """Look at a date of the table."""
        match = _SLASHED.fullmatch(text) if "/" in text else None
        if match:
            one, two = int(match[1]), int(match[2])
            self.day_first |= one > 12 >= two
            self.month_first |= two > 12 >= one

    def read(self, text: str) -> tuple[str, str]:
        """(the date as `clean_date` gives it, nothing), or (nothing, why it cannot be read).

        >>> DateOrder(month_first=True).read("03/01/2023"), DateOrder(day_first=True).read("03/01/2023")
        (('2023-03-01', ''), ('2023-01-03', ''))
        >>> DateOrder().read("03/01/2023")[1]
        "'03/01/2023' may have day or month first, and no other date in the table tells"
        """
        match = _SLASHED.fullmatch(text) if "/" in text else None
        turned = False
        if match:
            one, two = int(match[1]), int(match[2])
            if one > 12 or two > 12 or one == two:
                turned = two > 12 >= one
            elif self.day_first == self.month_first:
                how = "the table writes dates both ways" if self.day_first else "no other date in the table tells"
                return "", f"{shown(text)} may have day or month first, and {how}"
            else:
                turned = self.month_first
        value = clean_date(text, turned)
        return (value, "") if value else ("", f"{shown(text)} is no date")

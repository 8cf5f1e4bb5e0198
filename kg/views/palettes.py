"""Colours that stay apart for colour-blind readers and on paper, and the arithmetic of contrast.

The first seven are the hues of Okabe and Ito, Color Universal Design (2008); their black is left out because it
vanishes on a dark ground. The four after them were chosen so that the least distance (CIELAB, as seen with full
vision, protanopia and deuteranopia after Machado et al. 2009) to any colour before them is as large as possible.
What comes after that is drawn as `OTHER`: more hues than this cannot be told apart. The ramp is viridis (S. van der
Walt, N. Smith, 2015).
"""

from __future__ import annotations

__all__ = [
    "CATEGORIES",
    "DARK_GROUND",
    "LIGHT_GROUND",
    "MISSING",
    "OTHER",
    "RAMP",
    "SHADES",
    "contrast",
    "outline",
    "ramp",
]

CATEGORIES = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#D55E00",
    "#56B4E9",
    "#F0E442",
    "#5A2A00",
    "#B2DF8A",
    "#FFCCCC",
    "#332288",
)
OTHER = "#8A8F98"
MISSING = "#6B7280"
RAMP = ("#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30", "#FDE725")
SHADES = ("#DCE9F2", "#A6CBE3", "#5FA2CE", "#2273AC", "#0B3C66")
"""One hue from light to dark: the order shows in lightness alone, so it survives grey print and any colour vision."""
LIGHT_GROUND = "#FBFAF7"
DARK_GROUND = "#14181F"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#FFFFFF"), 2)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def outline(colour: str, ground: str, least: float = 3.0) -> str:
    """The colour itself, or a darker (on a dark ground a lighter) shade that has `least` contrast to the ground.

    3 is what WCAG 2.2 asks of graphical objects (success criterion 1.4.11).

    >>> outline("#0072B2", LIGHT_GROUND), outline("#F0E442", LIGHT_GROUND)
    ('#0072B2', '#9C942B')
    """
    towards = "#000000" if _luminance(ground) > 0.2 else "#FFFFFF"
    for step in range(21):
        shade = _mix(colour, towards, step / 20)
        if contrast(shade, ground) >= least:
            return shade
    return towards


def ramp(share: float, colours: tuple[str, ...] = RAMP) -> str:
    """The colour at 0..1 along a ramp, mixed between its points; what lies outside is drawn in.

    >>> ramp(0), ramp(1), ramp(0.5)
    ('#440154', '#FDE725', '#21918C')
    """
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    index = min(int(place), len(colours) - 2)
    return _mix(colours[index], colours[index + 1], place - index)

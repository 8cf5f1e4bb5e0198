"""Every caveat can be said in every language, and no language names a figure that another does not."""

from __future__ import annotations

from string import Formatter

import pytest

from kg.networks.caveats import CAVEATS, Caveat


@pytest.mark.parametrize("code", CAVEATS)
def test_the_languages_name_the_same_figures(code: str) -> None:
    named = {
        lang: {field for _, field, _, _ in Formatter().parse(text) if field} for lang, text in CAVEATS[code].items()
    }
    assert set(named) == {"nb", "nn", "en"}
    assert named["nb"] == named["nn"] == named["en"]


def test_a_word_among_the_figures_is_translated() -> None:
    caveat = Caveat("unknown", {"k": 2, "n": 5, "what": "country"})
    assert [caveat.text(lang) for lang in ("nb", "nn", "en")] == [
        "2 av 5 noder har ukjent land og er holdt utenfor.",
        "2 av 5 nodar har ukjend land og er haldne utanfor.",
        "2 of 5 nodes have an unknown country and are left out.",
    ]

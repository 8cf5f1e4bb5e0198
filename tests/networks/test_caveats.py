"""Caveats in words: figures as the language writes them, words among the figures translated."""

from __future__ import annotations

from kg.networks.caveats import Caveat


def test_figures_are_written_as_the_language_writes_them_but_a_seed_is_a_name() -> None:
    caveat = Caveat("sampled", {"k": 1200, "n": 54565, "seed": 2026})
    assert caveat.text("nb") == (
        "Anslått fra 1\u00a0200 av 54\u00a0565 startpunkter (frø 2026); små forskjeller sier lite."
    )
    assert str(caveat) == "Estimated from 1,200 of 54,565 starting points (seed 2026); small differences mean little."


def test_a_word_among_the_figures_is_translated() -> None:
    caveat = Caveat("unknown", {"k": 2, "n": 5, "what": "country"})
    assert [caveat.text(lang) for lang in ("nb", "nn", "en")] == [
        "2 av 5 noder har ukjent land og er holdt utenfor.",
        "2 av 5 nodar har ukjend land og er haldne utanfor.",
        "2 of 5 nodes have an unknown country and are left out.",
    ]

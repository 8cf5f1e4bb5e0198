"""Ideas and a call on the embedded graph: what they are taken for, and that a set keeps what it promises."""

from __future__ import annotations

from typing import Any

import pytest

from kg.api import Samkart
from kg.suggest.consortium import Consortium
from kg.suggest.partners import country_cap
from kg.vocab import key_of

OLD = (
    "Vi vil prøve ut digital hjemmeoppfølging og velferdsteknologi sammen med andre kommuner, slik at eldre kan bo "
    "lenger hjemme. Forskere skal følge pilotene, og bedrifter skal utvikle tjenestene sammen med brukerne. Folkehelse "
    "og ensomhet blant eldre er viktig."
)
REUSE = (
    "We want to reuse building materials and close loops in construction: a circular economy for municipal buildings, "
    "with climate-neutral construction sites and public procurement that asks for reuse."
)
CALL = "HORIZON-CL6-2021-CIRCBIO-01-01"


@pytest.mark.parametrize(
    ("actor", "asked", "said", "instead"),
    [
        (
            "Asker",
            {"idea": OLD},
            {
                "elderly-care": ("eldre",),
                "welfare-technology": ("digital hjemmeoppfølging", "velferdsteknologi"),
                "mental-health": ("ensomhet",),
                "public-health": ("Folkehelse",),
            },
            {"health-and-care": ("welfare-technology",)},
        ),
        (
            "Bærum",
            {"idea": REUSE},
            {
                "circular-economy": ("reuse", "circular economy"),
                "climate-mitigation": ("climate-neutral",),
                "public-procurement": ("public procurement",),
            },
            {},
        ),
        ("Asker", {"call": CALL}, {"circular-economy": ("Circular Cities",)}, {}),
    ],
)
def test_what_is_wanted_and_a_set_for_it(
    embedded: Samkart,
    actor: str,
    asked: dict[str, Any],
    said: dict[str, tuple[str, ...]],
    instead: dict[str, tuple[str, ...]],
) -> None:
    made = embedded.suggest.consortium(actor, spread=True, **asked)
    found: Consortium = made.found
    assert dict(found.wish.said) == said
    assert dict(found.wish.instead) == instead
    assert found.choice.unmet == () and not found.choice.stopped
    assert len({member.actor for member in found.members}) == 8
    assert len(found.countries) >= 3
    countries = [member.country for member in found.members]
    assert max(map(countries.count, countries)) <= country_cap(dict.fromkeys("ABCDEFGH", 8), 8)
    for member, row in zip(found.members, made["members"].records(), strict=True):
        assert row["evidence"] or not (member.covers or member.worked_with), key_of(member.actor)
        assert member.covers or member.titles, "nobody is in it without a tie to what is wanted"
    for pair in found.pairs:
        both = found.members[[m.actor for m in found.members].index(pair.one)]
        assert both.worked_with[pair.other] == pair.ties


def test_the_same_set_is_found_again(embedded: Samkart) -> None:
    one, other = (embedded.suggest.consortium("Asker", idea=OLD).data() for _ in range(2))
    assert one == other


def test_a_theme_that_nothing_carries_is_covered_by_nobody(embedded: Samkart) -> None:
    found = embedded.suggest.consortium("Asker", idea=OLD)
    assert found.found.uncovered == ("welfare-technology",)
    assert "Ingenting i grafen arbeider med velferdsteknologi; helse og omsorg står i stedet." in found.note
    old = next(need for need in found.found.needs if need.theme == "elderly-care")
    assert [key_of(actor) for actor in old.covered_by] == ["oevre-eiker"], "the two of one agreement alone work on it"

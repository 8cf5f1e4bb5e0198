"""In which counties a municipality lies or has lain, from its numbers, its reforms and the splitting of counties."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.derived.areas import ever_in_county
from kg.store.triples import StoredTriples
from kg.vocab import PREFIXES, SKD

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
WORLD = """
skd:actor\\/wide a sk:County ; sk:end "2023-12-31" ; adms:identifier skd:number\\/w .
skd:number\\/w skos:notation "30" ; sk:start "2020-01-01" ; sk:end "2023-12-31" .
skd:actor\\/east a sk:County ; adms:identifier skd:number\\/e .
skd:number\\/e skos:notation "31" ; sk:start "2024-01-01" .
skd:actor\\/west a sk:County ; adms:identifier skd:number\\/we .
skd:number\\/we skos:notation "32" ; sk:start "2024-01-01" .
skd:actor\\/old-east a sk:County ; sk:end "2019-12-31" ; adms:identifier skd:number\\/oe .
skd:number\\/oe skos:notation "01" ; sk:end "2019-12-31" .
skd:event\\/merger org:originalOrganization skd:actor\\/old-east ; org:resultingOrganization skd:actor\\/wide ;
    sk:changeKind <https://w3id.org/samkart/concept/change-kind/merger> .
skd:event\\/split org:originalOrganization skd:actor\\/wide ;
    org:resultingOrganization skd:actor\\/east , skd:actor\\/west ;
    sk:changeKind <https://w3id.org/samkart/concept/change-kind/split> .
skd:actor\\/town a sk:Municipality ; sk:county skd:actor\\/east ; adms:identifier skd:number\\/t1 , skd:number\\/t2 .
skd:number\\/t1 skos:notation "3101" ; sk:start "2024-01-01" .
skd:number\\/t2 skos:notation "3001" ; sk:start "2020-01-01" ; sk:end "2023-12-31" .
skd:actor\\/hamlet a sk:Municipality ; sk:end "2019-12-31" ; adms:identifier skd:number\\/h .
skd:number\\/h skos:notation "0101" ; sk:end "2019-12-31" .
skd:event\\/towns org:originalOrganization skd:actor\\/hamlet , skd:actor\\/town ;
    org:resultingOrganization skd:actor\\/town .
skd:actor\\/abroad a sk:Municipality .
"""


def test_every_county_of_a_municipality_and_of_what_went_into_it() -> None:
    store = ox.Store()
    store.load((HEAD + WORLD).encode(), ox.RdfFormat.TURTLE)
    found: dict[str, list[str]] = {}
    for actor, _, county in ever_in_county(StoredTriples(store)):
        found.setdefault(actor.removeprefix(f"{SKD}actor/"), []).append(county.strip("<>").removeprefix(f"{SKD}actor/"))
    assert found == {
        "east": ["wide"],
        "hamlet": ["old-east"],
        "town": ["east", "old-east", "wide"],
        "west": ["wide"],
    }

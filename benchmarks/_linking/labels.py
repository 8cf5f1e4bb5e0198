"""Who a record is, by its number and by judgements of people, never by its name; and who is too unsure to be told."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from _linking.mentions import NORDIC, Mention, alike, national_number

__all__ = ["actors", "entities", "judged"]

_TABLES = {"municipalities": "Municipality", "counties": "County", "towns": "", "bodies": "", "networks": ""}
_CLASSES = {
    "municipality": "Municipality",
    "county": "County",
    "intermunicipal-council": "IntermunicipalCouncil",
    "government-body": "GovernmentBody",
    "public-body": "PublicBody",
    "university": "University",
    "research-institute": "ResearchInstitute",
    "company": "Company",
    "civil-society": "CivilSociety",
    "network": "Network",
    "european-office": "EuropeanOffice",
}
_NAMES = ("name", "name_nb", "name_nn", "name_en", "name_se", "name_smj", "name_sma", "name_fkv")


def actors(curated: Path) -> dict[str, Mention]:
    """The actors of the curated tables by key, with all their names, those of former times too."""
    former: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(curated / "former_names.csv"):
        former[row["actor"]].append(row["name"])
    found = {}
    for table, cls in _TABLES.items():
        for row in _rows(curated / f"{table}.csv"):
            names = [row.get(column, "") for column in _NAMES]
            names += row.get("alt_names", "").split("|") + former[row["actor"]]
            key = f"actor/{row['actor']}"
            found[key] = Mention(
                key,
                tuple(dict.fromkeys(filter(None, names))),
                row.get("country", "NO"),
                key,
                cls or _CLASSES.get(row["kind"], ""),
                tuple(filter(None, [row.get("abbreviation", "")])),
                row.get("place", ""),
                homepage=row["homepage"],
                identifiers={"organisationNumber": row["organisation_number"]},
            )
    return found


def judged(path: Path) -> dict[str, str]:
    """The entity of each PIC that a person judged to be an actor's."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["left"].rpartition("/")[2]: row["right"]
            for row in rows
            if row["judgement"] == "same" and "pic/" in row["left"]
        }


def entities(
    mentions: Iterable[Mention], judged: Mapping[str, str], known: Iterable[Mention] = ()
) -> tuple[dict[str, str], set[str], Counter[str]]:
    """The entity of each PIC, the entities that have a number of their own, and what is left out as unsure, counted.

    A judgement decides, then the number: that of an actor in `known`, or one that several PICs have. Outside the Nordic
    countries, where departments and groups of companies share a VAT number, and where names have nothing in common,
    PICs with one number are unsure, and in no pair at all.
    """
    of_number = {
        (each.country, number): each.key
        for each in known
        if (number := national_number(each.identifiers.get("organisationNumber", ""), each.country))
    }
    holders: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    found: dict[str, str] = {}
    numbered: set[str] = set()
    left_out: Counter[str] = Counter()
    for each in mentions:
        number = each.identifiers.get("vatNumber", "")
        if number:
            holders[each.country, number].append(each)
        else:
            found[each.identifiers["pic"]] = f"pic/{each.identifiers['pic']}"
    for (country, number), group in holders.items():
        same = all(alike(group[0].name, other.name) for other in group[1:])
        if len(group) > 1 and not (same and country in NORDIC):
            left_out["PICs that share a number and may be several bodies"] += len(group)
            continue
        entity = of_number.get((country, number), f"number/{country}/{number}")
        numbered.add(entity)
        found.update({each.identifiers["pic"]: entity for each in group})
    # A judgement speaks for all that have the number of the one judged.
    for pic, actor in judged.items():
        before = found.get(pic, "")
        if before.startswith("number/"):
            numbered.add(actor)
            found.update({other: actor for other, entity in found.items() if entity == before})
        found[pic] = actor
    return found, numbered, left_out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))

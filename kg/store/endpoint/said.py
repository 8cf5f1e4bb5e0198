"""What a row of an endpoint's answer says: the bounds of a tie, an encounter, an amount."""

from __future__ import annotations

from kg.model.encounter import Encounter, Stay, together
from kg.model.period import Bounds
from kg.store.endpoint.received import Row
from kg.vocab import key_of

__all__ = ["bounds_of", "encounter_of", "euros_of", "least"]


def least(one: str, other: str) -> str:
    """The lesser of two texts, of which either may be empty."""
    return min(one or other, other or one)


def encounter_of(row: Row, size: int) -> Encounter:
    """Where two actors meet, at a hub of a size, as a row of `encounters.rq` says."""
    own, other = _stay(row, "", "own_", "actor"), _stay(row, "other_", "other_", "partner")
    carries = row.text("own_carries"), row.text("other_carries")
    met = row.text("kind"), row.iri("hub"), size, row.iri("partner")
    return Encounter._make((*met, row.text("own"), row.text("other"), *together(own, other, carries)))


def _stay(row: Row, said: str, held: str, party: str) -> Stay:
    """What a row says of one side; its columns begin with `said`, `held` and `party`."""
    bounds = bounds_of(row, held, party)
    return Stay(
        start=row.day(f"{said}start") or row.day("hub_start"),
        end=row.day(f"{said}end") or row.day("hub_end"),
        as_of=row.day(f"{said}as_of"),
        status=key_of(row.text("status")),
        bounds=bounds,
        why=key_of(row.text(f"{held}why")) if bounds.last == row.text(f"{held}until") else "party-ended",
        evidence=key_of(row.text(f"{held}strength")),
    )


def euros_of(row: Row) -> float | None:
    """What a programme gives to a project or participant, in EUR; net where that is known."""
    net = row.number("net")
    return (row.number("contribution") if net is None else net) if row.text("currency") == "EUR" else None


def bounds_of(row: Row, tie: str, party: str) -> Bounds:
    """The bounds of a tie within the life of a party, by the names that a query gives them."""
    days = (row.day(f"{tie}{name}") for name in ("from", "until", "sure_from", "sure_until"))
    return Bounds(*days).within(row.day(f"{party}_start"), row.day(f"{party}_end"))

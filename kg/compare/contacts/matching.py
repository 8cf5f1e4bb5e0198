"""Which actor a row of somebody's list is: by a number that only it has, by its name, or perhaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ids import core, fold
from kg.linking.candidates import Candidate, candidates
from kg.linking.record import Record, national_numbers
from kg.linking.score import LIKELY

__all__ = ["HOW", "Contact", "Matched", "matched"]

HOW = ("number", "name", "perhaps", "none")
"""How a row was matched: by a number, by a name that fits one actor and no other, perhaps, not at all."""
_APART = 0.1  # by so much the best has to score more than the next for a name to tell


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of a list, as a record that can be compared, and its cells as they stand there."""

    record: Record
    row: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Matched:
    """A row, how it was matched (`HOW`), and the actors it may be, the best first; by a number it is the first."""

    contact: Contact
    how: str
    found: tuple[Candidate, ...] = ()

    @property
    def actor(self) -> str:
        """The key of the actor that it is (`actor/asker`); empty where that is not told."""
        return self.found[0].right.key if self.found and self.how in ("number", "name") else ""


def matched(contacts: Sequence[Contact], actors: Sequence[Record], most: int = 3) -> list[Matched]:
    """Each row with who it is, in their order.

    A PIC or national number decides where exactly one actor has it; a name where the best candidate is likely
    (`kg.linking.score.LIKELY`), or is called so and nothing speaks against it, and scores a tenth more than the next.
    All else is for a person to settle.
    """
    numbered = _by_number(actors)
    of_rows: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates([contact.record for contact in contacts], actors, most=max(most, 2)):
        of_rows[each.left.key].append(each)
    return [_settled(contact, of_rows[contact.record.key], numbered, most) for contact in contacts]


def _by_number(actors: Iterable[Record]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for number in _numbers(actor) | _numbers(replace(actor, country="")):
            found[number].add(actor.key)
    return found


def _numbers(record: Record) -> set[str]:
    """Its PICs and national numbers, these with its country: numbers of two countries may be alike."""
    pics = {f"pic {pic}" for pic in record.identifiers.get("pic", ())}
    return pics | {f"{record.country or 'any'} {number}" for number in national_numbers(record)}


def _settled(contact: Contact, found: Sequence[Candidate], numbered: dict[str, set[str]], most: int) -> Matched:
    owners = {key for number in _numbers(contact.record) for key in numbered.get(number, ())}
    if len(owners) == 1:
        own = [each for each in found if each.right.key in owners]
        if own:
            return Matched(contact, "number", (own[0],))
    if not found:
        return Matched(contact, "none")
    best, *others = found
    clear = not others or best.score.value - others[0].score.value >= _APART
    named = best.score.value >= LIKELY or (_called_so(best) and all(part.points >= 0 for part in best.score.parts))
    if named and clear:
        return Matched(contact, "name", (best,))
    return Matched(contact, "perhaps", tuple(found[:most]))


def _called_so(candidate: Candidate) -> bool:
    """Does the actor bear the name of the row, words for the kind of body aside?"""
    own = core(fold(candidate.left.name))
    return any(core(fold(name)) == own for name in candidate.right.names)

"""Which thing a user means by a name: kept apart from Questions, which many verbs ask none of.

The rule is told in docs/method.md, "Names". `kg.questions.bearers` has how those of one name are ranked and told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Message, NotFound
from kg.ids import fold, spelled
from kg.questions.bearers import Asked, clear_winner, described, ended, handle, heirs, shown, told_apart
from kg.store.names import FORMER, NUMBER, Match
from kg.store.view import View
from kg.vocab import SKC, SKD, concept, entity, key_of, kind_of

__all__ = ["CLASSES", "ENTITY_TYPES", "SCHEMES", "Named", "country_codes", "identify", "nothing_called", "resolve"]

ENTITY_TYPES = {
    "actor": "actor",
    "network": "actor",
    "programme": "programme",
    "project": "project",
    "strategy": "strategy",
    "country": "country",
    "tie": "tie",
    "call": "call",
    "event": "event",
    "source": "source",
    "place": "place",
    "theme": "theme",
    "level": "level",
    "status": "status",
    "role": "role",
    "area": "area",
    "aim": "aim",
    "motivation": "motivation",
    "concept": "",
}
"""Types whose values are things with an IRI: the kind of that IRI and, for concepts, their scheme."""

SCHEMES = ("level", "status", "role", "area", "aim", "motivation")
"""The types whose values are keys of a concept scheme of that name."""

# The classes that a name given for a parameter of a narrower type may belong to.
CLASSES = {"network": ("Network", "EuropeanOffice", "IntermunicipalCouncil")}


def nothing_called(text: str) -> Message:
    """What is said where nothing is called so."""
    return Message("nothing is called {text!r}", "nothing", text=text)


def country_codes(view: View, text: str) -> tuple[str, ...]:
    """The codes of the countries that are called something like `text`: `Norge`, `sverge` → `NO`, `SE`."""
    found = view.search(text, ("country",), 3) or view.nearest(text, ("country",), 3)
    return tuple(dict.fromkeys(key_of(match.iri) for match in found))


_KINDS = (*dict.fromkeys(kind for kind in ENTITY_TYPES.values() if kind), "number", "fee-rule", "name")
_NUMBER = re.compile(
    r"(?:PIC|ORG\.?(?:ANISATION)?\.? ?(?:NR|NO)\.?|NO)?[ :#-]*([0-9][0-9 .\u00a0\u2009\u202f]*)(?:MVA)?", re.I
)


@dataclass(frozen=True, slots=True)
class Named:
    """The thing (IRI) that a text names, and what a user should know of that: sentences, and who else bears the name.

    `others` are those of the same name as (IRI, what tells them apart); `text` is what was typed.
    """

    iri: str
    text: str
    notices: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    def data(self) -> dict[str, object]:
        """What is told, for data: empty where the name is nobody else's and there is nothing to say."""
        others = [{"iri": iri, "description": text} for iri, text in self.others]
        told: dict[str, object] = {"notices": list(self.notices)} if self.notices else {}
        return told | ({"also_named": others} if others else {})


def resolve(view: View, text: str, kind: str = "", language: str = "nb", *, at: str = "", country: str = "NO") -> str:
    """The IRI of the thing that a user names; see `identify`."""
    return identify(view, text, kind, language, at=at, country=country).iri


def identify(
    view: View, text: str, kind: str = "", language: str = "nb", *, at: str = "", country: str = "NO"
) -> Named:
    """The thing that a user names: an IRI, a key, a number, or a name however it is typed.

    `kind` is an entity type, or empty for anything; `at` the day that is asked about (empty: today), `country` the
    reader's own. Of those that bear a name the first by the order of `kg.questions.bearers` is meant. Raises NotFound
    with the nearest names when there is none, or with the candidates, and what tells them apart, when several are
    equally near. A known actor has its own names before one that a source brought and that may be it
    (`kg.store.derived.twins`).
    """
    path = ENTITY_TYPES.get(kind, kind)
    if kind == "tie" and not text.startswith((SKD, SKC)):
        return Named(entity("tie", text.removeprefix("tie/")), text)
    if (iri := _pointed(view, text, kind, path, language)) is not None:
        return Named(iri, text)
    kinds = CLASSES.get(kind, (path,) if path else ())
    asked = Asked(view=view, text=text, kinds=kinds, language=language, at=at, country=country)
    read = ""
    for read in _readings(text):
        found = [match for match in view.search(read, kinds, 1, language, whole=True) if not match.possibly]
        if read != text:
            found = [match for match in found if match.rank == NUMBER and match.exact]
        if found:
            known = [match for match in found if match.quality == found[0].quality]
            if known[0].rank == NUMBER and not known[0].exact and (iri := _by_key(view, text, path, kinds, language)):
                return Named(iri, text)
            return _chosen(asked, known, _zero(text, read))
    if (iri := _by_key(view, text, path, kinds, language)) is not None:
        return Named(iri, text)
    return _loosely(asked)


def _pointed(view: View, text: str, kind: str, path: str, language: str) -> str | None:
    """What an IRI, or a key with its kind, means (`actor/baerum`, `skd:actor/baerum`); None for any other text."""
    iri = text.replace("skd:", SKD, 1) if text.startswith("skd:") else text.replace("skc:", SKC, 1)
    if iri.startswith((SKD, SKC)):
        if (path and kind_of(iri) != path) or not _is_there(view, iri, language):
            raise NotFound(f"there is no {kind or 'thing'} {iri}")
        return iri
    begins, _, key = text.partition("/")
    if not key or path not in ("", begins):
        return None
    named = (SKD + text, SKC + text, f"{SKD}tie/{text}")
    return next((iri for iri in named if _is_there(view, iri, language)), None)


def _is_there(view: View, iri: str, language: str) -> bool:
    if not re.fullmatch(r"[^\s<>\"{}|\\^`]+", iri):
        return False
    if view.entities([iri], language):
        return True
    if kind_of(iri) != "tie":
        return False
    import pyoxigraph as ox

    try:
        thing = ox.NamedNode(iri)
    except ValueError:  # letters that no IRI has
        return False
    return bool(view.query("ASK { $thing a ?class }", {"thing": thing}))


def _by_key(view: View, text: str, path: str, kinds: Sequence[str], language: str) -> str | None:
    """The thing whose key a text is: keys that are made of a source's numbers are no names."""
    if not re.fullmatch(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*", text):
        return None
    for each in (path,) if path else _KINDS:
        iri = concept(each, text) if each in ("theme", *SCHEMES) else entity(each, text)
        known = view.entities([iri], language).get(iri)
        if known is not None and (not kinds or path in kinds or known.kind in kinds):
            return iri
    return None


def _readings(text: str) -> Iterator[str]:
    """A text as it is; then the number in it without what it is called and without spaces, and with a zero before it.

    >>> list(_readings("Os")), list(_readings("935 478 715")), list(_readings("pic-899291754")), list(_readings("301"))
    (['Os'], ['935 478 715', '935478715'], ['pic-899291754', '899291754'], ['301', '0301'])
    """
    yield text
    found = _NUMBER.fullmatch(text.strip())
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    if digits and digits != text:
        yield digits
    if len(digits) in (1, 3):  # counties have two digits, municipalities four
        yield f"0{digits}"


def _zero(text: str, read: str) -> tuple[str, ...]:
    lost = read.startswith("0") and not re.sub(r"[^0-9]", "", text).startswith("0")
    sentence = "{text!r} is read as {read}: a number that lost its leading zero"
    return (Message(sentence, "zero", text=text, read=read),) if lost else ()


def _chosen(asked: Asked, found: list[Match], notices: tuple[str, ...]) -> Named:
    """The one that is meant of those who bear a name equally wholly. Raises NotFound where none is clearly first."""
    best = clear_winner(asked, found)
    first = best[0]
    named = [m.iri for m in found if m.exact == first.exact and (m.rank == NUMBER) <= (first.rank == NUMBER)]
    came = heirs(asked, first.iri) if ended(asked, first) else ()
    if len(best) > 1:
        lived_on = {heirs(asked, match.iri) if ended(asked, match) else () for match in best}
        if len(lived_on) > 1 or len(came) != 1:
            raise _several(asked, [match.iri for match in best])
    life = {"name": first.label, "end": first.end}
    if first.rank == NUMBER or not came:
        meant = first.iri
        if len(came) == 1:
            heir = shown(asked, came[0])
            notices += (Message("{name} ended {end} and lives on in {heir}", "lives-on", **life, heir=heir),)
    elif len(came) > 1:
        raise _several(asked, [*came, *(match.iri for match in best)], **life)
    else:
        meant = came[0]
        sentence = "{name} ended {end} and lives on in {heir}; itself it is {key}"
        notices += (Message(sentence, "lives-on.itself", **life, heir=shown(asked, meant), key=handle(first.iri)),)
    if first.rank == FORMER and meant == first.iri:
        notices += _formerly(asked, first)
    rest = [iri for iri in named if iri not in (meant, *(m.iri for m in best if meant != first.iri))]
    texts = told_apart(asked, [meant, *rest]) if rest else {}
    others = tuple((iri, texts[iri]) for iri in rest)
    if others:
        told = {"text": asked.text, "meant": texts[meant], "others": "; ".join(text for _, text in others[:5])}
        if len(others) > 5:
            sentence = "{text!r} is {meant} here, but also the name of {others} and {n} more"
            notices += (Message(sentence, "also.more", **told, n=len(others) - 5),)
        else:
            notices += (Message("{text!r} is {meant} here, but also the name of {others}", "also", **told),)
    return Named(meant, asked.text, notices, others)


def _of_another_kind(asked: Asked) -> str | None:
    """The thing of any other kind that is called so, or has that key; None where there is none or there are several."""
    whole = asked.view.search(asked.text, (), 1, asked.language, whole=True)
    found = [match.iri for match in (clear_winner(asked, whole) if whole else ())]
    pointed = [] if found else [_pointed(asked.view, asked.text, "", "", asked.language)]
    keyed = [] if found or any(pointed) else [_by_key(asked.view, asked.text, "", (), asked.language)]
    named = [iri for iri in (*found, *pointed, *keyed) if iri]
    return named[0] if len(named) == 1 else None


def _several(asked: Asked, iris: Sequence[str], **divided: str) -> NotFound:
    texts = told_apart(asked, list(dict.fromkeys(iris)))
    told = Message("{text!r} can be one of several; say which", "several", text=asked.text)
    if divided:
        told = Message("{name} ended {end} and was divided; {told}", "divided", **divided, told=told)
    return NotFound(told, tuple(list(texts.values())[:8]))


def _formerly(asked: Asked, match: Match) -> tuple[str, ...]:
    from kg.questions.standing import former_names

    names = former_names(asked.view, match.iri)
    until = next((end for name, _, end in names if spelled(name) == spelled(match.name)), "")
    told = {"name": match.name, "thing": shown(asked, match.iri)}
    if until:
        return (Message("{name!r} is a former name of {thing} until {until}", "former", **told, until=until),)
    return (Message("{name!r} is another name of {thing}", "another", **told),)


def _loosely(asked: Asked) -> Named:
    """What a text that is nobody's whole name can mean: the one thing whose name begins with it or has its words."""
    found = asked.view.search(asked.text, asked.kinds, 25, asked.language)
    found = [match for match in found if not match.possibly]
    of_a_class = any(kind[:1].isupper() for kind in asked.kinds)  # another actor's whole name is no beginning of its
    if asked.kinds and (of_a_class or not found) and (other := _of_another_kind(asked)) is not None:
        sentence = "{text!r} is {thing}, which is not what is asked for here"
        raise NotFound(Message(sentence, "another-kind", text=asked.text, thing=shown(asked, other)))
    if not found:
        near = asked.view.nearest(asked.text, asked.kinds, 5, asked.language)
        raise NotFound(nothing_called(asked.text), tuple(described(match) for match in near))
    best = [match for match in found if match.quality == found[0].quality]
    if len(best) > 1:
        own = [match for match in best if fold(match.name) == fold(match.label)]
        best = own if len(own) == 1 else best
    if len(best) > 1 or (found[0].quality > 2 and len(found) > 1):
        raise _several(asked, [match.iri for match in (best if len(best) > 1 else found)])
    told = {"text": asked.text, "name": best[0].name, "thing": shown(asked, best[0].iri)}
    if best[0].quality == 2:
        notice = Message("nothing is called {text!r}; {name!r} begins with it: {thing}", "begins", **told)
    else:
        notice = Message("nothing is called {text!r}; {name!r} has the words of it: {thing}", "has-words", **told)
    return Named(best[0].iri, asked.text, (notice,))

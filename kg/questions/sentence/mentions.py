"""The things that a sentence names: actors, networks, programmes, projects, themes and countries; and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.errors import NotFound
from kg.ids import core, fold
from kg.model.period import before, today
from kg.questions.naming import identify
from kg.questions.sentence.words import Analyser, Word, Words
from kg.store.names import FORMER, Match
from kg.store.view import View
from kg.vocab import entity, key_of, kind_of

__all__ = ["Mention", "Reader", "Thing"]

_KINDS = ("actor", "programme", "project", "theme", "country")
_LONGEST = 8  # words in a name that is looked for within a sentence
_BEGINNING = 5  # letters that a beginning of a name must have


@dataclass(frozen=True, slots=True)
class Thing:
    """What a mention can mean: its IRI, class and label; without an IRI it is one of several, and `nearest` lists them.

    `notices` are what a user should know of the name.
    """

    iri: str
    kind: str
    label: str
    notices: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    of: str = ""

    @property
    def path(self) -> str:
        """The kind of its IRI: actor, programme, project, theme or country."""
        return kind_of(self.iri) if self.iri else self.of


@dataclass(frozen=True, slots=True)
class Mention:
    """Some words of a sentence, from `start` to `end` in it, and the things that they can mean, one of a kind.

    It may end within a word, where a compound begins with a name.
    """

    text: str
    start: int
    end: int
    things: tuple[Thing, ...] = ()
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Finds what a sentence names, for a language, a reader's country and a day (empty: today).

    `known` are the terms that Questions have, `lexicon` the words of sentences: one of these is a name only where it is
    written as one.
    """

    view: View
    text: str
    words: Sequence[Word]
    language: str
    country: str
    day: str
    known: Mapping[str, frozenset[str]]
    lexicon: Words

    def mentions(self) -> list[Mention]:
        """What is named: whole names first, the longest before others; then beginnings of names in what is left."""
        found = list(self._walk(range(len(self.words)), self._whole))
        left = [at for at, word in enumerate(self.words) if not any(m.start <= word.start < m.end for m in found)]
        found += self._walk(left, self._begun)
        return sorted(found, key=lambda each: each.start)

    def _walk(self, places: Sequence[int], look: Callable[[int, int], Mention | None]) -> Iterator[Mention]:
        at = 0
        while at < len(places):
            for length in range(min(_LONGEST, len(places) - at), 0, -1):
                first, last = places[at], places[at + length - 1]
                if last - first != length - 1:
                    continue
                mention = look(first, length)
                if mention is not None:
                    yield mention
                    break
            else:
                length = 1
            at += length

    @property
    def analysers(self) -> Mapping[str, Analyser]:
        """Those of the languages."""
        return self.lexicon.analysers

    # ------------------------------------------------------------------------------------------------ whole names

    def _whole(self, at: int, length: int) -> Mention | None:
        """What the words from a place on are the whole name of, a genitive or an inflection aside."""
        words = self.words[at : at + length]
        start, end = words[0].start, words[-1].end
        piece = self.text[start:end]
        if length == 1 and re.fullmatch(r"[0-9]{9}", piece):
            return Mention(piece, start, end, self._things(piece, self._found(piece)), piece)
        if re.fullmatch(r"[0-9 ]+", piece) or self._is_small(words) or self._is_concept(words):
            return None
        if length == 1 and (code := self.lexicon.countries.get(fold(piece))):
            iri = entity("country", code)
            known = self.view.entities([iri], self.language).get(iri)
            return Mention(piece, start, end, (Thing(iri, "Country", known.label),)) if known else None
        for variant in _variants(piece):
            found = self._plausible(words, self._found(variant))
            if found:
                return Mention(piece, start, end, self._things(variant, found))
        if length <= 2 and (found := self._inflected(words, piece)):
            return Mention(piece, start, end, self._things(found[0].name, found[:1]))
        return self._compound(words[0]) if length == 1 else None

    def _found(self, text: str, kinds: Sequence[str] = _KINDS) -> list[Match]:
        found = self.view.search(text, kinds, 1, self.language, whole=True)
        return [match for match in found if not match.possibly and key_of(match.iri)]  # a scheme itself has no key

    def _is_word(self, word: Word) -> bool:
        """Is it one that questions are put with?"""
        return any(
            each.is_empty(word.text) or each.is_tail(word.text, self.known[language])
            for language, each in self.analysers.items()
        )

    def _is_small(self, words: Sequence[Word]) -> bool:
        """Do they begin or end with a word that says nothing, in small letters or as the first of the sentence?"""
        ends = (words[0], words[-1])
        if len(words) > 1 and words[0].text in self.lexicon.several:
            return True
        return any(
            each.is_empty(word.text) and (word.text[0].islower() or word is self.words[0])
            for word in ends
            for each in self.analysers.values()
        )

    def _plausible(self, words: Sequence[Word], found: Sequence[Match]) -> list[Match]:
        """Without what only shares its name with a word of everyday use.

        A word that questions are put with, or that names a theme or a country, is no actor's, programme's or project's
        unless it is written with a capital within the sentence.
        """
        capital = any(word.text[0].isupper() and word is not self.words[0] for word in words) or (
            len(words) > 1 and all(word.text[0].isupper() for word in words)
        )
        if capital:
            return list(found)
        common = {kind_of(match.iri) for match in found} & {"theme", "country"}
        if common or (len(words) == 1 and self._is_word(words[0])):
            return [match for match in found if kind_of(match.iri) in ("theme", "country")]
        return list(found)

    def _is_concept(self, words: Sequence[Word]) -> bool:
        """Are they, in small letters or at the beginning, one of the words or phrases that questions are put with?"""
        if any(word.text[0].isupper() and word is not self.words[0] for word in words):
            return False
        texts = [word.text for word in words]
        return any(word in self._in_phrases for word in words) or any(
            each.is_phrase(texts) or self.lexicon.is_value(texts, code) for code, each in self.analysers.items()
        )

    @cached_property
    def _in_phrases(self) -> set[Word]:
        texts = [word.text for word in self.words]
        return {self.words[at] for each in self.analysers.values() for at in each.phrases(texts)}

    def _inflected(self, words: Sequence[Word], piece: str) -> list[Match]:
        """The themes of whose names a text is another form: `klimaet`, `smarte byene`."""
        if any(self._is_word(word) for word in words):
            return []
        for language in ("nb", "en"):
            stem = self.analysers[language].stem
            stems = [stem(word.text) for word in words]
            for match in self.view.search(" ".join(stems), ("theme",), 10, self.language):
                if [stem(word) for word in match.name.split()] == stems and key_of(match.iri):
                    return [match]
        return []

    def _compound(self, word: Word) -> Mention | None:
        """A theme or programme that a compound begins with, whose end is a word that questions are put with.

        `klimaprosjekter` names the theme; `prosjekter` goes on to say what is asked.
        """
        norwegian = self.analysers["nb"]
        if self._is_word(word):
            return None
        for head, tail in norwegian.parts(word.text):
            if not norwegian.is_tail(tail, self.known["nb"] | self.known["nn"]):
                continue
            found = self._found(head, ("theme", "programme"))
            if found:
                return Mention(head, word.start, word.end - len(tail), self._things(head, found))
        return None

    # -------------------------------------------------------------------------------------------- beginnings of names

    def _begun(self, at: int, length: int) -> Mention | None:
        """What the words from a place on are the beginning of the name of."""
        words = self.words[at : at + length]
        start, end = words[0].start, words[-1].end
        piece = self.text[start:end]
        if (
            length > 4
            or self._is_small(words)
            or self._is_concept(words)
            or any(self._is_word(word) for word in (words[0], words[-1]))
        ):
            return None
        if re.fullmatch(r"[0-9 ]+", piece) or (piece.islower() and len(piece) < _BEGINNING):
            return None
        for variant in _variants(piece):
            folded = fold(variant)
            found = [
                match
                for match in self.view.search(variant, ("actor", "programme", "project"), 25, self.language)
                if not match.possibly and match.rank <= FORMER and _begins(fold(match.name), folded)
            ]
            things = self._things_begun(variant, found)
            if any(word.text[0].islower() or word is self.words[0] for word in words):
                things = tuple(thing for thing in things if thing.iri)
            if things:
                return Mention(piece, start, end, things)
        return None

    def _things_begun(self, text: str, found: Sequence[Match]) -> tuple[Thing, ...]:
        things = []
        for path in dict.fromkeys(kind_of(match.iri) for match in found):
            of_kind = {match.iri: match for match in found if kind_of(match.iri) == path}
            now = self.day or today()
            living = [m for m in of_kind.values() if not (m.end and before(m.end, now)) and not before(now, m.start)]
            chosen = living if len(living) == 1 else list(of_kind.values())
            if len(chosen) > 1:
                near = tuple(f"{match.label} ({match.iri.rpartition('samkart/')[2]})" for match in chosen)
                things.append(Thing("", "", text, nearest=near, of=path))
                continue
            match = chosen[0]
            others = f", of {len(of_kind)} the one of {now[:4]}" if len(of_kind) > 1 else ""
            told = f"nothing is called {text!r}; {match.name!r} begins with it{others}"
            things.append(Thing(match.iri, match.kind, match.label, (told,)))
        return tuple(things)

    # --------------------------------------------------------------------------------------------------------- both

    def _things(self, text: str, found: Sequence[Match]) -> tuple[Thing, ...]:
        """One thing of each kind that bears a name, by the house's rule of names."""
        things = []
        for path in sorted({kind_of(match.iri) for match in found}, key=_KINDS.index):
            try:
                named = identify(self.view, text, path, self.language, at=self.day, country=self.country)
            except NotFound as error:
                things.append(Thing("", "", text, nearest=tuple(error.nearest), of=path))
                continue
            known = self.view.entities([named.iri], self.language)[named.iri]
            things.append(Thing(named.iri, known.kind, known.label, named.notices))
        return tuple(things)


def _begins(name: str, text: str) -> bool:
    return name.startswith(f"{text} ") or (len(text) >= _BEGINNING and name.startswith(text)) or core(name) == text


def _variants(piece: str) -> list[str]:
    """A text as it is and without the sign of a genitive.

    >>> _variants("Bærums"), _variants("Asker’s"), _variants("Os")
    (['Bærums', 'Bærum'], ['Asker’s', 'Asker'], ['Os'])
    """
    bare = re.sub(r"(?:['’]s?|(?<=\w\w\w)s)$", "", piece)
    return [piece] if bare == piece else [piece, bare]

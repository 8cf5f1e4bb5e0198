"""What a sentence can mean: the Questions, and the verbs that answer better than one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.language.catalogue import text
from kg.questions.question import Question, load_all
from kg.questions.terms import LANGUAGES

__all__ = ["VERBS", "Candidate", "Slot", "candidates_in"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter of a candidate: its type as in `kg.questions.terms`, and whether it must be given.

    With `least` it takes several things and needs so many; `place` says that the shell takes it without its name.
    """

    name: str
    type: str
    required: bool = False
    least: int = 0
    place: bool = False

    @property
    def many(self) -> bool:
        """Does it take several?"""
        return self.least > 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Question (`actor/networks`) or a verb (`who`), its texts in the three languages and its parameters.

    `asks` is its question in each language, `texts` that and the text of a Question that it is `like`: such a verb
    answers the same, and more, and stands for both. `said` is the Question, if any, whose labels tell what it is about.
    Of `one_of` its parameters one must be given. What `runs` is answered at once, of the others the command is told.
    """

    name: str
    asks: Mapping[str, str]
    slots: tuple[Slot, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    like: str = ""
    said: Question | None = None
    one_of: tuple[str, ...] = ()
    runs: bool = True

    @property
    def is_verb(self) -> bool:
        """Is it a verb of the shell and of Python?"""
        return "/" not in self.name


_PERIOD = (Slot("since", "date"), Slot("until", "date"), Slot("at", "date"))
_BEFORE = Slot("predecessors", "text")


def _actor(name: str = "actor") -> Slot:
    return Slot(name, "actor", required=True, place=True)


def _actors(name: str, least: int = 1, required: bool = True) -> Slot:
    return Slot(name, "actor", required=required, least=least, place=True)


_THEME, _PROGRAMME, _COUNTRY = Slot("theme", "theme"), Slot("programme", "programme"), Slot("country", "country")
_KIND = Slot("kind", "kind")
_ABOUT = ("actor", "theme", "programme", "network")
VERBS: Mapping[str, Candidate] = {
    each.name: each
    for each in (
        Candidate(
            "who",
            {},
            (
                _actor(),
                Slot("via", "tie-kind"),
                _THEME,
                _PROGRAMME,
                _COUNTRY,
                Slot("level", "level"),
                _KIND,
                *_PERIOD,
                _BEFORE,
            ),
            like="actor/collaborators",
        ),
        Candidate("compare", {}, (_actors("actors", 2), *_PERIOD, _BEFORE)),
        Candidate("gaps", {}, (_actors("actors"), *_PERIOD, _BEFORE)),
        Candidate("region", {}, (_actors("names"), *_PERIOD, _BEFORE)),
        Candidate("path", {}, (_actor("a"), _actor("b"), Slot("via", "tie-kind"))),
        Candidate("coverage", {}, (Slot("thing", "iri", place=True),)),
        Candidate("suggest partners", {}, (_actor(), _THEME, _PROGRAMME, _COUNTRY, _KIND, Slot("abroad", "text"))),
        Candidate("suggest networks", {}, (_actor(), _THEME)),
        Candidate("suggest themes", {}, (_actor(),)),
        Candidate("map", {}, (_actors("actors", required=False), _THEME, _PROGRAMME, _COUNTRY, *_PERIOD), runs=False),
        Candidate(
            "brief",
            {},
            (
                Slot("actor", "actor", place=True),
                _THEME,
                _PROGRAMME,
                Slot("network", "network"),
                *_PERIOD[:2],
                Slot("year", "year"),
                _BEFORE,
            ),
            one_of=_ABOUT,
            runs=False,
        ),
    )
}
"""The verbs, as they are called in the shell; their texts are of the surface `ask` in the catalogues."""


@cache
def candidates_in(folder: Path) -> tuple[Candidate, ...]:
    """All Questions of a folder, those aside that a verb stands for, and the verbs. Raises BadData for a broken header.

    They are read once in a process.
    """
    questions = {question.name: question for question in load_all(folder)}
    found = []
    for verb in VERBS.values():
        asks = {language: text(language, "ask", f"verb.{verb.name.replace(' ', '-')}") for language in LANGUAGES}
        like = questions.pop(verb.like, None)
        texts = {language: f"{asks[language]} {like.texts[language]}" for language in LANGUAGES} if like else asks
        found.append(replace(verb, asks=asks, texts=texts, said=like))
    for question in questions.values():
        slots = tuple(Slot(each.name, each.type, each.required) for each in question.parameters.values())
        found.append(Candidate(question.name, question.texts, slots, question.texts, said=question))
    return tuple(found)

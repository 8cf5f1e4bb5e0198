"""A sentence that was understood, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.language import speech
from kg.language.catalogue import text
from kg.model.result import Report, Tabular
from kg.model.table import Cell, Table
from kg.questions.sentence import Choice, Understood, understood
from kg.resources import queries_dir
from kg.vocab import key_of, kind_of

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["Sentence", "read_sentence"]


@dataclass(repr=False)
class Sentence(Tabular):
    """What a sentence was taken to ask: `chosen`, or None, with its `runners_up`, and the `answer`.

    `choices` is a table of them; its exit code is 1 where nothing is chosen.
    """

    samkart: Samkart = field(repr=False)
    understood: Understood

    @property
    def chosen(self) -> Choice | None:
        """The Question or verb that is meant, with its parameters and command; None where that is not clear."""
        return self.understood.chosen

    @property
    def runners_up(self) -> tuple[Choice, ...]:
        """Those that come next, nearest first."""
        return self.understood.runners_up

    @cached_property
    def answer(self) -> Tabular | Report[Any] | None:
        """The answer; None where nothing is chosen, and of `map` and `brief`, which write files.

        Raises NotFound, with the candidates, for a name that several bear.
        """
        chosen = self.chosen
        if chosen is None or not chosen.candidate.runs:
            return None
        for several in chosen.given.values():
            for each in several:
                if each.nearest:
                    raise NotFound(f"{each.value!r} can be one of several; say which", each.nearest)
        if not chosen.is_verb:
            given = {name: values[0] for name, values in _plain(chosen).items()}
            subject = next((value for value in given.values() if "://" in value), "")
            return self.samkart.ask(chosen.name, **given).reading(subject)
        return _VERBS[chosen.name](self.samkart, _plain(chosen))

    @property
    def table(self) -> Table:
        """The answer's table; that of the choices where there is no single one."""
        return self.answer.table if isinstance(self.answer, Tabular) else self.choices

    @property
    def choices(self) -> Table:
        """What was chosen and its runners-up: name, question, command, score and what is still to be said."""
        language, chosen = self.samkart.language, self.chosen
        names = ["name", "question", "score", "missing", "command"]
        rows = [
            [
                Cell.of(each.name),
                Cell.of(each.text),
                Cell(each.score, f"{each.score:.2f}"),
                Cell.of(", ".join(each.missing)),
                Cell.of(each.command),
            ]
            for each in ((chosen,) if chosen else ()) + self.runners_up
        ]
        headings = [text(language, "ask", f"head.{name}") for name in names]
        note = "" if chosen else "\n".join(self.lines)
        return Table(
            names, headings, ["text", "text", "number", "text", "text"], rows, note=note, exit_code=int(not chosen)
        )

    @property
    def lines(self) -> list[str]:
        """What a reader is told: what was understood from which words, what asks it, what was not, and what else."""
        language, chosen = self.samkart.language, self.chosen

        def say(key: str, **values: object) -> str:
            return speech.say(language, "ask", key, **values)

        told = []
        if chosen is None:
            told.append(say("equal" if self.understood.equal and self.runners_up else "unclear"))
        else:
            told.append(say("chosen", question=chosen.text, name=chosen.name))
            for name, several in chosen.given.items():
                for each in several:
                    key = "given" if each.words else "assumed"
                    told.append(say(key, name=name, label=each.label, words=each.words))
            told.append(f"  {chosen.command}")
            told += [f"  {notice}" for several in chosen.given.values() for each in several for notice in each.notices]
            if chosen.unused:
                told.append(say("unused", words=", ".join(chosen.unused)))
            if not chosen.candidate.runs:
                told.append(say("run"))
        if self.understood.strange:
            told.append(say("strange", words=", ".join(self.understood.strange)))
        if chosen is not None and self.runners_up:
            told.append(say("others"))
            told += [f"  {each.command}" for each in self.runners_up[:3]]
        return told

    def data(self) -> dict[str, object]:
        """The choice as plain data: what records tell beside an answer, and what a page is made of."""
        return {
            "sentence": self.understood.text,
            "chosen": self.chosen.data() if self.chosen else None,
            "equal": self.understood.equal,
            "not_understood": list(self.understood.strange),
            "runners_up": [each.data() for each in self.runners_up],
        }

    def told(self) -> Tabular | Table | Report[Any]:
        """The answer with the choice in what its records tell (`asked`); the choices where there is no answer."""
        answer, asked = self.answer, {"asked": self.data()}
        if isinstance(answer, Report):
            return replace(answer, facts={**answer.facts, **asked})
        table = answer.table if answer is not None else self.choices
        return replace(table, told={**(table.told or {}), **asked} if answer is not None else table.told)

    def __repr__(self) -> str:
        return f"<{self.understood.text!r}: {self.chosen.command if self.chosen else 'not clear what is asked'}>"


def read_sentence(samkart: Samkart, sentence: str, others: int) -> Sentence:
    """A sentence understood over an open graph, with its reader's language and country."""
    found = understood(samkart.view, sentence, queries_dir(), samkart.language, country=samkart.country, others=others)
    return Sentence(samkart, found)


def _plain(chosen: Choice) -> dict[str, list[str]]:
    """The values as verbs and Questions take them: IRIs, the codes of countries, plain values."""
    return {
        name: [key_of(value) if kind_of(value) == "country" and "://" in value else value for value in values]
        for name, values in chosen.parameters.items()
    }


def _conditions(given: Mapping[str, list[str]], *but: str) -> dict[str, Any]:
    named = {name: values[0] for name, values in given.items() if name not in but}
    if named.pop("predecessors", ""):
        named["with_predecessors"] = "yes"
    return named


_Verb = Callable[["Samkart", Mapping[str, "list[str]"]], "Tabular | Report[Any]"]
_VERBS: Mapping[str, _Verb] = {
    "who": lambda samkart, given: samkart.who(given["actor"][0], **_conditions(given, "actor")),
    "compare": lambda samkart, given: samkart.compare(*given["actors"], **_conditions(given, "actors")),
    "gaps": lambda samkart, given: samkart.gaps(*given["actors"], **_conditions(given, "actors")),
    "region": lambda samkart, given: samkart.region(*given["names"], **_conditions(given, "names")),
    "path": lambda samkart, given: samkart.path(given["a"][0], given["b"][0], **_conditions(given, "a", "b")),
    "coverage": lambda samkart, given: samkart.coverage(*given.get("thing", ())),
    "suggest partners": lambda samkart, given: samkart.suggest.partners(
        given["actor"][0], **_conditions(given, "actor", "abroad"), abroad="abroad" in given
    ),
    "suggest networks": lambda samkart, given: samkart.suggest.networks(
        given["actor"][0], **_conditions(given, "actor")
    ),
    "suggest themes": lambda samkart, given: samkart.suggest.themes(given["actor"][0]),
}

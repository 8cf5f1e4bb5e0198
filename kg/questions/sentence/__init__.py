"""What a sentence asks: the Question or verb that its words and names fit, without a model.

`understood` reads a sentence in nb, nn or en in four steps, each in a module of its own:

1. `mentions` finds the actors, networks, programmes, projects, themes and countries that it names, `dates` its days and
   periods, and the words of `queries/_words.toml` that say a value of a parameter (`universities` → kind).
2. `ranking` measures how near the other words are to the texts of each of the `candidates` (BM25F).
3. `fitting` gives each candidate's parameters what is named.
4. The score is near · used · `_LACKING`^missing · `_BROAD`^broad · weight, and · `_ASSUMED` where the reader's own
   country is taken because none is named: near is the share of the words that the candidate has, used the share of the
   names and dates that it has a parameter for, missing the number of parameters that must be given and are not, broad
   that of networks and numbers taken as any actor is, weight how far it stands behind others (`_words.toml`).

One is chosen whose score is `LEAST` or more and above that of every other as it is shown, with two decimals: equal
scores are no ranking. Nothing here asks a Question; `kg.api.sentences` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Usage
from kg.questions.sentence.candidates import Candidate
from kg.questions.sentence.command import command, handles
from kg.questions.sentence.dates import dates_in
from kg.questions.sentence.fitting import Fit, Given, Named, fit
from kg.questions.sentence.mentions import Mention, Reader
from kg.questions.sentence.ranking import index_of
from kg.questions.sentence.words import CONCEPT, Word, Words, split
from kg.store.view import View
from kg.vocab import entity, kind_of

__all__ = ["LEAST", "MOST", "Choice", "Given", "Understood", "understood"]

LEAST = 0.3
"""The score from which a candidate is taken to be meant."""
_LACKING, _ASSUMED, _BROAD = 0.45, 0.9, 0.8
MOST = 60
"""Words in a sentence."""
_OTHERS = 5
# What a name says beside itself, by the kind of its IRI and by class.
_SAYS = {"programme": "programme", "project": "project", "theme": "theme", "country": "land", "actor": "actor"}
_SAYS_BY_CLASS = {"Network": "network", "EuropeanOffice": "network", "IntermunicipalCouncil": "region"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A Question (`actor/networks`) or a verb (`suggest partners`) that a sentence can mean.

    `given` are its parameters with what the sentence gave them, `missing` those that it still needs (`actor|theme`: one
    of them), `score` how well it fits (0 to 1, two decimals), `command` what asks exactly it in the shell. `parameters`
    are the same as plain text: what `Samkart.ask` and an address take, several values in the order of the sentence.
    """

    name: str
    text: str
    given: dict[str, tuple[Given, ...]]
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    score: float
    command: str
    candidate: Candidate

    @property
    def is_verb(self) -> bool:
        """Is it a verb, not a Question?"""
        return self.candidate.is_verb

    @property
    def parameters(self) -> dict[str, tuple[str, ...]]:
        """The values by parameter, things by their IRIs."""
        return {name: tuple(each.value for each in several) for name, several in self.given.items()}

    def data(self) -> dict[str, object]:
        """The choice as plain data."""
        given = {
            name: [{"value": each.value, "label": each.label, "words": each.words} for each in several]
            for name, several in self.given.items()
        }
        return {
            "name": self.name,
            "question": self.text,
            "parameters": given,
            "missing": list(self.missing),
            "unused": list(self.unused),
            "score": self.score,
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence was taken to ask: `chosen`, or None, and the `runners_up`, nearest first.

    `equal` says that nothing sets the first ones apart; `strange` are the words that no Question has and that name
    nothing.
    """

    text: str
    chosen: Choice | None
    runners_up: tuple[Choice, ...]
    equal: bool = False
    strange: tuple[str, ...] = ()


def understood(
    view: View, text: str, folder: Path, language: str = "nb", country: str = "NO", others: int = _OTHERS
) -> Understood:
    """What a sentence asks, with at most so many `others`; texts and labels are in `language`.

    `folder` has the Questions; `country` is the reader's. Of a sentence without a word nothing is chosen. Raises Usage
    for one of more than `MOST` words.
    """
    index = index_of(folder)
    words = split(text)
    if len(words) > MOST:
        raise Usage(f"a sentence has at most {MOST} words; this has {len(words)}")
    dates = dates_in(text, index.words.dates)
    day = next((date for each in dates for date in each.says.values()), "")
    reader = Reader(
        view=view,
        text=text,
        words=words,
        language=language,
        country=country,
        day=day,
        known=index.known,
        lexicon=index.words,
    )
    mentions = reader.mentions()
    once = list({each.things or each.text: each for each in reversed(mentions)}.values())[::-1]
    dates = [each for each in dates if not any(m.start < each.end and each.start < m.end for m in mentions)]
    taken = [(each.start, each.end) for each in mentions] + [(each.start, each.end) for each in dates]
    rest = _rest(words, taken)
    placed = sorted(
        [(word.start, word.text) for word in rest] + [(m.start, said) for m in mentions if (said := _says(m))]
    )
    spoken = [word for _, word in placed]
    values = _values(index.words, spoken)
    near, strange = index.nearness(spoken)
    only = [words for _, _, words in values if all(word in strange for word in words.split())]
    if only:
        near, strange = index.nearness([word for word in spoken if word not in only])
    home = entity("country", country)
    label = view.entities([home], language)
    named = Named(
        mentions=once,
        dates=dates,
        values=values,
        only=only,
        text=text,
        country=country,
        country_label=label[home].label if home in label else country,
    )
    ranked = []
    for candidate, nearness in zip(index.candidates, near, strict=True):
        if nearness:
            fitted = fit(candidate, named)
            score = nearness * fitted.used * _LACKING ** len(fitted.missing) * _BROAD**fitted.broad
            score *= index.words.weight(candidate.name) * (_ASSUMED if fitted.assumed else 1)
            ranked.append((round(score, 2), score, candidate, fitted))
    ranked.sort(key=lambda each: (-each[0], -each[1], each[2].name))
    ready = [each for each in ranked if not each[3].missing]
    best = next(iter(ready), None)
    alike = [each for each in ready if best and each[0] == best[0]]
    clear = best is not None and len(alike) == 1 and LEAST <= best[0] >= ranked[0][0]
    chosen = best if clear and index.says_something([word.text for word in rest]) else None
    show = [each for each in ranked if each is not chosen][:others]
    made = [
        _choice(view, candidate, fitted, score, language)
        for score, _, candidate, fitted in ([chosen] if chosen else []) + show
    ]
    return Understood(
        text,
        made[0] if chosen else None,
        tuple(made[1:] if chosen else made),
        equal=len(alike) > 1,
        strange=tuple(word for word in strange if not word.startswith(CONCEPT)),
    )


def _choice(view: View, candidate: Candidate, fitted: Fit, score: float, language: str) -> Choice:
    given = {name: tuple(several) for name, several in fitted.given.items()}
    return Choice(
        name=candidate.name,
        text=candidate.asks[language],
        given=given,
        missing=tuple(fitted.missing),
        unused=tuple(fitted.unused),
        score=score,
        command=command(candidate, handles(view, candidate, given)),
        candidate=candidate,
    )


def _rest(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that are not taken; of a compound that begins with a name its end."""
    rest = []
    for word in words:
        end = max((end for start, end in taken if start <= word.start < end), default=word.start)
        if end < word.end:
            cut = end - word.start
            rest.append(Word(word.text[cut:], end, word.end))
    return rest


def _says(mention: Mention) -> str:
    """The concept that a name stands for in a question."""
    if not mention.things:
        return ""
    thing = mention.things[0]
    return CONCEPT + (_SAYS_BY_CLASS.get(thing.kind) or _SAYS.get(thing.path or kind_of(thing.iri), "actor"))


def _values(words: Words, said: Sequence[str]) -> list[tuple[str, str, str]]:
    """(parameter, value, words) of the words that say a value of a parameter, one for each parameter."""
    found: dict[str, tuple[str, str]] = {}
    stems = {language: [words.analysers[language].stem(word) for word in said] for language in ("nb", "en")}
    for phrase, language, parameter, value in words.values:
        for at in range(len(said) - len(phrase) + 1):
            if tuple(stems[language][at : at + len(phrase)]) == phrase and parameter not in found:
                found[parameter] = value, " ".join(said[at : at + len(phrase)])
    return [(parameter, value, text) for parameter, (value, text) in found.items()]

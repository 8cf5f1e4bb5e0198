"""What users are told in other languages is what the code says in English, sentence by sentence."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import Message, NotFound, Usage
from kg.language.catalogue import entries
from kg.language.speech import told

KG = Path(__file__).parents[2] / "kg"


def sentences() -> Iterator[tuple[str, str]]:
    """(key, English sentence) of every `Message` in the code; a sentence may have a name within its function."""
    for path in sorted(KG.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef):
                yield from _in_function(scope)


def _in_function(scope: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    named: list[tuple[int, str]] = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            named.append((node.lineno, node.value.value))
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            sentence, key = node.args
            assert isinstance(key, ast.Constant) and isinstance(key.value, str), ast.unparse(node)
            if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
                yield key.value, sentence.value
            else:
                yield key.value, max(each for each in named if each[0] < node.lineno)[1]


def test_the_english_of_the_catalogue_is_that_of_the_code() -> None:
    found = {(key, re.sub(r"\{(\w+)(!r|:,)?\}", plain, sentence)) for key, sentence in sentences()}
    assert found == set(entries("en", "told").items())


def plain(blank: re.Match[str]) -> str:
    return f"'{{{blank[1]}}}'" if blank[2] == "!r" else f"{{{blank[1]}}}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "at: «20» er ikke et årstall; skriv det som ÅÅÅÅ"),
        ("nn", "at: «20» er ikkje eit årstal; skriv det som ÅÅÅÅ"),
        ("en", "at: '20' is not a year; expected YYYY"),
    ],
)
def test_a_sentence_in_a_sentence_is_told_in_the_same_language(language: str, expected: str) -> None:
    inner = Message("{text!r} is not a year; expected YYYY", "year", text="20")
    assert told(Message("{name}: {told}", "of-parameter", name="at", told=inner), language) == expected


def test_numbers_are_written_as_the_language_does() -> None:
    sentence = Message("{text!r} is {meant} here, but also the name of {others} and {n} more", "also.more",
                    text="a", meant="b", others="c", n=1200)  # fmt: skip
    assert told(sentence, "nb") == "«a» er b her, men også navnet på c og 1\u00a0200 til"


def test_a_sentence_that_is_there_in_english_only_stands_as_it_is() -> None:
    assert told("the disk is full", "nb") == "the disk is full"


def test_blanks_are_not_read_as_blanks() -> None:
    assert (
        told(Message("nothing is called {text!r}", "nothing", text="{name} {0}"), "nb")
        == "ingenting heter «{name} {0}»"
    )


def test_an_error_keeps_its_sentence_and_is_a_text_elsewhere() -> None:
    sentence = Message("nothing is called {text!r}", "nothing", text="x")
    for error in (NotFound(sentence), Usage(sentence, (), "actor")):
        assert error.message is sentence
    assert (str(NotFound(sentence)), str(Usage(sentence, (), "actor"))) == (str(sentence), f"actor: {sentence}")
    copied = pickle.loads(pickle.dumps(sentence))  # noqa: S301
    assert (type(copied), copied) == (str, "nothing is called 'x'")

"""Reading what an address gives into the values of an Operation, and saying what the shell calls the same."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import Usage
from kg.web.operations.operation import Field, Operation, read
from kg.web.operations.questions import question
from kg.web.operations.verbs import verb

LABELS = {"nb": "a", "nn": "a", "en": "a"}


def operation(*fields: Field) -> Operation:
    def run(*_: Any) -> Any:
        raise AssertionError

    return Operation(name="x", texts=LABELS, fields=fields, run=run, command=("x",), subject="a")


def field(name: str, kind: str, **more: Any) -> Field:
    return Field(name=name, type=kind, labels=LABELS, **more)


ASKED = operation(
    field("a", "actor", required=True),
    field("b", "actor", many=True),
    field("n", "integer", least=1, most=20),
    field("f", "flag"),
    field("c", "choice", choices=("red", "green")),
)


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ([("a", " Bærum ")], {"a": "Bærum"}),
        ([("a", "x"), ("b", "y, z"), ("b", "w"), ("b", "")], {"a": "x", "b": ("y", "z", "w")}),
        ([("a", "x"), ("n", "20"), ("f", "1"), ("c", "red")], {"a": "x", "n": 20, "f": True, "c": "red"}),
        (
            [("a", "x"), ("f", "no"), ("c", ""), ("embed", "1"), ("rows", "all"), ("section", "s")],
            {"a": "x", "f": False},
        ),
        ([("a", "x"), ("a", "y")], {"a": "y"}),
    ],
)
def test_values_are_read_by_their_type(given: list[tuple[str, str]], values: dict[str, Any]) -> None:
    assert read(ASKED, given) == values


@pytest.mark.parametrize(
    ("given", "told", "parameter"),
    [
        ([], "a must be given", "a"),
        ([("a", "x"), ("d", "y")], "'d' is not known here; expected a, b, n, f, c", "d"),
        ([("a", "x"), ("n", "0")], "'0' does not fit; expected a whole number from 1 to 20", "n"),
        ([("a", "x"), ("n", "２")], "'２' does not fit; expected a whole number from 1 to 20", "n"),
        ([("a", "x"), ("n", "1e1")], "'1e1' does not fit; expected a whole number from 1 to 20", "n"),
        ([("a", "x"), ("f", "perhaps")], "'perhaps' is neither true nor false", "f"),
        ([("a", "x"), ("c", "gren")], "'gren' is not known; expected red, green", "c"),
    ],
)
def test_what_does_not_fit_is_told_with_its_field(given: list[tuple[str, str]], told: str, parameter: str) -> None:
    with pytest.raises(Usage) as caught:
        read(ASKED, given)
    assert (caught.value.message, caught.value.parameter) == (told, parameter)


def test_a_near_miss_is_offered() -> None:
    who = verb("who")
    assert who is not None
    with pytest.raises(Usage) as caught:
        read(who, [("actor", "x"), ("programe", "y")])
    assert caught.value.nearest == ("programme",)


@pytest.mark.parametrize(
    ("name", "given", "command"),
    [
        ("who", {"actor": "asker", "via": ("project",), "ties": True}, "kg who asker --via project --evidence"),
        (
            "compare",
            {"actors": ("asker", "baerum"), "periods": ("2014-2020",)},
            "kg compare asker baerum --period 2014-2020",
        ),
        ("gaps", {"actors": ("asker",), "compared_with": ("oslo",)}, "kg gaps asker --with oslo"),
        ("suggest/partners", {"actor": "asker", "limit": 5}, "kg suggest partners asker --limit 5"),
        ("path", {"actors": ("asker", "oslo")}, "kg path asker oslo"),
    ],
)
def test_the_shell_asks_the_same(name: str, given: dict[str, Any], command: str) -> None:
    found = verb(name)
    assert found is not None
    assert " ".join(found.shell(given)) == command


def test_a_question_has_the_fields_of_its_header() -> None:
    found = question("actor/collaborators")
    assert found is not None
    assert [each.name for each in found.fields if each.required] == ["actor"]
    via = found.field("via")
    assert via is not None
    assert (via.type, via.choices) == ("choice", ("project", "network", "twinning", "agreement"))
    assert " ".join(found.shell({"actor": "asker", "via": "project"})) == (
        "kg query actor/collaborators -p actor=asker -p via=project"
    )
    assert question("actor/nothing") is None

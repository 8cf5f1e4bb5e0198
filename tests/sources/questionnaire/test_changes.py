"""Answers held against what is known: what they settle, what contradicts itself, and what is left out."""

from __future__ import annotations

from kg.errors import NotFound
from kg.model.survey import SurveyTie
from kg.sources.questionnaire.changes import Outcome, work_out
from kg.sources.survey.answers import AnswerRow, Answers

DAY = "2026-11-28"
TIES = (
    SurveyTie("twinning/a/b", "twinning", "B", ("b",), says={"status": "ended", "end": "2019", "start": "1952"}),
    SurveyTie("membership/a/n", "membership", "N", hub="n", says={"status": "member", "end": "2030"}),
    SurveyTie(
        "twinning/a--old/c",
        "twinning",
        "C",
        ("c",),
        says={"start": "2020-01-01"},
        role="chair",
        carries="twinning/old/c",
        sources=("https://w3id.org/samkart/id/source/page",),
    ),
)


class Known:
    """A graph with three ties and a town that is not tied yet."""

    def actor(self, key: str) -> tuple[str, str]:
        if key != "a":
            raise NotFound("nobody")
        return "a", "A"

    def ties(self, actor: str, at: str = "") -> tuple[SurveyTie, ...]:
        return TIES

    def partner(self, text: str, kind: str) -> tuple[str, str]:
        if text not in ("b", "d", "p", "a"):
            raise NotFound(f"nothing is called {text!r}", ("D (d)",))
        return text, text.upper()


def outcome(*rows: dict[str, str], actor: str = "a") -> Outcome:
    told = tuple(AnswerRow(number, row.pop("key", ""), row) for number, row in enumerate(map(dict, rows), 5))
    return work_out(Answers("f.xlsx", "S", actor, DAY, told, {"valid": "Valid?"}), Known())


def says(key: str, **cells: str) -> dict[str, str]:
    found = outcome({"key": key, **cells})
    assert found.problems == []
    return dict(found.said[0].says) if found.said else {}


def test_yes_takes_back_an_end_that_is_past_and_gives_an_ended_tie_its_status() -> None:
    assert says("twinning/a/b", valid="yes") == {"as_of": DAY, "status": "partner", "end": ""}
    assert says("membership/a/n", valid="yes") == {"as_of": DAY}
    assert says("membership/a/n", valid="yes", new_end="2028") == {"as_of": DAY, "end": "2028"}


def test_no_ends_it_and_takes_back_an_end_that_is_to_come() -> None:
    assert says("membership/a/n", valid="no") == {"as_of": DAY, "status": "ended", "end": ""}
    assert says("twinning/a/b", valid="no", new_end="2018-05") == {"as_of": DAY, "status": "ended", "end": "2018-05"}


def test_unsure_vouches_for_nothing() -> None:
    assert says("membership/a/n", valid="unsure") == {}
    assert says("membership/a/n", valid="unsure", new_unit="Plan") == {"unit": "Plan"}
    assert outcome({"key": "membership/a/n", "valid": "unsure"}, {"key": "twinning/a/b"}).counts == {
        "confirmed": 0,
        "new": 0,
        "unsure": 1,
        "blank": 1,
    }


def test_a_tie_that_another_is_carried_on_by_is_told_whole() -> None:
    (said,) = outcome({"key": "twinning/a--old/c", "valid": "yes"}).said
    assert said.says == {"start": "2020-01-01", "as_of": DAY}
    assert (said.carries, said.role, said.sources) == ("twinning/old/c", "chair", TIES[2].sources)


def test_contradictions_are_problems() -> None:
    found = outcome(
        {"key": "twinning/a/b", "valid": "yes", "new_end": "2020"},
        {"key": "membership/a/n", "valid": "no", "new_end": "2027"},
        {"key": "twinning/a--old/c", "new_end": "2019"},
        {"key": "twinning/x/y", "valid": "yes"},
        {"kind": "twinning", "with": "b"},
    )
    assert [str(problem) for problem in found.problems] == [
        "f.xlsx, sheet S, row 5, column Valid?: it ended 2020, and is answered to hold; expected one or the other",
        "f.xlsx, sheet S, row 6, column new_end: 2027 is after 2026-11-28, the day of the answer, and it is answered"
        " not to hold",
        "f.xlsx, sheet S, row 7, column new_end: 2019 is before 2020-01-01, since when it holds",
        "f.xlsx, sheet S, row 8, column key: twinning/x/y is not the key of a tie of A; expected the one that the sheet"
        " came with",
        "f.xlsx, sheet S, row 9, column with: there is twinning/a/b already; expected the answer in its row (kg survey"
        " --all has those that ended)",
    ]
    assert [str(each) for each in outcome(actor="z").problems] == [
        "f.xlsx, sheet S: 'z' is not the key of an actor that is known"
    ]


def test_new_ties_have_keys_as_the_tables_make_them() -> None:
    found = outcome(
        {"kind": "twinning", "with": "d", "new_start": "2024", "source": "https://a.example/"},
        {"kind": "membership", "with": "d", "valid": "no"},
        {"kind": "agreement", "with": "d", "new_end": "2020", "source": "www.a.example"},
        {"kind": "participation", "with": "p"},
    )
    assert [(said.tie, said.parties, said.hub, dict(said.says)) for said in found.said] == [
        ("twinning/a/d/2024", ("d",), "", {"start": "2024", "as_of": DAY}),
        ("membership/a/d", (), "d", {"as_of": DAY, "status": "ended"}),
        ("agreement/a-d", ("d",), "", {"end": "2020", "as_of": DAY, "status": "ended"}),
        ("participation/p/a", (), "p", {"as_of": DAY}),
    ]
    assert found.said[0].page == "https://a.example/"
    assert [said.label for said in found.said] == ["", "", "A – D", ""]
    assert [each.message for each in found.left] == [
        "'www.a.example' is no address; the tie is taken in without it",
    ]


def test_what_is_not_clear_is_left_out_and_told() -> None:
    found = outcome(
        {"kind": "", "with": "d"},
        {"kind": "twinning", "with": ""},
        {"kind": "twinning", "with": "dee"},
        {"kind": "twinning", "with": "a"},
        {"kind": "twinning", "with": "d"},
        {"key": "membership/a/n", "missing": "a photo"},
    )
    assert [(each.row, each.column, each.message) for each in found.left] == [
        (5, "kind", "expected what kind of tie it is and with whom"),
        (6, "with", "expected what kind of tie it is and with whom"),
        (7, "with", "nothing is called 'dee'; perhaps D (d)"),
        (8, "with", "A is the one that answers"),
    ]
    assert [each.message for each in found.remarks] == ["a photo"]
    assert [change.what for change in found.changes] == ["new"]

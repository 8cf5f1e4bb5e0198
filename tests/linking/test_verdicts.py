from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.linking.judgements import Judgement
from kg.linking.verdicts import Verdicts, node_of

NODES = ("cordis:pic/1", "keep:pic/1", "keep:partner/a", "keep:partner/b", "x:y/c", "actor/one", "actor/two")


def judged(left: str, right: str, judgement: str) -> Judgement:
    return Judgement(left, right, judgement, f"{left} {right}", "tests", "2024-01-01")


def test_same_is_passed_on_and_different_holds_between_all_that_is_one() -> None:
    verdicts = Verdicts()
    for left, right, judgement in [
        ("keep:partner/a", "keep:partner/b", "same"),
        ("keep:partner/b", "cordis:pic/1", "same"),
        ("x:y/c", "keep:partner/a", "different"),
        ("keep:pic/1", "actor/one", "same"),
        ("x:y/d", "x:y/c", "same"),
        ("x:y/e", "actor/one", "unsure"),
    ]:
        assert verdicts.add(judged(left, right, judgement)) is None
    found = verdicts.actor("keep:partner/a")
    assert found is not None
    assert (found[0], found[1].basis) == ("one", "keep:pic/1 actor/one")
    assert verdicts.actor("x:y/c", "x:y/e") is None
    assert verdicts.apart(["x:y/d"], "actor/one")
    assert not verdicts.apart(["x:y/e"], "actor/one")
    assert sorted(verdicts.different()) == [("x:y/c", "one"), ("x:y/d", "one")]
    assert verdicts.class_of("x:y/d") == verdicts.class_of("x:y/c") != ""


def test_a_contradiction_names_the_row_it_follows_from() -> None:
    verdicts = Verdicts()
    first, second = judged("a:b/1", "actor/one", "same"), judged("a:b/1", "a:b/2", "same")
    third = judged("a:b/3", "actor/one", "different")
    assert [verdicts.add(each) for each in (first, second, third)] == [None, None, None]
    cases = [("a:b/2", "actor/two", "same"), ("a:b/2", "actor/one", "different"), ("a:b/3", "a:b/2", "same")]
    found = [verdicts.add(judged(*case)) for case in cases]
    assert [(each.other, each.why) for each in found if each] == [
        (first, "actor/one and actor/two would be one"),
        (second, "they are judged to be the same"),
        (third, "they are judged to be different"),
    ]
    assert verdicts.actor("a:b/3") is None  # what contradicts is not taken in


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(["same", "different"]))))
def test_what_is_accepted_has_a_model_and_what_is_refused_has_none(rows: list[tuple[str, str, str]]) -> None:
    verdicts, accepted = Verdicts(), []
    for left, right, judgement in rows:
        if verdicts.add(judged(left, right, judgement)) is None:
            accepted.append((left, right, judgement))
            assert consistent(accepted)
        else:
            assert not consistent([*accepted, (left, right, judgement)])


def consistent(rows: list[tuple[str, str, str]]) -> bool:
    """By the definition: classes by repeated merging, no two actors in one, no `different` within one."""
    classes = [{node} for node in {node_of(node) for node in NODES}]
    for left, right, judgement in rows:
        if judgement == "same":
            one, other = (next(c for c in classes if node_of(side) in c) for side in (left, right))
            if one is not other:
                classes.remove(other)
                one |= other
    for left, right, judgement in rows:
        if judgement == "different" and any({node_of(left), node_of(right)} <= c for c in classes):
            return False
    return all(len([node for node in c if node.startswith("actor/")]) < 2 for c in classes)

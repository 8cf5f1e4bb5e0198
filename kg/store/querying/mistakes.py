"""What is wrong with a query, in a sentence, and where: the engine's own words name its grammar, not the mistake.

A text is looked at in its parts, in the order in which one mistake hides another: an open string before brackets,
brackets before prefixes, prefixes before words, words before statements. Only what is not found so is told with the
place that the engine came to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import pairwise

from kg.model.text import harmless
from kg.store.querying.tokens import Token, tokens_of
from kg.store.querying.triples import Fault, incomplete
from kg.store.querying.words import AGGREGATES, FORMS, FUNCTIONS, KEYWORDS, UPDATES
from kg.vocab import PREFIXES

__all__ = ["asks_others", "explained", "mistake", "update"]

_EXPECTED = "expected SELECT, ASK, CONSTRUCT or DESCRIBE"
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_SHOWN = 100  # characters of a line
_OPERATORS = frozenset("=&|<>!-/")
_QUOTES = "“”„‘’‚«»`´"


def update(text: str) -> str:
    """What is told of an update, for which there is no way in; empty for other texts."""
    tokens = _tokens(text)
    first = _first(tokens)
    if first is None or first.word not in UPDATES:
        parted = (b for a, b in pairwise(tokens) if a.text == ";" and not b.level and b.word in UPDATES)
        first = next(parted, None)
    if first is None:
        return ""
    told = f"{first.word} changes a graph, and this one is read-only: it answers SELECT, ASK, CONSTRUCT and DESCRIBE"
    return f"{told}\n{_place(text, first.start)}"


def asks_others(text: str) -> str:
    """What is told of a query that would ask another endpoint; empty for other texts."""
    found = next((token for token in _tokens(text) if token.word == "SERVICE"), None)
    if found is None:
        return ""
    told = "SERVICE is not answered: this graph asks nobody else; ask the other endpoint by itself"
    return f"{told}\n{_place(text, found.start)}"


def explained(text: str, message: str = "") -> str:
    """What is told of a text that is not SPARQL: a sentence, and the line with a mark under it.

    `message` is the engine's, whose place is shown where nothing better is found.
    """
    if told := update(text):
        return told
    found = mistake(text, message)
    if found is not None:
        return f"this is not SPARQL: {found.sentence}\n{_place(text, found.at.start)}"
    at = _offset(text, message)
    after = next((token for token in _tokens(text) if token.end > at), None)
    what = f"{harmless(after.text[:40])} cannot stand here" if after else "it ends before it is whole"
    if after and after.word in FUNCTIONS:
        what = f"the call of {after.text} cannot be read: it may have too few values, or too many"
    return f"this is not SPARQL: {what}\n{_place(text, after.start if after else len(text.rstrip()))}"


def mistake(text: str, message: str = "") -> Fault | None:
    """The first mistake that is known by its looks, and the part of the text that it is about."""
    tokens = _tokens(text)
    if not tokens:
        return Fault(f"the query is empty; {_EXPECTED}", Token("other", "", 0, 0, 0))
    for rule in _RULES:
        if (found := rule(tokens, message)) is not None:
            return found
    return None


def _tokens(text: str) -> list[Token]:
    return [token for token in tokens_of(text) if token.kind != "skip"]


def _first(tokens: Sequence[Token]) -> Token | None:
    """The first word after the declarations of prefixes."""
    i = 0
    while i < len(tokens) and tokens[i].word in ("PREFIX", "BASE"):
        i += 1
        while i < len(tokens) and tokens[i].word not in (*FORMS, *UPDATES, "PREFIX", "BASE"):
            i += 1
    return tokens[i] if i < len(tokens) else None


def _quoted(tokens: Sequence[Token], _: str) -> Fault | None:
    based = any(token.word == "BASE" for token in tokens)
    for i, token in enumerate(tokens):
        if token.kind == "other" and token.text in "\"'":
            return Fault(f"the string that begins with {token.text} is not closed on its line", token)
        if token.kind == "other" and token.text in _QUOTES:
            return Fault(f"{token.text} is no quotation mark of SPARQL, which has \" and '", token)
        if token.text == "<" and i + 1 < len(tokens) and re.match(r"(?i)(https?|urn|mailto):", tokens[i + 1].text):
            return Fault(
                "the address in < > is not closed, or holds a blank or another character that it may not", token
            )
        if token.kind == "iri" and not based and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return Fault(f"{token.text} is not a whole address: it does not begin with a scheme, as http: is", token)
    return None


def _balanced(tokens: Sequence[Token], _: str) -> Fault | None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            opened.append(token)
        elif token.kind == "close":
            if not opened:
                return Fault(f"{token.text} closes nothing: there is one too many", token)
            last = opened.pop()
            if _CLOSING[last.text] != token.text:
                return Fault(f"{last.text} is not closed before {token.text}", last)
    return (
        Fault(f"{opened[-1].text} is never closed; expected {_CLOSING[opened[-1].text]}", opened[-1])
        if opened
        else None
    )


def _begun(tokens: Sequence[Token], _: str) -> Fault | None:
    for i, token in enumerate(tokens):
        if token.word == "PREFIX":
            name = tokens[i + 1] if i + 1 < len(tokens) else token
            if not name.text.endswith(":"):
                return Fault(
                    f"the colon is missing after PREFIX {name.text}; write PREFIX {name.text}: <http://…>", name
                )
            if i + 2 >= len(tokens) or tokens[i + 2].kind != "iri":
                return Fault(f"the address of PREFIX {name.text} is missing; write it in < >", name)
        elif token.word == "BASE" and (i + 1 >= len(tokens) or tokens[i + 1].kind != "iri"):
            return Fault("the address of BASE is missing; write it in < >", token)
        elif token.word not in ("PREFIX", "BASE") and token.kind == "word" and not token.text.endswith(":"):
            if token.word in FORMS:
                return None
            near = get_close_matches(token.word, FORMS, 1)
            hint = f"did you mean {near[0]}?" if near else _EXPECTED
            return Fault(f"a query cannot begin with {token.text}; {hint}", token)
        elif token.kind in ("open", "close", "variable", "string"):
            return Fault(f"a query cannot begin with {token.text}; {_EXPECTED}", token)
    return Fault(f"there are prefixes and no query; {_EXPECTED}", tokens[-1])


def _prefixes(tokens: Sequence[Token], _: str) -> Fault | None:
    declared = set(PREFIXES)
    for i, token in enumerate(tokens):
        name, colon, _local = token.text.partition(":")
        if token.kind != "word" or not colon or name == "_":
            continue
        if i and tokens[i - 1].word == "PREFIX":
            declared.add(name)
        elif name not in declared:
            if not name:
                return Fault(
                    f"the empty prefix of {token.text} is not declared; write PREFIX : <http://…> first", token
                )
            return Fault(f"the prefix {name}: is not declared; {_suggested(name, declared)}", token)
    return None


def _suggested(name: str, declared: Iterable[str]) -> str:
    lower = {each.lower(): each for each in declared}
    near = get_close_matches(name.lower(), lower, 1, 0.6)
    write = f"PREFIX {name}: <http://…> before the query declares it; kg query --help lists those that are known"
    return f"did you mean {lower[near[0]]}:? Else {write}" if near else write


def _clauses(tokens: Sequence[Token], message: str) -> Fault | None:
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else Token("other", "", token.end, token.end, token.level)
        if token.word == "SELECT" and (found := _head(tokens, i)) is not None:
            return found
        if (sentence := _clause(token, following)) is not None:
            return Fault(sentence, token)
        if token.word in ("WHERE", "GROUP", "HAVING", "ORDER") and _after_slice(tokens, i):
            return Fault(f"{token.word} stands before LIMIT and OFFSET", token)
        if token.kind == "word" and re.fullmatch("[0-9]{4}(-[0-9]{2}){1,2}", token.text):
            typed = "xsd:date" if len(token.text) > 7 else "xsd:gYearMonth"
            return Fault(f'a date is written in quotation marks with its type: "{token.text}"^^{typed}', token)
        if token.text in _OPERATORS and token.kind == "other" and following.text in (")", "}", "="):
            what = (
                "= is written once" if following.text == token.text == "=" else f"a value is missing after {token.text}"
            )
            if following.text != "=" or token.text == "=":
                return Fault(what, token)
    form = next(token for token in tokens if token.word in FORMS)
    if not any(token.text == "{" for token in tokens) and form.word != "DESCRIBE":
        return Fault(f"{form.word} is followed by no pattern; write it in braces: {{ ?thing a sk:Network }}", form)
    if form is tokens[-1]:
        return Fault("DESCRIBE is followed by the name of a thing, or by variables and a pattern", form)
    return None


def _clause(token: Token, following: Token) -> str | None:
    """What is wrong with a word and what comes after it."""
    word = token.word
    if word in ("ORDER", "GROUP") and following.word != "BY":
        return f"BY is missing after {word}"
    if word == "BY" and (not following.text or following.kind == "close" or following.word in ("LIMIT", "OFFSET")):
        return "BY is followed by variables, or by expressions in brackets"
    if word in ("LIMIT", "OFFSET") and not (following.text.isascii() and following.text.isdigit()):
        return f"{word} is followed by a whole number, such as {word} 10"
    if word in ("ASC", "DESC") and following.text != "(":
        return f"what {word} orders by stands in brackets: {word}(?name)"
    if word == "EXIST":
        return "EXIST is no word of SPARQL; did you mean EXISTS?"
    if word in ("OPTIONAL", "MINUS", "UNION", "WHERE") and following.text != "{":
        return f"what follows {word} stands in braces: {word} {{ … }}"
    if word in ("FILTER", "HAVING") and (following.kind == "variable" or following.word in AGGREGATES):
        return f"the condition of {word} stands in brackets: {word}( … )"
    if word == "BIND" and following.text != "(":
        return "what BIND names stands in brackets: BIND( … AS ?name)"
    if word == "GRAPH" and following.text == "{":
        return "GRAPH is followed by the name of a graph, or a variable, before the braces"
    if word == "FROM" and following.text == "{":
        return "FROM is followed by the address of a graph; a pattern comes after WHERE"
    return None


def _after_slice(tokens: Sequence[Token], i: int) -> bool:
    return i > 1 and tokens[i - 2].word in ("LIMIT", "OFFSET") and tokens[i - 2].level == tokens[i].level


def _head(tokens: Sequence[Token], at: int) -> Fault | None:
    """What is wrong between SELECT and its pattern, and with what is grouped."""
    level = tokens[at].level
    shown: list[Token] = []
    i = at + 1
    while i < len(tokens) and tokens[i].text != "{" and tokens[i].word not in ("WHERE", "FROM"):
        token = tokens[i]
        if token.text == "," and token.level == level:
            return Fault("variables in SELECT are parted by blanks, not commas", token)
        if token.level == level and token.word in FUNCTIONS:
            return Fault(f"an expression in SELECT stands in brackets and has a name: ({token.text}(…) AS ?n)", token)
        if token.kind == "open" and token.level == level:
            inner = [each for each in tokens[i + 1 :] if each.start < _end(tokens, i)]
            if not any(each.word == "AS" and each.level == level + 1 for each in inner):
                return Fault("an expression in SELECT needs a name: (… AS ?n)", token)
        if token.level == level and (token.kind == "variable" or token.text == "*"):
            shown.append(token)
        i += 1
    if i == at + 1 or (i == at + 2 and tokens[at + 1].word in ("DISTINCT", "REDUCED")):
        return Fault("SELECT names nothing to show: write variables, or *", tokens[at])
    return _grouped(tokens, at, i, shown)


def _grouped(tokens: Sequence[Token], at: int, body: int, shown: list[Token]) -> Fault | None:
    level = tokens[at].level
    rest = [token for token in tokens[body:] if token.level >= level]
    ends = next((i for i, token in enumerate(rest) if token.kind == "close" and token.level < level), len(rest))
    rest = rest[:ends]
    by = next((i for i, token in enumerate(rest) if token.word == "GROUP" and token.level == level), None)
    counted = any(token.word in AGGREGATES for token in tokens[at:body])
    if by is None and not counted:
        return None
    groups: set[str] = set()
    for token in rest[by + 2 :] if by is not None else ():
        if token.level == level and token.word in ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"):
            break
        if token.kind == "variable":
            groups.add(token.text[1:])
    for token in shown:
        if token.text == "*":
            return Fault("SELECT * cannot go with GROUP BY; name the variables that are grouped by", token)
        if token.text[1:] not in groups:
            how = f"add it to GROUP BY, or take one value of it: (SAMPLE({token.text}) AS ?one)"
            return Fault(f"{token.text} is shown of groups but is not in GROUP BY; {how}", token)
    return None


def _end(tokens: Sequence[Token], at: int) -> int:
    level = tokens[at].level
    close = (each.start for each in tokens[at + 1 :] if each.kind == "close" and each.level == level)
    return next(close, tokens[-1].end)


def _named_twice(tokens: Sequence[Token], message: str) -> Fault | None:
    for i, token in enumerate(tokens):
        if token.word in AGGREGATES and _within_filter(tokens, i):
            return Fault(f"{token.word} can stand in SELECT, HAVING and ORDER BY only", token)
        if token.word != "AS" or i + 1 >= len(tokens):
            continue
        name = tokens[i + 1]
        head = next((t.word for t in reversed(tokens[:i]) if t.word in ("SELECT", "BIND", "GROUP")), "")
        where = _same_group(tokens, i) if head == "BIND" else []
        if "overrides" in message:
            where = [*tokens[:i], *tokens[i + 2 :]]
        if any(each.text[1:] == name.text[1:] for each in where if each.kind == "variable"):
            return Fault(f"{name.text} has a value already; choose another name after AS", name)
    return None


def _same_group(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """What stands before a token in BIND, between the same braces."""
    level = tokens[at].level - 2
    start = next((i for i in range(at, -1, -1) if tokens[i].text == "{" and tokens[i].level == level), at)
    return tokens[start:at]


def _within_filter(tokens: Sequence[Token], i: int) -> bool:
    level = tokens[i].level
    for before in reversed(tokens[:i]):
        if before.level < level:
            level = before.level
            if before.word in ("FILTER", "BIND"):
                return True
            if before.text in "{[" or before.word in ("SELECT", "HAVING", "ORDER"):
                return False
        elif before.level == level and before.word in ("FILTER", "BIND"):
            return True
        elif before.level == level and before.word in ("SELECT", "HAVING", "ORDER", "GROUP"):
            return False
    return False


def _words(tokens: Sequence[Token], _: str) -> Fault | None:
    """Words that are neither SPARQL's nor have a prefix."""
    for i, token in enumerate(tokens):
        if token.kind != "word" or ":" in token.text or token.text[0] in "@-" or token.text[0] in "0123456789":
            continue
        if token.word in KEYWORDS or token.word in FUNCTIONS:
            continue
        if (full := _written_whole(tokens, i)) is not None:
            return full
        called = i + 1 < len(tokens) and tokens[i + 1].text == "("
        near = get_close_matches(token.word, FUNCTIONS if called else KEYWORDS, 1, 0.75)
        what = "function" if called else "word"
        if near:
            return Fault(f"{token.text} is no {what} of SPARQL; did you mean {near[0]}?", token)
        hint = f"with one it is a name, such as sk:{token.text}; text stands in quotation marks"
        return Fault(f"{token.text} is no {what} of SPARQL, and has no prefix; {hint}", token)
    return None


def _written_whole(tokens: Sequence[Token], i: int) -> Fault | None:
    """What is told of `skd:actor/asker`, whose slash SPARQL takes for a path."""
    if i < 2 or tokens[i - 1].text != "/" or tokens[i - 2].end != tokens[i - 1].start:
        return None
    prefix, colon, local = tokens[i - 2].text.partition(":")
    if not colon or prefix not in PREFIXES or tokens[i].start != tokens[i - 1].end:
        return None
    name, whole = f"{tokens[i - 2].text}/{tokens[i].text}", f"<{PREFIXES[prefix]}{local}/{tokens[i].text}>"
    return Fault(f"the slash in {name} makes a path of it; write {whole}", tokens[i - 2])


def _statements(tokens: Sequence[Token], _: str) -> Fault | None:
    return incomplete(tokens)


_RULES: tuple[Callable[[Sequence[Token], str], Fault | None], ...] = (
    _quoted,
    _balanced,
    _begun,
    _prefixes,
    _clauses,
    _named_twice,
    _words,
    _statements,
)


def _offset(text: str, message: str) -> int:
    """Where the engine stopped: it names the place after the longest of the words that it tried there."""
    found = re.search("error at ([0-9]+):([0-9]+): expected (.*)", message, re.DOTALL)
    if found is None:
        return 0
    lines = text.split("\n")
    line, column = int(found[1]), int(found[2])
    before = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
    tried = max(map(len, re.findall(r"\b[A-Z_]{4,}\b", found[3])), default=0)
    starts = {token.start for token in _tokens(text)}
    return before - tried if before - tried in starts else min(before, len(text))


def _place(text: str, at: int) -> str:
    """The line that a place is in, its number, and a mark under the place."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line, column = text[start : end if end >= 0 else len(text)], at - start
    first = max(0, column - _SHOWN // 2) if len(line) > _SHOWN else 0
    shown = harmless(line[first : first + _SHOWN].replace("\t", " "))
    number = text.count("\n", 0, at) + 1
    return f"  line {number}, column {column + 1}:\n  {shown}\n  {' ' * (column - first)}^"

"""The one style of the queries in `queries/` and `kg/store/sparql/`: what of it a text does not follow.

- A comment first. Then the prefixes that are used and no others, sorted, each for the namespace that everybody knows
  it for, with an empty line before and after. Lines of at most 120 characters.
- Keywords and functions in capitals, variables in snake_case.
- Two spaces for each group that is open; one statement to a line, except in a group that fits on one. The outermost
  `WHERE {` has a line of its own. What goes on over several lines stands deeper than where it begins: a list of
  SELECT, ORDER BY or GROUP BY under its first item.
- Triples end in ` .`, those of one subject are joined by ` ;`. One space between words, and inside of braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.vocab import PREFIXES, SKC

_SCHEMES = {
    "standing": "participation-status",
    "reason": "bound-reason",
    "strength": "evidence-strength",
    "activity": "network-activity",
    "listing": "list-kind",
    "precision": "count-precision",
}  # prefixes that are not called as the scheme they stand for
_LISTS = ("SELECT", "ORDER BY", "GROUP BY")
_CLAUSES = re.compile(r"\s*(WHERE|ORDER BY|GROUP BY|HAVING|LIMIT|[{}]|$)")
_STATEMENTS = r"(?<![\w?$:])(?:OPTIONAL|FILTER|BIND|VALUES|UNION|MINUS|SELECT)(?!\w)"


def faults(text: str) -> list[str]:
    """Everything in which a query is not as the style asks, as `line: what`."""
    lines = text.splitlines()
    bare = [_bare(line) for line in lines]
    size = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    found = [*_page(text, lines), *_prefixes(lines, bare, size)]
    body = [(n, line) for n, line in enumerate(bare, 1) if n > size and line.strip() and not line.startswith("PREFIX")]
    if not any(line == "WHERE {" for _, line in body):
        found.append((size + 1, "no line WHERE {"))
    for n, line in body:
        found.extend((n, what) for what in _words(line))
    found.extend(_layout(body))
    return [f"{n}: {what}" for n, what in sorted(found)]


def _bare(line: str) -> str:
    """The line with the insides of strings, IRIs and comments replaced, at the same length."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|#.*', lambda m: m[0][0] + "_" * (len(m[0]) - 2) + m[0][-1:], line)


def _page(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    if not text.startswith("# "):
        yield 1, "no comment first"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield len(lines), "not one line end at the end"
    for n, line in enumerate(lines, 1):
        if len(line) > 120:
            yield n, f"{len(line)} characters"
        if "\t" in line or line != line.rstrip():
            yield n, "a tab, or blanks at the end"
        if n > 1 and not line and not lines[n - 2]:
            yield n, "two empty lines"


def _prefixes(lines: list[str], bare: list[str], size: int) -> Iterator[tuple[int, str]]:
    declared = [(n, line) for n, line in enumerate(lines, 1) if line.startswith("PREFIX")]
    names = [line.split()[1].rstrip(":") for _, line in declared]
    used = {
        name
        for line in bare[size:]
        if not line.startswith("PREFIX")
        for name in re.findall(r"(?<![\w?$:.-])([a-z]+):", line)
    }
    if names != sorted(used):
        yield size + 1, f"prefixes {' '.join(names)}; used {' '.join(sorted(used))}"
    for (n, line), name in zip(declared, names, strict=True):
        namespace = PREFIXES.get(name, f"{SKC}{_SCHEMES.get(name, name)}/")
        if line != f"PREFIX {name}: <{namespace}>":
            yield n, f"expected PREFIX {name}: <{namespace}>"
    if names and not (declared[0][0] == size + 2 and lines[size] == lines[declared[-1][0]] == ""):
        yield declared[0][0], "no empty line before and after the prefixes"


def _words(line: str) -> Iterator[str]:
    """Faults within one line."""
    plain = re.sub(r'"_*"(@[a-z-]+)?|[?$]\w+|(?<!\w)[a-z]*:[\w.-]*', " ", line)
    for word in re.findall(r"(?<![\w-])[A-Za-z_]+", plain):
        if word not in ("a", "true", "false") and word != word.upper():
            yield f"{word} is not in capitals"
    for name in re.findall(r"[?$](\w+)", line):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            yield f"{name} is not in snake_case"
    text = line.strip()
    if "  " in text:
        yield "two spaces"
    if re.search(r"[^\s(]\{|\{\S|[^\s]\}|\}[^\s),]|[^\s][;]|[;,]\S|\s,|[^\s(]\.(?:\s|$)", text):
        yield "no space around a brace, a semicolon or a full stop, or a comma"
    if re.search(r"(?:[^\s]|^)(?:\|\||&&|!=|<=|>=) |\S (?:\|\||&&|!=|<=|>=)\S", text) and not text.startswith(
        ("|", "&")
    ):
        yield "no space around an operator"


def _layout(body: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Faults of indentation, and statements that share a line."""
    open_: list[str] = []
    begun, goes_on = "", False  # how the statement began that this line may go on with
    for n, line in body:
        text = line.strip()
        closing = re.match(r"(?:} ?)*", text)
        depth = len(open_) - open_.count("(") - (closing[0].count("}") if closing else 0)
        indent, base = len(line) - len(text), 2 * depth
        if begun in _LISTS and not _CLAUSES.match(line):
            if indent != base + len(begun) + 1:
                yield n, f"indented {indent}, expected {base + len(begun) + 1}"
        elif goes_on or open_[-1:] == ["("]:
            if indent <= base:
                yield n, f"indented {indent}, expected more than {base}"
        else:
            if indent != base:
                yield n, f"indented {indent}, expected {base}"
            begun = next((word for word in _LISTS if text.startswith(word)), "")
        if begun not in _LISTS and open_[-1:] != ["V"]:
            yield from ((n, what) for what in _statements(text))
        for bracket in re.findall(r"[{}()]", line):
            if bracket in "{(":
                open_.append("{V"[text.startswith("VALUES") and text.endswith("{")] if bracket == "{" else "(")
            elif open_:
                open_.pop()
        goes_on = text.endswith((";", ",")) and open_[-1:] != ["("]
        begun = "" if text.endswith("{") else begun
    if open_:
        yield body[-1][0], f"{' '.join(open_)} not closed"


def _statements(text: str) -> Iterator[str]:
    """Faults in what stands outside the groups that begin and end in the line."""
    outside = text
    while True:
        shorter = re.sub(r"\{[^{}]*\}|\([^()]*\)", "§", outside)
        if shorter == outside:
            break
        outside = shorter
    if re.search(r" \. \S", outside) or re.search(r"[^\s}{(] " + _STATEMENTS, re.sub(r"[§}] UNION", "}", outside)):
        yield "more than one statement"
    elif re.match(r"[?$\[]|[a-z]+:", outside) and not re.search(r" [.;,]$|[()|&]", outside):
        yield "triples without their full stop"

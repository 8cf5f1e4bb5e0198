"""Are the catalogues whole: `python -m kg.language.check`; with `--write` they are put in order first.

Every entry stands in every language with the same blanks and plural forms that can be read, in order of surface and
key; no text uses a word that the glossary gives up for another.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.language.catalogue import LOCALE
from kg.settings import LANGUAGES

__all__ = [
    "Entries",
    "Glossary",
    "blanks",
    "faults",
    "given_up",
    "glossary",
    "main",
    "ordered",
    "path",
    "read",
    "written",
]

Entries = Mapping[tuple[str, str], str]
"""Text by surface and key."""
Glossary = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""`{term: {language: {"word": …, "not": [patterns]}}}`."""

_BLANK = re.compile(r"\{(\w+)((?:\|[^|{}]*)*)\}")
_HEADER = """\
# The words of Samkart: the surface is the context of an entry, the key its id.
# After a change run `python -m kg.language.check --write`.
msgid ""
msgstr ""
"Project-Id-Version: samkart\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "samkart.po"


def read(content: str) -> dict[tuple[str, str], str]:
    """The entries of a `.po` text. Raises ValueError for one that is fuzzy or stands twice."""
    from babel.messages.pofile import read_po

    found: dict[tuple[str, str], str] = {}
    for message in read_po(BytesIO(content.encode()), abort_invalid=True):
        if message.id:
            if message.fuzzy:
                raise ValueError(f"{message.context}: {message.id} is marked as fuzzy")
            found[message.context or "", str(message.id)] = str(message.string)
    if len(found) != len(re.findall(r'^msgid "[^"]', content, re.MULTILINE)):
        raise ValueError("a key stands twice on a surface")
    return found


def written(language: str, entries: Entries) -> str:
    """The `.po` text of some entries: in order, a text on one line, without dates."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalogue = Catalog(locale=language)
    for (surface, key), said in sorted(entries.items()):
        catalogue.add(key, said, context=surface)
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    return _HEADER.format(language=language) + stream.getvalue().decode().strip() + "\n"


def ordered() -> dict[str, str]:
    """The catalogue files as they should be written, by language."""
    return {language: written(language, read(path(language).read_text("utf-8"))) for language in LANGUAGES}


def blanks(said: str) -> set[str]:
    """The names of the blanks in a text. Raises ValueError for a brace that belongs to none."""
    if re.search(r"[{}]", _BLANK.sub("", said)):
        raise ValueError(f"a brace that belongs to no blank: {said}")
    return {name for name, _ in _BLANK.findall(said)}


def faults(catalogues: Mapping[str, Entries], glossary: Glossary) -> list[str]:
    """What is wrong, a line for each: missing, empty, other blanks, plurals of one or four forms, words given up."""
    found = []
    for surface, key in sorted({key for entries in catalogues.values() for key in entries}):
        named = {}
        for language, entries in catalogues.items():
            where = f"{language}: {surface}: {key}"
            said = entries.get((surface, key), "")
            if not said:
                found.append(f"{where}: there is no text")
                continue
            try:
                named[language] = blanks(said)
            except ValueError as error:
                found.append(f"{where}: {error}")
            if not {forms.count("|") for _, forms in _BLANK.findall(said)} <= {0, 2, 3}:
                found.append(f"{where}: a plural has two forms, or three with one for none: {said}")
            found += [f"{where}: {fault}" for fault in given_up(language, said, glossary)]
        needed = set().union(*named.values())
        needed = {name for name in needed if not _form_only(catalogues, (surface, key), name)}
        for language, names in named.items():
            if lacking := sorted(needed - names):
                found.append(f"{language}: {surface}: {key}: lacks {', '.join(lacking)}")
    return found


def _form_only(catalogues: Mapping[str, Entries], entry: tuple[str, str], name: str) -> bool:
    """Does a blank choose the form of a word only (`{s|has|have}`), never showing its number?"""
    texts = [entries.get(entry, "") for entries in catalogues.values()]
    used = [forms for said in texts for found, forms in _BLANK.findall(said) if found == name]
    return all(forms and "#" not in forms for forms in used)


def given_up(language: str, said: str, glossary: Glossary) -> Iterator[str]:
    """The words in a text that the glossary gives up for others, each with the right one."""
    for term, words in glossary.items():
        for pattern in words[language]["not"]:
            if hit := re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE):
                yield f"{hit[0]!r} stands where the word for a {term} is {words[language]['word']!r}"


def glossary() -> Glossary:
    """The terms, with the word and the words given up for it, by language."""
    return tomllib.loads((Path(__file__).parent / "glossary.toml").read_text("utf-8"))


def main(arguments: Sequence[str]) -> int:
    """Say what is wrong; the exit code."""
    if list(arguments) not in ([], ["--write"]):
        sys.stderr.write("usage: python -m kg.language.check [--write]\n")
        return 2
    right = ordered()
    told = []
    for language, content in right.items():
        if path(language).read_text("utf-8") != content:
            if arguments:
                path(language).write_text(content, "utf-8")
            else:
                told.append(f"{path(language)} is not in order: run python -m kg.language.check --write")
    told += faults({language: read(content) for language, content in right.items()}, glossary())
    sys.stderr.writelines(f"{line}\n" for line in told)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

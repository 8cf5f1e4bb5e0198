"""The texts of projects, to be searched and never shown: an SQLite FTS5 table of words in a file of its own.

It holds which words stand in which project, not the texts (`content=''`). No export, endpoint or page reads it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError
from kg.store import locks

__all__ = ["FILE", "TextWriter", "search_texts"]

FILE = "texts.sqlite"
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE project (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE VIRTUAL TABLE text USING fts5(body, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
_WORD = re.compile(r"\w+")


class TextWriter:
    """Writes the file. Of a project that several readings tell of, the first text counts."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE, isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")
        self._known: set[str] = set()

    def add(self, iri: str, text: str) -> None:
        """Add what can be searched of a project."""
        if iri not in self._known:
            self._known.add(iri)
            number = len(self._known)
            self._database.execute("INSERT INTO project VALUES (?, ?)", (number, iri))
            self._database.execute("INSERT INTO text(rowid, body) VALUES (?, ?)", (number, text))

    def close(self, named: Iterable[tuple[str, str]] = ()) -> None:
        """Add the (IRI, name) of projects that no text was told of, and end."""
        names: dict[str, list[str]] = {}
        for iri, name in named:
            if iri not in self._known:
                names.setdefault(iri, []).append(name)
        for iri, own in sorted(names.items()):
            self.add(iri, " . ".join(sorted(own)))
        self._database.execute("COMMIT")
        self._database.close()


def search_texts(generation: Path, text: str, limit: int) -> list[str]:
    """The IRIs of the projects whose texts have all the words of `text`, the best first (BM25 as FTS5 has it).

    Words are compared by their English stems, without accents and capitals. Raises KgError where there is no file.
    """
    words = [f'"{word}"' for word in _WORD.findall(text)]
    path = generation / FILE
    if not words:
        return []
    try:
        database = sqlite3.connect(locks.database_uri(path, "ro&immutable=1"), uri=True)
        try:
            rows = database.execute(
                "SELECT iri FROM text JOIN project ON project.id = text.rowid WHERE text MATCH ? ORDER BY rank, iri"
                " LIMIT ?",
                (" ".join(words), limit),
            ).fetchall()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise KgError(f"the store is damaged: {path}: {error}; run: kg build --force") from error
    return [iri for (iri,) in rows]

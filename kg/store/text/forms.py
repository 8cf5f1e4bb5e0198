"""The forms of RDF text and the names that tell them: a file's name says what is in it, and is held to that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from kg.errors import Usage
from kg.store.text.compress import COMPRESSION_ENDINGS, COMPRESSIONS

__all__ = ["ENDINGS", "FORMATS", "ONE_GRAPH", "agreed", "told_by"]

FORMATS = ("turtle", "ntriples", "jsonld", "trig", "nquads")
ONE_GRAPH = ("turtle", "ntriples")
"""The forms that hold one graph only."""
ENDINGS = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".trig": "trig", ".nq": "nquads"}
_NAMES = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "trig": "TriG", "nquads": "N-Quads"}
# Endings that promise something else, so that RDF is not written under them even where its form is asked for.
_PROMISED = frozenset(
    (
        *(".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls", ".ods", ".md", ".docx", ".pdf", ".html", ".htm", ".svg"),
        *(".png", ".xml", ".rdf", ".owl", ".n3", ".hdt", ".graphml", ".gexf", ".zip", ".tar", ".bz2", ".xz", ".7z"),
    )
)


def told_by(path: PurePath) -> tuple[str, str]:
    """The form and the compression that a file's name tells; an empty form where it tells none.

    >>> told_by(PurePath("all.nq.gz")), told_by(PurePath("graph.TTL")), told_by(PurePath("a.txt"))
    (('nquads', 'gzip'), ('turtle', 'none'), ('', 'none'))
    """
    compression = COMPRESSION_ENDINGS.get(path.suffix.lower(), "none")
    return ENDINGS.get(_inner(path).suffix.lower(), ""), compression


def agreed(
    target: PurePath | None, form: str = "", compress: str = "", forms: Sequence[str] = FORMATS
) -> tuple[str, str]:
    """The form (empty where neither the file nor the caller says) and the compression to write one of `forms` in.

    Raises Usage where a file's name promises something else than what is asked for, or nothing that is known; what
    is no file (a device, a pipe) promises nothing.
    """
    if compress and compress not in COMPRESSIONS:
        raise Usage(f"{compress!r} is unknown; expected {', '.join(COMPRESSIONS)}", (), "compress")
    if form and form not in forms:
        raise Usage(f"{form!r} is not a form of RDF; expected {', '.join(forms)}", (), "format")
    if target is None or (Path(target).exists() and not Path(target).is_file()):
        return form, compress or "none"
    told, packed = told_by(target)
    ending, packing = _inner(target).suffix.lower(), target.suffix.lower()
    if (told and told not in forms) or (not told and ending and not form):
        raise Usage(f"{target.name}: {ending} is no ending of what is written here; expected {_listed(forms)}")
    if told and form and told != form:
        raise Usage(f"{target.name} is a name for {_NAMES[told]}, not for {_NAMES[form]}; expected {_listed(forms)}")
    if not told and ending in _PROMISED and (ending, form) != (".json", "jsonld"):
        raise Usage(f"{target.name} is no name for {_NAMES[form]}; expected {_listed(forms)}")
    if compress and compress != packed and (packed != "none" or ending):
        expected = next(
            (f"a name that ends in {end}" for end, how in COMPRESSION_ENDINGS.items() if how == compress), ""
        )
        expected = expected or f"a name without {packing}"
        raise Usage(f"{target.name} is no name for {compress}; expected {expected}", (), "compress")
    return form or told, compress or packed


def _inner(path: PurePath) -> PurePath:
    """A file's name without the ending that tells its compression."""
    return path.with_suffix("") if path.suffix.lower() in COMPRESSION_ENDINGS else path


def _listed(forms: Sequence[str]) -> str:
    listed = ", ".join(f"{ending} ({_NAMES[form]})" for ending, form in ENDINGS.items() if form in forms)
    return f"{listed}, each also with {' or '.join(COMPRESSION_ENDINGS)}"

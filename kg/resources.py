"""Where the ontology, the queries and the embedded data lie: in the checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_dir", "ontology_dir", "queries_dir", "root"]


def root() -> Path:
    """The folder that holds `ontology/`, `queries/` and `data/`."""
    package = Path(__file__).resolve().parent
    bundled = package / "_bundled"
    return bundled if bundled.is_dir() else package.parent


def ontology_dir() -> Path:
    """`core.ttl`, `schemes/`, `shapes/`, `align/`, `examples/`."""
    return root() / "ontology"


def queries_dir() -> Path:
    """One folder per aspect, one `.rq` file per Question."""
    return root() / "queries"


def data_dir() -> Path:
    """`curated/*.csv`, `sources/*.yml`, `links/*.tsv`."""
    return root() / "data"

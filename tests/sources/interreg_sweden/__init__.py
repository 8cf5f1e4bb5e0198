"""Made-up rows of Interregbarometern."""

from __future__ import annotations

__all__ = ["ROWS"]


def _row(name: str, start: str, end: str, organisation: str | None, role: str, budget: int) -> dict[str, object]:
    kind = "Local public authority" if organisation and "kommun" in organisation else "Large enterprise"
    return {
        "id": 1,
        "program": "Sverige-Norge",
        "projekttyp": "Regular",
        "startdatum": start,
        "slutdatum": end,
        "projektnamn": name,
        "organisationsnamn": organisation,
        "organisationsagande": "Public" if "public" in kind else "Private",
        "organisationstyp": kind,
        "organisationsroll": role,
        "nuts3": "Värmlands län",
        "nuts2": None,
        "partnerbudget": budget,
        "politisktmal": "PO1",
        "specifiktmal": "RSO1.1",
        "projektår": 2023,
        "land": "Sverige",
        "aktiv": "Nej",
        "strand_kod": "A",
        "strand_namn": "Gränsregionalt",
    }


ROWS = [
    _row("Quiet", "2023-06-01", "2023-11-30", "Nowhereby kommun", "LP", 149355),
    _row("Quiet", "2024-09-01", "2027-08-31", "Nusquam AB", "AP", 0),
    _row("Fog", "2023-01-01", "2025-12-31", "Nowhereby kommun", "PP", 51870),
    _row("Fog", "2023-01-01", "2025-12-31", "Nihil AB", "XX", 100),
    _row("Fog", "2023-01-01", "2025-12-31", None, "PP", 100),
]

"""A document with every kind of block, and names that try to be markup."""

from __future__ import annotations

from decimal import Decimal

from kg.brief.document import (
    BulletList,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Reference,
    TableBlock,
    mention,
    numbered,
    row,
)
from kg.brief.sheet import Column, Sheet, Sums

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="40mm" viewBox="0 0 80 40" lang="nb"><title>t</title>'
    '<desc>d</desc><rect width="80" height="40" fill="#1f5673"/></svg>'
)
EVIL = '<script>alert(1)</script> & "x" #strong[y] *z* | {{ 7 }} \\'


def sample(lang: str = "nb") -> Document:
    """The document, numbered."""
    return numbered(
        Document(
            "Notat om Ålesund",
            "Til orientering",
            lang,
            ("Hentet 2024.",),
            (
                Heading("Først"),
                Paragraph("Se " + mention("towns", "map") + ".", (2, 1), "lead"),
                Paragraph(EVIL, (1,), "note"),
                BulletList((ListItem("Én ting", (1,)), ListItem(EVIL))),
                Heading("Underkapittel", 2),
                TableBlock(
                    "Byer",
                    ("By", "Tall"),
                    (row("Tromsø", "1 200", refs=[2, 1]), row(EVIL, "", basis=mention("map"))),
                    "lr",
                    "towns",
                    "Tom rute: ikke kjent.",
                ),
                Figure(SVG, "Et kart", "Kart over byer", "map", width=80),
                TableBlock("Uten kilder", ("A",), (row("x"),)),
                Paragraph("Liten skrift.", (), "small"),
            ),
            (
                Reference(1, "Register", "Utgitt 2023", "https://example.org/r?a=1&b=<2>"),
                Reference(2, EVIL, "", "javascript:alert(1)"),
            ),
            "Lest 2024.",
            sheets=(
                Sheet(
                    "Tall",
                    (Column("Navn", 20), Column("Sum", 10, "money"), Column("Valuta", 8), Column("Svar", 12, "write")),
                    (
                        ("=1+1", Decimal("12.5"), "NOK", None),
                        ("@x\x00y", 7, "EUR", None),
                        ("2020-01-01", None, "NOK", None),
                    ),
                    above=("Et regneark", "=2+2"),
                    below=("-3",),
                    sums=Sums((1,), 2, (("EUR", "Sum EUR"), ("NOK", "Sum NOK"))),
                    printed=2,
                ),
                Sheet("Uten rader", (Column("A", 9),), ()),
            ),
        )
    )

"""A small made-up download of every source that is read from tables, as it is published: files by name."""

from __future__ import annotations

from pathlib import Path

from tests.sources.cordis.test_graph_tables import GRAPH, NAMES, PROJECTS
from tests.sources.eea_grants.test_eea_grants import NEW
from tests.sources.eu_results.test_source import CREATIVE, ERASMUS, sheet
from tests.sources.europe_for_citizens.test_europe_for_citizens import EXPORT
from tests.sources.interreg_sweden import ROWS as SWEDISH
from tests.sources.keep import PARTNERS as KEEP_PARTNERS
from tests.sources.keep import PROJECTS as KEEP_PROJECTS
from tests.sources.keep import table
from tests.sources.kohesio.test_kohesio import HEADER, ROWS
from tests.sources.rcn import eu_grants, own_grants

__all__ = ["SAMPLES"]

HERE = Path(__file__).parent
MEMBERS = """Member,Country,Since,Status
Tenktvik kommune,NO,2019-05-01,member
Nowhereby kommun,SE,2020-01-01,observer
Utopia kommune,DK,2021-02-03,member
"""
TIES = """Kommune,Vennskapsby,Land,Siden
Tenktvik kommune,Nowhereby kommun,SE,1966-01-01
Tenktvik kommune,Utopia kommune,DK,1970-05-01
Innbilt kommune,Nusquam stad,FI,2001-10-10
"""


def _folder(*parts: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(HERE.joinpath(*parts).iterdir())}


_OLDER = _folder("cordis", "older")
SAMPLES: dict[str, dict[str, bytes]] = {
    "cordis-horizon": _folder("cordis", "horizon"),
    "cordis-h2020": {name: content for name, content in _OLDER.items() if "h2020" in name},
    "cordis-fp7": {name: content for name, content in _OLDER.items() if "fp7" in name},
    "erasmus": {
        "ErasmusPlus_Projects_Overview.csv": sheet(
            ERASMUS, {**ERASMUS, "Project Identifier": "2022-1-NO01-KA210-000002", "Partner 2 name": ""}
        ).encode()
    },
    "creative-europe": {
        "CreativeEurope_Projects_Overview.csv": sheet(CREATIVE, {**CREATIVE, "Project Number": "5"}).encode()
    },
    "europe-for-citizens": {"export.csv": EXPORT.encode()},
    "kohesio": {"latest_SE.csv": "\n".join([HEADER, *ROWS[:2], ""]).encode()},
    "keep": {"projects.csv": table(KEEP_PROJECTS[:2]).encode(), "partners.csv": table(KEEP_PARTNERS[:3]).encode()},
    "interreg-sweden": {"rawdata.csv": table(SWEDISH[:3]).encode()},
    "rcn-eu": {"bevilgningereu.csv": eu_grants().replace("\r", "").encode()},
    "rcn": {"soknader2.csv": own_grants().replace("\r", "").encode()},
    "eea-grants": {f"{name}.csv": text.encode() for name, text in NEW.items()},
    "members": {"members.csv": MEMBERS.encode()},
    "ties": {"ties.csv": TIES.encode()},
}
GRAPHS = {"h2020.csv": GRAPH.encode(), "names.csv": NAMES.encode(), "projects.tsv": PROJECTS.encode()}

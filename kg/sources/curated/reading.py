"""The curated tables as Statements: what a curator writes in `data/curated/*.csv`, with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadData
from kg.linking.authority import Authority, OfficialName
from kg.linking.identity import number_token
from kg.linking.official import CLASSES
from kg.linking.projects import NamedProject, names_of
from kg.model import terms
from kg.model.statement import Statement
from kg.resources import ontology_dir
from kg.sources.csvfile import CsvRow
from kg.sources.curated.cells import split_cell
from kg.sources.curated.schema import ColumnSchema, TableSchema
from kg.sources.curated.tables import TABLES, claimed, tie_key
from kg.sources.curated.validate import load_tables, validate
from kg.sources.reader import CountSummary
from kg.vocab import SKD

__all__ = ["Curated", "read", "read_curated"]

SOURCE = "curated"
_KIND_CLASS = {
    "municipality": "sk:Municipality",
    "county": "sk:County",
    "intermunicipal-council": "sk:IntermunicipalCouncil",
    "network": "sk:Network",
    "european-office": "sk:EuropeanOffice",
    "government-body": "sk:GovernmentBody",
    "public-body": "sk:PublicBody",
    "university": "sk:University",
    "research-institute": "sk:ResearchInstitute",
    "company": "sk:Company",
    "civil-society": "sk:CivilSociety",
}
# How the full name of a Norwegian municipality or county is made from the short name, by language.
_FULL_NAMES = {
    "municipalities": (("nb", "{} kommune"), ("nn", "{} kommune"), ("en", "{} Municipality")),
    "counties": (("nb", "{} fylkeskommune"), ("nn", "{} fylkeskommune"), ("en", "{} County Council")),
}
_LEVELS = {"municipalities": "local", "counties": "regional"}


@dataclass(slots=True)
class Curated:
    """The curated tables, checked. Iterate for the Statements; the methods and `authority` tell what there is."""

    rows: dict[str, list[CsvRow]]
    source: str = SOURCE
    checksum: str = ""
    _strategy_actors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def summary(self) -> CountSummary:
        """The number of rows by table."""
        return CountSummary({name: self.count(name) for name in self.rows})

    @property
    def authority(self) -> Authority:
        """What records of other sources are linked to."""
        return Authority(
            frozenset(self.actor_keys()),
            self.identifiers(),
            tuple(self.official_names()),
            self.projects(),
            {**self.memberships(), **self.participations()},
            named_projects=tuple(self.named_projects()),
        )

    def __iter__(self) -> Iterator[Statement]:
        """Every curated fact, table by table and row by row."""
        self._strategy_actors = {
            row.cells["strategy"]: row.cells["actor"].split("|") for row in self.rows["strategies"]
        }
        for table in TABLES.values():
            for row in self.rows[table.name]:
                yield from self._row(table, row)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.rows[table])

    def actor_keys(self) -> set[str]:
        """The keys of all curated actors."""
        return {row.cells["actor"] for t in TABLES.values() if t.kind == "actor" for row in self.rows[t.name]}

    def identifiers(self) -> dict[str, str]:
        """Actor key by national organisation number, as `kg.linking.identity` writes it."""
        tables = ("municipalities", "counties", "networks", "towns", "bodies")
        rows = (row.cells for table in tables for row in self.rows[table] if row.cells["organisation_number"])
        numbers = ((number_of(cells), cells["actor"]) for cells in rows)
        found = {number: actor for number, actor in numbers if number}
        countries = {
            row.cells["actor"]: row.cells.get("country") or "NO" for table in tables for row in self.rows[table]
        }
        for row in self.rows["former_numbers"]:
            cells = row.cells | {"country": countries.get(row.cells["actor"], "")}
            found.setdefault(number_of(cells), cells["actor"])
        return found

    def official_names(self) -> Iterator[OfficialName]:
        """The names that municipalities and counties bear or have borne."""
        bearers: dict[str, OfficialName] = {}
        for table in ("municipalities", "counties", "towns"):
            for row in self.rows[table]:
                cells = row.cells
                cls = TABLES[table].cls or _KIND_CLASS[cells["kind"]]
                if cls not in CLASSES.values():
                    continue
                place = (cells.get("latitude", ""), cells.get("longitude", ""))
                point = (float(place[0]), float(place[1])) if all(place) else None
                bearer = OfficialName(cells["actor"], cls, cells.get("country") or "NO", "", point)
                bearers[bearer.actor] = bearer
                for column, cell in cells.items():
                    if column.startswith("name") or column == "alt_names":
                        yield from (bearer._replace(name=name) for name in cell.split("|") if name)
        for row in self.rows["former_names"]:
            if row.cells["actor"] in bearers:
                yield bearers[row.cells["actor"]]._replace(name=row.cells["name"])

    def projects(self) -> dict[tuple[str, str], str]:
        """Project key by (programme at the root, grant identifier). Raises BadData for programmes in a circle."""
        programmes = {row.cells["programme"]: row.cells["parent"] for row in self.rows["programmes"]}
        found = {}
        for row in self.rows["projects"]:
            programme = row.cells["programme"]
            passed = {programme}
            while programmes.get(programme):
                programme = programmes[programme]
                if programme in passed:
                    raise BadData(f"the programme {programme} is a part of itself")
                passed.add(programme)
            if row.cells["identifier"]:
                found[programme, row.cells["identifier"]] = row.cells["project"]
        return found

    def named_projects(self) -> Iterator[NamedProject]:
        """All projects by what they are called."""
        for row in self.rows["projects"]:
            cells = row.cells
            names = names_of(cells["title"], cells["acronym"])
            yield NamedProject(cells["project"], cells["programme"], names, cells["start"], cells["end"])

    def participations(self) -> dict[tuple[str, str], str]:
        """Tie term by the terms of project and actor."""
        table = TABLES["participations"]
        return {
            (_actor("project", row.cells["project"]), _actor("actor", row.cells["actor"])): _subject(table, row)
            for row in self.rows["participations"]
        }

    def memberships(self) -> dict[tuple[str, str], str]:
        """Tie term by the terms of network and actor, where one tie of the two goes on."""
        table = TABLES["memberships"]
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.rows["memberships"]:
            if not row.cells["end"] and row.cells["status"] != "ended":
                pair = _actor("actor", row.cells["network"]), _actor("actor", row.cells["actor"])
                found.setdefault(pair, []).append(_subject(table, row))
        return {pair: ties[0] for pair, ties in found.items() if len(ties) == 1}

    def _row(self, table: TableSchema, row: CsvRow) -> Iterator[Statement]:
        subject = _subject(table, row)
        record = terms.raw(SOURCE, table.name, *(row.cells[name] for name in table.key if row.cells[name]))
        yield Statement(record, terms.curie("dcterms:identifier"), terms.text(f"{table.name}.csv"))
        if table.cls:
            yield Statement(subject, terms.TYPE, terms.curie(table.cls))
        if table.kind != "source":
            yield Statement(subject, terms.curie("prov:wasDerivedFrom"), record)
        for column in table.columns:
            if column.property:
                for value in split_cell(column, row.cells[column.name]):
                    yield Statement(subject, terms.curie(column.property), _value(column, value))
        extra = _EXTRA.get(table.name) or (_actor_row if table.kind == "actor" else None)
        if extra is not None:
            yield from extra(self, table, row, subject)


def read(paths: Sequence[Path], *, ontology: Path | None = None, **_: object) -> Curated:
    """The curated tables: csv files that lie in one folder. Raises BadData as `read_curated` does."""
    folders = sorted({path.parent for path in paths})
    if len(folders) != 1:
        raise BadData(f"expected the curated tables in one folder, found {', '.join(map(str, folders)) or 'none'}")
    return read_curated(folders[0], (ontology or ontology_dir()) / "schemes")


def read_curated(curated: Path, schemes: Path) -> Curated:
    """The curated tables in a folder. Raises BadData with every problem in every table."""
    problems = validate(curated, schemes)
    if problems:
        raise BadData(f"the tables in {curated} have {len(problems)} problems", tuple(problems))
    return Curated(load_tables(curated)[0])


def number_of(cells: Mapping[str, str]) -> str:
    """A row's organisation number as an identifier: of its country, Norway where it has none; empty if it is none."""
    country = cells.get("country") or "NO"
    number = cells["organisation_number"]
    return number_token(f"DE{number}" if country == "DE" else number, country)


def _subject(table: TableSchema, row: CsvRow) -> str:
    if table.kind == "tie":
        return terms.entity_term("tie", tie_key(table, row.cells))
    return terms.entity_term(table.kind, "/".join(row.cells[name] for name in table.key if row.cells[name]))


def _actor(kind: str, key: str) -> str:
    return f"<{SKD}{kind}/{key}>"


def _value(column: ColumnSchema, value: str) -> str:
    head, _, rest = column.type.partition(":")
    if head == "ref":
        if rest == "area":
            return _actor("country" if len(value) == 2 and value.isupper() else "actor", value)
        return _actor(rest, value)
    if head == "concept":
        return terms.concept_term(rest, value)
    if head == "lang":
        return terms.text(value, rest)
    return _SIMPLE.get(head, terms.text)(value)


_SIMPLE: dict[str, Callable[[str], str]] = {
    "date": terms.date,
    "year": terms.date,
    "integer": terms.integer,
    "decimal": terms.amount,
    "rate": terms.amount,
    "url": terms.iri,
    "country": lambda value: _actor("country", value),
    "bool": lambda v: terms.boolean(v == "yes"),
}


def _actor_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    cells = row.cells
    label = terms.curie("skos:prefLabel")
    yield Statement(subject, terms.TYPE, terms.curie("sk:Actor"))
    if table.name in _FULL_NAMES:
        country, place = "NO", cells["name_nb"] if cells["latitude"] else ""
        yield Statement(subject, terms.curie("sk:country"), _actor("country", country))
        yield Statement(subject, terms.curie("sk:level"), terms.concept_term("level", _LEVELS[table.name]))
        if cells.get("number"):
            yield Statement(subject, terms.curie("dcterms:identifier"), terms.text(cells["number"]))
    else:
        country, place = cells["country"], cells["place"]
        yield Statement(subject, terms.TYPE, terms.curie(_KIND_CLASS[cells["kind"]]))
        if not (cells["name_nb"] or cells["name_en"]):
            yield Statement(subject, label, terms.text(cells["name"]))
        elif cells["name"] not in (cells["name_nb"], cells["name_en"], cells["name_nn"]):
            yield Statement(subject, terms.curie("skos:altLabel"), terms.text(cells["name"]))
    if place or cells["latitude"]:
        seat = terms.entity_term("place", cells["actor"])
        yield Statement(subject, terms.curie("sk:seat"), seat)
        yield Statement(seat, terms.TYPE, terms.curie("sk:Place"))
        yield Statement(seat, label, terms.text(place or cells["name"]))
        if country:
            yield Statement(seat, terms.curie("sk:country"), _actor("country", country))
        if cells["latitude"]:
            yield Statement(seat, terms.curie("schema:latitude"), terms.amount(cells["latitude"]))
            yield Statement(seat, terms.curie("schema:longitude"), terms.amount(cells["longitude"]))


def _territory_row(self: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    cells = row.cells
    for language, pattern in _FULL_NAMES[table.name]:
        name = (cells["name_nn"] if language == "nn" else "") or cells["name_nb"]
        yield Statement(subject, terms.curie("skos:prefLabel"), terms.text(pattern.format(name), language))
    cells = cells | {"latitude": cells.get("latitude", ""), "longitude": cells.get("longitude", "")}
    yield from _actor_row(self, table, CsvRow(row.number, cells), subject)


def _number_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    yield Statement(_actor("actor", row.cells["actor"]), terms.curie("adms:identifier"), subject)


def _fee_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    yield Statement(_actor("actor", row.cells["network"]), terms.curie("sk:feeRule"), subject)


def _membership_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    yield Statement(subject, terms.curie("sk:party"), _actor("actor", row.cells["actor"]))


def _titled_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    title = terms.text(row.cells["title"], row.cells["title_lang"])
    yield Statement(subject, terms.curie("skos:prefLabel"), title)


def _former_name_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    name = terms.text(row.cells["name"], row.cells["language"])
    yield Statement(subject, terms.curie("skos:prefLabel"), name)


def _claim_row(_: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    """What a source says that is not preferred stands on the claim as it would on the tie."""
    column = claimed(row.cells)
    yield Statement(subject, terms.curie(column.property), _value(column, row.cells["value"]))


def _priority_row(self: Curated, table: TableSchema, row: CsvRow, subject: str) -> Iterator[Statement]:
    for actor in self._strategy_actors.get(row.cells["strategy"], ()):
        yield Statement(subject, terms.curie("sk:party"), _actor("actor", actor))


_EXTRA: dict[str, Callable[[Curated, TableSchema, CsvRow, str], Iterator[Statement]]] = {
    "municipalities": _territory_row,
    "counties": _territory_row,
    "actor_numbers": _number_row,
    "former_numbers": _number_row,
    "fee_rules": _fee_row,
    "memberships": _membership_row,
    "calls": _titled_row,
    "projects": _titled_row,
    "priorities": _priority_row,
    "former_names": _former_name_row,
    "claims": _claim_row,
}

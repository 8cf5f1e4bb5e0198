"""What the curated tables look like: columns, types, references and keys, and how a cell becomes a property.

The declaration is read by the validator (`kg.sources.curated.validate`), by the reader
(`kg.sources.curated.reading`) and by the generated reference, so a column is described once.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.sources.curated.schema import ColumnSchema, TableSchema

__all__ = [
    "ACTOR_TABLES",
    "HUBS",
    "KINDS_OF_TABLE",
    "TABLES",
    "TERRITORIES",
    "claimed",
    "tie_key",
]


C = ColumnSchema
_SOURCE = C("source", "ref:source", "dcterms:source", required=True, many=True)
_LIFE = (C("start", "date", "sk:start"), C("end", "date", "sk:end"))
_KINDS = (
    "municipality|county|intermunicipal-council|network|european-office|government-body|public-body|university|"
    "research-institute|company|civil-society"
)
# What can have members, what can be a twin town, and what a row of a table of actors can be.
HUBS = ("network", "intermunicipal-council", "european-office")
TERRITORIES = ("municipality", "county")
_TWINS = (*TERRITORIES, "public-body")
KINDS_OF_TABLE = {
    "networks": HUBS,
    "towns": _TWINS,
    "bodies": tuple(kind for kind in _KINDS.split("|") if kind not in TERRITORIES),
}
_ACTOR = (
    C("actor", "key", required=True),
    C("kind", f"enum:{_KINDS}", required=True),
    C("name_nb", "lang:nb", "skos:prefLabel"),
    C("name_nn", "lang:nn", "skos:prefLabel"),
    C("name_en", "lang:en", "skos:prefLabel"),
    C("name", "text", required=True),
    C("abbreviation", "text", "sk:abbreviation"),
    C("alt_names", "text", "skos:altLabel", many=True),
    C("country", "country", "sk:country"),
    C("level", "concept:level", "sk:level"),
    C("place", "text"),
    C("latitude", "latitude"),
    C("longitude", "longitude"),
    C("organisation_number", "organisation_number", "sk:organisationNumber"),
    C("homepage", "url", "foaf:homepage"),
    *_LIFE,
)
_SAMI = (
    C("name_se", "lang:se", "skos:altLabel"),
    C("name_smj", "lang:smj", "skos:altLabel"),
    C("name_sma", "lang:sma", "skos:altLabel"),
    C("name_fkv", "lang:fkv", "skos:altLabel"),
)


def _tie(*successors: str) -> tuple[ColumnSchema, ...]:
    """What every tie has; `successors` are the kinds of actors that another can be replaced by in it."""
    return (
        C("status", "concept:status", "sk:status"),
        *_LIFE,
        C("as_of", "date", "sk:asOf"),
        C("last_activity", "date", "sk:lastActivity"),
        C("unit", "text", "sk:unit"),
        C("open_ended", "bool", "sk:openEnded"),
        C("replaced_by", "ref:actor", "dcterms:isReplacedBy", many=True, kinds=successors),
        _SOURCE,
    )


_MONEY = (
    C("contribution", "decimal", "sk:contribution"),
    C("currency", "currency", "sk:currency"),
)
_THEMES = C("themes", "concept:theme", "sk:theme", many=True)

_ALL = (
    TableSchema(
        "sources",
        "source",
        "sk:Source",
        ("source",),
        (
            C("source", "key", required=True),
            C("title", "text", "dcterms:title", required=True),
            C("url", "url", "foaf:page", required=True),
            C("publisher", "text", "dcterms:publisher"),
            C("published", "date", "dcterms:issued"),
            C("retrieved", "date", "sk:retrieved"),
            C("licence", "text", "dcterms:license"),
            C("strength", "concept:evidence-strength", "sk:strength", optional=True),
            C("speaks_for", "ref:actor", "sk:speaksFor", many=True, optional=True),
        ),
    ),
    TableSchema(
        "municipalities",
        "actor",
        "sk:Municipality",
        ("actor",),
        (
            C("actor", "key", required=True),
            C("name_nb", "lang:nb", "skos:altLabel", required=True),
            C("name_nn", "lang:nn", "skos:altLabel"),
            *_SAMI,
            C("county", "ref:actor", "sk:county", kinds=("county",)),
            C("organisation_number", "organisation_number", "sk:organisationNumber"),
            C("number", "number"),
            C("population", "integer", "sk:population"),
            C("latitude", "latitude"),
            C("longitude", "longitude"),
            C("homepage", "url", "foaf:homepage"),
            *_LIFE,
            _SOURCE,
        ),
    ),
    TableSchema(
        "counties",
        "actor",
        "sk:County",
        ("actor",),
        (
            C("actor", "key", required=True),
            C("name_nb", "lang:nb", "skos:altLabel", required=True),
            C("name_nn", "lang:nn", "skos:altLabel"),
            *_SAMI,
            C("number", "number"),
            C("organisation_number", "organisation_number", "sk:organisationNumber"),
            C("homepage", "url", "foaf:homepage"),
            *_LIFE,
            _SOURCE,
        ),
    ),
    TableSchema(
        "networks",
        "actor",
        "",
        ("actor",),
        (
            *_ACTOR,
            C("network_kind", "concept:network-kind", "sk:networkKind"),
            _THEMES,
            C("open_to", "concept:applicant", "sk:eligibleApplicant", many=True),
            C("activity", "concept:network-activity", "sk:activity", optional=True),
            C("activity_as_of", "date", "sk:activityAsOf", optional=True),
            C("looked_up", "date", "sk:lookedUp", optional=True),
            C("purpose_nb", "lang:nb", "sk:purpose", optional=True),
            C("purpose_en", "lang:en", "sk:purpose", optional=True),
            _SOURCE,
        ),
    ),
    TableSchema("towns", "actor", "", ("actor",), (*_ACTOR, _SOURCE)),
    TableSchema("bodies", "actor", "", ("actor",), (*_ACTOR, _SOURCE)),
    TableSchema(
        "actor_numbers",
        "number",
        "sk:DatedIdentifier",
        ("actor", "number", "start"),
        (
            C("actor", "ref:actor", required=True, kinds=TERRITORIES),
            C("number", "number", "skos:notation", required=True),
            *_LIFE,
            _SOURCE,
        ),
    ),
    TableSchema(
        "former_numbers",
        "number",
        "sk:DatedIdentifier",
        ("actor", "organisation_number"),
        (
            C("actor", "ref:actor", required=True),
            C("organisation_number", "organisation_number", "skos:notation", required=True),
            *_LIFE,
            _SOURCE,
        ),
        optional=True,
    ),
    TableSchema(
        "changes",
        "event",
        "sk:ChangeEvent",
        ("event",),
        (
            C("event", "key", required=True),
            C("kind", "concept:change-kind", "sk:changeKind", required=True),
            C("date", "date", "dcterms:date", required=True),
            C("originals", "ref:actor", "org:originalOrganization", required=True, many=True),
            C("results", "ref:actor", "org:resultingOrganization", many=True),
            _SOURCE,
        ),
    ),
    TableSchema(
        "fee_rules",
        "fee-rule",
        "sk:FeeRule",
        ("network", "year", "scope"),
        (
            C("network", "ref:actor", required=True, kinds=HUBS),
            C("year", "year", "sk:year", required=True),
            C("scope", "concept:applicant", "sk:feeScope", optional=True),
            C("currency", "currency", "sk:currency", required=True),
            C("rate_per_inhabitant", "decimal", "sk:ratePerInhabitant"),
            C("minimum", "decimal", "sk:minimumFee"),
            C("maximum", "decimal", "sk:maximumFee"),
            C("fixed", "decimal", "sk:fixedFee"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "memberships",
        "tie",
        "sk:Membership",
        ("actor", "network", "start"),
        (
            C("actor", "ref:actor", "org:member", required=True),
            C("network", "ref:actor", "org:organization", required=True, kinds=HUBS),
            C("role", "concept:role", "sk:role"),
            *_tie(*HUBS),
        ),
    ),
    TableSchema(
        "twinnings",
        "tie",
        "sk:Twinning",
        ("actor_a", "actor_b", "start"),
        (
            C("actor_a", "ref:actor", "sk:party", required=True, kinds=_TWINS),
            C("actor_b", "ref:actor", "sk:party", required=True, kinds=_TWINS),
            *_tie(*_TWINS),
        ),
    ),
    TableSchema(
        "agreements",
        "tie",
        "sk:Agreement",
        ("agreement",),
        (
            C("agreement", "key", required=True),
            C("title_nb", "lang:nb", "skos:prefLabel"),
            C("title_en", "lang:en", "skos:prefLabel"),
            C("parties", "ref:actor", "sk:party", required=True, many=True),
            _THEMES,
            *_tie(),
        ),
    ),
    TableSchema(
        "programmes",
        "programme",
        "sk:Programme",
        ("programme",),
        (
            C("programme", "key", required=True),
            C("parent", "ref:programme", "sk:partOf"),
            C("name_nb", "lang:nb", "skos:prefLabel"),
            C("name_en", "lang:en", "skos:prefLabel"),
            C("abbreviation", "text", "sk:abbreviation"),
            C("identifier", "text", "dcterms:identifier"),
            *_LIFE,
            C("budget", "decimal", "sk:budget"),
            C("currency", "currency", "sk:currency"),
            C("managing_body", "ref:actor", "sk:managingBody", many=True),
            C("contact_point", "ref:actor", "sk:contactPoint", many=True),
            C("funding_rate", "rate", "sk:fundingRate"),
            C("eligible_area", "ref:area", "sk:eligibleArea", many=True, kinds=TERRITORIES),
            C(
                "partly_eligible_area",
                "ref:actor",
                "sk:partlyEligibleArea",
                many=True,
                kinds=TERRITORIES,
                optional=True,
            ),
            C("eligible_applicants", "concept:applicant", "sk:eligibleApplicant", many=True),
            _THEMES,
            C("homepage", "url", "foaf:homepage"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "associations",
        "tie",
        "sk:ProgrammeAssociation",
        ("country", "programme", "strand", "basis", "as_of"),
        (
            C("country", "country", "sk:country", required=True),
            C("programme", "ref:programme", "sk:programme", required=True),
            C("strand", "text", "sk:strand"),
            C("participation_status", "concept:participation-status", "sk:participationStatus", required=True),
            C("basis", "concept:basis", "sk:basis", required=True),
            *_LIFE,
            C("as_of", "date", "sk:asOf"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "calls",
        "call",
        "sk:Call",
        ("call",),
        (
            C("call", "key", required=True),
            C("programme", "ref:programme", "sk:partOf", required=True),
            C("identifier", "text", "dcterms:identifier", required=True),
            C("title", "text", required=True),
            C("title_lang", "language"),
            C("deadline", "date", "sk:deadline"),
            _THEMES,
            C("homepage", "url", "foaf:homepage"),
            _SOURCE,
        ),
        optional=True,
    ),
    TableSchema(
        "projects",
        "project",
        "sk:Project",
        ("project",),
        (
            C("project", "key", required=True),
            C("acronym", "text", "sk:abbreviation"),
            C("title", "text", required=True),
            C("title_lang", "language"),
            C("programme", "ref:programme", "sk:programme", required=True),
            C("identifier", "text", "dcterms:identifier"),
            *_LIFE,
            C("total_cost", "decimal", "sk:totalCost"),
            *_MONEY,
            _THEMES,
            C("homepage", "url", "foaf:homepage"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "participations",
        "tie",
        "sk:Participation",
        ("project", "actor"),
        (
            C("project", "ref:project", "sk:project", required=True),
            C("actor", "ref:actor", "sk:party", required=True),
            C("role", "concept:role", "sk:role"),
            *_MONEY,
            *_LIFE,
            C("as_of", "date", "sk:asOf"),
            C("unit", "text", "sk:unit"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "strategies",
        "strategy",
        "sk:Strategy",
        ("strategy",),
        (
            C("strategy", "key", required=True),
            C("actor", "ref:actor", "dcterms:creator", required=True, many=True),
            C("title_nb", "lang:nb", "skos:prefLabel"),
            C("title_en", "lang:en", "skos:prefLabel"),
            *_LIFE,
            C("homepage", "url", "foaf:homepage"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "priorities",
        "tie",
        "sk:Priority",
        ("strategy", "theme", "wording"),
        (
            C("strategy", "ref:strategy", "sk:strategy", required=True),
            C("theme", "concept:theme", "sk:theme", required=True),
            C("wording", "text", "sk:wording"),
            _SOURCE,
        ),
    ),
    TableSchema(
        "former_names",
        "name",
        "sk:FormerName",
        ("actor", "name", "start"),
        (
            C("actor", "ref:actor", "sk:formerNameOf", required=True),
            C("name", "text", required=True),
            C("language", "language"),
            *_LIFE,
            _SOURCE,
        ),
        optional=True,
    ),
    TableSchema(
        "lists",
        "list",
        "sk:CompleteList",
        ("list",),
        (
            C("list", "key", required=True),
            C("actor", "ref:actor", "sk:about", required=True),
            C("kind", "concept:list-kind", "sk:listKind", required=True),
            C("country", "country", "sk:country"),
            C("as_of", "date", "sk:asOf", required=True),
            C("number", "integer", "sk:number"),
            _SOURCE,
        ),
        optional=True,
    ),
    TableSchema(
        "counts",
        "count",
        "sk:Count",
        ("count",),
        (
            C("count", "key", required=True),
            C("counted", "concept:counted", "sk:counted", required=True),
            C("actor", "ref:actor", "sk:about"),
            C("country", "country", "sk:country"),
            C("programme", "ref:programme", "sk:programme"),
            *_LIFE,
            C("number", "decimal", "sk:number", required=True),
            C("out_of", "decimal", "sk:outOf"),
            C("precision", "concept:count-precision", "sk:precision", required=True),
            C("unit", "text", "sk:unitOfCount"),
            C("counted_by", "text", "sk:countedBy", required=True),
            C("as_of", "date", "sk:asOf"),
            _SOURCE,
        ),
        optional=True,
    ),
    TableSchema(
        "claims",
        "claim",
        "sk:Claim",
        ("tie", "property", "value"),
        (
            C("tie", "ref:tie", "sk:claimOn", required=True),
            C("property", "enum:start|end|status", required=True),
            C("value", "text", required=True),
            C("as_of", "date", "sk:asOf"),
            _SOURCE,
        ),
        optional=True,
    ),
)

TABLES: dict[str, TableSchema] = {table.name: table for table in _ALL}
ACTOR_TABLES = tuple(t.name for t in _ALL if t.kind == "actor")


def tie_key(table: TableSchema, cells: Mapping[str, str]) -> str:
    """The key of a row that is a tie: `membership/asker/eurocities/2021-01-01`."""
    name = table.cls.partition(":")[2].lower()
    return "/".join([name, *(cells[column] for column in table.key if cells.get(column))])


def claimed(cells: Mapping[str, str]) -> ColumnSchema:
    """The column that a row of `claims` says something of, as the table of its tie has it."""
    kind = cells["tie"].partition("/")[0]
    table = next(table for table in _ALL if table.kind == "tie" and table.cls.lower() == f"sk:{kind}")
    return table.column_map[cells["property"]]

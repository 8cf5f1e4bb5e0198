"""The SKOS schemes and the reviewed mappings onto the themes are whole, consistent and in their fixed form."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection

from kg.resources import data_dir, ontology_dir

SKC = Namespace("https://w3id.org/samkart/concept/")
SK = Namespace("https://w3id.org/samkart/ontology/")
EUROSCIVOC = "http://data.europa.eu/8mn/euroscivoc/"
FILES = sorted((ontology_dir() / "schemes").glob("*.ttl"))
RELATIONS = {"exact", "broad", "narrow", "related"}

KEYS = {
    "aim": "quality knowledge insight solutions language-and-culture",
    "applicant": "municipalities counties public-bodies universities research-institutes companies civil-society"
    " schools individuals",
    "area": "policy-making governance priorities-and-programmes service-development community-development"
    " business-cooperation",
    "basis": "none-found indicated proposed decided",
    "bound-reason": "own project network party-founded party-ended programme called-ended strategy not-on-list",
    "certainty": "held may-have-held did-not-hold not-known",
    "change-kind": "merger split renumbering name-change transfer dissolution",
    "cooperation-degree": "no-contact same-network same-project standing-agreement joint-body",
    "count-precision": "exact about at-least",
    "counted": "members twin-towns municipalities-with-twin-towns projects participations participants"
    " municipalities-in-projects municipalities funding",
    "link-rule": "judgement organisation-number vat-number pic wikidata ror official-name",
    "evidence-strength": "own-word other-side list press scraped",
    "level": "local regional national international",
    "list-kind": "twinnings members memberships agreements",
    "motivation": "quality-and-innovation attract-competence new-perspectives new-partners-and-projects"
    " access-to-knowledge systematic-change european-actor",
    "network-activity": "active renamed merged dissolved not-found",
    "network-kind": "city-network regional-network thematic-network twin-town-ring european-office"
    " intermunicipal-council border-committee local-government-association covenant euroregion"
    " research-network other",
    "participation-status": "not-known none partial full",
    "project-status": "signed closed terminated",
    "role": "coordinator participant associated-partner third-party lead-partner chair board-member host"
    " secretariat owner pilot-city supporter",
    "status": "member associate observer signatory partner coordinator on-hold ended letter-of-intent",
}
THEMES = {
    "climate-and-environment": "climate-mitigation climate-adaptation biodiversity water-management"
    " marine-environment air-quality noise circular-economy waste-management pollution-prevention",
    "energy": "energy-efficiency renewable-energy energy-planning",
    "mobility": "public-transport cycling-and-walking zero-emission-mobility freight-and-logistics"
    " transport-infrastructure road-safety",
    "urban-and-regional-development": "spatial-planning housing smart-cities rural-development public-space"
    " demographic-change cross-border-development",
    "health-and-care": "public-health elderly-care mental-health welfare-technology disability-inclusion"
    " health-services",
    "education-and-youth": "early-childhood schools youth adult-learning vocational-training higher-education",
    "inclusion-and-democracy": "integration-of-migrants gender-equality citizen-participation"
    " poverty-and-exclusion human-rights indigenous-peoples-and-minorities language-learning",
    "culture-and-sport": "arts-and-culture cultural-heritage sport-and-outdoor-life creative-industries",
    "business-and-work": "entrepreneurship research-and-innovation employment-and-skills tourism"
    " food-and-agriculture blue-economy bioeconomy",
    "digitalisation": "digital-public-services data-and-artificial-intelligence cybersecurity digital-infrastructure",
    "governance": "public-sector-innovation service-development public-procurement multilevel-governance"
    " international-solidarity european-cooperation local-finance",
    "safety-and-preparedness": "civil-protection crime-prevention peace-and-security",
}
ALL_THEMES = set(THEMES) | {key for narrower in THEMES.values() for key in narrower.split()}
ORDERED = ["basis", "certainty", "cooperation-degree", "level", "participation-status"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All schemes in one graph: a file that does not parse fails every test, with its name."""
    merged = Graph()
    for path in FILES:
        merged.parse(path)
    return merged


def concepts(graph: Graph, scheme: str) -> set[Node]:
    return set(graph.subjects(SKOS.inScheme, SKC[scheme]))


def key(node: Node) -> str:
    return str(node).rpartition("/")[2]


def literals(graph: Graph, subject: Node, predicate: URIRef) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    for value in graph.objects(subject, predicate):
        assert isinstance(value, Literal)
        found[value.language].append(str(value))
    return found


def test_the_schemes_and_their_concepts_are_these(graph: Graph) -> None:
    schemes = {key(scheme) for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {*KEYS, "theme"}
    assert {name: {key(c) for c in concepts(graph, name)} for name in KEYS} == {
        name: set(keys.split()) for name, keys in KEYS.items()
    }
    assert {key(c) for c in concepts(graph, "theme")} == ALL_THEMES
    every = set(graph.subjects(RDF.type, SKOS.Concept))
    assert every == {c for name in schemes for c in concepts(graph, name)}


def test_an_iri_says_the_scheme_and_the_key_and_the_notation_repeats_the_key(graph: Graph) -> None:
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        assert str(concept) == f"{scheme}/{key(concept)}"
        assert list(graph.objects(concept, SKOS.notation)) == [Literal(key(concept))]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key(concept))


def test_every_concept_and_scheme_has_one_label_per_language_and_is_defined(graph: Graph) -> None:
    described = [*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(RDF.type, SKOS.ConceptScheme)]
    for subject in described:
        labels = literals(graph, subject, SKOS.prefLabel)
        definitions = literals(graph, subject, SKOS.definition)
        assert {language: len(values) for language, values in labels.items()} == {"nb": 1, "nn": 1, "en": 1}, subject
        assert {language: len(values) for language, values in definitions.items()} == {"nb": 1, "nn": 1, "en": 1}, (
            subject
        )
        for text in [value for values in definitions.values() for value in values]:
            assert re.fullmatch(r"[A-ZÅÆÉØ].{10,120}\.", text), text


def test_a_name_leads_to_one_concept_of_its_scheme(graph: Graph) -> None:
    named: Counter[tuple[str, str | None, str]] = Counter()
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        names = {
            (key(scheme), language, value.casefold())
            for predicate in (SKOS.prefLabel, SKOS.altLabel)
            for language, values in literals(graph, concept, predicate).items()
            for value in values
        }
        named.update(names)
    assert [name for name, count in named.items() if count > 1] == []


def test_every_theme_has_synonyms_in_bokmaal_and_english(graph: Graph) -> None:
    for theme in concepts(graph, "theme"):
        assert set(literals(graph, theme, SKOS.altLabel)) == {"nb", "en"}, theme


def test_themes_have_two_levels_told_alike_from_both_ends(graph: Graph) -> None:
    scheme = SKC["theme"]
    tops = set(graph.subjects(SKOS.topConceptOf, scheme))
    assert tops == set(graph.objects(scheme, SKOS.hasTopConcept))
    assert {key(top): {key(c) for c in graph.objects(top, SKOS.narrower)} for top in tops} == {
        top: set(narrower.split()) for top, narrower in THEMES.items()
    }
    assert set(graph.subject_objects(SKOS.broader)) == {(c, top) for top, c in graph.subject_objects(SKOS.narrower)}
    assert all(len(list(graph.objects(c, SKOS.broader))) == 1 for c in concepts(graph, "theme") - tops)
    assert all((theme, RDF.type, SK["Theme"]) in graph for theme in concepts(graph, "theme"))


def test_the_other_schemes_are_flat(graph: Graph) -> None:
    for name in KEYS:
        assert set(graph.subjects(SKOS.topConceptOf, SKC[name])) == concepts(graph, name)
        assert set(graph.objects(SKC[name], SKOS.hasTopConcept)) == concepts(graph, name)


@pytest.mark.parametrize("name", ORDERED)
def test_an_ordered_scheme_lists_its_concepts_in_order(graph: Graph, name: str) -> None:
    collection = SKC[f"{name}-order"]
    assert (collection, RDF.type, SKOS.OrderedCollection) in graph
    members = graph.value(collection, SKOS.memberList)
    assert members is not None
    assert [key(member) for member in Collection(graph, members)] == KEYS[name].split()


def test_matches_go_to_known_vocabularies_and_contradict_nothing(graph: Graph) -> None:
    forms = re.compile(
        r"http://metadata\.un\.org/sdg/([1-9]|1[0-7])|http://eurovoc\.europa\.eu/(\d+|c_[0-9a-f]{8})"
        r"|http://data\.europa\.eu/8mn/euroscivoc/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        r"|https://w3id\.org/samkart/concept/theme/[a-z-]+"
    )
    relations = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    pairs = [(s, o) for relation in relations for s, o in graph.subject_objects(relation)]
    assert [pair for pair, count in Counter(pairs).items() if count > 1] == []
    for subject, other in pairs:
        assert (subject, RDF.type, SKOS.Concept) in graph, subject
        assert forms.fullmatch(str(other)), other
        assert not str(other).startswith(SKC) or (other, SKOS.inScheme, SKC["theme"]) in graph, other
    exact = Counter(other for _, other in graph.subject_objects(SKOS.exactMatch))
    assert [other for other, count in exact.items() if count > 1] == []


def test_turtle_is_in_its_fixed_style() -> None:
    """Prefixes first and sorted, indents of four, no tabs, no trailing blanks, one line feed at the end."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        prefixes = [line for line in lines if line.startswith("@prefix")]
        body = [line for line in lines if line and not line.startswith(("@prefix", "#"))]
        assert prefixes and prefixes == sorted(prefixes), path.name
        assert lines.index(body[0]) > lines.index(prefixes[-1]), path.name
        assert text.endswith(".\n") and "\t" not in text and "\r" not in text, path.name
        assert [line for line in lines if line != line.rstrip()] == [], path.name
        assert [line for line in body if (len(line) - len(line.lstrip())) not in (0, 4, 8)] == [], path.name


def table(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return header, rows


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("euroscivoc-themes.tsv", ["euroscivoc_path", "code", "theme", "relation", "note"]),
        ("legal-basis-themes.tsv", ["code", "title", "theme", "relation", "note"]),
    ],
)
def test_a_mapping_is_sorted_and_names_themes_that_exist(name: str, columns: list[str]) -> None:
    header, rows = table(data_dir() / "links" / name)
    assert header == columns
    assert [row for row in rows if len(row) != len(columns) or not all(row[:4])] == []
    keys = [(row[0], row[2]) for row in rows]
    assert keys == sorted(keys)
    assert [pair for pair, count in Counter(keys).items() if count > 1] == []
    assert {row[2] for row in rows} - ALL_THEMES == set()
    assert {row[3] for row in rows} - RELATIONS == set()


def test_euroscivoc_codes_and_paths_pair_off_step_by_step() -> None:
    _, rows = table(data_dir() / "links" / "euroscivoc-themes.tsv")
    name_of_code: dict[str, str] = {}
    for path, code, *_ in rows:
        steps, numbers = path.split("/"), code.split("/")
        assert len(steps) == len(numbers) and steps[0] == numbers[0] == "", path
        for depth in range(2, len(steps) + 1):
            name = "/".join(steps[:depth])
            assert name_of_code.setdefault("/".join(numbers[:depth]), name) == name
    assert len(set(name_of_code.values())) == len(name_of_code)


@pytest.mark.parametrize(
    ("name", "column", "separator"), [("euroscivoc-themes.tsv", 1, "/"), ("legal-basis-themes.tsv", 0, ".")]
)
def test_no_row_repeats_what_its_nearest_ancestor_gives(name: str, column: int, separator: str) -> None:
    """A code inherits the themes of its nearest mapped ancestor; only an exact match may say them again."""
    _, rows = table(data_dir() / "links" / name)
    themes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        themes[row[column]].add(row[2])
    exact = {row[column] for row in rows if row[3] == "exact"}
    idle = []
    for code, own in themes.items():
        ancestor = code.rpartition(separator)[0]
        while ancestor and ancestor not in themes:
            ancestor = ancestor.rpartition(separator)[0]
        if ancestor and themes[ancestor] == own and code not in exact:
            idle.append(code)
    assert idle == []


def test_exact_rows_are_the_exact_matches_of_the_themes(graph: Graph) -> None:
    _, rows = table(data_dir() / "links" / "euroscivoc-themes.tsv")
    exact = [row[2] for row in rows if row[3] == "exact"]
    matched = [key(s) for s, o in graph.subject_objects(SKOS.exactMatch) if str(o).startswith(EUROSCIVOC)]
    assert sorted(exact) == sorted(matched)


def test_a_legal_basis_code_has_the_form_of_cordis_and_one_title() -> None:
    _, rows = table(data_dir() / "links" / "legal-basis-themes.tsv")
    assert [row[0] for row in rows if not re.fullmatch(r"(HORIZON|EURATOM)(\.\d+){2,3}", row[0])] == []
    assert len({(row[0], row[1]) for row in rows}) == len({row[0] for row in rows})

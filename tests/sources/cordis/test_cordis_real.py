"""The reader on the whole of Horizon Europe, where that is at hand: known answers counted from the file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kg.model.catalogue import find_source
from kg.model.statement import Statement
from kg.resources import data_dir
from kg.sources.cordis.reading import Filters, Reading, read
from kg.sources.reader import check_expected

DATA = Path(os.environ.get("SAMKART_REAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
ZIP = DATA / "cordis-horizon-europe" / "cordis-HORIZONprojects-csv.zip"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ZIP.exists(), reason=f"real data not here: {ZIP} (set SAMKART_REAL_DATA)"),
]
Facts = dict[str, dict[str, list[str]]]


def by_subject(statements: list[Statement]) -> Facts:
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, original in statements:
        short = subject.rpartition("/source/cordis-horizon/")[2][:-1]
        facts[short][predicate.rpartition("/")[2].rpartition("#")[2][:-1]].append(value)
        if original:
            facts[short]["original " + predicate.rpartition("/")[2].rpartition("#")[2][:-1]].append(original)
    return facts


@pytest.fixture(scope="module")
def whole() -> tuple[Reading, Facts]:
    found = read([ZIP])
    return found, by_subject(list(found))


def test_counts(whole: tuple[Reading, Facts]) -> None:
    found, facts = whole
    counts = found.summary.counts
    assert (counts["projects"], counts["participations"], counts["organisations"]) == (19189, 118983, 30505)
    assert check_expected(found.summary, find_source(data_dir() / "sources", found.source)) == []
    assert sum(name.startswith("organisation/") for name in facts) == 30505
    assert sum(name.startswith("participation/") for name in facts) == 118983
    assert found.summary.notes["organisation more than once in a project, kept apart by order"] == 187
    assert [str(problem).rpartition("/")[2] for problem in found.summary.problems] == [
        "organization.csv, row 95565, column country: 'XH' is no country code"
    ]


@pytest.mark.parametrize(
    ("project", "pic", "acronym", "grant", "start", "end", "consortium"),
    [
        ("101189847", "952920920", "PIPEON", "66262.5", "2025-01-01", "2028-12-31", 12),
        ("101135141", "899291754", "CARE", "530072.5", "2024-01-01", "2027-12-31", 11),
    ],
)
def test_known_answers(
    whole: tuple[Reading, Facts],
    project: str,
    pic: str,
    acronym: str,
    grant: str,
    start: str,
    end: str,
    consortium: int,
) -> None:
    _, facts = whole
    ties = [f for name, f in facts.items() if name.startswith(f"participation/{project}-")]
    (own,) = [f for name, f in facts.items() if name.startswith(f"participation/{project}-{pic}-")]
    assert own["contribution"] == [f'"{grant}"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    assert own["role"] == ["<https://w3id.org/samkart/concept/role/participant>"]
    assert facts[f"project/{project}"]["abbreviation"] == [f'"{acronym}"']
    assert facts[f"project/{project}"]["start"][0].startswith(f'"{start}"')
    assert facts[f"project/{project}"]["end"][0].startswith(f'"{end}"')
    assert len({tie["party"][0] for tie in ties}) == consortium


def test_norwegian_municipalities(whole: tuple[Reading, Facts]) -> None:
    _, facts = whole
    named = {
        name
        for name, f in facts.items()
        if name.startswith("organisation/")
        and f["country"] == ["<https://w3id.org/samkart/id/country/NO>"]
        and any("KOMMUNE" in label.upper() and "DEPARTEMENT" not in label.upper() for label in f["prefLabel"])
    }
    ends = [f for name, f in facts.items() if name.startswith("participation/")]
    ties = [f for f in ends if f["party"][0].rpartition("/source/cordis-horizon/")[2][:-1] in named]
    assert (len(ties), len(named), len({tie["project"][0] for tie in ties})) == (39, 21, 34)


def test_the_embedded_extract_is_what_the_filters_find() -> None:
    filters = Filters(countries=("NO",), kinds=("municipality", "county", "intermunicipal-council"))
    filtered = set(read([ZIP], filters=filters))
    embedded = set(read([data_dir() / "extracts" / "cordis-horizon"]))
    assert embedded == filtered


def test_natural_persons_are_counted_and_net_contributions_read(whole: tuple[Reading, Facts]) -> None:
    found, facts = whole
    (count,) = [each for each in found.summary.tables.values() if each.kind == "organization"]
    assert count.skipped == {"natural person": 259}
    ties = [f for name, f in facts.items() if name.startswith("participation/")]
    zero = '"0"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert sum(bool(f["netContribution"]) for f in ties) == 98998
    assert (
        sum(f["contribution"] == [zero] and f["netContribution"] not in ([], [zero]) for f in ties) == 4743
    )  # six more are natural persons
    (sintef,) = [f for name, f in facts.items() if name.startswith("participation/101058657-910945140-")]
    assert (sintef["contribution"], sintef["netContribution"]) == ([zero], [zero.replace("0", "771500", 1)])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_memory_is_bounded() -> None:
    program = (
        "import re, sys; from pathlib import Path; from kg.sources.cordis.reading import read; "
        "count = sum(1 for _ in read([Path(sys.argv[1])])); "
        "print(count, re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(ZIP)], capture_output=True, text=True, check=True)
    count, kibibytes = map(int, done.stdout.split())
    assert count > 1_400_000
    assert kibibytes < 300 * 1024

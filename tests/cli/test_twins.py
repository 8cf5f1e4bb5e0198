"""An import brings known bodies under names of theirs: shell, Python, SPARQL and an endpoint tell the same of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.checks import _unjudged
from kg.errors import UnlinkedTwin
from kg.linking.judgements import COLUMNS
from kg.store.layout import own_judgements
from kg.store.remote import RemoteView
from kg.store.view import LocalView
from kg.vocab import SKD, entity
from tests.cli.conftest import Run
from tests.conftest import own_copy, served
from tests.store.downloads import download

pytestmark = pytest.mark.slow
MEMBERS = [
    ("900000007", "HOGSKOLAN VAST", "SE", ""),
    ("900000008", "Institutt for Energiteknikk", "NO", ""),
    ("900000009", "HOGSKOLAN VAST OY", "FI", ""),
    ("900000010", "Nowhere University", "NO", ""),
]
TWINS = [("hoegskolan-vaest", "pic-900000007"), ("institutt-for-energiteknikk", "pic-900000008")]
NAMES = {
    "Högskolan Väst": "hoegskolan-vaest",
    "hogskolan vast": "hoegskolan-vaest",
    "HOGSKOLAN VAST": "hoegskolan-vaest",
    "Institutt for energiteknikk": "institutt-for-energiteknikk",
    "Institutt for Energiteknikk": "institutt-for-energiteknikk",
    "900000007": "pic-900000007",
    "pic-900000008": "pic-900000008",
}


@pytest.fixture(scope="module")
def split(embedded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the embedded data, where an import is to come."""
    return own_copy(embedded_home, tmp_path_factory.mktemp("twins") / "home")


@pytest.fixture
def home(split: Path, run: Run) -> Path:
    """The same with the import, done once; in it every name that the tables and the import share is another's too."""
    if not (split / "imports").is_dir():
        folder = download(split.parent / "download", "HORIZON", {"101999991": MEMBERS})
        code, out, _ = run("import", "cordis", folder, "--country", "NO", "--lang", "en", "--store", split)
        assert (code, out.splitlines()[-3:]) == (
            0,
            [
                f"2 organisations are perhaps known under that name, and not linked; judge in {own_judgements(split)}:",
                "  cordis:pic/900000007 actor/hoegskolan-vaest: Hogskolan Vast, Sweden",
                "  cordis:pic/900000008 actor/institutt-for-energiteknikk: Institutt for Energiteknikk, Norway",
            ],
        )
    return split


def resolved(samkart: Samkart) -> dict[str, str]:
    samkart.notice = lambda text: None
    return {name: samkart.resolve(name, "actor").removeprefix(f"{SKD}actor/") for name in NAMES}


def test_the_known_actor_has_its_names_here_and_behind_an_endpoint(home: Path) -> None:
    with Samkart(LocalView(home)) as samkart:
        assert resolved(samkart) == {**NAMES}
        assert samkart.find("hogskolan vast", limit=2)[0].iri == entity("actor", "hoegskolan-vaest")
    with served(home) as address, Samkart(RemoteView(address)) as remote:
        assert resolved(remote) == {**NAMES}
        for actor, twin in TWINS:
            assert remote.view.possibly_same(entity("actor", actor)) == [entity("actor", twin)]
            assert remote.view.possibly_same(entity("actor", twin)) == [entity("actor", actor)]


def test_shell_python_and_sparql_tell_the_same(run: Run, home: Path) -> None:
    code, out, err = run("show", "Högskolan Väst", "--format", "json", "--lang", "en", "--store", home)
    told = json.loads(out)
    assert (code, told["iri"]) == (0, entity("actor", "hoegskolan-vaest"))
    assert err.startswith(
        "note: also pic-900000007 «Hogskolan Vast» (SE) in CORDIS, EU research projects under Horizon"
    )
    assert err.count("\n") == 1
    with Samkart(LocalView(home), "en") as samkart:
        with pytest.warns(UnlinkedTwin, match="pic-900000007 «Hogskolan Vast»") as caught:
            card = samkart.show("Högskolan Väst")
            again = samkart.show("Högskolan Väst")
        assert len(caught) == 1
        section = card["actor/unlinked-twins"].records()
        assert section == told["sections"]["actor/unlinked-twins"]
        assert section == again["actor/unlinked-twins"].records()
        with pytest.warns(UnlinkedTwin, match="hoegskolan-vaest «Högskolan Väst»"):
            assert section == samkart.ask("actor/unlinked-twins", actor="900000007").records()
        rows = samkart.query("SELECT ?a ?b { ?b sk:possiblySameAs ?a } ORDER BY ?a")
        stated = [tuple(term.value.removeprefix(f"{SKD}actor/") for term in row) for row in rows]
        asked = [
            (str(row["known"]).removeprefix(f"{SKD}actor/"), str(row["twin"]).removeprefix(f"{SKD}actor/"))
            for row in samkart.ask("actor/unlinked-twins")
        ]
        answer = samkart.ask("hygiene/duplicate-actors")
        found = [
            (str(row["actor"]).removeprefix(f"{SKD}actor/"), str(row["duplicate"]).removeprefix(f"{SKD}actor/"))
            for row in answer
        ]
        assert stated == asked == found == TWINS
        assert all(_unjudged(samkart, answer, row) for row in answer.rows)  # warnings of kg check


@pytest.mark.parametrize(
    "command",
    [
        ("who", "Högskolan Väst"),
        ("query", "actor/projects", "-p", "actor=Högskolan Väst"),
        ("compare", "Högskolan Väst", "Asker"),
        ("suggest", "partners", "Högskolan Väst"),
    ],
    ids=lambda command: command[0],
)
def test_every_verb_names_the_twin_once(run: Run, home: Path, command: tuple[str, ...]) -> None:
    code, _, err = run(*command, "--store", home)
    assert (code, err.count("pic-900000007"), err.count("note:")) == (0, 1, 1)


def test_a_judgement_of_the_user_settles_it(run: Run, home: Path, tmp_path: Path) -> None:
    judged = own_copy(home, tmp_path / "home")
    own = own_judgements(judged)
    own.parent.mkdir()
    rows = [
        ("cordis:pic/900000007", "actor/hoegskolan-vaest", "same"),
        ("cordis:pic/900000008", "actor/institutt-for-energiteknikk", "different"),
    ]
    lines = ["\t".join(COLUMNS), *("\t".join((*row, "seen", "tests", "2024-01-01")) for row in rows)]
    own.write_text("\n".join(lines) + "\n", "utf-8")
    code, out, err = run("query", "actor/unlinked-twins", "--format", "json", "--store", judged)
    assert (code, json.loads(out)) == (0, [])
    code, out, err = run("show", "900000007", "--format", "json", "--store", judged)
    assert (code, json.loads(out)["iri"], err) == (0, entity("actor", "hoegskolan-vaest"), "")
    assert run("show", "institutt-for-energiteknikk", "--store", judged)[1].startswith("Institutt for energiteknikk")
    own.write_text("\n".join([lines[0], lines[1].replace("hoegskolan-vaest", "nobody")]) + "\n", "utf-8")
    code, _, err = run("build", "--store", judged)
    assert code == 1 and "row 2, column right: 'actor/nobody' names no actor" in err

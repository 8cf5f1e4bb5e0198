"""Who an organisation is does not depend on which source is read first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.progress import quiet
from kg.session import Session
from kg.sources.cordis.reading import Filters
from kg.store.build import build
from kg.store.imports import import_files
from kg.store.view import LocalView
from tests.store.downloads import download, small_inputs

ONE = ("900000001", "One Body", "NO", "")
TWO = ("900000002", "Two University", "SE", "")


@pytest.mark.parametrize("numbered", ["HORIZON", "H2020"])
def test_a_number_beside_a_pic_in_either_source_is_that_of_the_pic_in_both(numbered: str, tmp_path: Path) -> None:
    folders = [
        download(tmp_path / framework, framework, {project: [ONE, TWO]})
        for framework, project in (("HORIZON", "101999991"), ("H2020", "800000001"))
    ]
    table = tmp_path / numbered / "organization.csv"
    table.write_text(table.read_text("utf-8").replace('"900000001";""', '"900000001";"NO970542507MVA"'), "utf-8")
    exports = []
    for order in (folders, folders[::-1]):
        folder = tmp_path / order[0].name.lower()
        folder.mkdir()
        inputs = small_inputs(folder)
        build(folder / "home", inputs, quiet)
        for each in order:
            only = Filters(countries=("NO", "SE"))
            import_files(
                folder / "home", inputs, [each], family="cordis", filters=only, progress=quiet, report=lambda _: None
            )
        with LocalView(folder / "home") as view:
            session = Session(view)
            exports.append(session.rdf("nquads"))
            projects = {str(row["project"]) for row in session.ask("actor/projects", actor="hamaroey")}
        assert projects >= {f"https://w3id.org/samkart/id/project/cordis-{n}" for n in (101999991, 800000001)}
    assert exports[0] == exports[1]

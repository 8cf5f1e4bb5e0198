"""The main commands over the embedded graph answer the same on engines of others as on the store, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _engines import Engine, Missing, serving

from tests.cli.conftest import Run

pytestmark = pytest.mark.slow
EVERYWHERE = (
    "who Bærum --limit 8",
    "who asker --at 2020-06-12 --evidence --limit 2",
    "show Eurocities --limit 5",
    "find tampere --format tsv",
    "path Asker Tampere --limit 2",
    "themes asker",
    "networks asker",
    "programmes --theme climate-mitigation",
    "compare asker baerum",
    "coverage baerum",
    "network",
    "stats",
    "query network/members -p network=eurocities -p country=NO",
    "export --incidence",
)
ONCE = (
    "show asker",
    "conflicts",
    "region asker baerum",
    "gaps baerum",
    "suggest partners asker --theme circular-economy --kind municipality --abroad --limit 3",
    "suggest networks asker",
    "map Asker --at 2020-06-12 -o {}.json",
    "map --mode country -o {}.gexf",
    "chart Bærum -o {}.svg",
    "brief Asker -o {}.md",
    "communities",
    "levels",
    "changes",
)
"""Asked of one engine, since they take seconds each: most fetch all ties anew."""
ENGINES = {"Oxigraph": EVERYWHERE, "Jena": (*EVERYWHERE, *ONCE)}


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, embedded_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Engine]]:
    """An engine over the embedded graph, in a process of its own."""
    try:
        with serving(request.param, embedded_home, tmp_path_factory.mktemp("engine")) as served:
            yield request.param, served
    except Missing as missing:
        pytest.skip(str(missing))


def test_the_main_commands_answer_alike(
    run: Run, engine: tuple[str, Engine], embedded_home: Path, tmp_path: Path
) -> None:
    name, served = engine
    for command in ENGINES[name]:
        outputs = []
        for folder, where in (("here", ("--store", embedded_home)), ("there", ("--endpoint", served.address))):
            (tmp_path / folder).mkdir(exist_ok=True)
            code, out, err = run(*command.format(tmp_path / folder / "made").split(), *where)
            assert code == 0, f"{command}: {err}"
            made = sorted((tmp_path / folder).iterdir())
            outputs.append((out, [(file.name, file.read_bytes()) for file in made]))
            for file in made:
                file.unlink()
        assert outputs[0] == outputs[1], f"{name} answers otherwise: kg {command}"
        assert outputs[0][0] or outputs[0][1], f"kg {command} answers with nothing"

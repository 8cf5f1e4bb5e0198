"""Whether `suggest consortium` finds the members that real consortia then had: a table of measures.

    python benchmarks/suggest_consortia.py [--choose] [CASES]

A case is a project of Horizon Europe that began from 2025 on (with `--choose`: in 2024, where the weights were chosen)
whose coordinator, and at least three others, had been in projects before. What is known is what began earlier. Every
method is told the coordinator, and the project's themes, programme part and title; it names seven others, and those who
were in the project are right. Members who were new are left out: nobody could have named them. At most CASES (300)
projects are drawn (seeded), and as many of those that a public body coordinates or that a municipality known before is
in. In brackets: the middle 95 % of 1,000 bootstrap samples of projects.
"""

from __future__ import annotations

import sys
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from _common import HORIZON, table
from _suggest_data import PUBLIC, Data, _rows, _sample, horizon

from kg.model.tie import COORDINATING
from kg.questions.sentence.words import words_in
from kg.resources import queries_dir
from kg.suggest.choosing import Conditions, Objective, choose
from kg.suggest.matrices import ActorMatrices, prepare
from kg.suggest.partners import partner_scores
from kg.suggest.titles import TitleIndex
from kg.suggest.wish import Wish, weighed

PERIODS = {"choose": ("2024-01-01", "2025-01-01"), "test": ("2025-01-01", "9999")}
SIZE = 8
LEAST = 3
MEASURES = ("recall", "precision", "countries", "pairs that had met", "themes not covered")


@dataclass(frozen=True)
class Case:
    """A project, its coordinator and its other members known before, by place."""

    project: str
    coordinator: int
    members: frozenset[int]


def cases(data: Data, day: str, until: str) -> tuple[ActorMatrices, list[Case]]:
    """What was known on a day, and the projects that began from then on and before another, by number."""
    before = [tie for tie in data.ties if (tie.start or "") < day]
    there = {tie.actor for tie in before}
    kept = there | {tie.hub for tie in before}
    prepared = prepare(before, {key: node for key, node in data.nodes.items() if key in kept}, today=day)
    members: defaultdict[str, set[str]] = defaultdict(set)
    leads: dict[str, str] = {}
    for tie in sorted(data.ties, key=lambda each: each.tie):
        if day <= (tie.start or "") < until:
            members[tie.hub].add(tie.actor)
            if tie.role in COORDINATING:
                leads.setdefault(tie.hub, tie.actor)
    found = []
    for project in sorted(members):
        lead = leads.get(project, "")
        others = frozenset(prepared.place_of[actor] for actor in members[project] & there - {lead})
        if lead in there and len(others) >= LEAST:
            found.append(Case(project, prepared.place_of[lead], others))
    return prepared, found


def methods(prepared: ActorMatrices, case: Case, data: Data, index: TitleIndex, title: str) -> dict[str, list[int]]:
    """The seven others that each method names for a case."""
    node, ego = data.nodes[case.project], case.coordinator
    wish = Wish(
        themes=weighed(dict.fromkeys(node.themes, 1)),
        below={theme: (theme,) for theme in node.themes},
        programme=node.programmes,
    )
    matching = index.matches(title)
    _parts, partner = partner_scores(prepared, ego, theme=node.themes, programme=node.programmes)
    met = np.zeros(len(prepared.ids), dtype=bool)
    met[prepared.met[[ego]].indices] = True

    def first(values: Any, leave_out: Any = None) -> list[int]:
        values = np.where(leave_out, -np.inf, values) if leave_out is not None else np.array(values, dtype=float)
        values[ego] = -np.inf
        return [int(place) for place in np.argsort(-values, kind="stable")[: SIZE - 1]]

    def consortium(**more: Any) -> list[int]:
        objective = Objective(prepared, [ego], wish, matching)
        everybody = np.ones(len(prepared.ids), dtype=bool)
        return list(choose(objective, [ego], everybody, Conditions(size=SIZE, countries=3, **more)).places)

    together = np.zeros(len(prepared.ids))
    for tie in prepared.ties_of[prepared.ids[ego]]:
        together[sorted({prepared.place_of[each.actor] for each in prepared.ties_at[tie.hub]})] += 1
    return {
        "popularity (projects)": first(prepared.many),
        "worked with most often": first(together + 1e-6 * prepared.many),
        "best partners, new ones only": first(partner, met),
        "best partners, past ones too": first(partner),
        "consortium": consortium(),
        "consortium, without conditions": consortium(sides=False, themes=False),
    }


def measured(prepared: ActorMatrices, case: Case, themes: Sequence[str], found: Sequence[int]) -> list[float]:
    """`MEASURES` of the seven others (fewer where fewer were named) and of the coordinator with them."""
    hits = len(set(found) & case.members)
    everybody = [case.coordinator, *found]
    countries = {str(prepared.country[place]) for place in everybody} - {""}
    pairs = len(everybody) * (len(everybody) - 1) / 2
    known = prepared.met[everybody][:, everybody].nnz / 2
    lacking = [t for t in themes if not prepared.themes.have([t])[everybody].any()]
    uncovered = len(lacking) / len(themes) if themes else np.nan
    return [hits / len(case.members), hits / (SIZE - 1), len(countries), known / pairs if pairs else 0.0, uncovered]


def show(title: str, results: Mapping[str, Any]) -> None:
    """A table of means, with intervals for recall and precision, and how the set differs from the best list."""
    count = len(next(iter(results.values())))
    print(f"\n**{title}** ({count} projects)\n")
    lots = np.random.default_rng(13).integers(0, count, (1000, count))
    lines = []
    for name, values in results.items():
        low, high = np.percentile(values[lots][:, :, :2].mean(axis=1), (2.5, 97.5), axis=0)
        means = np.nanmean(values, axis=0)
        cells = [f"{means[n]:.3f} ({low[n]:.3f}–{high[n]:.3f})" for n in (0, 1)]
        lines.append([name, *cells, f"{means[2]:.1f}", f"{means[3]:.2f}", f"{means[4]:.2f}"])
    table(["method", *MEASURES], lines)
    others = [name for name in results if not name.startswith("consortium")]
    best = max(others, key=lambda name: results[name][:, 0].mean())
    for name in (name for name in results if name.startswith("consortium")):
        gap = results[name][:, 0] - results[best][:, 0]
        low, high = np.percentile(gap[lots].mean(axis=1), (2.5, 97.5))
        print(f"{name} less {best}, recall: {gap.mean():+.3f} ({low:+.3f} to {high:+.3f})")


def main() -> None:
    given = [word for word in sys.argv[1:] if word != "--choose"]
    most = int(given[0]) if given else 300
    data = horizon()
    with zipfile.ZipFile(HORIZON) as archive:
        titles = {row["id"]: (row["title"], row["acronym"]) for row in _rows(archive, "project.csv")}
    prepared, every = cases(data, *PERIODS["choose" if "--choose" in sys.argv else "test"])
    before = {tie.hub for ties in prepared.ties_of.values() for tie in ties}
    index = TitleIndex({project: titles[project] for project in before}, words_in(queries_dir()).analysers)
    kinds = [node.kind for node in prepared.nodes]
    public = [
        case
        for case in every
        if kinds[case.coordinator] in PUBLIC or any(kinds[place] == "Municipality" for place in case.members)
    ]
    groups = {
        f"drawn from {len(every)} projects": _sample(every, most),
        f"drawn from {len(public)} led by a public body, or with a municipality": _sample(public, most),
    }
    done: dict[str, dict[str, list[float]]] = {}
    for case in {case.project: case for cases_of in groups.values() for case in cases_of}.values():
        found = methods(prepared, case, data, index, " ".join(titles[case.project]))
        themes = data.nodes[case.project].themes
        done[case.project] = {name: measured(prepared, case, themes, places) for name, places in found.items()}
    for title, cases_of in groups.items():
        names = done[cases_of[0].project]
        show(title, {name: np.array([done[case.project][name] for case in cases_of]) for name in names})


if __name__ == "__main__":
    main()

"""Likeness of texts between organisations: titles, objectives and topics of the projects they had, BM25 and TF-IDF.

S. Robertson, H. Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009 (k₁ = 1.2, b = 0.75).
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from _common import HORIZON
from _suggest_data import World, _rows

K1, B, WORDS = 1.2, 0.75, 60
"""BM25's settings, and how many words of an organisation are asked with: those that tell it best from the others."""


def text_methods(world: World) -> dict[str, Callable[[Sequence[int]], Any]]:
    """BM25 and TF-IDF over what each organisation has done before, asked with what one has done."""
    from sklearn.feature_extraction.text import CountVectorizer

    prepared = world.prepared
    projects = sorted({t.hub for ties in prepared.ties_of.values() for t in ties if t.kind == "project"})
    read = CountVectorizer(min_df=5, max_df=0.2, max_features=20_000, stop_words="english", dtype=np.float32)
    texts = _texts()
    counts = sp.csr_array(prepared.present.astype(np.float32) @ read.fit_transform([texts[p] for p in projects]))
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(1 + (len(prepared.ids) - having + 0.5) / (having + 0.5))
    weighted = sp.csr_array(counts @ sp.diags_array(rarity))
    weighted.data = np.log1p(weighted.data)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    unit = sp.csr_array(sp.diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ weighted)
    total = np.asarray(counts.sum(axis=1)).ravel()
    spread = K1 * (1 - B + B * total / total[total > 0].mean())
    saturated = counts.copy()
    saturated.data = counts.data * (K1 + 1) / (counts.data + np.repeat(spread, np.diff(counts.indptr)))
    saturated = sp.csr_array(saturated @ sp.diags_array(rarity))

    def bm25(egos: Sequence[int]) -> Any:
        asked = weighted[list(egos)].toarray()
        cut = -np.sort(-asked, axis=1)[:, WORDS - 1 : WORDS]
        return (saturated @ ((asked >= cut) & (asked > 0)).T.astype(np.float32)).T

    return {"TF-IDF": lambda egos: (unit @ unit[list(egos)].T).toarray().T, "BM25": bm25}


def _texts() -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(HORIZON) as archive:
        for row in _rows(archive, "project.csv"):
            found[row["id"]] += [row["title"], row["objective"]]
        for row in _rows(archive, "euroSciVoc.csv"):
            found[row["projectID"]].append(row["euroSciVocTitle"])
    return {project: " ".join(parts) for project, parts in found.items()}

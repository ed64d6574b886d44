"""From segments and their vectors to a proposal: themes within themes, each with its name and its heart.

Everything here is computed from arrays and tables, in a process of its own if need be: nothing of the
project is read or written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.labels import distinctive, medoids
from workbench.discovery.map import layout
from workbench.discovery.naming import mostly_in_one_language, names
from workbench.discovery.units import TOO_SHORT

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]

#: What the transcriber noted and nobody said: "(rires)", "[elle se lève]".
_ASIDE = re.compile(r"[\[(][^\])]{0,80}[\])]")


@dataclass(frozen=True)
class Proposal:
    """Themes as a program sees them.

    `nodes`: one row a theme, parents first: parent (-1 at the top), level (0 coarsest: the first at
    which it stands by itself), stability, label, terms, medoids (rows of the table). `members`: one
    row a segment, as the table given: node (the finest), second (-1 for none), membership, reason, x,
    y, voice. `guided`: a row a need of the compass that several people
    voice: need, names, rows of the table, strength of each, stability, terms, medoids. `levels`: the
    granularities of the slider, `level` the place of the one proposed, `run` what repeats it.
    """

    nodes: pd.DataFrame
    members: pd.DataFrame
    guided: pd.DataFrame
    levels: list[float]
    level: int
    run: dict[str, Any]


def fold_duplicates(texts: list[str]) -> tuple[list[str], Ints]:
    """The texts without repetition, and for each given text its place among them.

    >>> fold_duplicates(["Oui.", "Non.", " oui. "])
    (['Oui.', 'Non.'], array([0, 1, 0]))
    """
    places: dict[str, int] = {}
    kept: list[str] = []
    inverse = []
    for text in texts:
        key = " ".join(text.casefold().split())
        if key not in places:
            places[key] = len(kept)
            kept.append(text)
        inverse.append(places[key])
    return kept, np.array(inverse, dtype=np.int64)


def propose(
    table: pd.DataFrame,
    vectors: NDArray[np.float32],
    inverse: Ints,
    voiced: Sequence[NDArray[np.float32]] = (),
    plain: NDArray[np.float32] | None = None,
    *,
    granularity: float | None = None,
    seed: int = 0,
) -> Proposal:
    """The themes of the segments of `table` (see `units`), none of them decided by anybody.

    `vectors`: unit rows of the texts without repetition, `inverse` the row of each segment among
    them, `voiced` those of the sentences of each need of the compass, `plain` those of what is ordinary.
    Segments under four words are left aside as too short and are attached afterwards.
    """
    import pandas as pd

    from workbench.discovery.themes import cluster, nearest

    words = table["words"].to_numpy()
    # A text said ten times weighs ten, and is compared once.
    weights = np.bincount(inverse, minlength=len(vectors)).astype(np.float64)
    long = np.zeros(len(vectors), dtype=bool)
    np.logical_or.at(long, inverse, words >= TOO_SHORT)
    rows = np.flatnonzero(long)
    found = cluster(vectors[rows], weights=weights[rows], granularity=granularity, seed=seed)
    levels = [found.at(g) for g in found.granularities] or [found]
    nodes, leaves = _nest(levels)
    finest = levels[-1]
    leaf = np.full(len(vectors), -1, dtype=np.int64)
    second, membership = leaf.copy(), np.zeros(len(vectors))
    reason = np.full(len(vectors), "too_short", dtype=object)
    leaf[rows] = leaves[finest.best]
    second[rows] = np.where(finest.second >= 0, leaves[np.maximum(finest.second, 0)], -1)
    membership[rows] = finest.membership
    reason[rows] = found.reasons
    short = np.flatnonzero(~long)
    if len(short) and len(rows):
        best, other, share = nearest(vectors[rows], vectors[short], finest.best)
        leaf[short] = leaves[best]
        second[short] = np.where(other >= 0, leaves[np.maximum(other, 0)], -1)
        membership[short] = share
    steps = np.array([abs(g - found.granularity) for g in found.granularities] or [0])
    level = int(steps.argmin())
    places = _places(vectors, leaf, second, membership, nodes, level)
    members = pd.DataFrame(
        {"node": leaf[inverse], "second": second[inverse], "membership": membership[inverse],
         "reason": reason[inverse], "x": places[inverse, 0], "y": places[inverse, 1]}
    )  # fmt: skip
    members["voice"] = _voices(table)
    described = describe(table, vectors[inverse], members, nodes)
    guided = _guided(table, vectors, inverse, voiced, plain, words >= TOO_SHORT, seed)
    return Proposal(
        described, members, guided, [float(g) for g in found.granularities], level, dict(found.run)
    )


def _places(
    vectors: NDArray[np.float32],
    leaf: Ints,
    second: Ints,
    membership: NDArray[np.float64],
    nodes: pd.DataFrame,
    level: int,
) -> NDArray[np.float32]:
    """Where the segments lie: gathered by the themes of the level proposed, which one sees first."""
    parents = dict(enumerate(nodes["parent"].tolist()))
    up = ancestors(parents, dict(enumerate(nodes["level"].tolist())), level)
    shown = {theme: at for at, theme in enumerate(sorted({up[int(node)] for node in leaf if node >= 0}))}

    def place(of: Ints) -> Ints:
        return np.array([shown.get(up.get(int(node), -1), -1) for node in of], dtype=np.int64)

    best, other = place(leaf), place(second)
    # Within one theme there is nothing to lean to.
    return layout(vectors, best, np.where(other == best, -1, other), membership)


def describe(
    table: pd.DataFrame, vectors: NDArray[np.float32], members: pd.DataFrame, nodes: pd.DataFrame
) -> pd.DataFrame:
    """The nodes with what they are called by: label, terms, medoids (rows of `table`).

    `nodes` has parent and level; `vectors` are aligned to `table`.
    """
    counts, terms = _counted(table)
    people = table["case_id"].fillna(0).to_numpy(dtype=np.int64)
    told = members["reason"].isin(["", "between"]).to_numpy()
    named: dict[int, list[str]] = {}
    own: dict[int, set[str]] = {}
    hearts: dict[int, list[int]] = {}
    for groups in _by_level(members["node"].to_numpy(), nodes):
        groups = np.where(told, groups, -1)
        named |= distinctive(counts, terms, groups, people)
        own |= mostly_in_one_language(counts, terms, groups, table["language"].tolist())
        hearts |= medoids(vectors, groups, people)
    found = nodes.copy()
    found["terms"] = [named.get(node, []) for node in nodes.index]
    found["medoids"] = [hearts.get(node, []) for node in nodes.index]
    found["label"] = names(found["terms"].tolist(), [own.get(node, set()) for node in nodes.index])
    return found


def _guided(
    table: pd.DataFrame,
    vectors: NDArray[np.float32],
    inverse: Ints,
    voiced: Sequence[NDArray[np.float32]],
    plain: NDArray[np.float32] | None,
    long: NDArray[np.bool_],
    seed: int,
) -> pd.DataFrame:
    """The groups of the compass, a row a need that at least two people voice."""
    import pandas as pd

    from workbench.discovery.compass import read

    people = table["case_id"].fillna(0).to_numpy(dtype=np.int64)
    said = np.flatnonzero(long)
    rows: list[dict[str, Any]] = []
    columns = ["need", "names", "rows", "strength", "stability", "heard"]
    if voiced and len(said):
        for found in read(vectors[inverse[said]], list(voiced), plain, seed=seed):
            mine = said[found.rows]
            if len(np.unique(people[mine])) > 1:
                rows.append(dict(zip(columns, (found.need.key, found.need.names, mine, found.strength,
                                               found.stability, found.heard), strict=True)))  # fmt: skip
    groups = pd.DataFrame(rows, columns=columns)
    terms, hearts = [], []
    for mine in groups["rows"]:
        # Each against all the others: a segment may speak of two needs.
        inside = np.full(len(table), 1, dtype=np.int64)
        inside[mine] = 0
        terms.append(inside)
        heard: dict[int, int] = {}
        for row in mine:
            heard.setdefault(int(people[row]), int(row))
        hearts.append(list(heard.values())[:3])
    groups["medoids"] = pd.Series(hearts, index=groups.index, dtype=object)
    groups["terms"] = pd.Series(_terms_against(table, terms, people), index=groups.index, dtype=object)
    return groups


def _terms_against(table: pd.DataFrame, splits: list[Ints], people: Ints) -> list[list[str]]:
    if not splits:
        return []
    counts, terms = _counted(table)
    return [distinctive(counts, terms, split, people)[0] for split in splits]


def _counted(table: pd.DataFrame) -> tuple[Any, list[str]]:
    from workbench.lexical.tokens import count

    spoken = [_ASIDE.sub(" ", text) for text in table["text"]]
    return count(spoken, table["language"].tolist())


def ancestors(parents: dict[int, int], levels: dict[int, int], level: int) -> dict[int, int]:
    """For each node, the one that stands for it at `level`: itself or the first above that is coarse enough.

    >>> ancestors({1: -1, 2: 1, 3: 1}, {1: 0, 2: 1, 3: 1}, 0)
    {1: 1, 2: 1, 3: 1}
    """
    found = {}
    for node in parents:
        at = node
        while levels[at] > level and parents[at] in parents:
            at = parents[at]
        found[node] = at
    return found


def _nest(levels: list[Any]) -> tuple[pd.DataFrame, Ints]:
    """Nodes from nested levels: a theme that stays whole from one level to the next is one node."""
    import pandas as pd

    rows: list[tuple[int, int, float]] = []
    above: Ints | None = None
    for level, clustering in enumerate(levels):
        labels = clustering.best
        themes = int(labels.max()) + 1 if len(labels) else 0
        here = np.full(max(themes, 1), -1, dtype=np.int64)
        for theme in range(themes):
            mine = np.flatnonzero(labels == theme)
            if not len(mine):
                continue
            parent = int(above[mine[0]]) if above is not None else -1
            if above is not None and (above == parent).sum() == len(mine):
                here[theme] = parent
                continue
            here[theme] = len(rows)
            stability = clustering.stability["stability"]
            rows.append((parent, level, float(stability.get(theme, np.nan))))
        above = here[labels] if len(labels) else np.zeros(0, dtype=np.int64)
    frame = pd.DataFrame(rows, columns=["parent", "level", "stability"])
    return frame, here


def _by_level(leaves: Ints, nodes: pd.DataFrame) -> list[Ints]:
    parents: dict[int, int] = dict(enumerate(nodes["parent"].tolist()))
    at: dict[int, int] = dict(enumerate(nodes["level"].tolist()))
    found = []
    for level in sorted(set(at.values())):
        up = ancestors(parents, at, level)
        found.append(np.array([up.get(int(leaf), -1) for leaf in leaves], dtype=np.int64))
    return found


def _voices(table: pd.DataFrame) -> list[str]:
    from workbench.discovery.expectations import voice

    return [
        voice(text, language).label for text, language in zip(table["text"], table["language"], strict=True)
    ]

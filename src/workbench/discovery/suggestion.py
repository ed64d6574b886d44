"""Segments that a code may fit, learned from its codings, and how far such suggestions can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from workbench.discovery.embed import Progress, vectors
from workbench.discovery.units import TOO_SHORT, units
from workbench.errors import Cancelled, Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref

if TYPE_CHECKING:
    import pandas as pd

#: With fewer examples a code can only be searched by likeness.
LEAST = 3
_FOLDS = 5
_COLUMNS = ("source_id", "start", "end", "verbatim", "case", "speaker", "probability", "why", "example",
            "example_source", "example_start", "example_end")  # fmt: skip


def suggest(
    project: Project,
    code: Ref,
    n: int = 20,
    *,
    model: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> pd.DataFrame:
    """The segments most worth showing to whoever codes `code`: half the likeliest, half the most unsure.

    Columns: source_id, start, end, verbatim, case, speaker, probability (0 to 1), why ("likely",
    "unsure", "alike"), example, example_source, example_start, example_end (the nearest segment a
    person has coded). Learned from confirmed codings and from answers (logistic regression on the
    vectors, classes balanced); with under three examples, segments like them or like the definition of
    the code. What has that code already, or was answered no, is left out. `progress` and `cancelled` are
    those of `embed`, for segments read for the first time. Raises Invalid for a code without any example
    or definition, Cancelled, NotFound, Ambiguous.

    >>> suggest(project, "être rappelé", 10)["verbatim"]                   # doctest: +SKIP
    """
    import pandas as pd

    table, row, positive, negative = _labelled(project, code)
    examples = _examples(project, row.id)
    if not positive.any() and not (row.definition or row.example).strip():
        raise Invalid("discovery.few_examples", code=row.name, n=0, least=1)
    open_ = np.flatnonzero(~positive & ~negative & (table["words"].to_numpy() >= TOO_SHORT))
    if not open_.size:
        return pd.DataFrame(columns=list(_COLUMNS))
    rows = vectors(project, table["text"].tolist(), model, executor, progress, cancelled)
    if positive.sum() >= LEAST:
        chance = _chances(rows, positive, negative)
    else:
        texts = [text for _, _, _, text in examples] or [f"{row.name}. {row.definition} {row.example}"]
        near = np.asarray(rows @ vectors(project, texts, model, executor).T).max(axis=1)
        # A rank and no probability: so few examples say only what is more alike.
        chance = near.argsort(kind="stable").argsort(kind="stable") / max(len(near) - 1, 1)
    _stop(cancelled)
    likely = open_[np.lexsort((open_, -np.round(chance[open_], 6)))]
    unsure = open_[np.lexsort((open_, np.round(np.abs(chance[open_] - 0.5), 6)))]
    few = positive.sum() < LEAST
    half = list(likely[:n]) if few else list(likely[: (n + 1) // 2])
    chosen = half + [i for i in unsure if i not in set(half)][: n - len(half)]
    found = table.iloc[chosen][["source_id", "start", "end", "case", "speaker"]].reset_index(drop=True)
    found.insert(3, "verbatim", table["text"].iloc[chosen].tolist())
    found["probability"] = chance[chosen]
    found["why"] = ["alike" if few else "likely" if i in set(half) else "unsure" for i in chosen]
    nearest = _nearest(
        rows[chosen], vectors(project, [e[3] for e in examples], model, executor) if examples else None
    )
    for at, name in enumerate(("example_source", "example_start", "example_end", "example")):
        found[name] = [examples[i][at] if i is not None else None for i in nearest]
    return found.astype({"source_id": "int64"})[list(_COLUMNS)]


def answer_suggestion(project: Project, code: Ref, source_id: int, start: int, end: int, yes: bool) -> int:
    """The id of the coding by which a person answers: confirmed for yes, rejected for no.

    A no is remembered, teaches the next suggestions and is counted nowhere.

    >>> answer_suggestion(project, "être rappelé", 3, 120, 210, yes=True)  # doctest: +SKIP
    57
    """
    c = schema.coding.c
    with project.gesture("answer_suggestion") as g:
        if g.coder is None:
            raise Invalid("discovery.no_coder")
        row = find.row(g.connection, schema.code, code)
        source = find.row(g.connection, schema.source, source_id)
        g.params = {"code": row.name}
        status = "confirmed" if yes else "rejected"
        there = g.connection.execute(
            select(c.id).where(
                c.source_id == source.id, c.start == start, c.end == end, c.code_id == row.id,
                c.coder_id == g.coder.id,
            )
        ).scalar()  # fmt: skip
        if there is not None:
            g.update(schema.coding, [there], {"status": status})
            return int(there)
        values = {"source_id": source.id, "start": start, "end": end, "code_id": row.id,
                  "coder_id": g.coder.id, "status": status}  # fmt: skip
        return g.insert(schema.coding, [values])[0]


def unanswered(project: Project, code: Ref, places: Sequence[tuple[int, int, int]]) -> list[bool]:
    """For each place (source, start, end) whether nobody has said yet if it is a case of the code.

    >>> unanswered(project, "être rappelé", [(3, 120, 210)])               # doctest: +SKIP
    [True]
    """
    import pandas as pd

    with project.read() as connection:
        row = find.row(connection, schema.code, code)
    codings = project.codings(code=row.id)
    table = pd.DataFrame(places, columns=["source_id", "start", "end"])
    return [bool(one) for one in ~_touched(table, codings[codings["status"] != "proposed"])]


def evaluate_suggestions(
    project: Project,
    code: Ref,
    *,
    model: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> pd.DataFrame:
    """How well suggestions for a code would have found codings that were held out.

    Index: "vectors", "words" (TF-IDF of words, the baseline) and, where two coders have coded the same
    sources with it, "coders" (one coder read as guessing the other). Columns: precision, recall, f1,
    average_precision (NaN for coders), examples, people. Held out by five folds that never part the
    words of one person, where five people have examples. `progress(done, total, seconds_left)` is told
    of segments read for the first time, then of folds. Raises Invalid with fewer than ten examples or
    where every segment is one, Cancelled when `cancelled` says so.

    >>> evaluate_suggestions(project, "être rappelé").round(2)             # doctest: +SKIP
    """
    import pandas as pd
    from sklearn.metrics import average_precision_score, precision_recall_fscore_support
    from sklearn.model_selection import GroupKFold, StratifiedKFold

    table, row, positive, _ = _labelled(project, code)
    if positive.sum() < 2 * _FOLDS:
        raise Invalid("discovery.few_examples", code=row.name, n=int(positive.sum()), least=2 * _FOLDS)
    if positive.all():
        raise Invalid("discovery.all_examples", code=row.name)
    people = table["case_id"].fillna(0).to_numpy(dtype=np.int64)
    by_person = len(np.unique(people[positive])) >= _FOLDS
    folds: Any = GroupKFold(_FOLDS) if by_person else StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    splits = list(folds.split(people, positive, people if by_person else None))
    features = {
        "vectors": vectors(project, table["text"].tolist(), model, executor, progress, cancelled),
        "words": _tfidf(table["text"].tolist()),
    }
    rows = {}
    for step, (name, matrix) in enumerate(features.items()):
        chance = np.zeros(len(table))
        for at, (learn, test) in enumerate(splits):
            _stop(cancelled)
            if progress:
                progress(step * _FOLDS + at, len(features) * _FOLDS, None)
            chance[test] = _fit(matrix[learn], positive[learn]).predict_proba(matrix[test])[:, 1]
        p, r, f, _ = precision_recall_fscore_support(
            positive, chance >= 0.5, average="binary", zero_division=0
        )
        rows[name] = {"precision": p, "recall": r, "f1": f,
                      "average_precision": average_precision_score(positive, chance)}  # fmt: skip
    agreed = _between_coders(project, row.id, table)
    if agreed:
        rows["coders"] = {**agreed, "average_precision": np.nan}
    found = pd.DataFrame.from_dict(rows, orient="index")
    return found.assign(examples=int(positive.sum()), people=len(np.unique(people[positive])))


def neighbours(
    project: Project,
    source_id: int,
    start: int,
    end: int,
    n: int = 20,
    *,
    model: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> pd.DataFrame:
    """The segments most like a stretch of a source, the nearest first: reading from one to the next.

    Columns as in `units`, and likeness (cosine, -1 to 1: to order by, not to compare between projects).
    The first reading computes the vectors: `progress` and `cancelled` as in `embed`, Cancelled raised too.

    >>> neighbours(project, 3, 120, 210)["text"]                           # doctest: +SKIP
    """
    table = units(project)
    # One call for all, so that a model is loaded once and the progress goes once to its end.
    texts = [project.verbatim(source_id, start, end), *table["text"]]
    rows = vectors(project, texts, model, None, progress, cancelled)
    table["likeness"] = rows[1:] @ rows[0]
    apart = (table["source_id"] != source_id) | (table["end"] <= start) | (table["start"] >= end)
    long = table["words"] >= TOO_SHORT
    order = ["likeness", "source_id", "start"]
    return table[apart & long].sort_values(order, ascending=[False, True, True], kind="stable").head(n)


def _stop(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled("discovery.cancelled")


def _labelled(project: Project, code: Ref) -> tuple[pd.DataFrame, Any, NDArray[np.bool_], NDArray[np.bool_]]:
    """The units, the code's row, and which units people said yes and no to."""
    with project.read() as connection:
        row = find.row(connection, schema.code, code)
    table = units(project)
    codings = project.codings(code=row.id)
    yes = codings[codings["status"] == "confirmed"]
    no = codings[codings["status"] == "rejected"]
    positive = _touched(table, yes)
    return table, row, positive, _touched(table, no) & ~positive


def _touched(table: pd.DataFrame, codings: pd.DataFrame) -> NDArray[np.bool_]:
    found = np.zeros(len(table), dtype=bool)
    sources, starts, ends = (table[name].to_numpy() for name in ("source_id", "start", "end"))
    for source, a, b in zip(codings["source_id"], codings["start"], codings["end"], strict=True):
        found |= (sources == source) & (starts < b) & (ends > a)
    return found


def _examples(project: Project, code: int) -> list[tuple[int, int, int, str]]:
    codings = project.codings(code=code)
    kept = codings[codings["status"] == "confirmed"]
    return [
        (int(s), int(a), int(b), project.verbatim(int(s), int(a), int(b)))
        for s, a, b in zip(kept["source_id"], kept["start"], kept["end"], strict=True)
    ]


def _chances(rows: Any, positive: NDArray[np.bool_], negative: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The chance of each row; what nobody judged counts as a no, but lightly."""
    weights = np.where(positive | negative, 1.0, 0.2)
    chance: NDArray[np.float64] = _fit(rows, positive, weights).predict_proba(rows)[:, 1]
    return chance


def _fit(rows: Any, positive: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> Any:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
    return model.fit(rows, positive, sample_weight=weights)


def _tfidf(texts: list[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, strip_accents="unicode").fit_transform(texts)


def _nearest(rows: Any, examples: Any) -> list[int | None]:
    if examples is None:
        return [None] * len(rows)
    return [int(i) for i in np.round(np.asarray(rows @ examples.T), 6).argmax(axis=1)]


def _between_coders(project: Project, code: int, table: pd.DataFrame) -> dict[str, float] | None:
    """How well the coder with most codings of this code finds those of the next, in sources of both."""
    from sklearn.metrics import precision_recall_fscore_support

    codings = project.codings(code=code)
    codings = codings[codings["status"] == "confirmed"]
    coders = codings["coder_id"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index
    if len(coders) < 2:
        return None
    one, two = (codings[codings["coder_id"] == coder] for coder in coders[:2])
    shared = set(one["source_id"]) & set(two["source_id"])
    here = table["source_id"].isin(shared).to_numpy()
    if not shared:
        return None
    p, r, f, _ = precision_recall_fscore_support(
        _touched(table, two)[here], _touched(table, one)[here], average="binary", zero_division=0
    )
    return {"precision": p, "recall": r, "f1": f}

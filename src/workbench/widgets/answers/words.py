"""What the page of words asks to see: lines, counts, comparisons, the graph, the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from workbench import lexical
from workbench.lexical import cloud as clouds
from workbench.lexical import drawing, full_text
from workbench.lexical.reducing import Reduce
from workbench.widgets import rows
from workbench.widgets.messages import action
from workbench.widgets.opening import opening
from workbench.widgets.words_view import WordsView

if TYPE_CHECKING:
    import pandas as pd

#: More rows than this are read in a file, not on a page.
_ROWS = 20_000
#: Of a project too large to be read at once, this many lines are looked for.
_LINES = 2_000
_LINE = ("left", "keyword", "right", "source_id", "source", "start", "end", "passage_id", "case", "speaker")
_FREQUENCY = ("term", "uses", "per_10000", "segments", "people", "sources", "top_person", "hapax")
_SCORE = ("term", "part", "uses", "total", "expected", "score", "q", "people", "top_person", "top_share")
Index = Literal["cooccurrence", "jaccard", "cosine", "pmi", "chi2"]


@action
def start_words(view: WordsView) -> dict[str, Any]:
    """What the page shows before anything is counted."""
    project = view.project
    with project.read():
        people, attributes = rows.cases(view)
        sources = project.sources()
        first = view.first_source if view.first_source in sources.index else None
        if first is not None:
            view.choice["sources"] = [first]
        return {
            **opening(view, view.last_codings()),
            "people": people,
            "attributes": attributes,
            "sources": [{"id": i, "name": name} for i, name in sources["name"].items()],
            "choice": {**view.choice},
        }


@action
def count_what(
    view: WordsView,
    *,
    sources: list[int] | None = None,
    cases: list[int] | None = None,
    codes: list[int] | None = None,
    moderators: bool = False,
    reduce: Reduce = "lemma",
    stop: bool = True,
    expressions: bool = True,
) -> None:
    """Say whose words are counted from now on, and how."""
    where = {"sources": sources, "cases": cases, "codes": codes}
    choice = lexical.Choice(moderators=moderators, reduce=reduce, stop=stop, expressions=expressions)
    choice.update({name: ids for name, ids in where.items() if ids is not None})  # type: ignore[typeddict-item]
    view.choice = choice


@action
def lines(
    view: WordsView,
    *,
    id: int,
    query: str,
    sort: Literal["place", "left", "right"] = "place",
    offset: int = 0,
    limit: int = 100,
) -> dict[str, Any]:
    """The places where a query is met, in their context."""
    most = _LINES if full_text.is_large(view.project) else None

    def find() -> pd.DataFrame:
        return lexical.concordance(
            view.project, query, sort=sort, limit=most, width=90,
            progress=view.progress(id), cancelled=lambda: id in view.cancelled, **view.scope,
        )  # fmt: skip

    found = view.result("lines", find, query, sort, job=id)
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 500))]
    who = found["case_id"].astype("str").where(found["case_id"].notna(), found["speaker"] + found["source"])
    each = who.value_counts()
    top = (
        found.loc[(who == each.index[0]).to_numpy(), ["case", "speaker", "source"]].iloc[0]
        if len(each)
        else None
    )
    return {
        "total": len(found),
        "more": len(found) == most,
        "people": len(each),
        "sources": int(found["source_id"].nunique()),
        "top_person": "" if top is None else top["case"] or top["speaker"] or top["source"],
        "top_uses": int(each.iloc[0]) if len(each) else 0,
        "rows": [
            {**dict(zip(_LINE, values, strict=True)), "time": rows.number(time)}
            for *values, time in zip(*(page[name].tolist() for name in (*_LINE, "time_start")), strict=True)
        ],
    }


def frequency_table(view: WordsView, job: int | None = None) -> pd.DataFrame:
    """The frequencies as the page shows them."""
    return view.result("frequencies", lambda: lexical.frequencies(view.project, **view.choice), job=job)


@action
def frequencies(view: WordsView, *, id: int) -> dict[str, Any]:
    """How often each word is said, and by whom."""
    table = frequency_table(view, id)
    shown = table.head(_ROWS)
    return {
        "total": len(table),
        "uses": int(table["uses"].sum()),
        "columns": {name: shown[name].tolist() for name in _FREQUENCY}
        | {"top_uses": (shown["uses"] * shown["top_share"]).round().astype(int).tolist()},
    }


@action
def cloud(view: WordsView, *, id: int, most: int = 150) -> list[Any]:
    """The most used words, and where they stand in a cloud 1000 wide and 520 high."""
    table = frequency_table(view, id).head(max(1, min(most, 300)))
    placed = clouds.cloud(table["term"].tolist(), table["uses"].tolist())
    said = table[["term", "uses", "people", "top_person", "top_share"]]
    return placed.merge(said, left_on="word", right_on="term").to_dict("records")


def specificity_table(view: WordsView, by: str, least: int, job: int | None = None) -> pd.DataFrame:
    """The specificities as the page shows them; `by` as in the lists of the page ("attribute:age")."""
    named = by.removeprefix("attribute:")
    return view.result(
        "specificities",
        lambda: lexical.specificity(view.project, named, least=least, **view.choice),
        by, least, by=[by.partition(":")[0]], job=job,
    )  # fmt: skip


@action
def specificities(view: WordsView, *, id: int, by: str, least: int = 5) -> dict[str, Any]:
    """Which words each part says more, or less, than chance would have it."""
    table = specificity_table(view, by, max(1, least), id)
    shown = table.head(_ROWS)
    columns = {name: shown[name].round(4).tolist() for name in _SCORE if name not in {"q"}}
    columns["q"] = shown["q"].tolist()
    columns["p_people"] = [rows.number(value) for value in shown["p_people"].tolist()]
    columns["top_uses"] = (shown["uses"] * shown["top_share"]).round().astype(int).tolist()
    return {"total": len(table), "parts": _in_order(view, table, by), "columns": columns}


@action
def similitude(
    view: WordsView, *, id: int, index: Index = "cooccurrence", most: int = 80, least: int = 3
) -> dict[str, Any]:
    """The words that come together, as a graph."""
    most, least = max(2, most), max(1, least)
    found = view.result(
        "similitude",
        lambda: lexical.cooccurrence(view.project, index=index, most=most, least=least, **view.choice),
        index, most, least, job=id,
    )  # fmt: skip
    nodes, edges = found.nodes.reset_index(names="term"), found.edges.round({"weight": 4})
    return {
        "nodes": nodes.to_dict("list"),
        "edges": edges.to_dict("list"),
        "segments": len(found.read.frame),
    }


@action
def branches(
    view: WordsView, *, id: int, query: str, direction: Literal["right", "left"] = "right"
) -> dict[str, Any]:
    """What follows a word, or comes before it, as a tree that says where each branch stands."""
    found = view.result(
        "branches",
        lambda: lexical.word_tree(view.project, query, direction=direction, **view.scope),
        query, direction, job=id,
    )  # fmt: skip
    return drawing.branches(found)


def _in_order(view: WordsView, table: pd.DataFrame, by: str) -> list[str]:
    """The parts, those that say most first; of an attribute, a source or a date, in their own order."""
    if by in {"code", "theme", "speaker"}:
        return [str(part) for part in table.groupby("part")["uses"].sum().sort_values(ascending=False).index]
    from workbench.lexical.parts import parts
    from workbench.lexical.reading import said

    there = set(table["part"])
    made = parts(view.project, said(view.project), by.removeprefix("attribute:"))
    return [name for name in made.names if name in there]

"""Words of a project in their context: concordances and word trees, quickly in large projects too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Unpack

from sqlalchemy import select

from workbench.lexical import concordance as _concordance
from workbench.lexical import full_text
from workbench.lexical import word_tree as _word_tree
from workbench.lexical.concordance import Sort
from workbench.lexical.full_text import Progress
from workbench.lexical.query import matches
from workbench.lexical.reading import persons, said, typed
from workbench.lexical.uses import Scope, inside
from workbench.lexical.word_tree import Direction, WordTree
from workbench.lexical.words import Array, Words, read
from workbench.project import Project, find, schema

if TYPE_CHECKING:
    import pandas as pd

#: More ids than this are asked for in several statements.
_AT_A_TIME = 10_000

#: Passages, row for row what words were read from, and the first and last word of each place.
Places = tuple["pd.DataFrame", Words, Array, Array]


def concordance(
    project: Project,
    query: str,
    *,
    sort: Sort = "place",
    limit: int | None = None,
    offset: int = 0,
    width: int = 60,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    **scope: Unpack[Scope],
) -> pd.DataFrame:
    """One row a place where `query` is met: the words, what stands left and right of them, and who says it.

    Columns: left, keyword, right, source_id, source, start, end (code points), passage_id, case_id, case,
    speaker, time_start. `query`: a word or several in a row, without regard to accents and case; "rapp*",
    "?" for one letter, a lone "*" for any word, "lemma:rappeler" for all its forms, "bus | car" for either:
    see `workbench.lexical.query.parse`. `sort`: in the order of the text ("place"), or of the words on the
    "left" or on the "right", nearest first. `limit` lines from the `offset`th on; `width`: characters on
    either side. `scope`: whose words: see `workbench.lexical.Scope`.
    A project of more than 200,000 passages is first indexed in a file beside it, once for as long as what is
    said does not change: `progress(done, total)` follows it, `cancelled()` stops it (raising Cancelled).
    Raises Invalid for a query without a word or another `sort`, NotFound and Ambiguous for names.

    >>> concordance(project, "lemma:rappeler", sort="left", limit=50)     # doctest: +SKIP
    """
    import pandas as pd

    wanted = None if limit is None else offset + limit
    found: list[pd.DataFrame] = []
    count = 0
    for passages, words, first, last in _places(
        project, query, scope, progress, cancelled, at_once=sort != "place"
    ):
        order = _concordance.in_order(words, first, last, sort)[max(offset - count, 0) :]
        skipped = len(first) - len(order)
        if wanted is not None:
            order = order[: max(wanted - count - skipped, 0)]
        found.append(_concordance.lines(passages, words, first[order], last[order], width=width))
        count += len(first)
        if wanted is not None and count >= wanted:
            break
    return pd.concat(found, ignore_index=True)


def word_tree(
    project: Project,
    query: str,
    *,
    direction: Direction = "right",
    depth: int = 5,
    least: int = 2,
    **scope: Unpack[Scope],
) -> WordTree:
    """What follows `query` (to the "right"), or comes before it (to the "left"), as a tree of words.

    A branch is what at least `least` places go on with, up to `depth` words, within one turn; each gives
    its uses, its people and its lines. `query`, `scope`: see `concordance`. Raises Invalid for another
    direction.

    >>> word_tree(project, "il faudrait").nested()                        # doctest: +SKIP
    """
    import pandas as pd

    [(passages, words, first, last)] = _places(project, query, scope, None, None, at_once=True)
    people = passages["person"].to_numpy()[words.row[first]]
    rows, places = _word_tree.grow(words, first, last, people, direction, depth, least)
    branches = pd.DataFrame(rows, columns=["parent", "depth", "word", "uses", "people"])
    return WordTree(branches, places, _concordance.lines(passages, words, first, last))


def _places(
    project: Project,
    query: str,
    scope: Scope,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
    *,
    at_once: bool,
) -> Iterator[Places]:
    """The places where a query is met, once or more, in the order of the text."""
    import pandas as pd

    if not full_text.is_large(project):
        whole = said(project)
        yield _among(project, whole.passages, whole.words, query, scope)
        return
    index = full_text.current(project, progress, cancelled)
    sources = None
    if (refs := scope.get("sources")) is not None:
        with project.read() as connection:
            sources = set(find.ids(connection, schema.source, refs))
    batches: Iterator[pd.DataFrame] = full_text.candidates(index, query, sources)
    if at_once:
        batches = iter([pd.concat(batches, ignore_index=True)])
    for batch in batches:
        words = read(batch["text"].tolist(), batch["language"].tolist())
        yield _among(project, _told(project, batch), words, query, scope)


def _told(project: Project, passages: pd.DataFrame) -> pd.DataFrame:
    """The passages of the index with who speaks in them, as the project has it now."""
    import pandas as pd

    p, c = schema.passage.c, schema.case.c
    names = ["passage_id", "source", "case_id", "case", "speaker", "role", "time_start"]
    query = (
        select(p.id, schema.source.c.name, p.case_id, c.name, p.speaker, p.role, p.time_start)
        .join(schema.source, schema.source.c.id == p.source_id)
        .outerjoin(schema.case, c.id == p.case_id)
    )
    ids = passages["passage_id"].tolist()
    with project.read() as connection:
        rows = [
            tuple(row)
            for few in range(0, len(ids), _AT_A_TIME)
            for row in connection.execute(query.where(p.id.in_(ids[few : few + _AT_A_TIME])))
        ]
    told = pd.DataFrame(rows, columns=names).astype({"passage_id": "int64"})
    frame = passages.merge(told, on="passage_id", how="left")
    frame = typed(frame)
    return frame.assign(person=persons(frame)[0])


def _among(project: Project, passages: pd.DataFrame, words: Words, query: str, scope: Scope) -> Places:
    first, last = matches(words, query)
    kept = inside(project, passages, words.row, words.start, scope)[first]
    return passages, words, first[kept], last[kept]

"""What a person decides about a theme. Each decision is one gesture, and a theme decided on stays so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
from sqlalchemy import select

from workbench import i18n
from workbench.discovery.embed import vectors
from workbench.discovery.proposal import fold_duplicates
from workbench.discovery.reading import Themes, above, read_themes
from workbench.errors import Invalid, NotFound
from workbench.project import Project, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture

_LEFT_ASIDE = ("too_short", "alone")


def rename_theme(project: Project, theme: int, label: str) -> None:
    """Give a theme a name; from then on it is a person's. Raises NotFound, Invalid for an empty name.

    >>> rename_theme(project, 41, "être rappelé")                          # doctest: +SKIP
    """
    label = " ".join(label.split())
    if not label:
        raise Invalid("discovery.empty_label")
    with project.gesture("rename_theme") as g:
        row = _row(g, theme)
        g.params = {"theme": row.label, "to": label}
        g.update(schema.theme, [theme], {"label": label, "locked": 1})


def lock_theme(project: Project, theme: int, locked: bool = True) -> None:
    """Keep a theme and its segments as they are at the next run, or (False) let it go with the others.

    >>> lock_theme(project, 41)                                            # doctest: +SKIP
    """
    with project.gesture("lock_theme" if locked else "unlock_theme") as g:
        g.params = {"theme": _row(g, theme).label}
        g.update(schema.theme, [theme], {"locked": int(locked)})


def reject(project: Project, theme: int, memo: str | None = None) -> None:
    """Set a theme aside, with the reason if one is given; it is remembered and not proposed again.

    >>> reject(project, 41, memo="Parle du lieu, pas d'une attente.")  # doctest: +SKIP
    """
    with project.gesture("reject_theme") as g:
        g.params = {"theme": _row(g, theme).label}
        g.update(schema.theme, [theme], {"status": "rejected", "locked": 1})
        if memo and memo.strip() and g.coder:
            row = {
                "target_kind": "entry",
                "target_id": g.entry_id,
                "coder_id": g.coder.id,
                "text": memo.strip(),
            }
            g.insert(schema.memo, [row])


def merge_themes(project: Project, themes: Iterable[int], into: int) -> None:
    """Put the segments of `themes` into the theme `into`, which keeps its name. Raises Invalid for a
    theme merged with itself or with one that holds it, and for one of the compass with one of the tree.

    >>> merge_themes(project, [42, 43], into=41)                           # doctest: +SKIP
    """
    known = read_themes(project)
    wanted = list(dict.fromkeys(int(t) for t in themes))
    target = _leaf_of(known, into)
    parents = known.parents
    for theme in wanted:
        if theme == into or theme in above(into, parents) or into in above(theme, parents):
            raise Invalid("discovery.merge_itself", theme=_label(known, theme))
        if (theme in known.guided) != (into in known.guided):
            raise Invalid("discovery.merge_kinds", theme=_label(known, theme), into=_label(known, into))
    with project.gesture("merge_themes") as g:
        g.params = {"themes": [_label(known, t) for t in wanted], "into": _label(known, into)}
        there = set(_spans(known.of(into), known.of(into).index.tolist()))
        for theme in wanted:
            members = known.of(theme)
            spans = _spans(members, members.index.tolist())
            # What the compass reads twice is held once.
            twice = [i for i, span in zip(members.index.tolist(), spans, strict=True) if span in there]
            there.update(spans)
            g.delete(schema.theme_member, twice)
            moved = members.index.difference(twice).tolist()
            g.update(schema.theme_member, moved, {"theme_id": target})
            g.delete(schema.theme, _branch(known, theme))
        g.update(schema.theme, [into], {"locked": 1})


def split_theme(project: Project, theme: int) -> list[int]:
    """The ids of the themes that one is split into: those it holds already, else two by likeness.

    Raises Invalid when its segments are too few (under eight) or too much alike to be told apart.

    >>> split_theme(project, 41)                                           # doctest: +SKIP
    [57, 58]
    """
    known = read_themes(project)
    leaves = known.below(theme)
    label = _label(known, theme)
    children = [t for t, parent in known.parents.items() if parent == theme]
    if children:
        with project.gesture("split_theme", theme=label, n=len(children)) as g:
            row = _row(g, theme)
            g.update(schema.theme, children, {"parent_id": row.parent_id, "level": row.level, "locked": 1})
            g.delete(schema.theme, [theme])
        return children
    members = known.members[known.members["theme_id"].isin(leaves)]
    parts = _halves(project, members, label)
    with project.gesture("split_theme", theme=label, n=2) as g:
        row = _row(g, theme)
        made = []
        for part in (0, 1):
            ids = members.index[parts == part].tolist()
            values = {"parent_id": row.parent_id, "coder_id": row.coder_id,
                      "label": f"{row.label} ({part + 1})", "status": "proposed",
                      "level": row.level, "locked": 1, "terms": row.terms,
                      "medoids": json.dumps(_spans(members, ids[:3]))}  # fmt: skip
            made += g.insert(schema.theme, [values])
            g.update(schema.theme_member, ids, {"theme_id": made[-1]})
        g.delete(schema.theme, [theme])
    return made


def accept(
    project: Project,
    theme: int,
    name: str | None = None,
    parent: Ref | None = None,
    definition: str | None = None,
) -> int:
    """The id of the code made of a theme, under `parent`, with a draft of its definition.

    Its segments are coded by the program, with status "proposed" until a person confirms them.
    Raises Invalid when the theme is a code already or the name is taken.

    >>> accept(project, 41, "être rappelé", parent="Attentes")       # doctest: +SKIP
    17
    """
    from workbench.coding import codebook

    known = read_themes(project)
    members = known.of(theme)
    row: Any = known.themes.loc[theme]
    members = members[~members["reason"].isin(_LEFT_ASIDE)]
    if definition is None:
        definition = i18n.t(
            "discovery.draft", project.language, segments=len(members), people=row["people"],
            terms=", ".join(row["terms"][:8]),
        )  # fmt: skip
    example = ""
    if row["medoids"]:
        source, start, end = row["medoids"][0]
        example = project.verbatim(source, start, end)
    with project.gesture("accept_theme") as g:
        kept = _row(g, theme)
        if kept.code_id is not None:
            taken = g.connection.execute(select(schema.code.c.name).where(schema.code.c.id == kept.code_id))
            raise Invalid("discovery.already_accepted", theme=kept.label, code=taken.scalar_one())
        code = codebook.create(g, name or kept.label, parent=parent, definition=definition, example=example)
        g.insert(
            schema.coding,
            [{"source_id": s, "start": a, "end": b, "code_id": code, "coder_id": kept.coder_id,
              "status": "proposed"}
             for s, a, b in _spans(members, members.index.tolist())],
        )  # fmt: skip
        g.update(schema.theme, [theme], {"status": "accepted", "locked": 1, "code_id": code})
        g.params = {"theme": kept.label, "code": name or kept.label}
    return code


def confirm(project: Project, theme: int, codings: Iterable[int] | None = None) -> int:
    """How many proposed codings of a theme's code a person has made their own: all, or those named.

    What somebody coded already with that code on that very segment is not doubled. Raises Invalid for
    a theme that is no code yet, or a project opened without a name.

    >>> confirm(project, 41)                                         # doctest: +SKIP
    12
    """
    c = schema.coding.c
    with project.gesture("confirm_theme") as g:
        row = _row(g, theme)
        if row.code_id is None:
            raise Invalid("discovery.not_accepted", theme=row.label)
        if g.coder is None:
            raise Invalid("discovery.no_coder")
        query = select(schema.coding).where(c.code_id == row.code_id)
        there = g.connection.execute(query).all()
        wanted = None if codings is None else {int(i) for i in codings}
        proposed = [k for k in there if k.status == "proposed" and (wanted is None or k.id in wanted)]
        own = {(k.source_id, k.start, k.end) for k in there if k.coder_id == g.coder.id}
        twice = [k.id for k in proposed if (k.source_id, k.start, k.end) in own]
        mine = [k.id for k in proposed if (k.source_id, k.start, k.end) not in own]
        g.update(schema.coding, mine, {"status": "confirmed", "coder_id": g.coder.id})
        g.delete(schema.coding, twice)
        name = g.connection.execute(
            select(schema.code.c.name).where(schema.code.c.id == row.code_id)
        ).scalar_one()
        g.params = {"code": name, "n": len(mine)}
    return len(mine)


def _halves(project: Project, members: Any, label: str) -> Any:
    """Two groups of the members by likeness (Ward's method); raises Invalid where there are none."""
    from sklearn.cluster import AgglomerativeClustering

    places = zip(members["source_id"], members["start"], members["end"], strict=True)
    texts, inverse = fold_duplicates([project.verbatim(int(s), int(a), int(b)) for s, a, b in places])
    if len(texts) < 8:
        raise Invalid("discovery.cannot_split", theme=label, n=len(members))
    rows = vectors(project, texts)
    # In an order of their own, so that the order of import changes nothing.
    order = np.lexsort(rows.T[:8])
    parts = np.empty(len(texts), dtype=np.int64)
    parts[order] = AgglomerativeClustering(2, linkage="ward").fit_predict(rows[order])
    if np.bincount(parts, minlength=2).min() < 2:
        raise Invalid("discovery.cannot_split", theme=label, n=len(members))
    return parts[inverse]


def _row(g: Gesture, theme: int) -> Any:
    row = g.connection.execute(select(schema.theme).where(schema.theme.c.id == int(theme))).first()
    if row is None:
        raise NotFound("discovery.no_theme", id=theme)
    return row


def _label(known: Themes, theme: int) -> str:
    if theme not in known.themes.index:
        raise NotFound("discovery.no_theme", id=theme)
    return str(known.themes.loc[theme, "label"])


def _leaf_of(known: Themes, theme: int) -> int:
    """Where segments that join a theme go: into it, or into the largest of the finest it holds."""
    leaves = known.below(theme)
    sizes: dict[int, int] = dict(zip(leaves, known.themes.loc[leaves, "segments"].tolist(), strict=True))
    return max(sizes, key=lambda leaf: (sizes[leaf], -leaf))


def _branch(known: Themes, theme: int) -> list[int]:
    parents = known.parents
    return [t for t in parents if theme in above(t, parents)]


def _spans(members: Any, ids: list[int]) -> list[tuple[int, int, int]]:
    kept = members.loc[ids]
    return [
        (int(s), int(a), int(b))
        for s, a, b in zip(kept["source_id"], kept["start"], kept["end"], strict=True)
    ]

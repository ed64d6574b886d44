"""Verbs on the codebook: add, rename, describe, move, merge, split, delete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Table, func, select

from workbench import i18n
from workbench.coding import tree
from workbench.coding.memos import attach, drop_memos, memos_on
from workbench.errors import Invalid
from workbench.model import PALETTE
from workbench.project import Project, find
from workbench.project.find import Ref
from workbench.project.journal import Gesture
from workbench.project.schema import code as codes
from workbench.project.schema import coding as codings
from workbench.project.schema import memo as memos
from workbench.project.schema import theme as themes
from workbench.text import fold

#: What a person can write about a code, besides its name and its place.
FIELDS = ("definition", "use_when", "not_when", "example", "synonyms", "colour")


@dataclass(frozen=True)
class Removal:
    """What deleting a code would remove: numbers of codes below it, of codings, of memos.

    Where only one coder's were counted, `others` tells that other coders coded with it, and
    `others_below` that they coded with a code below it, without saying how often.
    """

    codes: int
    codings: int
    memos: int
    sentence: str
    others: bool = False
    others_below: bool = False


def add_code(
    project: Project,
    name: str,
    *,
    parent: Ref | None = None,
    definition: str = "",
    use_when: str = "",
    not_when: str = "",
    example: str = "",
    synonyms: str = "",
    colour: str | None = None,
    position: int | None = None,
    memo: str | None = None,
) -> int:
    """The id of a new code, last among its siblings unless `position` says otherwise.

    `memo` justifies the decision in the audit trail. Raises Invalid for an empty name, a name a
    sibling already has, or a colour that is not `#rrggbb`; NotFound for an unknown parent.
    """
    with project.gesture("add_code", code=name.strip()) as g:
        fields = {"definition": definition, "use_when": use_when, "not_when": not_when,
                  "example": example, "synonyms": synonyms, "colour": colour or ""}  # fmt: skip
        new = create(g, name, parent=parent, position=position, **fields)
        attach(g, memo, "code", new)
    return new


def rename_code(project: Project, code: Ref, name: str, *, memo: str | None = None) -> None:
    """Give a code another name. Raises Invalid when a sibling has that name already."""
    with project.gesture("rename_code") as g:
        row = find.row(g.connection, codes, code)
        name = _checked_name(g.connection, name, row.parent_id, besides=row.id)
        g.params = {"code": row.name, "to": name}
        g.update(codes, [row.id], {"name": name})
        attach(g, memo, "code", row.id)


def edit_code(project: Project, code: Ref, *, memo: str | None = None, **fields: str) -> None:
    """Write the definition, use_when, not_when, example, synonyms or colour of a code."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise Invalid("coding.unknown_field", field=", ".join(sorted(unknown)), known=", ".join(FIELDS))
    if "colour" in fields:
        check_colour(fields["colour"])
    with project.gesture("edit_code") as g:
        row = find.row(g.connection, codes, code)
        g.params = {"code": row.name, "fields": sorted(fields)}
        g.update(codes, [row.id], fields)
        attach(g, memo, "code", row.id)


def move_code(
    project: Project,
    code: Ref,
    *,
    parent: Ref | None = None,
    position: int | None = None,
    memo: str | None = None,
) -> None:
    """Put a code under `parent` (None: at the top) at `position` among its new siblings.

    Raises Invalid when that would put the code under itself, or beside a code of the same name.
    """
    with project.gesture("move_code") as g:
        row = find.row(g.connection, codes, code)
        above = None if parent is None else find.row(g.connection, codes, parent)
        parent_id = above.id if above is not None else None
        g.params = {"code": row.name, "parent": above.name if above is not None else ""}
        if tree.would_loop(_parents(g.connection), row.id, parent_id):
            raise Invalid("coding.loop", code=row.name, parent=above.name if above else "")
        _checked_name(g.connection, row.name, parent_id, besides=row.id)
        g.update(codes, [row.id], {"parent_id": parent_id})
        _order(g, row.id, parent_id, position)
        attach(g, memo, "code", row.id)


def merge_codes(project: Project, merged: Ref | Iterable[Ref], into: Ref, *, memo: str | None = None) -> int:
    """The id of `into`, which takes over the codings, memos and children of the merged codes.

    Where one coder had put both codes on the same segment, one coding stays and takes over the
    memos of the other. Raises Invalid when a code would be merged into itself or one below it.
    """
    with project.gesture("merge_codes") as g:
        target = find.row(g.connection, codes, into)
        gone = find.ids(g.connection, codes, merged)
        if not gone or target.id in gone:
            raise Invalid("coding.merge_itself", code=target.name)
        parents = _parents(g.connection)
        for code in gone:
            if tree.would_loop(parents, code, target.id):
                raise Invalid("coding.merge_below", code=target.name)
        g.params = {"codes": _names(g.connection, gone), "into": target.name}
        _reassign(g, gone, target.id)
        _hand_over_themes(g, gone, {"code_id": target.id})
        g.update(memos, list(memos_on(g.connection, "code", gone)), {"target_id": target.id})
        g.delete(codes, gone)
        children = [c for c, parent in parents.items() if parent in gone and c not in gone]
        _hang(g, children, target.id)
        attach(g, memo, "code", target.id)
    return int(target.id)


def split_code(
    project: Project,
    code: Ref,
    into: Sequence[str] | Mapping[str, Iterable[int]],
    *,
    memo: str | None = None,
) -> list[int]:
    """The ids of new codes made under `code`; a mapping name → coding ids moves those codings.

    Codings not named stay on `code`. Raises Invalid for a coding that is not one of this code.
    """
    names = [into] if isinstance(into, str) else into
    shares = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names, ())
    with project.gesture("split_code") as g:
        row = find.row(g.connection, codes, code)
        if not shares:
            raise Invalid("coding.split_nothing", code=row.name)
        mine = set(_codings_of(g.connection, [row.id]))
        made = []
        for name, share in shares.items():
            wanted = list(dict.fromkeys(int(i) for i in share))
            strangers = [i for i in wanted if i not in mine]
            if strangers:
                raise Invalid("coding.not_its_coding", code=row.name, id=strangers[0])
            mine -= set(wanted)
            made.append(create(g, name, parent=row.id))
            g.update(codings, wanted, {"code_id": made[-1]})
        g.params = {"code": row.name, "into": list(shares)}
        attach(g, memo, "code", row.id)
    return made


def delete_preview(project: Project, code: Ref, *, coder: int | None = None) -> Removal:
    """What `delete_code` would take with it, in numbers and in a sentence.

    `coder` counts the codings and memos of that coder alone; of the others' it says only that there are any.
    """
    with project.read() as connection:
        row = find.row(connection, codes, code)
        below = tree.descendants(_parents(connection), row.id)
        on = _codings_of(connection, [row.id])
        notes = [*memos_on(connection, "code", [row.id]), *memos_on(connection, "coding", on)]
        others = others_below = noted = False
        if coder is not None:
            coded, wrote = _made_by(connection, codings, coder), _made_by(connection, memos, coder)
            others, on = not coded.issuperset(on), [i for i in on if i in coded]
            others_below = not coded.issuperset(_codings_of(connection, sorted(below)))
            noted, notes = not wrote.issuperset(notes), [i for i in notes if i in wrote]
    parts = [
        i18n.t("coding.n_below", n=len(below)),
        i18n.t("coding.n_codings", n=len(on)),
        i18n.t("coding.n_memos", n=len(notes)),
    ]
    sentence = i18n.t("coding.removal", code=row.name, what=", ".join(parts))
    if others or others_below or noted:
        sentence = f"{sentence} {i18n.t('coding.removal_others')}"
    return Removal(len(below), len(on), len(notes), sentence, others, others_below)


def delete_code(
    project: Project,
    code: Ref,
    *,
    children: Literal["lift", "delete"] = "lift",
    codings: Literal["refuse", "delete"] | Ref = "refuse",
    memo: str | None = None,
) -> Removal:
    """What was removed. Children move up one level or go too; codings are refused (the default
    raises Invalid when there are any), deleted, or given to another code.
    """
    if children not in {"lift", "delete"}:
        raise Invalid("coding.children", given=children)
    with project.gesture("delete_code") as g:
        row = find.row(g.connection, codes, code)
        parents = _parents(g.connection)
        below = tree.descendants(parents, row.id)
        gone = [row.id, *below] if children == "delete" else [row.id]
        on = _codings_of(g.connection, gone)
        g.params = {"code": row.name, "codings": len(on), "codes": len(gone)}
        if on and codings == "refuse":
            raise Invalid("coding.still_coded", code=row.name, n=len(on))
        held = 0
        if codings == "delete":
            held = drop_memos(g, "coding", on)
            g.delete(_codings, on)
        elif on:
            heir = find.row(g.connection, codes, codings)
            if heir.id in gone:
                raise Invalid("coding.heir_goes_too", code=heir.name)
            g.params["into"] = heir.name
            _reassign(g, gone, heir.id)
        held += drop_memos(g, "code", gone)
        # A theme whose code is gone is a proposal again.
        _hand_over_themes(g, gone, {"code_id": None, "status": "proposed"})
        g.delete(codes, gone)
        if children == "lift":
            _hang(g, [c for c, parent in parents.items() if parent == row.id], row.parent_id)
        attach(g, memo, "entry", g.entry_id)
    sentence = i18n.t("coding.removed", code=row.name, n=len(on))
    return Removal(len(gone) - 1, len(on), held, sentence)


def create(
    g: Gesture, name: str, *, parent: Ref | None = None, position: int | None = None, **fields: str
) -> int:
    """The id of a code made inside a gesture that another verb has begun."""
    parent_id = None if parent is None else find.row(g.connection, codes, parent).id
    name = _checked_name(g.connection, name, parent_id)
    if fields.get("colour"):
        check_colour(fields["colour"])
    else:
        count = g.connection.execute(select(func.count()).select_from(codes)).scalar() or 0
        fields["colour"] = PALETTE[count % len(PALETTE)]
    siblings = _siblings(g.connection, parent_id)
    row = {**dict.fromkeys(FIELDS, ""), **fields, "name": name, "parent_id": parent_id}
    [new] = g.insert(codes, [{**row, "position": len(siblings)}])
    if position is not None:
        _order(g, new, parent_id, position)
    return new


_codings = codings  # `delete_code` has an argument of that name


def _reassign(g: Gesture, gone: Sequence[int], target: int) -> None:
    """Give the codings of the codes `gone` to `target`, folding what it has already."""
    moving = g.connection.execute(
        select(codings).where(codings.c.code_id.in_(gone)).order_by(codings.c.id)
    ).all()
    held = g.connection.execute(select(codings).where(codings.c.code_id == target)).all()
    there = {(c.source_id, c.start, c.end, c.coder_id): c.id for c in held}
    keep, fold_into = [], {}
    for coding in moving:
        place = (coding.source_id, coding.start, coding.end, coding.coder_id)
        if place in there:
            fold_into[coding.id] = there[place]
        else:
            there[place] = coding.id
            keep.append(coding.id)
    g.update(codings, keep, {"code_id": target})
    notes = memos_on(g.connection, "coding", fold_into)
    g.update(memos, list(notes), [{"target_id": fold_into[was]} for was in notes.values()])
    g.delete(codings, list(fold_into))


def _hand_over_themes(g: Gesture, gone: Sequence[int], values: dict[str, Any]) -> None:
    accepted = select(themes.c.id).where(themes.c.code_id.in_(gone))
    g.update(themes, list(g.connection.execute(accepted).scalars()), values)


def _hang(g: Gesture, children: Sequence[int], parent_id: int | None) -> None:
    """Put codes whose parent is gone under another, where no sibling may have their name."""
    for child in children:
        _checked_name(g.connection, find.row(g.connection, codes, child).name, parent_id, besides=child)
        g.update(codes, [child], {"parent_id": parent_id})


def _order(g: Gesture, code: int, parent_id: int | None, position: int | None) -> None:
    order = tree.place(_siblings(g.connection, parent_id), code, position)
    g.update(codes, order, [{"position": i} for i in range(len(order))])


def _siblings(connection: Connection, parent_id: int | None) -> list[int]:
    return list(
        connection.execute(
            select(codes.c.id).where(_under(parent_id)).order_by(codes.c.position, codes.c.id)
        ).scalars()
    )


def _under(parent_id: int | None) -> ColumnElement[bool]:
    return codes.c.parent_id.is_(None) if parent_id is None else codes.c.parent_id == parent_id


def _parents(connection: Connection) -> dict[int, int | None]:
    return {i: parent for i, parent in connection.execute(select(codes.c.id, codes.c.parent_id))}


def _codings_of(connection: Connection, code_ids: Sequence[int]) -> list[int]:
    query = select(codings.c.id).where(codings.c.code_id.in_(code_ids)).order_by(codings.c.id)
    return list(connection.execute(query).scalars())


def _made_by(connection: Connection, table: Table, coder: int) -> set[int]:
    return set(connection.execute(select(table.c.id).where(table.c.coder_id == coder)).scalars())


def _checked_name(
    connection: Connection, name: str, parent_id: int | None, besides: int | None = None
) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("errors.empty_name", field="name")
    if len(name) > 500:
        raise Invalid("coding.long_name", n=len(name))
    siblings = select(codes.c.id, codes.c.name).where(_under(parent_id))
    for other, taken in connection.execute(siblings):
        if other != besides and fold(taken) == fold(name):
            raise Invalid("coding.name_taken", code=taken)
    return name


def check_colour(colour: str) -> None:
    """Return when `colour` is `#rrggbb`; raises Invalid."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise Invalid("coding.colour", colour=colour)


def _names(connection: Connection, ids: Sequence[int]) -> list[str]:
    return [find.row(connection, codes, i).name for i in ids]

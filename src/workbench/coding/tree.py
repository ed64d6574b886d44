"""The tree of codes, as pure functions over (id, parent_id) pairs."""

from __future__ import annotations

from collections.abc import Mapping


def descendants(parents: Mapping[int, int | None], top: int) -> list[int]:
    """The codes under `top`, nearest first, without `top` itself.

    >>> descendants({1: None, 2: 1, 3: 2, 4: None}, 1)
    [2, 3]
    """
    below: list[int] = []
    layer = {top}
    while layer:
        layer = {code for code, parent in parents.items() if parent in layer}
        below += sorted(layer)
    return below


def would_loop(parents: Mapping[int, int | None], code: int, parent: int | None) -> bool:
    """Whether putting `code` under `parent` would make it its own ancestor.

    >>> would_loop({1: None, 2: 1}, 1, 2)
    True
    """
    while parent is not None:
        if parent == code:
            return True
        parent = parents.get(parent)
    return False


def place(siblings: list[int], code: int, position: int | None) -> list[int]:
    """The siblings in their new order with `code` at `position` (0 first; None or too far: last).

    >>> place([1, 2, 3], 3, 0)
    [3, 1, 2]
    """
    order = [other for other in siblings if other != code]
    at = len(order) if position is None else max(0, min(position, len(order)))
    return [*order[:at], code, *order[at:]]

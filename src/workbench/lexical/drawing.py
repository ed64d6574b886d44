"""Where the parts of a drawing stand: the branches of a dendrogram, those of a word tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.lexical.splitting import Branch

if TYPE_CHECKING:
    from workbench.lexical.word_tree import WordTree


def dendrogram(tree: Branch) -> dict[str, Any]:
    """The tree as it is drawn: label (of a class, else 0), segments, chi2, x, height, sides.

    Classes stand at x = 0, 1, 2…, what was split in the middle of its sides. `height`: 0 for classes, 1 for
    the first split; each later split, of fewer segments, is one equal step lower.

    >>> import numpy as np
    >>> both = Branch(np.arange(5), 4.0, [Branch(np.arange(3), label=1), Branch(np.arange(2), label=2)])
    >>> drawn = dendrogram(both)
    >>> drawn["x"], drawn["height"], [side["x"] for side in drawn["sides"]]
    (0.5, 1.0, [0, 1])
    """
    splits = [branch for branch in (tree, *tree.below()) if branch.sides]
    order = sorted(splits, key=lambda branch: -len(branch.rows))
    heights = {id(branch): 1 - rank / len(order) for rank, branch in enumerate(order)}
    places = {id(leaf): place for place, leaf in enumerate(tree.leaves())}

    def drawn(branch: Branch) -> dict[str, Any]:
        sides = [drawn(side) for side in branch.sides]
        x = (sides[0]["x"] + sides[-1]["x"]) / 2 if sides else places[id(branch)]
        return {
            "label": branch.label, "segments": len(branch.rows), "chi2": branch.chi2,
            "x": x, "height": round(heights.get(id(branch), 0.0), 4), "sides": sides,
        }  # fmt: skip

    return drawn(tree)


def branches(tree: WordTree, *, most: int = 90, smallest: float = 12, largest: float = 34) -> dict[str, Any]:
    """The `most` used branches as they are drawn, one in the other.

    Each has branch, word, uses, people, size, y, children. `size`: of the letters, between `smallest` and
    `largest`, its square as the uses; `y`: the middle of its line, in the same unit, from the top of the
    drawing. The first branch has the `height` of it all too, and `left_out`: how many branches are not
    drawn. Empty for a tree without branches.
    """
    uses = tree.branches["uses"].to_numpy()
    if not len(uses):
        return {}
    # A branch has no more uses than the one it goes on from, which comes before it: none loses its parent.
    kept = set(np.argsort(-uses, kind="stable")[:most].tolist())
    scale = np.sqrt(uses / max(uses[1:].max(initial=1), 1)).clip(max=1)
    sizes = np.round(smallest + (largest - smallest) * scale, 1)

    def grown(branch: dict[str, Any], top: float) -> tuple[dict[str, Any], float]:
        size = float(sizes[branch["branch"]])
        children, at = [], top
        for child in branch["children"]:
            if child["branch"] in kept:
                drawn, at = grown(child, at)
                children.append(drawn)
        bottom = max(at, top + 1.35 * size)
        y = (children[0]["y"] + children[-1]["y"]) / 2 if children else (top + bottom) / 2
        return {**branch, "size": size, "y": round(y, 1), "children": children}, bottom

    root, height = grown(tree.nested(), 0.0)
    return {**root, "height": round(height, 1), "left_out": len(uses) - len(kept)}

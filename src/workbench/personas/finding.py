"""From people to personas in one act: features, classes, cards; or the reason why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from workbench.personas.features import features
from workbench.personas.synthesis import keep_run, synthesize
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.personas.typology import Typology

#: What people are grouped by. What they do describes the groups and does not make them: as a block of equal
#: weight its few columns hide what people say (sample survey: adjusted Rand index .02 with it, .96 without).
GROUPING = ("answers", "codes", "themes")
#: A block of fewer columns weighs with the largest one, not as much as it.
_FEW = 5


def find_personas(
    project: Project,
    *,
    blocks: Collection[str] = GROUPING,
    k: int | None = None,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Typology:
    """The typology of the people of a project; where it has classes, they are personas now.

    `blocks`: what people are grouped by (see `features`); where nothing of it is known, whatever is. Where
    there is no class, what was found is kept (`read_run`), and the personas that are there stay. The same
    people give the same personas. `progress(done, total)` is told how far it has come. Raises what
    `find_typology` raises; Cancelled leaves the project as it was.

    >>> find_personas(project).reason                                      # doctest: +SKIP
    """
    from workbench.personas.typology import find_typology

    known = features(project, blocks)
    if known.table.empty:
        known = features(project)
    weighed = weighing(known.blocks)
    found = find_typology(known.table, k=k, seed=seed, blocks=weighed, progress=progress, cancelled=cancelled)
    if found.k:
        synthesize(project, found)
    else:
        keep_run(project, found)
    return found


def weighing(blocks: Mapping[str, str]) -> dict[str, str]:
    """Column → the block it weighs with: small blocks join the largest.

    >>> columns = {f"q{n}": "answers" for n in range(9)}
    >>> sorted(set(weighing({**columns, "code": "codes"}).values()))
    ['answers']
    """
    sizes = Counter(blocks.values())
    largest = max(sorted(sizes), key=lambda block: sizes[block], default="")
    return {name: block if sizes[block] >= _FEW else largest for name, block in blocks.items()}

"""Means of the scales of a questionnaire, from the columns that a person says belong to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd


def scale_means(
    answers: pd.DataFrame,
    scales: Mapping[str, Sequence[str]],
    *,
    low: float = 1,
    high: float = 5,
    reverse: Sequence[str] = (),
) -> pd.DataFrame:
    """One row a person, one column a scale: the mean of its items, missing where under half are answered.

    `answers`: a column an item, values from `low` to `high`; `reverse`: items that are turned round. For the
    Basic Psychological Need Satisfaction and Frustration Scale, six scales of four items (Chen et al.,
    Motivation and Emotion 39, 2015); its items are not part of this program. Raises Invalid for an item that
    is not a column, a scale without items, or a value out of bounds.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"q1": [5, 2], "q2": [4, None], "q3": [1, 3]})
    >>> scale_means(table, {"autonomy": ["q1", "q2"], "isolation": ["q3"]}).to_dict("list")
    {'autonomy': [4.5, 2.0], 'isolation': [1.0, 3.0]}
    """
    import pandas as pd

    means = {}
    for scale, items in scales.items():
        missing = [item for item in items if item not in answers.columns]
        if not items or missing:
            raise Invalid("frames.no_item", scale=scale, item=", ".join(missing) or "—")
        values = answers[list(items)].apply(pd.to_numeric, errors="coerce").astype("float64")
        if ((values < low) | (values > high)).any(axis=None):
            raise Invalid("frames.out_of_scale", scale=scale, low=low, high=high)
        turned = [item for item in items if item in set(reverse)]
        values[turned] = low + high - values[turned]
        means[scale] = values.mean(axis=1).where(values.notna().mean(axis=1) >= 0.5)
    return pd.DataFrame(means, index=answers.index)

"""How far coding has come, source by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def advance(sources: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Per source: `codings`, how many, and `coverage`, the share of its characters that are coded.

    `sources` has a column `length`; `codings` has `source_id`, `start`, `end`; offsets in code
    points. A stretch coded twice counts once. The index is that of `sources`.
    """
    spans = codings[["source_id", "start", "end"]].astype("int64")
    spans = spans.sort_values(["source_id", "start"], kind="stable")
    of_source = spans["source_id"]
    # What a coding adds is what reaches past everything before it in the same source.
    reached = spans.groupby(of_source)["end"].cummax().groupby(of_source).shift(fill_value=0)
    added = (spans["end"] - spans["start"].clip(lower=reached)).clip(lower=0)
    told = sources[[]].copy()
    told["codings"] = of_source.value_counts().reindex(sources.index, fill_value=0)
    covered = added.groupby(of_source).sum().reindex(sources.index, fill_value=0)
    told["coverage"] = covered / sources["length"].astype("int64").clip(lower=1)
    return told

"""A thousand codings through `apply_code`, one gesture and one commit each."""

from __future__ import annotations

from collections.abc import Iterator

import workbench
from benchmarks import corpus
from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import Stand
from workbench import coding

CODINGS = 1_000
ROUNDS = 3
POSTS = 40


def measure(stand: Stand) -> Iterator[Figure]:
    yield Figure(
        "1,000 codings through `apply_code`",
        median(_ours(stand)),
        limit=2,
        peer=_taguette(stand),
        note=f"median of {ROUNDS}; Taguette: {POSTS} requests × {CODINGS // POSTS}",
    )


def _ours(stand: Stand) -> Iterator[float]:
    with workbench.open_project(stand.big_project) as project:
        codes = [int(i) for i in project.codes().index[:20]]
        for number in range(ROUNDS):
            segments = corpus.spans(project, CODINGS, seed=100 + number)
            before = len(project.codings())

            def apply(segments: list[corpus.Span] = segments) -> None:
                for rank, segment in enumerate(segments):
                    coding.apply_code(
                        project, segment.source, segment.start, segment.end, codes[rank % len(codes)]
                    )

            yield seconds(apply)
            assert len(project.codings()) == before + CODINGS
            while (top := project.can_undo()) is not None and top.verb == "apply_code":
                project.undo()


def _taguette(stand: Stand) -> float | None:
    peer = stand.taguette
    if peer is None:
        return None
    document, tags = stand.document, stand.tags
    spans = stand.byte_spans(POSTS, seed=100)
    took = seconds(
        lambda: [peer.add_highlight(document, a, b, [tags[n % 20]]) for n, (a, b) in enumerate(spans)]
    )
    return took * CODINGS / POSTS

"""What the page of words keeps in memory besides: what is counted, and the last result of each kind."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from workbench.errors import Cancelled, Invalid
from workbench.lexical import Choice, Scope
from workbench.model import Entry
from workbench.project import Project
from workbench.widgets.delta import touched
from workbench.widgets.view import View

T = TypeVar("T")

#: What any count depends on, and what it depends on besides when codes, themes or attributes part it.
_SAID = ("source", "passage", "case")
_PARTED = {"code": ("coding", "code"), "theme": ("theme", "theme_member"), "attribute": ("attribute",)}


@dataclass
class _Result:
    asked: Hashable
    value: Any
    tables: frozenset[str]
    outdated: bool = False


class WordsView(View):
    """A view that holds what was counted last, so that each number leads to the places it came from."""

    def __init__(self, project: Project, language: str, source: int | None = None) -> None:
        super().__init__(project, language, False, source)
        self.choice = Choice()
        self._results: dict[str, _Result] = {}

    @property
    def scope(self) -> Scope:
        """Whose words, without how they are counted."""
        names = Scope.__optional_keys__
        return Scope(**{name: value for name, value in self.choice.items() if name in names})  # type: ignore[typeddict-item,no-any-return]

    def result(
        self,
        kind: str,
        compute: Callable[[], T],
        *asked: Hashable,
        by: Iterable[str] = (),
        job: int | None = None,
    ) -> T:
        """The result of a kind for what is `asked`: the last one while it holds, else computed and kept.

        `by`: what parts it ("code", "theme", "attribute"). Raises Cancelled, and keeps nothing, when the page
        stopped the `job` meanwhile.
        """
        key = (asked, repr(sorted(self.choice.items())))
        known = self._results.get(kind)
        if known is not None and known.asked == key and not known.outdated:
            return known.value  # type: ignore[no-any-return]
        parted = set(by) | ({"code"} if self.choice.get("codes") else set())
        result = _Result(key, None, frozenset(_SAID).union(*(_PARTED.get(one, ()) for one in parted)))
        result.value = compute()
        self.refuse_cancelled(job)
        self._results[kind] = result
        return result.value  # type: ignore[no-any-return]

    def last(self, kind: str) -> Any:
        """The last result of a kind, as the page shows it. Raises Invalid when there is none."""
        if kind not in self._results:
            raise Invalid("word_desk.ask_again")
        return self._results[kind].value

    def refuse_cancelled(self, job: int | None) -> None:
        """Raise Cancelled when the page stopped that job."""
        if job in self.cancelled:
            raise Cancelled("lexical.cancelled")

    def progress(self, job: int) -> Callable[[int, int], None]:
        """What tells the page how far a job has come."""

        def progress(done: int, total: int) -> None:
            self.push({"push": "progress", "job": job, "done": done, "total": total})

        return progress

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """The kinds of results that no longer hold."""
        outdated = []
        for kind, result in self._results.items():
            if not result.outdated and touched(entries, *result.tables):
                result.outdated = True
                outdated.append(kind)
        return {"outdated": outdated} if outdated else {}

"""What a notebook asks when it opens: on which project, for whom, and how to tell an error."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from workbench import i18n
from workbench.errors import NotFound, WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Project


def current_project(location: str | os.PathLike[str] | None = None) -> Project:
    """The project this page was started on, or the one at `location`, in its own language.

    From here on an error in the notebook is told as a sentence.
    """
    from workbench import open_project

    tell_errors_plainly()
    where = location or os.environ.get("WORKBENCH_PROJECT")
    if not where:
        raise NotFound("apps.no_project")
    project = open_project(where, coder=os.environ.get("WORKBENCH_CODER") or None)
    i18n.use(os.environ.get("WORKBENCH_LANG") or project.language)
    return project


def page_options() -> dict[str, Any]:
    """How a desk should open here: `source` and `language` as the page was asked for, and its `height`.

    A served page gives a desk the whole window (height 0), a notebook cell 720 pixels.
    """
    return {
        "source": _asked_number("source"),
        "language": i18n.language(),
        "height": 0 if _is_served() else 720,
    }


def page_address(notebook: str) -> str | None:
    """The address of another page on the same server; None where no server of ours shows it."""
    pages = os.environ.get("WORKBENCH_PAGES")
    return f"{pages}{notebook}.ipynb" if pages else None


def tell_errors_plainly() -> None:
    """Show an error of a cell as one sentence; a page served to readers never shows more."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call]
    if shell is None:
        return
    shell.set_custom_exc((Exception,) if _is_served() else (WorkbenchError,), _tell)


def _is_served() -> bool:
    return "VOILA_REQUEST_URL" in os.environ


def _asked_number(name: str) -> int | None:
    # 7 for "source" after ?source=7 in the address of the page.
    value = parse_qs(os.environ.get("QUERY_STRING", "")).get(name, [""])[0]
    return int(value) if value.isascii() and value.isdigit() else None


def _tell(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    from IPython.display import display

    if isinstance(error, WorkbenchError):
        sentence = str(error)
    else:
        sentence = i18n.t("apps.page.failed.sentence")
        # The type and the place only: a message may quote what somebody said.
        print(f"workbench: {kind.__name__} {_place(trace)}", file=sys.__stderr__, flush=True)
    display({"text/plain": sentence}, metadata={"workbench_error": True}, raw=True)  # type: ignore[no-untyped-call]
    return [sentence]


def _place(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}"

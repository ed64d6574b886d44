"""Where Workbench finds its notebooks and corpora, and where it keeps what belongs to the user."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from workbench.errors import NotFound

_PACKAGE = Path(__file__).resolve().parents[1]
# In a checkout the package lies in src/workbench; in an installed wheel it holds its own copies.
_CHECKOUT = _PACKAGE.parents[1]


def notebooks() -> Path:
    """The folder of the notebooks that come with Workbench."""
    return _shipped("pages", "notebooks", "index.ipynb")


def corpora() -> Path:
    """The folder of the sample corpora that come with Workbench."""
    return _shipped("corpora", "corpora", "participants.csv")


def share() -> Path:
    """The folder of what Workbench adds to Jupyter: its Voila template."""
    return Path(__file__).resolve().parent / "share"


def user_folder() -> Path:
    """The user's own folder for Workbench, made when it is first asked for."""
    folder = Path(platformdirs.user_data_dir("workbench", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _shipped(packaged: str, in_checkout: str, witness: str) -> Path:
    for folder in (_PACKAGE / packaged, _CHECKOUT / in_checkout):
        if (folder / witness).is_file():
            return folder
    raise NotFound("apps.not_shipped", what=in_checkout)

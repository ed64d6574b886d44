"""What is read of the themes that are kept."""

from __future__ import annotations

import pandas as pd

from workbench.discovery import Themes


def test_a_language_that_has_themes_of_its_own_is_told():
    themes = pd.DataFrame({"parent_id": [None, None], "level": [0, 0], "leaf": [True, True]}, index=[7, 8])
    members = pd.DataFrame({"theme_id": [7, 7, 8], "source_id": [1, 1, 2]})
    found = Themes(themes, members)
    assert found.apart(pd.Series({1: "fr", 2: "en"})) == ["en"]
    assert found.apart(pd.Series({1: "fr", 2: "fr"})) == []

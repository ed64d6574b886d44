"""Every sample written in twenty other ways gives the same rows, types and choices."""

from pathlib import Path

import pytest

from tests.corpus.exports.variations import variations
from workbench.corpus import exports

SAMPLES = Path(__file__).parent / "samples"
# What stands side by side says which columns are the choices of one question, or where a footer begins.
ORDERED = {"typeform", "salesforce"}
TOOLS = {
    "feedback": "table",
    "google_forms": "google_forms",
    "hubspot": "hubspot",
    "limesurvey": "limesurvey",
    "limesurvey_full": "limesurvey",
    "messages": "messages",
    "pipedrive": "pipedrive",
    "salesforce": "salesforce",
    "typeform": "typeform",
}


def told(export):
    """What was read, whatever the order of the columns and of the choices in a cell."""
    cells = {
        column.name: [frozenset(one) if isinstance(one, tuple) else one for one in export.rows[column.name]]
        for column in export.columns
    }
    columns = {one.name: (one.role, one.type, frozenset(one.choices)) for one in export.columns}
    return export.tool, export.kind, len(export.rows), columns, cells


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_twenty_ways_to_write_an_export_are_read_the_same(name, tmp_path):
    sample = SAMPLES / f"{name}.csv"
    expected = told(exports.read(sample))
    assert expected[0] == TOOLS[name]
    paths = list(variations(sample, tmp_path, keep_order=name in ORDERED))
    assert len(paths) == 20
    for path in paths:
        assert told(exports.read(path)) == expected, path.name

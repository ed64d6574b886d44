"""From the people of a project to its personas in one act."""

from __future__ import annotations

import pytest
from surveyed import planted_classes

from workbench import errors, personas
from workbench.personas import typology


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    """A search that resamples little: what it finds is the same, how firm it is less exact."""
    monkeypatch.setattr(typology, "_DRAWS", 5)
    monkeypatch.setattr(typology, "_SHUFFLES", 5)
    monkeypatch.setattr(typology, "_TRIES", 2)


def test_the_planted_types_of_the_sample_survey_become_personas(surveyed):
    from sklearn.metrics import adjusted_rand_score

    project, cases = surveyed
    steps = []
    found = personas.find_personas(project, progress=lambda done, total: steps.append((done, total)))
    table = personas.read_personas(project)
    assert len(table) == found.k and personas.read_run(project)["verdict"] == found.verdict
    assert steps and steps[-1][0] <= steps[-1][1]
    truth = planted_classes(cases).labels
    assert adjusted_rand_score(truth.reindex(found.labels.index), found.labels) > 0.8
    assert set(personas.read_fields(project)["field"]) == set(personas.FIELDS)


def test_few_people_are_not_grouped_and_what_was_said_is_kept(tiny_corpus):
    found = personas.find_personas(tiny_corpus)
    assert found.verdict == "refused" and personas.read_personas(tiny_corpus).empty
    assert personas.read_run(tiny_corpus)["reason"] == found.reason
    tiny_corpus.undo()
    with pytest.raises(errors.NotFound):
        personas.read_run(tiny_corpus)


def test_a_stopped_search_writes_nothing(surveyed):
    project, _ = surveyed
    head = project.head()
    with pytest.raises(errors.Cancelled):
        personas.find_personas(project, cancelled=lambda: True)
    assert project.head() == head

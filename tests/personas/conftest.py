"""A project with the people of the sample survey."""

from __future__ import annotations

import pytest
from surveyed import Classes, planted_classes, survey_people

from workbench import Project


@pytest.fixture
def surveyed(project) -> tuple[Project, dict[str, int]]:
    """The project with 120 people, their answers and acts; first name → case id."""
    return project, survey_people(project)


@pytest.fixture
def classes(surveyed) -> Classes:
    """The four planted types of people."""
    return planted_classes(surveyed[1])

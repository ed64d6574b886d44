"""A person who is erased is in no persona any more, and nothing counts them."""

from __future__ import annotations

from workbench import personas
from workbench.discovery import erase


def test_an_erased_person_leaves_personas_their_lines_their_evidence_and_scales(surveyed, classes):
    project, cases = surveyed
    personas.synthesize(project, classes)
    personas.add_scale(project, "Autonomie", "guidé", "décide seul")
    table = personas.read_personas(project)
    gone = int(table["medoid"].iloc[0])
    personas.place_person(project, gone, "Autonomie", 4)
    erase(project, gone)
    after = personas.read_personas(project)
    assert gone not in {case for members in after["members"] for case in members}
    assert after["size"].sum() == len(cases) - 1 and not (after["medoid"] == gone).any()
    fields = personas.read_fields(project)
    assert gone not in {case for members in fields["members"] for case in members}
    for field, row in fields.iterrows():
        assert set(personas.field_evidence(project, field)["case_id"]) == set(row["members"])
    assert personas.read_scales(project)["Autonomie"].notna().sum() == 0
    assert project.check() == []
    for persona in after.index:
        personas.rename_persona(project, persona, f"Nom {persona}")

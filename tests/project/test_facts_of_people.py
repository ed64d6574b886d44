"""Answers and events of people, read as tables."""

from workbench.project import schema


def test_answers_and_events_are_read_with_their_people(project):
    with project.gesture("import_attributes", n=1) as gesture:
        [case] = gesture.insert(schema.case, [{"name": "Nadia"}])
        gesture.insert(
            schema.answer,
            [{"case_id": case, "question": "Canal", "type": "choices", "value": value,
              "answered_at": "2026-03-01"} for value in ("Téléphone", "E-mail")],
        )  # fmt: skip
        gesture.insert(
            schema.event,
            [{"case_id": case, "kind": "rendez-vous", "happened_at": "2026-03-02", "meta": meta}
             for meta in ('{"done":true}', '{"done":false}', "{}")],
        )  # fmt: skip
    answers, events = project.answers(), project.events()
    assert answers.columns.tolist() == [
        "case_id", "case", "source_id", "question", "type", "value", "answered_at",
    ]  # fmt: skip
    assert answers["value"].tolist() == ["Téléphone", "E-mail"] and set(answers["case"]) == {"Nadia"}
    assert events.columns.tolist() == [
        "case_id", "case", "source_id", "kind", "happened_at", "value", "done",
    ]  # fmt: skip
    assert events["done"].fillna(value=True).tolist() == [True, False, True]
    assert events["done"].isna().tolist() == [False, False, True]
    assert answers["source_id"].isna().all()


def test_a_project_without_answers_or_events_has_empty_tables_with_their_columns(project):
    assert project.answers().empty and "value" in project.answers()
    assert project.events().empty and "done" in project.events()

"""What is read of the export of each tool: rows, roles, types, choices, and what a person is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from workbench.corpus import exports
from workbench.errors import ImportRefused, Invalid

SAMPLES = Path(__file__).parent / "samples"


def sample(name, **options):
    return exports.read(SAMPLES / name, **options)


def values(export, name):
    return export.rows[name].tolist()


def notes(export):
    return {key.removeprefix("exports.note."): params for key, params in export.notes}


def written(tmp_path, text, name="a.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_codes_of_limesurvey_get_words_from_its_structure():
    export = sample("limesurvey.csv", structure=SAMPLES / "limesurvey.lss")
    assert export.column("Q01").question == "Qu'attendez-vous de nous ?"
    assert export.column("Q01").role == "verbatim"
    channels = export.column("Q02")
    assert (channels.type, channels.question) == ("choices", "Comment vous joindre ?")
    assert channels.choices == ("Téléphone", "E-mail", "other")
    assert values(export, "Q02") == [("Téléphone",), ("other",), None]
    assert values(export, "Q02[other]") == [None, "Par la voisine", None]
    assert values(export, "Q03") == ["En ville", "À la campagne", None]
    assert export.column("interviewtime").role == "ignored"
    assert notes(export)["incomplete"] == {"n": 1}


def test_full_headings_of_limesurvey_tell_ticked_choices_and_dates_not_kept():
    export = sample("limesurvey_full.csv")
    assert values(export, "Canaux préférés") == [("Téléphone",), None, ("Téléphone", "E-mail", "Autre")]
    assert {"incomplete", "no_dates"} <= notes(export).keys()


def test_google_forms_parts_choices_and_keeps_a_comma_inside_one():
    export = sample("google_forms.csv")
    assert values(export, "Canaux préférés") == [
        ("Téléphone", "E-mail"),
        ("Sur place, avec quelqu'un", "E-mail"),
        None,
    ]
    assert values(export, "Horodateur")[1].isoformat() == "2026-03-01T14:15:40+01:00"
    assert export.column("Satisfaction globale").type == "scale"
    assert values(export, "Pourquoi ?")[1] == "J'attends\ndepuis un mois"


def test_choices_given_part_cells_whose_choices_hold_commas(tmp_path):
    path = written(tmp_path, 'Timestamp,Days\n2026-03-01 10:00:00,"Mon, am, Tue, pm"\n')
    export = exports.read(path, choices={"Days": ["Mon, am", "Tue, pm"]})
    assert values(export, "Days") == [("Mon, am", "Tue, pm")]


def test_typeform_joins_the_columns_of_one_question():
    export = sample("typeform.csv")
    assert values(export, "Téléphone / E-mail / Other") == [("Téléphone", "Un courrier"), ("E-mail",)]


def test_records_of_three_tools():
    hubspot = sample("hubspot.csv")
    assert [one.name for one in hubspot.of("email")] == ["E-mail"]
    assert values(hubspot, "Thèmes") == [("logement", "emploi"), ("emploi",)]
    salesforce = sample("salesforce.csv")
    assert values(salesforce, "Date") == [date(2026, 3, 27), date(2026, 4, 2)]
    assert values(salesforce, "Status") == [True, False]
    assert notes(salesforce)["footer"] == {"n": 3}
    pipedrive = sample("pipedrive.csv")
    assert values(pipedrive, "Affaire - Valeur") == [12500.5, 900.25]
    assert values(pipedrive, "Affaire - Date de clôture prévue")[1] == date(2026, 12, 3)


@pytest.mark.parametrize("name", ["matomo.json", "matomo.xml"])
def test_matomo_gives_a_row_an_action_in_utc(name):
    export = sample(name)
    assert export.kind == "visits"
    assert values(export, "action.type") == ["action", "goal"]
    assert values(export, "action.timestamp")[0] == datetime.fromtimestamp(1783190585, UTC)
    assert [one.name for one in export.of("identifier")] == ["userId"]


def test_a_report_of_ga4_is_cut_from_its_comments_and_other_tables_are_told():
    export = sample("ga4.csv")
    assert values(export, "Views") == [10, 7]
    assert list(export.rows.index) == [7, 8]
    assert notes(export)["other_tables"] == {"n": 1, "table": 1}
    assert values(sample("ga4.csv", table=2), "Pays") == ["France", "Belgique"]
    events = sample("ga4.jsonl")
    assert values(events, "event_timestamp")[0] == datetime(2026, 3, 1, 9, 2, 11, tzinfo=UTC)
    assert values(events, "param.page_location") == ["https://exemple.test/demande", None]


def test_only_what_people_wrote_is_kept_of_conversations():
    export = sample("intercom.json")
    assert values(export, "message") == ["Bonjour, où en est mon dossier ?", "D'accord."]
    assert notes(export)["not_people"] == {"n": 2}
    assert values(export, "rating") == [4, None]


def test_messages_and_scores_of_tables_are_recognised():
    assert sample("messages.csv").column("Message").role == "verbatim"
    feedback = sample("feedback.csv")
    assert feedback.kind == "answers"
    assert feedback.column("Recommandation (0 à 10)").type == "scale"
    assert feedback.column("Prénom").role == "name"


def test_an_spss_file_gives_its_labels(tmp_path):
    import pyreadstat

    frame = pd.DataFrame({"Q1": [1.0, 2.0, None], "age": [34.0, 51.0, 28.0]})
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(
        frame, str(path), column_labels=["Où vivez-vous ?", "Âge"],
        variable_value_labels={"Q1": {1: "En ville", 2: "À la campagne", 3: "Ailleurs"}},
    )  # fmt: skip
    export = exports.read(path)
    assert values(export, "Q1") == ["En ville", "À la campagne", None]
    assert export.column("Q1").choices == ("En ville", "À la campagne", "Ailleurs")
    assert export.column("Q1").question == "Où vivez-vous ?"
    assert values(export, "age") == [34, 51, 28]


def test_a_column_that_changes_its_nature_far_down_stays_text_and_says_where(tmp_path):
    cells = [str(number) for number in range(9_000)] + ["environ dix"] * 5
    export = exports.read(written(tmp_path, "nom;visites\n" + "\n".join(f"P{c[:3]};{c}" for c in cells)))
    assert export.column("visites").type == "text"
    assert notes(export)["type_changes"]["row"] == 9_002
    assert values(export, "visites") == cells


def test_doubled_headings_longer_rows_and_no_row_are_told(tmp_path):
    export = exports.read(written(tmp_path, "nom;note;note\nAna;4;5;et encore\n"))
    assert list(export.rows.columns) == ["nom", "note", "note (2)", "(4)"]
    assert values(export, "(4)") == ["et encore"]
    assert {"same_heading", "longer_rows"} <= notes(export).keys()
    assert "empty" in notes(exports.read(written(tmp_path, "nom;note\n")))


def test_what_could_be_read_in_two_ways_is_told(tmp_path):
    export = exports.read(written(tmp_path, "nom;montant;debut\nAna;1,250;03/04/2026\n"))
    assert values(export, "montant") == ["1,250"]
    assert values(export, "debut") == [date(2026, 4, 3)]
    assert {"ambiguous_number", "ambiguous_date"} <= notes(export).keys()


def test_a_quotation_mark_that_nothing_closes_is_told(tmp_path):
    export = exports.read(written(tmp_path, 'nom;motif\n"Ana;3\nLéo;4\n'))
    assert notes(export)["open_quote"] == {"row": 2}


def test_a_visit_of_matomo_without_actions_is_an_act(tmp_path):
    head = "idVisit,userId,serverTimestamp,actionDetails_0_type,actionDetails_0_timestamp"
    export = exports.read(written(tmp_path, f"{head}\n1,U1,1783190585,goal,1783190600\n2,U2,1783190585,,\n"))
    assert values(export, "action.type") == ["goal", "visit"]
    assert values(export, "action.timestamp")[1] == datetime.fromtimestamp(1783190585, UTC)


def test_hotjar_is_said_not_to_be_checked(tmp_path):
    export = exports.read(written(tmp_path, "Number,Hotjar User ID,Country\n1,u1,France\n"))
    assert export.tool == "hotjar"
    assert notes(export)["not_checked"] == {"tool": "Hotjar"}


def test_a_person_corrects_what_columns_are():
    export = sample("feedback.csv")
    mapping = exports.mapping(export) | {
        "Après": {"role": "event", "type": "text"},
        "Gone": {"role": "ignored"},
    }
    corrected = exports.apply(export, mapping)
    assert (corrected.column("Après").role, corrected.column("Après").type) == ("event", "text")
    assert values(corrected, "Après") == ["Visite", "Atelier"]
    with pytest.raises(Invalid):
        exports.apply(export, {"Commentaire": {"type": "integer"}})
    with pytest.raises(Invalid):
        exports.apply(export, {"Commentaire": {"role": "boss"}})


def test_what_is_no_export_is_refused(tmp_path):
    with pytest.raises(ImportRefused):
        exports.read(written(tmp_path, "Une simple phrase.", "a.txt"))
    with pytest.raises(ImportRefused):
        exports.read(written(tmp_path, ""))
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><result><row><idVisit>&b;</idVisit></row></result>'
    with pytest.raises(ImportRefused):
        exports.read(written(tmp_path, bomb, "a.xml"))

"""Exports taken in: people under pseudonyms, joined across files, nothing twice, nothing that names them."""

from __future__ import annotations

from pathlib import Path

import pytest

import workbench
from workbench import corpus
from workbench.corpus import exports
from workbench.corpus.vault import open_vault
from workbench.errors import Cancelled, ImportRefused, Invalid

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SURVEY, RECORDS, FEEDBACK = (CORPORA / f"{name}.csv" for name in ("survey_fr", "records", "feedback"))


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_survey_becomes_people_answers_and_words(project):
    report = corpus.import_survey(project, SURVEY)
    assert report.people == len(project.cases()) == 120 and report.known == 0
    answers = project.answers()
    assert len(answers) == report.answers and set(answers["type"]) >= {"choice", "choices", "scale"}
    assert {"scale"} == set(answers.loc[answers["question"].str.startswith("Recommanderiez"), "type"])
    words = project.passages()
    assert len(words) == report.words and set(words["kind"]) == {"answer"} and words["case_id"].notna().all()
    assert "Faire une pause dans la formation sans tout perdre." in set(words["text"])
    assert len(project.sources()) == len(report.sources) == 3
    assert "120 people" in str(report)


def test_no_name_no_address_comes_in(project):
    export = exports.read(SURVEY)
    corpus.import_survey(project, SURVEY)
    corpus.import_records(project, RECORDS)
    for column in (*export.of("email"), *export.of("name")):
        told = " ".join(
            [*project.cases()["name"], *project.answers()["value"], *project.attributes()["value"]]
        )
        assert not set(export.rows[column.name].dropna()) & set(told.split())
    location = Path(str(project.location))
    if location.is_file():
        assert b"exemple.test" not in location.read_bytes()


def test_consent_is_a_fact_that_quotes_ask(project):
    corpus.import_survey(project, SURVEY)
    cases = project.cases()
    assert set(cases["consent:quote"].dropna()) == {"yes", "no"}
    assert not project.answers()["question"].str.contains("cité").any()


def test_people_are_the_same_in_every_file_whichever_comes_first(project, tmp_path):
    corpus.import_records(project, RECORDS)
    before = set(project.cases().index)
    report = corpus.import_survey(project, FEEDBACK)
    people = set(exports.read(FEEDBACK).rows.iloc[:, 2].dropna()) & set(exports.read(RECORDS).rows.iloc[:, 2])
    assert report.known == len(people) > 10
    assert len(project.cases()) == len(before) + report.people - report.known


def test_somebody_with_the_name_of_one_person_of_the_project_is_that_person(tiny_corpus, tmp_path):
    nadia = int(tiny_corpus.cases().query("name == 'NADIA'").index[0])
    file = write(
        tmp_path / "a.csv", "Prénom;E-mail;Ville\nNadia;n@example.test;Lyon\nZoé;z@example.test;Brest"
    )
    report = corpus.import_survey(tiny_corpus, file)
    assert (report.people, report.known, report.named) == (2, 1, 1)
    assert tiny_corpus.cases().loc[nadia, "Ville"] == "Lyon"
    other = write(tmp_path / "b.csv", "Prénom;E-mail;Âge\nNadia;other@example.test;51\nX;n@example.test;34")
    again = corpus.import_survey(tiny_corpus, other)
    assert (again.people, again.known, again.named) == (2, 1, 0)
    assert tiny_corpus.cases().loc[nadia, "Âge"] == 34


def test_two_of_the_same_name_in_a_file_are_nobody_known(tiny_corpus, tmp_path):
    file = write(
        tmp_path / "a.csv", "Prénom;E-mail;Ville\nNadia;a@example.test;Lyon\nNadia;b@example.test;Brest"
    )
    assert corpus.import_survey(tiny_corpus, file).named == 0


def test_rows_that_share_an_address_or_an_identifier_are_one_person(project, tmp_path):
    rows = "id;E-mail;Note\nA1;a@example.test;1\nA1;;2\n;A@EXAMPLE.test;3\nB2;;4"
    report = corpus.import_records(project, write(tmp_path / "a.csv", rows))
    assert report.people == 2
    assert project.attributes()["type"].ne("key").all()


def test_the_same_file_again_changes_nothing_and_a_later_export_doubles_nobody(project, tmp_path):
    head = "E-mail;Êtes-vous satisfait ?;Pourquoi ?\n"
    first = write(
        tmp_path / "a.csv", head + "a@example.test;oui;Parce qu'on m'écoute enfin ici\n;non;Rien à dire"
    )
    corpus.import_survey(project, first)
    entry = project.history(1)[0].id
    again = corpus.import_survey(project, first)
    assert again.again and project.history(1)[0].id == entry and "nothing has changed" in str(again)
    more = "a@example.test;non;Parce qu'on m'écoute enfin ici\n;non;Rien à dire\n"
    more += "b@example.test;oui;Le calme du lieu"
    later = corpus.import_survey(project, write(tmp_path / "b.csv", head + more))
    assert (later.people, later.known, later.words) == (3, 2, 1)
    assert (later.answers, later.changed) == (1, 1)
    assert len(project.answers()) == 3 and len(project.passages()) == 3


def test_dated_acts_keep_what_was_not_kept_and_their_details(project):
    report = corpus.import_records(project, RECORDS)
    events = project.events()
    assert len(events) == report.events == 1185
    assert set(events["done"].dropna()) == {True, False}
    assert set(events["kind"]) >= {"Visite à domicile", "Entretien de suivi"}
    assert events["happened_at"].str.match(r"\d{4}-\d{2}-\d{2}").all()
    assert "Numéro" not in project.cases()


def test_a_choice_not_ticked_is_not_a_question_not_asked(project, tmp_path):
    export = exports.read(SURVEY)
    [column] = [one for one in export.columns if one.type == "choices"]
    none = int((export.rows[column.name].map(lambda value: value == ())).sum())
    corpus.import_survey(project, SURVEY)
    given = project.answers().query("type == 'choices'")
    assert (given["value"] == "").sum() == none > 0
    asked = export.rows[column.name].notna().sum()
    assert given["case_id"].nunique() == asked


def test_a_social_security_number_stops_the_import_and_tells_its_row(project, tmp_path):
    file = write(tmp_path / "a.csv", "Ville;Note\nLyon;1\nBrest;1 85 05 78 006 084 91")
    with pytest.raises(ImportRefused) as refused:
        corpus.import_records(project, file)
    assert "3" in str(refused.value) and "Note" in str(refused.value) and "084" not in str(refused.value)
    assert len(project.cases()) == 0
    corpus.import_records(project, file, mapping={"Note": {"role": "ignored"}})
    assert len(project.cases()) == 2


def test_addresses_and_numbers_are_hidden_in_words(project, tmp_path):
    said = "Appelez ma sœur au 06 12 34 56 78 ou écrivez à s@example.test, elle saura quoi faire"
    file = write(
        tmp_path / "a.csv", f"Pourquoi ?;Note\n{said};1\nLe 12/03/2024 j'ai attendu deux heures dehors;2"
    )
    report = corpus.import_survey(project, file, mapping={"Pourquoi ?": {"role": "verbatim", "type": "text"}})
    texts = set(project.passages()["text"])
    assert "Appelez ma sœur au […] ou écrivez à […], elle saura quoi faire" in texts and report.masked == 2
    assert "Le 12/03/2024 j'ai attendu deux heures dehors" in texts


def test_what_a_person_says_of_columns_is_kept_for_the_next_export_of_the_tool(project, tmp_path):
    first = write(tmp_path / "a.csv", "E-mail;Remarque\na@example.test;Bien\nb@example.test;Mal")
    corpus.import_records(project, first, mapping={"Remarque": {"role": "question", "type": "choice"}})
    assert corpus.kept_mapping(project, "table")["Remarque"]["role"] == "question"
    corpus.import_records(project, write(tmp_path / "b.csv", "E-mail;Remarque\nc@example.test;Bien"))
    assert project.answers()["value"].tolist() == ["Bien", "Mal", "Bien"]
    with pytest.raises(Invalid, match="other choices"):
        corpus.import_records(project, first, mapping={"Remarque": {"role": "ignored"}})


def test_names_go_to_the_vault_and_nowhere_else(project, tmp_path):
    vault = open_vault(tmp_path / "v.vault", "cerises et noyaux")
    rows = "Nom;E-mail;Téléphone;Ville\nNadia Benali;n@example.test;06 12 34 56 78;Lyon"
    corpus.import_records(project, write(tmp_path / "a.csv", rows), vault=vault)
    [person] = project.cases()["name"]
    kept = open_vault(tmp_path / "v.vault", "cerises et noyaux").people[person]
    assert kept["name"] == "Nadia Benali" and kept["email"] == "n@example.test" and kept["phone"]


def test_one_undo_takes_an_import_back_and_redo_brings_it_again(project):
    corpus.import_survey(project, FEEDBACK)
    answers = project.answers()
    project.undo()
    assert len(project.cases()) == len(project.answers()) == len(project.sources()) == 0
    assert corpus.imported_exports(project).empty
    project.redo()
    assert project.answers().equals(answers)
    assert corpus.imported_exports(project)["name"].tolist() == ["feedback.csv"]


def test_a_cancelled_import_leaves_nothing(project):
    asked = iter([False, False, False, True, True, True])
    with pytest.raises(Cancelled):
        corpus.import_survey(project, SURVEY, cancelled=lambda: next(asked))
    assert len(project.cases()) == 0 and corpus.imported_exports(project).empty


def test_what_people_wrote_in_conversations_is_theirs(project, tmp_path):
    rows = "De;Date;Message\nnadia@example.test;2026-01-02;Je n'ai pas reçu mon attestation\n"
    rows += "nadia@example.test;2026-01-03;Toujours rien, je suis bloquée\n"
    file = write(tmp_path / "m.csv", rows)
    report = corpus.import_conversations(project, file)
    assert (report.people, report.words) == (1, 2)
    assert project.passages()["case_id"].nunique() == 1


def test_another_machine_without_the_key_is_told_to_bring_it(location, tmp_path, monkeypatch):
    with workbench.create_project(location, title="A", coder="Ana") as made:
        corpus.import_survey(made, FEEDBACK)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    with workbench.open_project(location, coder="Ana") as opened, pytest.raises(Invalid, match="machine"):
        corpus.import_records(opened, RECORDS)


def test_an_import_of_many_rows_is_one_span_of_ids_in_the_journal_and_is_undone(project, tmp_path):
    rows = "".join(f"p{n}@example.test;{n % 5};{n % 7}\n" for n in range(15_000))
    file = write(tmp_path / "a.csv", "E-mail;Note A ?;Note B ?\n" + rows)
    roles = {name: {"role": "question", "type": "integer"} for name in ("Note A ?", "Note B ?")}
    report = corpus.import_survey(project, file, mapping=roles)
    assert report.answers == len(project.answers()) == 30_000
    entry = project.history(1)[0]
    assert [type(change["ids"]) for change in entry.changes if change["table"] == "answer"] == [range]
    assert project.check() == []
    project.undo()
    assert len(project.answers()) == len(project.cases()) == 0
    project.redo()
    assert len(project.answers()) == 30_000 and project.check() == []

"""What an export holds, told before any of it enters a project."""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.exports import apply, read, samples, summary

CORPORA = Path(__file__).resolve().parents[3] / "corpora"


def test_a_survey_is_told_by_people_answers_and_words():
    export = read(CORPORA / "survey_fr.csv")
    told = summary(export)
    assert (told.rows, told.people) == (len(export.rows), len(export.rows))
    assert told.answers > 10 * told.rows and told.words > told.rows // 2 and told.events == 0
    assert told.dropped >= 2


def test_records_are_told_by_dated_acts_of_fewer_people_than_rows():
    told = summary(read(CORPORA / "records.csv"))
    assert told.events == told.rows > told.people > 10


def test_what_a_person_changes_changes_what_is_told(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("E-mail;Ville;Remarque\na@example.test;Lyon;Rien\nb@example.test;;", encoding="utf-8")
    export = read(file)
    before = summary(export)
    after = summary(apply(export, {"Remarque": {"role": "verbatim"}, "Ville": {"role": "ignored"}}))
    assert (before.people, after.people) == (2, 2)
    assert after.words == 1 and after.attributes == before.attributes - 2 + (before.words == 1)
    assert after.dropped == before.dropped + 1


def test_values_that_name_somebody_are_not_shown(tmp_path):
    file = tmp_path / "a.csv"
    said = "Écrire à n@example.test ou au 06 12 34 56 78 le soir"
    file.write_text(f"Nom;Téléphone;Remarque\nNadia Benali;06 12 34 56 78;{said}", encoding="utf-8")
    export = read(file)
    shown = " ".join(text for column in export.columns for text in samples(export, column))
    assert "Nadia" not in shown and "@" not in shown and "34 56" not in shown and "le soir" in shown


def test_the_same_person_twice_counts_once_and_nobody_counts_apart(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("E-mail;Note\na@example.test;1\na@example.test;2\n;3\n;4\n", encoding="utf-8")
    assert summary(read(file)).people == 3

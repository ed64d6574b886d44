"""Segments read by what people need."""

from __future__ import annotations

import numpy as np
import pytest

from workbench import Project, discovery
from workbench.discovery.compass import needs, ordinary, read
from workbench.discovery.embedding import load


def test_every_need_has_a_name_and_sentences_in_both_languages():
    for need in needs():
        assert set(need.names) == {"fr", "en"} and all(need.names.values())
        assert len(need.sentences) >= 12 and len(set(need.sentences)) == len(need.sentences)


@pytest.fixture(scope="module")
def voiced() -> list[np.ndarray]:
    model = load()
    return [model.encode(list(need.sentences)) for need in needs()]


def test_a_need_that_is_voiced_is_found_among_all_that_is_said(themed: Project):
    known = discovery.read_themes(themed)
    labels = known.themes.loc[known.guided, "label"]
    [answer] = labels.index[labels == "avoir une réponse, être rappelé"]
    words = discovery.theme_segments(themed, answer, known)["verbatim"]
    everywhere = discovery.units(themed)["text"].str.contains("rappel").mean()
    assert words.str.contains("rappel").mean() > 4 * everywhere
    assert words.str.contains("qu'on me rappelle quand on a dit").any()


def test_the_order_of_the_segments_changes_nothing(voiced: list[np.ndarray]):
    draw = np.random.default_rng(4)
    rows = draw.normal(size=(200, 512)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    order = draw.permutation(200)
    for once, again in zip(read(rows, voiced), read(rows[order], voiced), strict=True):
        assert set(once.rows.tolist()) == set(order[again.rows].tolist())


def test_nothing_said_voices_no_need(voiced: list[np.ndarray]):
    assert all(len(reading.rows) == 0 for reading in read(np.zeros((0, 512), np.float32), voiced))
    same = np.tile(load().encode(["Oui oui, voilà, c'est ça."]), (50, 1))
    assert all(len(reading.rows) == 0 for reading in read(same, voiced))


def test_the_planted_expectations_are_among_the_first_candidates(themed: Project):
    first = discovery.find_expectations(themed).head(10)["label"].tolist()
    asked_for = {
        "avoir une réponse, être rappelé",
        "une seule personne qui connaît mon histoire",
        "pouvoir se déplacer",
        "des horaires qui laissent vivre",
    }
    assert asked_for <= set(first)
    hoped_for = {
        "que ce que je sais faire compte, se sentir utile",
        "ne pas être jugé, ne pas avoir à se justifier",
        "avoir le droit de se tromper et d'aller à son rythme",
        "ne pas rester seul avec ça",
        "être vu comme une personne, pas comme un dossier",
        "garder la main sur sa vie",
    }
    assert len(hoped_for & set(first)) >= 5


def test_hardly_a_need_is_heard_where_nothing_but_work_is_told(voiced: list[np.ndarray]):
    tools = ("la scie", "le rabot", "la lime", "le four", "le tour", "la presse", "la meule", "le ciseau")
    told = [
        f"{start} {tool} {end}."
        for tool in tools
        for start, end in (
            ("Après on prend", "et on avance doucement"),
            ("On nettoie", "avant de ranger"),
            ("Pour cette pièce j'utilise", "et un gabarit"),
            ("Le matin j'allume la lumière, je sors", "et je prépare la matière"),
            ("À la fin de la semaine on règle", "à deux"),
        )
    ]
    model = load()
    heard = read(model.encode(told), voiced, model.encode(list(ordinary())))
    assert max(reading.heard for reading in heard) <= 0.5


def test_a_need_is_heard_less_when_what_is_ordinary_is_as_near():
    rows = np.eye(40, dtype=np.float32)
    sentences = rows[:2]
    [alone, *_] = read(rows, [sentences, rows[20:21]])
    [beside, *_] = read(rows, [sentences, rows[20:21]], rows[1:2])
    assert alone.rows.tolist() == [0, 1] and alone.heard == 0.5
    assert beside.rows.tolist() == [] and beside.heard == 0

"""Acts are laid on stages, and what is missing is found: each planted hole, and no other."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from surveyed import planted_classes, survey_people

from workbench import personas
from workbench.personas.journey import journey, laid, stages, wilson
from workbench.personas.journeys import journeys

ALONG = stages("fr")
START = date(2026, 1, 5)


def acts(*rows):
    return pd.DataFrame(
        [(case, kind, (START + timedelta(days=day)).isoformat(), done) for case, kind, day, done in rows],
        columns=["case_id", "kind", "happened_at", "done"],
    )


def whole(case, until=7):
    """Somebody who goes through every stage in time."""
    kinds = [
        "Accueil",
        "Diagnostic partagé",
        "Signature du contrat",
        "Atelier",
        "Bilan",
        "Bilan final",
        "Suivi à 6 mois",
    ]
    return [(case, kind, 14 * at, True) for at, kind in enumerate(kinds[:until])]


def scored(*rows):
    return pd.DataFrame(rows, columns=["case_id", "at", "value"])


def found(events, people, **more):
    told = journey(laid(events, ALONG), ALONG, people=people, **more)
    return told, {(hole.kind, hole.stage): hole for hole in told.holes}


def test_a_journey_without_holes_has_none_and_every_stage_is_reached():
    events = acts(*(row for case in range(8) for row in whole(case)))
    told, holes = found(events, range(8), scores=scored(*((case, "2026-02-01", 8) for case in range(8))))
    assert holes == {}
    assert all(told.reached[stage.name] == tuple(range(8)) for stage in ALONG)
    assert set(told.days.values()) == {14.0} or list(told.days.values())[1:] == [14.0] * 6


def test_each_planted_hole_is_found_with_its_people():
    full = [row for case in range(10) for row in whole(case)]
    scores = scored(*((case, "2026-02-01", 8) for case in range(13)))
    # 10 and 11 come once and nobody meets them again; 12 stops after the contract, without a final review.
    events = acts(*full, (10, "Accueil", 0, True), (11, "Accueil", 0, True), *whole(12, 3))
    _, holes = found(events, range(13), scores=scores, today=START + timedelta(days=200))
    assert holes["late", "first_contact"].people == (10, 11) and holes["late", "first_contact"].of == 13
    assert holes["no_final_review", "closing"].people == (10, 11, 12)
    assert not any(kind in {"no_feedback", "falling", "drop_off"} for kind, _ in holes)
    _, silent = found(events, range(13), scores=scores[scores["case_id"] < 10])
    assert silent["no_feedback", "work"].people == (10, 11, 12)


def test_drop_off_has_the_interval_of_wilson_and_a_stage_nobody_writes_down_is_no_hole():
    rows = [(case, "Accueil", 0, True) for case in range(10)] + [
        (case, "Bilan", 20, True) for case in range(7)
    ]
    _, holes = found(acts(*rows), range(10))
    lost = holes["drop_off", "interim_review"]
    assert (lost.people, lost.of) == ((7, 8, 9), 10)
    assert (round(lost.low, 4), round(lost.high, 4)) == (0.1078, 0.6032)
    assert not any(stage in {"diagnosis", "contract"} for _, stage in holes)


def test_falling_scores_are_told_only_beyond_chance():
    events = acts(*(row for case in range(8) for row in whole(case)))
    first = [(case, "2026-01-10", 9) for case in range(8)]
    fall = scored(*first, *((case, "2026-03-10", 5 + case % 2) for case in range(8)))
    _, holes = found(events, range(8), scores=fall)
    hole = holes["falling", "work"]
    assert hole.people == tuple(range(8)) and hole.change == -3.5 and hole.high < 0
    noise = scored(*first, *((case, "2026-03-10", 9 + (-1) ** case) for case in range(8)))
    assert ("falling", "work") not in found(events, range(8), scores=noise)[1]
    few = fall[fall["case_id"] < 4]
    assert ("falling", "work") not in found(events, range(8), scores=few)[1]


def test_what_was_planned_and_not_kept_is_no_contact():
    told, _ = found(acts((1, "Accueil", 0, False), (1, "Atelier", 5, True), (2, "Atelier", 1, None)), [1, 2])
    assert told.reached["first_contact"] == (1, 2) and told.reached["work"] == ()


def test_wilson_holds_at_the_edges():
    assert wilson(0, 0) == (0.0, 1.0) and wilson(0, 10)[0] == 0.0 and round(wilson(10, 10)[1], 9) == 1.0


def test_the_personas_of_a_project_have_their_journeys(project, tmp_path):
    personas.synthesize(project, planted_classes(survey_people(project, tmp_path)))
    told = journeys(project)
    table = personas.read_personas(project)
    assert sorted(told) == sorted(table.index)
    for persona, one in told.items():
        assert set(one.reached["first_contact"]) <= set(table.loc[persona, "members"])
        assert len(one.reached["first_contact"]) >= 20 and len(one.reached["work"]) >= 20

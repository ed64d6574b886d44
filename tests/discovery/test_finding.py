"""Looking for themes in a project: small ones, odd ones, and what happens meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import workbench
from workbench import Project, discovery
from workbench.corpus import import_sources
from workbench.discovery import read_themes
from workbench.discovery.working import run_apart
from workbench.errors import Cancelled, Invalid

CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.fixture
def here() -> ThreadPoolExecutor:
    """Work in this process: what is tried here is not where it runs."""
    return ThreadPoolExecutor(1)


def talk(project: Project, folder: Path, turns: list[str]) -> None:
    path = folder / "groupe.txt"
    path.write_text("\n".join(f"{who} : {said}" for who, said in zip("AB" * len(turns), turns, strict=False)))
    import_sources(project, [path])


def test_a_project_without_words_is_told_so(project: Project):
    with pytest.raises(Invalid, match="import"):
        discovery.find_themes(project)


def test_a_small_corpus_is_not_grouped_and_says_why(tiny_corpus: Project):
    found = discovery.find_themes(tiny_corpus)
    assert found.themes.empty and found.note is not None
    key, values = found.note
    assert key == "discovery.too_few" and values["n"] < 150
    assert read_themes(tiny_corpus).note == found.note


def test_a_small_corpus_is_grouped_when_asked(project: Project, tmp_path: Path, here: ThreadPoolExecutor):
    buses = [f"Le bus numéro {n} ne passe jamais à l'heure le matin." for n in range(20)]
    calls = [f"Ils devaient me rappeler le {n} du mois et rien." for n in range(1, 21)]
    talk(project, tmp_path, [turn for pair in zip(buses, calls, strict=True) for turn in pair])
    found = discovery.find_themes(project, granularity=0.5, executor=here)
    members = found.at()
    assert len(members) == 40
    bus = members["start"].map(lambda at: "bus" in project.text(members["source_id"].iloc[0])[at : at + 12])
    assert members.groupby("theme").apply(lambda g: bus[g.index].nunique() == 1).all()


@pytest.mark.parametrize(
    "turns",
    [
        ["La même phrase, encore et toujours la même."] * 160,
        ["OUI MAIS NON, ON NE SAIT PAS."] * 80 + ["Ñandú jagua mba'éichapa reiko, che irũ."] * 80,
        ["Oui."] * 160,
    ],
    ids=["identical", "capitals and a language never seen", "too short to say anything"],
)
def test_odd_corpora_are_read_without_an_error(
    project: Project, tmp_path: Path, here: ThreadPoolExecutor, turns: list[str]
):
    talk(project, tmp_path, turns)
    found = discovery.find_themes(project, executor=here)
    assert len(found.at()) in {0, len(turns)}
    assert project.check() == []


def test_a_person_can_stop_and_nothing_changes(themed: Project):
    before = read_themes(themed).themes.to_csv()
    head = themed.head()
    with pytest.raises(Cancelled):
        discovery.find_themes(themed, seed=1, cancelled=lambda: True)
    assert themed.head() == head and read_themes(themed).themes.to_csv() == before


def test_the_steps_are_told(themed: Project, here: ThreadPoolExecutor):
    told: list[tuple[str, int, int, float | None]] = []
    discovery.find_themes(themed, executor=here, progress=lambda *step: told.append(step))
    assert told[-1][:3] == ("themes", 1, 1)


def test_sources_that_arrive_meanwhile_are_attached_at_the_end(themed: Project, here: ThreadPoolExecutor):
    arrived = []

    def arrive(step: str, done: int, total: int, left: float | None) -> None:
        if step == "themes" and not arrived:
            arrived.append(import_sources(themed, [CORPORA / "fg4_job_coaching_en.txt"]))

    found = discovery.find_themes(themed, executor=here, progress=arrive)
    assert arrived and len(found.at()) == len(discovery.units(themed))


def test_the_same_corpus_gives_the_same_themes_whatever_the_order_of_import(
    tmp_path: Path, here: ThreadPoolExecutor
):
    files = sorted(CORPORA.glob("fg[12]_*.txt"))
    seen = []
    for name, order in (("one", files), ("two", files[::-1])):
        with workbench.create_project(tmp_path / f"{name}.workbench", title="T", coder="Ana") as project:
            import_sources(project, order)
            found = discovery.find_themes(project, executor=here)
            members = found.at()
            words = [project.verbatim(int(s), int(a), int(b)) for s, a, b in
                     zip(members["source_id"], members["start"], members["end"], strict=True)]  # fmt: skip
            groups: dict[int, set[str]] = {}
            for theme, text in zip(members["theme"], words, strict=True):
                groups.setdefault(theme, set()).add(text)
            seen.append({frozenset(group) for group in groups.values()})
    assert seen[0] == seen[1]


def test_a_process_that_is_stopped_is_gone():
    with pytest.raises(Cancelled):
        run_apart(_sleep, cancelled=lambda: True)


def _sleep() -> None:
    import time

    time.sleep(60)


def test_only_those_asked_for_are_read_and_others_stay_out_afterwards(
    project: Project, tmp_path: Path, here: ThreadPoolExecutor
):
    buses = [f"Le bus numéro {n} ne passe jamais à l'heure le matin." for n in range(40)]
    calls = [f"Ils devaient me rappeler le {n} du mois et rien du tout." for n in range(1, 41)]
    talk(project, tmp_path, [turn for pair in zip(buses, calls, strict=True) for turn in pair])
    found = discovery.find_themes(project, cases=["A"], granularity=0.5, executor=here)
    people = project.cases()["name"]
    assert {people[i] for i in found.at()["case_id"]} == {"A"}
    assert found.run["asked"] == 0.5 and [people[i] for i in found.run["cases"]] == ["A"]
    assert discovery.assign_new(project) == 0


def test_too_few_segments_leave_the_themes_of_an_earlier_run_with_their_card(themed: Project):
    before = read_themes(themed)
    [alone, *_] = themed.cases().index
    after = discovery.find_themes(themed, cases=[alone])
    assert after.note is not None and after.run == before.run and after.levels == before.levels
    assert len(after.themes) == len(before.themes)

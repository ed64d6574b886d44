from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.apps import places, recent

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "user_folder", lambda: tmp_path)
    return tmp_path


def test_the_first_visit_holds_no_news() -> None:
    assert recent.visit("a", "A", 7, now=START).seen == 7


def test_what_was_new_stays_new_within_one_visit() -> None:
    recent.visit("a", "A", 7, now=START)
    next_day = START + timedelta(days=1)
    first = recent.visit("a", "A", 12, now=next_day)
    again = recent.visit("a", "A", 15, now=next_day + timedelta(minutes=40))
    assert (first.seen, again.seen) == (7, 7)
    assert again.seen_at == START.isoformat()


def test_the_next_visit_starts_where_the_last_look_ended() -> None:
    recent.visit("a", "A", 7, now=START)
    recent.visit("a", "A", 9, now=START + timedelta(minutes=30))
    later = recent.visit("a", "A", 20, now=START + timedelta(days=3))
    assert later.seen == 9
    assert later.seen_at == (START + timedelta(minutes=30)).isoformat()


def test_the_last_project_comes_first_and_the_list_stays_short() -> None:
    for number in range(20):
        recent.visit(f"p{number}", f"P{number}", 1, now=START + timedelta(hours=number))
    recent.visit("p15", "P15", 1, now=START + timedelta(days=2))
    known = [one.location for one in recent.visits()]
    assert known[:2] == ["p15", "p19"]
    assert len(known) == 12


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"location": "a"}]', "null"])
def test_an_unreadable_list_is_an_empty_one(own_folder: Path, content: str) -> None:
    (own_folder / "recent.json").write_text(content, encoding="utf-8")
    assert recent.visits() == []
    assert recent.visit("a", "A", 3).seen == 3

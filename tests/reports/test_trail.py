"""The audit trail tells every decision, and keeps apart what a program proposed."""

import csv

import docx
import pytest

from workbench import coding, create_project, i18n
from workbench.errors import Invalid
from workbench.model import Coder
from workbench.project import schema
from workbench.reports import trail


@pytest.fixture
def decided(tmp_path):
    i18n.use("en")
    project = create_project(tmp_path / "study.workbench", title="Study", coder="Ana")
    text = "On ne m'a pas rappelée. =1+1"
    with project.gesture("import_sources", n=1) as g:
        sha = g.keep(text=text)
        g.insert(schema.source, [{"name": "E1", "text_sha": sha, "length": len(text)}])
    coding.add_code(project, "delay", memo="Heard in every group.")
    coding.apply_code(project, "E1", 0, 23, "delay", memo="Her voice drops here.")
    with project:
        yield project


def rows(project, tmp_path):
    path = trail(project, tmp_path / "trail.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_entry_has_its_line_in_order(decided, tmp_path):
    lines = rows(decided, tmp_path)
    assert [int(line["no."]) for line in lines] == [e.id for e in reversed(decided.history())]
    assert [line["who"] for line in lines] == ["Ana"] * 4
    assert lines[2]["decision"] == 'add the code "delay"'


def test_a_memo_stands_beside_the_decision_it_justifies(decided, tmp_path):
    lines = rows(decided, tmp_path)
    assert lines[2]["memo"] == "Heard in every group."
    assert lines[3]["memo"] == "Her voice drops here."


def test_a_memo_reads_as_it_was_written_even_after_it_changed_and_went(decided, tmp_path):
    memo = coding.write_memo(decided, "First thought.", code="delay")
    coding.write_memo(decided, "Second thought.", memo=memo)
    coding.write_memo(decided, "", memo=memo)
    whys = [line["memo"] for line in rows(decided, tmp_path)]
    assert whys[-3:] == ["First thought.", "Second thought.", ""]


def test_an_undone_decision_stays_and_says_what_undid_it(decided, tmp_path):
    undone = decided.undo()
    lines = {int(line["no."]): line for line in rows(decided, tmp_path)}
    assert lines[undone.id]["undone"] == f"by no. {decided.head()}"
    assert lines[decided.head()]["decision"] == 'Undo: code "delay"'


def test_what_a_program_proposed_stands_apart(decided, tmp_path):
    with decided.gesture("add_code", code="machine") as g:
        [machine] = g.insert(schema.coder, [{"name": "finder", "kind": "machine"}])
    person, decided.coder = decided.coder, Coder(machine, "finder", "machine")
    coding.add_code(decided, "proposed by a program")
    decided.coder = person
    assert [line["origin"] for line in rows(decided, tmp_path)][-1] == "program"
    page = docx.Document(str(trail(decided, tmp_path / "trail.docx")))
    people, programs = page.tables
    assert "proposed by a program" not in "".join(c.text for c in people.columns[3].cells)
    assert "proposed by a program" in "".join(c.text for c in programs.columns[3].cells)


def test_the_page_runs_no_script_of_a_memo(decided, tmp_path):
    coding.write_memo(decided, "<script>window.bad=1</script><img src=x onerror=bad()>")
    page = trail(decided, tmp_path / "trail.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img" not in page
    assert "&lt;script&gt;" in page


def test_another_suffix_is_refused_with_the_ones_that_work(decided, tmp_path):
    with pytest.raises(Invalid, match=r"\.docx, \.html, \.csv"):
        trail(decided, tmp_path / "trail.pdf")
    assert not (tmp_path / "trail.pdf").exists()


def test_the_trail_is_told_in_french_too(decided, tmp_path):
    i18n.use("fr")
    page = trail(decided, tmp_path / "trail.html").read_text(encoding="utf-8")
    assert "Ce que des personnes ont décidé" in page and "coder « delay »" in page

"""Any sequence of gestures: undoing all gives the first state back, redoing all the last."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from interviews import add_interviews, span
from snapshots import snapshot

import workbench
from workbench import coding
from workbench.corpus import move_source, remove_source, rename_source, set_speakers
from workbench.errors import WorkbenchError

EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "60"))

NAMES = st.sampled_from(["repère", "Repère", "délai", "bus", "accueil", "x > y", "=1+1", "👩🏽‍💻", "", "été"])
WORDS = st.sampled_from(["", "Note.", "=x", "a\nb", "🙂"])
PICK = st.integers(0, 1000)


class Gestures(RuleBasedStateMachine):
    """Verbs with arguments that are mostly right; refusals are welcome, anything else is a defect."""

    template: Path
    empty: dict

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp(dir=self.template.parent))
        shutil.copy(self.template, self.folder / "p.workbench")
        self.project = workbench.open_project(self.folder / "p.workbench")
        self.first = self.project.head()

    def pick(self, frame, choice):
        """An id of the table, or now and then one that was never given."""
        return 999_999 if choice % 50 == 49 or not len(frame) else int(frame.index[choice % len(frame)])

    def code(self, choice):
        return self.pick(self.project.codes(), choice)

    def coding(self, choice):
        return self.pick(self.project.codings(), choice)

    def source(self, choice):
        return self.pick(self.project.sources(), choice)

    def act(self, verb, *args, **kwargs):
        head = self.project.head()
        try:
            return verb(self.project, *args, **kwargs)
        except WorkbenchError as refusal:
            assert "{" not in str(refusal).replace("{x}", "")
            assert self.project.head() == head

    @rule(name=NAMES, parent=st.none() | PICK, position=st.none() | st.integers(0, 3), text=WORDS)
    def add_code(self, name, parent, position, text):
        above = None if parent is None else self.code(parent)
        self.act(coding.add_code, name, parent=above, position=position, definition=text, memo=text)

    @rule(code=PICK, name=NAMES)
    def rename_code(self, code, name):
        self.act(coding.rename_code, self.code(code), name)

    @rule(code=PICK, text=WORDS)
    def edit_code(self, code, text):
        self.act(coding.edit_code, self.code(code), definition=text, example=text)

    @rule(code=PICK, parent=st.none() | PICK, position=st.none() | st.integers(0, 3))
    def move_code(self, code, parent, position):
        above = None if parent is None else self.code(parent)
        self.act(coding.move_code, self.code(code), parent=above, position=position)

    @rule(codes=st.lists(PICK, max_size=3), into=PICK)
    def merge_codes(self, codes, into):
        self.act(coding.merge_codes, [self.code(code) for code in codes], self.code(into), memo="Même.")

    @rule(code=PICK, names=st.lists(NAMES, max_size=3), share=st.integers(0, 3))
    def split_code(self, code, names, share):
        held = self.project.codings()
        code_id = self.code(code)
        mine = [int(i) for i in held.index[held["code_id"] == code_id]]
        self.act(coding.split_code, code_id, {name: mine[n : n + share] for n, name in enumerate(names)})

    @rule(code=PICK, children=st.sampled_from(["lift", "delete"]), heir=PICK,
          codings=st.sampled_from(["refuse", "delete", "heir"]))  # fmt: skip
    def delete_code(self, code, children, codings, heir):
        given = self.code(heir) if codings == "heir" else codings
        self.act(coding.delete_code, self.code(code), children=children, codings=given, memo="Trop vague.")

    @rule(source=PICK, code=PICK, start=st.integers(-1, 120), length=st.integers(0, 20), memo=WORDS,
          weight=st.none() | st.integers(0, 101))  # fmt: skip
    def apply_code(self, source, code, start, length, memo, weight):
        self.act(coding.apply_code, self.source(source), start, start + length, self.code(code),
                 memo=memo, weight=weight)  # fmt: skip

    @rule(source=PICK, start=st.integers(0, 80), length=st.integers(1, 15), parent=st.none() | PICK)
    def apply_in_vivo(self, source, start, length, parent):
        above = None if parent is None else self.code(parent)
        self.act(coding.apply_in_vivo, self.source(source), start, start + length, parent=above)

    @rule(made=PICK, start=st.none() | st.integers(0, 80), end=st.none() | st.integers(0, 120),
          code=st.none() | PICK, weight=st.none() | st.floats(0, 100))  # fmt: skip
    def adjust_coding(self, made, start, end, code, weight):
        other = None if code is None else self.code(code)
        self.act(coding.adjust_coding, self.coding(made), start=start, end=end, code=other, weight=weight)

    @rule(made=st.lists(PICK, max_size=3))
    def remove_coding(self, made):
        self.act(coding.remove_coding, [self.coding(one) for one in made])

    @rule(
        source=PICK,
        code=PICK,
        places=st.lists(st.tuples(st.integers(-1, 120), st.integers(0, 20)), max_size=4),
    )
    def apply_to_segments(self, source, code, places):
        spans = [(self.source(source), start, start + length) for start, length in places]
        self.act(coding.apply_to_segments, spans, self.code(code))

    @rule(code=PICK, pattern=st.sampled_from(["bus", "repere", "l'été", ""]),
          unit=st.sampled_from(["match", "sentence", "turn"]))  # fmt: skip
    def autocode(self, code, pattern, unit):
        self.act(coding.autocode, pattern, self.code(code), unit=unit)

    @rule(text=WORDS, aim=PICK, kind=st.sampled_from(["project", "source", "code", "coding", "entry"]))
    def write_memo(self, text, aim, kind):
        find = {"source": self.source, "code": self.code, "coding": self.coding, "entry": lambda n: n % 9}
        given = {} if kind == "project" else {kind: find[kind](aim)}
        self.act(coding.write_memo, text, **given)

    @rule(text=WORDS, memo=PICK)
    def rewrite_memo(self, text, memo):
        self.act(coding.write_memo, text, memo=self.pick(self.project.memos(), memo))

    @rule(names=st.lists(NAMES.filter(bool), max_size=3))
    def import_codebook(self, names):
        path = self.folder / "grille.csv"
        path.write_text("name;parent\n" + "".join(f"{name};grille\n" for name in names), encoding="utf-8")
        self.act(coding.import_codebook, path)

    @rule(source=PICK)
    def remove_source(self, source):
        if len(self.project.sources()) > 2:  # without texts there is little left to do
            self.act(remove_source, self.source(source))

    @rule(source=PICK, name=NAMES, position=st.none() | st.integers(0, 3))
    def rearrange_source(self, source, name, position):
        self.act(rename_source, self.source(source), name)
        self.act(move_source, self.source(source), folder=name, position=position)

    @rule(label=st.sampled_from(["NADIA", "YANIS", "TOM", "ANIMATRICE"]),
          person=st.sampled_from(["Nadia B.", "TOM", "Yanis", None]))  # fmt: skip
    def set_speakers(self, label, person):
        self.act(set_speakers, {label: person})

    @rule()
    def undo(self):
        top = self.project.can_undo()
        if top.id > self.first:
            before = snapshot(self.project)
            self.project.undo()
            after = snapshot(self.project)
            self.project.redo()
            assert snapshot(self.project) == before
            self.project.undo()
            assert snapshot(self.project) == after

    @rule()
    def redo(self):
        self.project.redo()

    def teardown(self):
        if not hasattr(self, "project"):
            return
        project = self.project
        assert project.check() == []
        end = snapshot(project)
        while project.undo():
            pass
        assert snapshot(project) == self.empty
        while project.redo():
            pass
        # What had been undone before the end comes back too; taking it back again gives the end.
        if snapshot(project) != end:
            steps = 0
            while snapshot(project) != end and project.undo():
                steps += 1
            assert snapshot(project) == end
        assert project.check() == []
        project.close()
        shutil.rmtree(self.folder)


def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(tmp_path):
    path = tmp_path / "template.workbench"
    with workbench.create_project(path, title="Attentes", coder="Ana") as project:
        Gestures.empty = snapshot(project)
        add_interviews(project, tmp_path)
        for name in ("Attentes", "point", "attente", "transport"):
            coding.add_code(project, name, memo="Première grille.")
        coding.add_code(project, "voix", parent="point")
        for number, (source, chosen) in enumerate(
            [("groupe", "un repère"), ("Samira", "mars"), ("Tom", "Un.")]
        ):
            for name in ("point", "attente"):
                coding.apply_code(project, *span(project, source, chosen), name, memo=f"Note {number}.")
    Gestures.template = path
    run_state_machine_as_test(
        Gestures,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=50, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

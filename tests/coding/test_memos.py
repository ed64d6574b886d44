"""Memos: on what they are, how they change, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from workbench import coding
from workbench.errors import Invalid, NotFound


def test_a_memo_is_on_the_one_thing_named(coded):
    passage = int(coded.passages().index[1])
    made = int(coded.codings().index[0])
    case = int(coded.cases().query("name == 'NADIA'").index[0])
    targets = {
        "source": ("groupe", int(coded.sources().index[0])),
        "passage": (passage, passage),
        "case": ("Nadia", case),
        "code": ("repère", int(coded.codes().query("name == 'repère'").index[0])),
        "coding": (np.int64(made), made),
        "entry": (1, 1),
    }
    for kind, (ref, target) in targets.items():
        memo = coding.write_memo(coded, f" Sur {kind}. ", title="Titre", **{kind: ref})
        row = coded.memos().loc[memo]
        assert (row.target_kind, row.target_id, row.text) == (kind, target, f"Sur {kind}.")
        assert (row.title, row.coder) == ("Titre", "Ana")
    memo = coding.write_memo(coded, "Sur le projet.")
    row = coded.memos().loc[memo]
    assert row.target_kind == "project" and row.isna().target_id


def test_a_memo_is_rewritten_and_removed(coded):
    memo = coding.write_memo(coded, "Un.", source="Tom")
    assert coding.write_memo(coded, "Deux.", memo=np.int64(memo)) == memo
    assert coded.memos().loc[memo, ["target_kind", "text"]].tolist() == ["source", "Deux."]
    head = coded.head()
    coding.write_memo(coded, "Deux.", memo=memo)
    assert coded.head() == head
    assert coding.write_memo(coded, "  ", memo=memo) is None
    assert memo not in coded.memos().index
    coded.undo()
    assert coded.memos().loc[memo, "text"] == "Deux."


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (NotFound, {"memo": 999}),
        (NotFound, {"source": "absent"}),
        (NotFound, {"code": 999}),
        (NotFound, {"coding": 999}),
        (NotFound, {"passage": 999}),
        (NotFound, {"case": "absent"}),
        (NotFound, {"entry": 999}),
        (Invalid, {"source": "Tom", "code": "bus"}),
        (Invalid, {"text": " \n "}),
        (Invalid, {"text": "a\x00b"}),
        (Invalid, {"text": "\ud800"}),
        (Invalid, {"title": "\ud800"}),
    ],
)
def test_a_memo_that_cannot_be_written_is_refused(coded, kind, given):
    head = coded.head()
    with pytest.raises(kind) as refusal:
        coding.write_memo(coded, **{"text": "Note.", **given})
    assert "{" not in refusal.value.sentence("fr") and coded.head() == head


@pytest.mark.parametrize(("language", "label"), [("fr", "mémo sur « repère »"), ("en", 'memo on "repère"')])
def test_the_journal_names_what_the_memo_is_on(coded, language, label):
    coding.write_memo(coded, "Note.", code="repère")
    assert coded.history(1)[0].label(language) == label

"""What the desk answers to its page: acts reach the store, bad messages become sentences."""

import json
import logging

import pytest
from interviews import span
from pages import Wire

from workbench import coding, corpus
from workbench.project import Project
from workbench.text import OffsetMap
from workbench.widgets import CodingDesk
from workbench.widgets import delta as deltas


class Page(Wire):
    """A coding desk without a browser."""

    def __init__(self, project: Project, **options):
        super().__init__(CodingDesk(project, language="en", **options))


@pytest.fixture
def page(tiny_corpus):
    return Page(tiny_corpus)


@pytest.fixture
def place(tiny_corpus):
    """The source, and the UTF-16 bounds of words that stand after an emoji."""
    source, start, end = span(tiny_corpus, "groupe", "débrouille-toi")
    offsets = OffsetMap(tiny_corpus.text(source))
    assert offsets.to_utf16(start) > start
    return {"source": source, "start": offsets.to_utf16(start), "end": offsets.to_utf16(end)}


def test_a_coding_made_in_the_page_cuts_the_words_that_were_selected(page, place, tiny_corpus):
    code = page.ask("add_code", name="alone")["result"]["code"]
    answer = page.ask("apply_code", **place, code=code)
    [words] = coding.retrieve(tiny_corpus)["verbatim"]
    assert words == "débrouille-toi"
    [row] = answer["delta"]["codings"]["put"]
    assert (row["start"], row["end"], row["code"]) == (place["start"], place["end"], code)
    assert answer["delta"]["counts"] == {code: (1, 1)}
    assert answer["delta"]["undo"] == 'code "alone"'


def test_the_start_of_a_page_tells_what_is_there(page, tiny_corpus):
    answer = page.ask("start")["result"]
    assert [s["name"] for s in answer["sources"]] == tiny_corpus.sources()["name"].tolist()
    assert answer["coder"]["name"] == "Ana"
    assert {"âge", "commune", "aidant"} <= set(answer["attributes"])


def test_a_source_opens_with_its_text_as_bytes_and_turns_in_utf16(page, tiny_corpus, place):
    answer = page.ask("open_source", source=place["source"])["result"]
    text = bytes(page.buffers[0]).decode("utf-8")
    units = text.encode("utf-16-le")
    turns = answer["passages"]
    words = [
        units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(turns["start"], turns["end"], strict=True)
    ]
    assert words == tiny_corpus.passages(place["source"])["text"].tolist()


def test_two_pages_see_each_others_work(page, place, tiny_corpus, ben):
    other = Page(ben)
    code = page.ask("add_code", name="alone")["result"]["code"]
    page.ask("apply_code", **place, code=code)
    delta = other.ask("since", entry=other.head, source=place["source"])["result"]
    assert [c["name"] for c in delta["codes"]] == ["alone"]
    assert len(delta["codings"]["put"]) == 1 and delta["counts"] == {code: (1, 1)}
    assert [e["who"] for e in delta["entries"]] == ["Ana", "Ana"]
    assert not any(e["mine"] for e in delta["entries"])


def test_a_removed_coding_leaves_the_other_page_and_its_counts(page, place, tiny_corpus, ben):
    code = page.ask("add_code", name="alone")["result"]["code"]
    made = page.ask("apply_code", **place, code=code)["result"]["coding"]
    other = Page(ben)
    other.ask("start")
    page.ask("remove_codings", codings=[made])
    delta = other.ask("since", entry=other.head, source=place["source"])["result"]
    assert delta["codings"]["drop"] == [made] and delta["counts"] == {code: (0, 0)}


def test_blind_hides_what_others_coded_and_wrote(place, tiny_corpus, ben):
    code = coding.add_code(tiny_corpus, "alone")
    theirs = coding.apply_code(ben, place["source"], 20, 30, code, memo="secret thought")
    page = Page(tiny_corpus, blind=True)
    started = page.ask("start")["result"]
    assert [c["segments"] for c in started["codes"]] == [0]
    opened = page.ask("open_source", source=place["source"])["result"]
    assert opened["codings"]["id"] == []
    assert page.ask("segments", code=code)["result"]["rows"] == []
    assert page.ask("coding", coding=theirs)["kind"] == "NotFound"
    assert page.ask("remove_codings", codings=[theirs])["kind"] == "NotFound"
    assert page.ask("memos", kind="coding", target=theirs)["result"] == []
    coding.apply_code(ben, place["source"], 30, 40, code)
    delta = page.ask("since", entry=page.head, source=place["source"])["result"]
    assert delta["entries"] == [] and delta["codings"]["put"] == []
    assert "secret" not in json.dumps([content for content, _ in page.received])
    assert len(tiny_corpus.codings()) == 2


@pytest.fixture
def shared(tiny_corpus, ben, place):
    """A code with one coding of this coder, three of a colleague, and the colleague's alone below it."""
    code = coding.add_code(tiny_corpus, "shared")
    below = coding.add_code(tiny_corpus, "below", parent=code)
    coding.apply_code(tiny_corpus, place["source"], 20, 30, code, memo="mine")
    for start in (30, 40, 50):
        coding.apply_code(ben, place["source"], start, start + 5, code, memo="theirs")
    coding.apply_code(ben, place["source"], 60, 70, below)
    return {"code": code, "below": below}


def test_blind_a_deletion_counts_ones_own_and_tells_that_others_worked_there_too(tiny_corpus, shared):
    page = Page(tiny_corpus, blind=True)
    told = page.ask("delete_preview", code=shared["code"])["result"]
    assert (told["codes"], told["codings"], told["memos"]) == (1, 1, 1)
    assert (told["others"], told["others_below"]) == (True, True)
    assert "1 coding, 1 memo" in told["sentence"] and "Colleagues" in told["sentence"]
    told = page.ask("delete_preview", code=shared["below"])["result"]
    assert (told["codings"], told["others"], told["others_below"]) == (0, True, False)
    assert not set("3456789") & set(json.dumps([content for content, _ in page.received]))


def test_blind_a_code_only_others_use_is_not_deleted_without_a_choice(tiny_corpus, shared):
    page = Page(tiny_corpus, blind=True)
    refused = page.ask("delete_code", code=shared["code"])
    assert refused["kind"] == "Invalid" and not set("0123456789") & set(refused["sentence"])
    done = page.ask("delete_code", code=shared["code"], codings="delete")["result"]
    assert "shared" in done and not set("0123456789") & set(done)
    assert len(tiny_corpus.codings()) == 1


def test_seeing_a_deletion_counts_what_everybody_did(tiny_corpus, shared):
    told = Page(tiny_corpus).ask("delete_preview", code=shared["code"])["result"]
    assert (told["codings"], told["memos"], told["others"]) == (4, 4, False)
    assert "Colleagues" not in told["sentence"]


def test_blind_nothing_is_said_of_colleagues_who_did_nothing_there(tiny_corpus, ben, place):
    code = coding.add_code(tiny_corpus, "alone")
    coding.apply_code(tiny_corpus, place["source"], 20, 30, code)
    told = Page(tiny_corpus, blind=True).ask("delete_preview", code=code)["result"]
    assert (told["codings"], told["others"], told["others_below"]) == (1, False, False)
    assert "Colleagues" not in told["sentence"]


def test_blindness_that_was_imposed_cannot_be_lifted_from_the_page(tiny_corpus, ben, place):
    code = coding.add_code(tiny_corpus, "alone")
    theirs = coding.apply_code(ben, place["source"], 20, 30, code)
    page = Page(tiny_corpus, blind=True)
    assert page.ask("settings", blind=False)["result"]["blind"] is True
    page.desk._answer({"id": 1, "do": "export", "what": "trail", "format": "csv"}, [])
    assert page.received[-1][0]["kind"] == "Invalid"
    memo = page.ask("write_memo", source=place["source"], text="x", kind="coding", target=theirs)
    assert memo["kind"] == "NotFound"
    coding.remove_coding(ben, theirs)
    delta = page.ask("since", entry=page.head, source=place["source"])["result"]
    assert delta.get("codings", {"drop": []})["drop"] == []


def test_blindness_that_was_chosen_can_be_lifted(page, ben, place, tiny_corpus):
    code = coding.add_code(tiny_corpus, "alone")
    coding.apply_code(ben, place["source"], 20, 30, code)
    page.ask("settings", blind=True)
    assert page.ask("start")["result"]["codes"][0]["segments"] == 0
    page.ask("settings", blind=False)
    assert page.ask("start")["result"]["codes"][0]["segments"] == 1


def test_importing_another_file_leaves_the_open_text_alone(page, place, tiny_corpus, tmp_path):
    page.ask("start")
    other = tmp_path / "other.txt"
    other.write_text("LÉA : Rien à voir.\nTOM : Non.\n", encoding="utf-8")
    corpus.import_sources(tiny_corpus, other)
    delta = page.ask("since", entry=page.head, source=place["source"])["result"]
    assert "reopen" not in delta and len(delta["sources"]) == len(tiny_corpus.sources())
    corpus.set_speakers(tiny_corpus, {"NADIA": "Nadège"}, source=place["source"])
    assert page.ask("since", entry=page.head, source=place["source"])["result"]["reopen"] is True


def test_an_act_that_was_saved_is_never_told_as_not_done(page, place, monkeypatch, tiny_corpus):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(deltas, "since", broken)
    answer = page.ask("add_code", name="alone")
    assert answer["ok"] and answer["delta"]["reopen"] is True
    assert tiny_corpus.codes()["name"].tolist() == ["alone"]


def test_undo_and_redo_answer_with_the_act_they_touched(page):
    page.ask("add_code", name="alone")
    undone = page.ask("undo")
    assert undone["result"] == {"label": 'add the code "alone"'}
    assert undone["delta"]["redo"] == 'add the code "alone"' and undone["delta"]["codes"] == []
    assert page.ask("redo")["result"] == {"label": 'add the code "alone"'}
    assert page.ask("redo")["result"] == {"label": None}


def test_a_memo_marks_its_coding_and_unmarks_it_when_removed(page, place):
    code = page.ask("add_code", name="alone")["result"]["code"]
    made = page.ask("apply_code", **place, code=code)["result"]["coding"]
    source = place["source"]
    wrote = page.ask("write_memo", source=source, text="why", kind="coding", target=made)
    assert [row["memo"] for row in wrote["delta"]["codings"]["put"]] == [True]
    memo = wrote["result"]["memo"]
    gone = page.ask("write_memo", source=source, text="", memo=memo)
    assert [row["memo"] for row in gone["delta"]["codings"]["put"]] == [False]


def test_a_weight_is_kept_unless_it_is_named(page, place, tiny_corpus):
    code = page.ask("add_code", name="alone")["result"]["code"]
    made = page.ask("apply_code", **place, code=code, weight=50)["result"]["coding"]
    page.ask("adjust_coding", coding=made, start=place["start"] + 2)
    assert tiny_corpus.codings().loc[made, "weight"] == 50
    page.ask("adjust_coding", coding=made, weight=None)
    assert tiny_corpus.codings()["weight"].isna().all()


def test_files_dropped_on_the_page_are_imported_and_reported(page, tiny_corpus):
    text = "LÉA : Une autre source.\nTOM : Oui.\n".encode()
    page.desk._answer(
        {"id": 1, "do": "import_files", "entry": page.head, "names": ["../../autre.txt", "x.pdf"]},
        [text, b"%PDF-1.4 torn off"],
    )
    answer, _ = page.received[-1]
    told = answer["result"]["sentences"]
    assert answer["result"]["imported"] == 1 and told[0] == "1 source imported. 1 file refused."
    assert "autre" in tiny_corpus.sources()["name"].tolist()
    assert any(content.get("push") == "progress" for content, _ in page.received)


def test_a_cancelled_import_leaves_nothing(page, tiny_corpus):
    before = len(tiny_corpus.sources())
    page.desk._answer({"do": "cancel", "id": 1, "job": 7}, [])
    page.desk._answer({"id": 7, "do": "import_files", "entry": page.head, "names": ["a.txt"]}, [b"A : b\n"])
    assert page.received[-1][0]["kind"] == "Cancelled"
    assert len(tiny_corpus.sources()) == before


@pytest.mark.parametrize(
    ("what", "format", "head"),
    [("segments", "xlsx", b"PK"), ("codebook", "json", b"{"), ("trail", "html", b"<!DOCTYPE")],
)
def test_exports_come_back_as_bytes_with_a_name_without_a_path(page, what, format, head):
    page.desk._answer({"id": 1, "do": "export", "what": what, "format": format}, [])
    answer, [data] = page.received[-1]
    assert bytes(data).startswith(head)
    assert "/" not in answer["result"]["name"] and answer["result"]["name"].endswith(f".{format}")


@pytest.mark.parametrize(
    "message",
    [
        {"do": "__class__"},
        {"do": "drop_table"},
        {"do": None},
        {"do": "apply_code", "start": True, "end": 4, "code": 1, "source": 1},
        {"do": "apply_code", "start": 0, "end": 4.5, "code": 1, "source": 1},
        {"do": "apply_code", "start": 0, "end": 4, "code": "1; DROP TABLE code", "source": 1},
        {"do": "apply_code", "start": 0, "end": 4, "code": 1},
        {"do": "apply_code"},
        {"do": "edit_code", "code": 1, "fields": {"name": ["x"]}},
        {"do": "edit_code", "code": 1, "fields": {"changed_in": "3"}},
        {"do": "write_memo", "text": "x", "kind": "journal"},
        {"do": "export", "what": "segments", "format": "../../x"},
        {"do": "add_code", "name": "x", "parent": 10**12},
        {"do": "add_code", "name": "\ud83d"},
    ],
)
def test_a_message_the_desk_does_not_know_is_refused_and_writes_nothing(page, message, tiny_corpus):
    before = tiny_corpus.head()
    arguments = {key: value for key, value in message.items() if key != "do"}
    answer = page.ask(message["do"], **arguments)
    assert answer["ok"] is False and answer["sentence"].endswith(".")
    assert tiny_corpus.head() == before


def test_an_unforeseen_failure_says_so_without_telling_the_log_anybodys_words(page, caplog, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the words of Nadia")

    monkeypatch.setattr(coding, "add_code", broken)
    with caplog.at_level(logging.DEBUG):
        answer = page.ask("add_code", name="a very private name")
    assert answer["kind"] == "unexpected" and "Reload" in answer["sentence"]
    assert "RuntimeError" in caplog.text
    assert "Nadia" not in caplog.text and "private" not in caplog.text


def test_the_language_of_the_page_can_be_changed(page):
    page.ask("add_code", name="alone")
    answer = page.ask("settings", language="fr")["result"]
    assert answer["language"] == "fr" and page.desk.language == "fr"
    assert page.ask("start")["result"]["undo"] == "ajouter le code « alone »"
    assert page.ask("apply_code", source=1, start=0, end=4, code=999_999)["sentence"].startswith("Aucun")


def test_counts_of_the_desk_are_those_of_the_verbs(page, tiny_corpus, place):
    coding.add_code(tiny_corpus, "bus")
    coding.autocode(tiny_corpus, "bus", "bus", unit="turn")
    coding.autocode(tiny_corpus, "un", "bus", unit="sentence")
    whole = coding.counts(tiny_corpus)
    for row in page.ask("start")["result"]["codes"]:
        assert (row["segments"], row["people"]) == tuple(whole.loc[row["id"]])

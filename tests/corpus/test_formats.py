"""One contract for all formats: the same short talk, kept in each of them, comes out the same."""

import shutil

import pytest

from workbench.corpus import registry

WORDS = [
    "Alors, qu'est-ce qui vous a manqué ?",
    "Ben… euh, un repère 🧭. Quelqu'un qui explique.",
    "Moi, on m'a pas rappelé. Remarque : j'ai rien demandé.",
    "Ah oui, tout l'e\u0301te\u0301.",  # accents written apart stay apart
]
SPEAKERS = ["ANIMATRICE", "NADIA", "YANIS", "NADIA"]
# The fonts that every pdf reader has know neither the emoji nor the accents written apart.
PDF_WORDS = [word.replace(" 🧭", "").replace("e\u0301", "é") for word in WORDS]
FILES = {name: f"group.{name}" for name in registry.readers()} | {
    "whisper": "group.json",
    "otter": "otter.txt",
    "iramuteq": "iramuteq.txt",
}
TIMED = {"txt", "vtt", "srt", "whisper", "otter"}


def read(path):
    reader, [document] = registry.read(path, text="verbatim", speaker="qui")
    return reader.name, document


@pytest.fixture(params=registry.readers())
def format_name(request):
    return request.param


def test_every_format_has_an_example(format_name, examples):
    assert (examples / FILES[format_name]).is_file()


def test_the_words_of_each_turn_are_cut_from_the_text(format_name, examples):
    name, document = read(examples / FILES[format_name])
    spoken = [turn for turn in document.turns if turn.kind in {"turn", "answer"}]
    assert name == format_name
    assert [document.text[turn.start : turn.end] for turn in spoken] == (
        PDF_WORDS if name == "pdf" else WORDS
    )


def test_the_speakers_are_found_and_the_moderator_set_apart(format_name, examples):
    _, document = read(examples / FILES[format_name])
    spoken = [turn for turn in document.turns if turn.kind in {"turn", "answer"}]
    if format_name == "iramuteq":
        assert [turn.case for turn in spoken] == ["ind_1", "ind_2", "ind_3", "ind_4"]
        assert document.attributes["ind_3"] == {"ind": "3", "sexe": "h"}
    else:
        assert [turn.speaker for turn in spoken] == SPEAKERS
        assert [turn.role for turn in spoken] == ["moderator", *["participant"] * 3]


def test_turns_stand_in_order_inside_the_text_and_do_not_overlap(format_name, examples):
    _, document = read(examples / FILES[format_name])
    ends = [0] + [turn.end for turn in document.turns]
    assert all(
        before <= turn.start < turn.end <= len(document.text)
        for before, turn in zip(ends, document.turns, strict=False)
    )


def test_time_codes_are_read_in_seconds(format_name, examples):
    _, document = read(examples / FILES[format_name])
    starts = [turn.time_start for turn in document.turns if turn.kind == "turn"]
    assert starts == ([2.0, 6.0, 12.0, 20.0] if format_name in TIMED else [None] * len(starts))


def test_the_text_has_plain_line_ends_and_nothing_that_a_store_refuses(format_name, examples):
    _, document = read(examples / FILES[format_name])
    assert not set(document.text) & {"\r", "\0", "\ufeff"}
    document.text.encode("utf-8")


def test_headings_are_told_where_the_format_knows_them(examples):
    for name in ("docx", "odt", "html", "md"):
        _, document = read(examples / FILES[name])
        assert document.turns[0].kind == "heading"
        assert document.text[document.turns[0].start : document.turns[0].end].endswith("Groupe du 12 mars")


@pytest.mark.parametrize(
    "format_name", [name for name, reader in registry.readers().items() if reader.recognise is not None]
)
def test_a_file_under_a_wrong_suffix_is_read_by_its_content(format_name, examples, tmp_path):
    for suffix in (".txt", ".docx", ".pdf", ".csv", ".unknown", ""):
        path = tmp_path / f"file{suffix}"
        shutil.copy(examples / FILES[format_name], path)
        found, document = read(path)
        assert (found, len(document.turns) >= 4) == (format_name, True), suffix


def test_a_wrong_suffix_is_said(examples, tmp_path):
    path = tmp_path / "group.docx"
    shutil.copy(examples / "group.rtf", path)
    _, document = read(path)
    assert document.warnings == ['The name ends in ".docx", but the content was read as rtf.']


def test_subtitles_and_pages_in_utf16_are_known_by_their_content(examples, tmp_path):
    for name in ("vtt", "srt", "html", "iramuteq", "otter", "whisper"):
        path = tmp_path / "file.txt"
        path.write_bytes((examples / FILES[name]).read_text(encoding="utf-8").encode("utf-16"))
        reader, document = read(path)
        assert reader == name
        assert WORDS[1] in document.text


def test_another_package_can_add_a_format(monkeypatch, tmp_path):
    from workbench.corpus.document import Document, Turn

    monkeypatch.setattr(registry, "_readers", dict(registry.readers()))

    @registry.reader("notes", suffixes=[".notes"], recognise=lambda head: head.startswith(b"NOTES"))
    def read_notes(path):
        words = path.read_text(encoding="utf-8").removeprefix("NOTES").strip()
        return [Document(path.stem, words, [Turn(0, len(words))])]

    path = tmp_path / "monday.notes"
    path.write_text("NOTES un repère", encoding="utf-8")
    reader, [document] = registry.read(path)
    assert (reader.name, document.text) == ("notes", "un repère")

"""A page to print holds the words that were given, and nothing of them runs."""

from __future__ import annotations

from html.parser import HTMLParser

import docx
import pytest

from workbench.errors import Invalid
from workbench.paper import Paper

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;",
]


class Seen(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def paper(words: str) -> Paper:
    made = Paper(words)
    made.heading(words, 2)
    made.paragraph(words)
    made.note(words)
    made.quote(words, words, before=words, after=words)
    made.table([words, "b"], [[words, words]])
    return made


@pytest.mark.parametrize("words", PAYLOADS)
def test_words_reach_a_page_as_text_in_every_place(words):
    seen = Seen(paper(words).html())
    assert seen.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h3", "p", "span",
                         "blockquote", "footer", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "class", "scope"}
    assert seen.text.count(words) == 12


def test_a_page_allows_no_script_and_no_other_file():
    page = paper("mot").html()
    assert "default-src 'none'" in page and "http://" not in page and "https://" not in page


@pytest.mark.parametrize("words", [*PAYLOADS, "é\u0301 🙂", "a\x00b\x0cc"])
def test_words_reach_a_document_whole(tmp_path, words):
    document = docx.Document(str(paper(words).write(tmp_path / "p.docx")))
    bare = words.replace("\x00", "").replace("\x0c", "")
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text.count(bare) == 5 and bare * 3 in text
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [bare, bare]


def test_a_page_with_accents_is_written_as_utf8(tmp_path):
    path = paper("été 🙂").write(tmp_path / "p.html")
    assert "été 🙂" in path.read_text(encoding="utf-8")


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(Invalid, match=r"\.docx, \.html"):
        paper("x").write(tmp_path / "p.pdf")

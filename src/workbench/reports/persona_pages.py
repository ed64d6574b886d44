"""Persona cards drawn on pages of A4, and those pages as one picture."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

from workbench import i18n
from workbench.personas import FIELDS
from workbench.tables import printable

_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 42.0
_INK, _QUIET, _RULE = "#1f2328", "#59616b", "#dfe3e8"
#: Pixels a point in the picture; pages in one row of it.
_FINE, _ROW = 1.5, 4


def draw_pages(told: list[dict[str, Any]], title: str, language: str) -> bytes:
    """The bytes of a PDF with a page a persona, told as `reports.personas.cards` does, with `facts` in words.

    A card that is too long for a page gets smaller type, then loses its last quotes; never a field.
    """
    from reportlab.pdfgen import canvas

    _fonts()
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=True)
    paper.setTitle(printable(title))
    for number, card in enumerate(told, start=1):
        for size, said in ((10.0, 3), (9.0, 3), (8.0, 3), (8.0, 0), (7.0, 0), (6.0, 0), (5.0, 0)):
            parts = _parts({**card, "quotes": card["quotes"][:said]}, number, size, language)
            high = sum(part.high for part in parts)
            if high <= _HEIGHT - 2 * _MARGIN - 24:
                break
        at = _HEIGHT - _MARGIN
        for part in parts:
            part.draw(paper, at)
            at -= part.high
        paper.setFont("Workbench", 7)
        paper.setFillColor(_QUIET)
        paper.drawString(_MARGIN, _MARGIN - 18, printable(title)[:100])
        paper.drawRightString(_WIDTH - _MARGIN, _MARGIN - 18, f"{number} / {len(told)}")
        paper.showPage()
    paper.save()
    return out.getvalue()


def picture(pdf: bytes) -> bytes:
    """The pages of a PDF side by side, at most four in a row, as the bytes of a PNG."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=_FINE).to_pil() for page in document]
    wide, high = pages[0].size
    columns = min(_ROW, len(pages))
    whole = Image.new("RGB", (wide * columns, high * -(-len(pages) // columns)), "white")
    for at, page in enumerate(pages):
        whole.paste(page, (wide * (at % columns), high * (at // columns)))
    out = io.BytesIO()
    whole.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Part:
    """A piece of a page: how high it is, and how it is drawn down from a height."""

    def __init__(self, high: float, draw: Any) -> None:
        self.high, self.draw = high, draw


def _parts(card: dict[str, Any], number: int, size: float, language: str) -> list[_Part]:
    wide = _WIDTH - 2 * _MARGIN
    colour = card["colour"]
    parts = [_stripe(colour), _words(card["name"], 1.8 * size, wide, bold=True, after=2)]
    parts.append(_words(card["facts"], size, wide, colour=_QUIET, after=4))
    parts.append(_bar(card["share"], None, colour, wide, 5))
    if card["summary"]:
        parts.append(_words(card["summary"], 1.15 * size, wide, after=4))
    for field in FIELDS:
        parts.append(_rule(wide))
        name = i18n.t(f"persona_explorer.field.{field}", language)
        parts.append(_words(name, size, wide, bold=True, colour=colour, after=2))
        if not card["fields"][field]:
            nothing = i18n.t("persona_explorer.field.undocumented", language)
            parts.append(_words(nothing, size, wide, colour=_QUIET, after=2))
        topic = None
        for one in card["fields"][field]:
            computed = one["origin"] == "computed" and one["topic"] and one["label"]
            if computed and one["topic"] != topic:
                parts.append(_words(one["topic"], 0.8 * size, wide, colour=_QUIET, after=1))
            topic = one["topic"] if computed else None
            parts += _line(one, one["label"] if computed else one["value"], colour, size, wide, language)
    if card["quotes"]:
        parts.append(_rule(wide))
    for quote in card["quotes"]:
        parts.append(_words(f"« {quote['words']} » – {quote['who']}", size, wide, after=4))
    return parts


def _line(
    one: dict[str, Any], words: str, colour: str, size: float, wide: float, language: str
) -> list[_Part]:
    if one["origin"] == "edited":
        words += f" ({i18n.t('persona_explorer.line.edited', language)})"
    if not one["of_in"]:
        return [_words(words, size, wide, after=3)]
    count = i18n.t("persona_explorer.line.count", language, n=one["n_in"], of=one["of_in"])
    text = _words(words, size, wide - 70, after=1)

    def draw(paper: Any, at: float) -> None:
        text.draw(paper, at)
        paper.setFont("Workbench", 0.85 * size)
        paper.setFillColor(_QUIET)
        paper.drawRightString(_WIDTH - _MARGIN, at - size, count)

    beside = one["n_out"] / one["of_out"] if one["of_out"] else None
    return [_Part(text.high, draw), _bar(one["n_in"] / one["of_in"], beside, colour, wide, 3)]


def _words(
    text: str, size: float, wide: float, *, bold: bool = False, colour: str = _INK, after: float = 0.0
) -> _Part:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    font = "Workbench-Bold" if bold else "Workbench"
    style = ParagraphStyle("card", fontName=font, fontSize=size, leading=1.3 * size, textColor=colour)
    # Escaped: what people wrote is no markup.
    paragraph = Paragraph(escape(printable(text)), style)
    _, high = paragraph.wrap(wide, _HEIGHT)

    def draw(paper: Any, at: float) -> None:
        paragraph.drawOn(paper, _MARGIN, at - high)

    return _Part(high + after, draw)


def _bar(share: float, beside: float | None, colour: str, wide: float, thick: float) -> _Part:
    def draw(paper: Any, at: float) -> None:
        for part, fill in ((1.0, _RULE), (share, colour)):
            if part > 0:
                paper.setFillColor(fill)
                paper.roundRect(_MARGIN, at - thick, max(thick, wide * part), thick, thick / 2, 0, 1)
        if beside is not None:
            paper.setFillColor(_INK)
            paper.rect(_MARGIN + wide * beside - 0.6, at - thick - 1.5, 1.2, thick + 3, 0, 1)

    return _Part(thick + 5, draw)


def _stripe(colour: str) -> _Part:
    def draw(paper: Any, at: float) -> None:
        paper.setFillColor(colour)
        paper.rect(_MARGIN, at - 4, _WIDTH - 2 * _MARGIN, 4, 0, 1)

    return _Part(12, draw)


def _rule(wide: float) -> _Part:
    def draw(paper: Any, at: float) -> None:
        paper.setStrokeColor(_RULE)
        paper.setLineWidth(0.5)
        paper.line(_MARGIN, at - 3, _MARGIN + wide, at - 3)

    return _Part(8, draw)


def _fonts() -> None:
    """Letters with accents, the same on every machine: those that come with reportlab."""
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Workbench", "Vera.ttf"), ("Workbench-Bold", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))

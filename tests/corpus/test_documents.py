"""What word processors and web pages do beside plain paragraphs."""

import zipfile

import docx
from docx.oxml import parse_xml
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S, Tab

from workbench.corpus import registry

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def spoken(path):
    _, [document] = registry.read(path)
    return [
        (turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns if turn.kind == "turn"
    ]


def word(tmp_path, fill):
    document = docx.Document()
    fill(document)
    path = tmp_path / "group.docx"
    document.save(path)
    return path


def test_a_word_table_of_names_and_words_is_read_a_row_a_turn(tmp_path):
    def fill(document):
        table = document.add_table(rows=0, cols=2)
        for name, words in (("NADIA", "Ben oui."), ("YANIS", "Non."), ("NADIA", "Si.")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, words

    assert spoken(word(tmp_path, fill)) == [("NADIA", "Ben oui."), ("YANIS", "Non."), ("NADIA", "Si.")]


def test_a_word_table_with_times_between_names_and_words_is_read(tmp_path):
    def fill(document):
        table = document.add_table(rows=0, cols=3)
        for row in (("NADIA", "00:01", "Ben."), ("YANIS", "00:02", "Non."), ("NADIA", "00:03", "Si.")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    path = word(tmp_path, fill)
    assert spoken(path) == [("NADIA", "Ben."), ("YANIS", "Non."), ("NADIA", "Si.")]
    assert [turn.time_start for turn in registry.read(path)[1][0].turns] == [1.0, 2.0, 3.0]


def test_words_inserted_with_tracking_are_kept_and_words_struck_out_are_not(tmp_path):
    def fill(document):
        document.add_paragraph("NADIA : Un repère")
        document.paragraphs[0]._p.append(
            parse_xml(
                f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t xml:space="preserve"> clair</w:t></w:r></w:ins>'
            )
        )
        document.paragraphs[0]._p.append(
            parse_xml(f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>ancien</w:delText></w:r></w:del>')
        )
        document.add_paragraph("YANIS : Oui.")

    assert spoken(word(tmp_path, fill)) == [("NADIA", "Un repère clair"), ("YANIS", "Oui.")]


def test_words_inside_content_controls_links_and_text_boxes_are_kept(tmp_path):
    def fill(document):
        body = document.element.body
        for inside in (
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>NADIA : Dans un cadre.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>",
            f"<w:p {W}><w:r><w:t>YANIS : </w:t></w:r><w:hyperlink><w:r><w:t>Un lien.</w:t></w:r>"
            "</w:hyperlink></w:p>",
            f"<w:p {W}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>NADIA : Une boîte.</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>",
        ):
            body.insert(len(body) - 1, parse_xml(inside))

    assert [words for _, words in spoken(word(tmp_path, fill))] == [
        "Dans un cadre.",
        "Un lien.",
        "Une boîte.",
    ]


def test_tabs_breaks_and_hyphens_that_do_not_break_keep_their_place(tmp_path):
    def fill(document):
        run = document.add_paragraph("NADIA : Un").runs[0]
        run.add_tab()
        run.add_text("deux")
        run.add_break()
        run.add_text("trois")
        run._r.append(parse_xml(f"<w:noBreakHyphen {W}/>"))
        document.add_paragraph("YANIS : Oui.")

    assert spoken(word(tmp_path, fill))[0] == ("NADIA", "Un\tdeux\ntrois\u2011")


def test_names_bold_by_their_style_open_turns(tmp_path):
    def fill(document):
        for name, words in (("Nadia", "Ben oui."), ("Yanis", "Non."), ("Nadia", "Si.")):
            paragraph = document.add_paragraph()
            paragraph.add_run(name, style="Strong")
            paragraph.add_run(f" {words}")

    assert spoken(word(tmp_path, fill)) == [("Nadia", "Ben oui."), ("Yanis", "Non."), ("Nadia", "Si.")]


def test_a_document_whose_main_part_is_numbered_is_read(examples, tmp_path):
    path = tmp_path / "served.docx"
    with zipfile.ZipFile(examples / "group.docx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), old.read(name))
    assert len(spoken(path)) == 4


def test_questions_set_in_bold_are_the_moderators(tmp_path):
    def fill(document):
        for rank in range(3):
            document.add_paragraph().add_run(f"Et alors, la fois {rank} ?").bold = True
            document.add_paragraph(f"Ben, la fois {rank}, rien.")
            document.add_paragraph("")

    _, [document] = registry.read(word(tmp_path, fill))
    assert [turn.role for turn in document.turns] == ["moderator", "participant"] * 3
    assert {turn.kind for turn in document.turns} == {"turn"}


def test_bold_lines_that_ask_nothing_are_paragraphs(tmp_path):
    def fill(document):
        for rank in range(3):
            document.add_paragraph().add_run(f"Partie {rank}").bold = True
            document.add_paragraph("Un texte qui décrit quelque chose.")

    _, [document] = registry.read(word(tmp_path, fill))
    assert {(turn.kind, turn.role) for turn in document.turns} == {("paragraph", "participant")}


def test_comments_left_out_are_said(tmp_path):
    def fill(document):
        paragraph = document.add_paragraph("NADIA : Oui.")
        document.add_comment(paragraph.runs, text="à vérifier", author="Ana")

    _, [document] = registry.read(word(tmp_path, fill))
    assert "vérifier" not in document.text
    assert document.warnings == ["The comments of the document were not imported."]


def test_opendocument_spaces_tabs_breaks_tables_and_comments(tmp_path):
    document = OpenDocumentText()
    paragraph = P(text="NADIA : Un")
    for piece in (S(c=3), Tab(), LineBreak()):
        paragraph.addElement(piece)
    paragraph.addText("  deux \n  trois")
    note = Annotation()
    note.addElement(P(text="à vérifier"))
    paragraph.addElement(note)
    document.text.addElement(paragraph)
    table = Table()
    for name, words in (("YANIS", "Non."), ("NADIA", "Si.")):
        row = TableRow()
        for text in (name, words):
            cell = TableCell()
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.text.addElement(table)
    path = tmp_path / "group.odt"
    document.save(str(path))
    _, [read] = registry.read(path)
    assert read.text == "NADIA : Un   \t\n deux trois\nYANIS\tNon.\nNADIA\tSi."
    assert read.warnings == ["The comments of the document were not imported."]
    assert spoken(path)[1:] == [("YANIS", "Non."), ("NADIA", "Si.")]


def test_a_page_shows_what_a_browser_would_show(write):
    path = write(
        "page.html",
        "<html lang=fr><title>Le groupe</title><p>NADIA :\n  Un <i>rep</i>ère &eacute;troit &#128205;"
        "<p>YANIS : Oui<br>ou non<script>alert(1)</script><style>p{}</style><!-- rien -->"
        "<table><tr><td>NADIA<td>Si.</table><pre>a\n  b</pre>",
    )
    _, [document] = registry.read(path)
    assert document.text == "NADIA : Un repère étroit 📍\nYANIS : Oui\nou non\nNADIA\tSi.\na\n  b"


def test_a_page_in_an_old_encoding_is_read_as_it_says(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes("<meta charset='iso-8859-1'><p>été à Nîmes".encode("latin-1"))
    assert registry.read(path)[1][0].text == "été à Nîmes"


def test_the_lines_of_a_pdf_are_joined_and_its_running_titles_left_out(tmp_path):
    from reportlab.pdfgen import canvas

    path = tmp_path / "talk.pdf"
    page = canvas.Canvas(str(path))
    for number in range(1, 4):
        page.drawString(60, 800, "Entretien avec Nadia")
        for rank, line in enumerate(
            [f"NADIA : Alors moi, la fois numéro {'abc'[number - 1]}, je me suis dit que quelqu'un",
             "allait me rappeler, et puis non, alors j'ai attendu encore une", "semaine.",
             "YANIS : Pareil."]
        ):  # fmt: skip
            page.drawString(60, 760 - 16 * rank, line)
        page.drawString(300, 20, f"{number} / 3")
        page.showPage()
    page.save()
    found = spoken(path)
    assert [speaker for speaker, _ in found] == ["NADIA", "YANIS"] * 3
    assert found[0][1] == (
        "Alors moi, la fois numéro a, je me suis dit que quelqu'un allait me rappeler, et puis non, "
        "alors j'ai attendu encore une semaine."
    )
    assert registry.read(path)[1][0].warnings == ["Running titles and page numbers were left out."]

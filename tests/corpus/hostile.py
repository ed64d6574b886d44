"""Files made to do harm, and honest files that came to harm."""

import io
import json
import random
import struct
import zipfile
import zlib
from pathlib import Path

MB = 1024 * 1024
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
PEEK = '<!DOCTYPE x [<!ENTITY peek SYSTEM "file:///etc/passwd">]>'


def damaged(example: Path, folder: Path) -> list[Path]:
    """The example cut short, with bytes changed, and with bytes dropped."""
    data = example.read_bytes()
    dice = random.Random(7)
    made = []

    def put(name: str, content: bytes) -> None:
        path = folder / f"{name}{example.suffix}"
        path.write_bytes(content)
        made.append(path)

    for share in (0.02, 0.3, 0.7, 0.97):
        put(f"{example.stem} cut at {share}", data[: int(len(data) * share)])
    for rank in range(4):
        changed = bytearray(data)
        for _ in range(max(4, len(data) // 300)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        put(f"{example.stem} changed {rank}", bytes(changed))
    put(f"{example.stem} without its middle", data[: len(data) // 3] + data[len(data) // 2 :])
    put(f"{example.stem} noise", data[:8] + dice.randbytes(4096))
    put(f"{example.stem} zeros", data[:16] + bytes(4096))
    return made


def with_part(example: Path, target: Path, part: str, content: bytes) -> Path:
    """The packed example, one of its parts replaced."""
    with zipfile.ZipFile(example) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, content if member.filename == part else old.read(member.filename))
        if part not in old.namelist():
            new.writestr(part, content)
    return target


def lying(example: Path, target: Path, part: str, size: int) -> Path:
    """A packed file whose table of parts says that a huge part is small."""
    with_part(example, target, part, b" " * size)
    data = bytearray(target.read_bytes())
    declared = struct.pack("<I", size)
    at = data.find(declared)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 1000)
        at = data.find(declared, at + 4)
    target.write_bytes(bytes(data))
    return target


def docx_body(inside: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{W}"><w:body>{inside}'
        "</w:body></w:document>"
    ).encode()


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A pdf of those objects, numbered from one; the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def traps(examples: Path, folder: Path) -> dict[Path, str]:
    """Every trap, with the refusal it must meet; "read" for those that can be read without harm."""
    docx, odt, xlsx = (examples / f"group.{suffix}" for suffix in ("docx", "odt", "xlsx"))
    made: dict[Path, str] = {}

    def put(name: str, content: bytes, expected: str) -> None:
        path = folder / name
        path.write_bytes(content)
        made[path] = expected

    def pack(example: Path, name: str, part: str, content: bytes, expected: str) -> None:
        made[with_part(example, folder / name, part, content)] = expected

    huge = folder / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(500 * MB)
    made[huge] = "too_large"
    put("empty.txt", b"", "empty")
    put("blank.docx", b" \n\n", "empty")
    put("mark.txt", b"\xef\xbb\xbf\r\n", "empty")
    put("program.txt", b"\x7fELF" + bytes(range(256)) * 20, "binary")
    put("talk.txt", b"\0\0\0\x18ftypmp42" + bytes(5000), "recording")
    put("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(5000), "image")
    put("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "old_office")
    put("talk.eaf", b'<?xml version="1.0"?><ANNOTATION_DOCUMENT/>', "markup")

    pack(docx, "spaces.docx", "word/document.xml", b" " * (80 * MB), "bomb")
    pack(odt, "spaces.odt", "content.xml", b" " * (80 * MB), "bomb")
    pack(xlsx, "spaces.xlsx", "xl/sharedStrings.xml", b" " * (80 * MB), "bomb")
    made[lying(docx, folder / "lying.docx", "word/document.xml", 80 * MB)] = "damaged"
    pack(docx, "nested.docx", "word/more.zip", b"PK", "packed")
    many = folder / "many.docx"
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("word/document.xml", docx_body(""))
        for rank in range(20_001):
            archive.writestr(f"{rank}", b"")
    made[many] = "bomb"
    laughing = docx_body("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS)
    pack(docx, "laughs.docx", "word/document.xml", laughing, "xml_bomb")
    pack(
        docx,
        "peek.docx",
        "word/document.xml",
        docx_body("<w:p><w:r><w:t>&peek;</w:t></w:r></w:p>", PEEK),
        "xml_bomb",
    )
    pack(docx, "styles.docx", "word/styles.xml", f"{LAUGHS}<x>&i;</x>".encode(), "xml_bomb")
    pack(odt, "laughs.odt", "content.xml", f"{LAUGHS}<x>&i;</x>".encode(), "xml_bomb")
    pack(
        xlsx,
        "laughs.xlsx",
        "xl/worksheets/sheet1.xml",
        f"{LAUGHS}<worksheet>&i;</worksheet>".encode(),
        "xml_bomb",
    )
    pack(
        xlsx,
        "peek.xlsx",
        "xl/sharedStrings.xml",
        f"{PEEK}<sst><si><t>&peek;</t></si></sst>".encode(),
        "xml_bomb",
    )
    tags = [f"w:s{rank}" for rank in range(100_000)]
    deep = "".join(f"<{tag}>" for tag in tags) + "<w:p/>" + "".join(f"</{tag}>" for tag in reversed(tags))
    pack(docx, "deep.docx", "word/document.xml", docx_body(deep), "no_text")
    tables = "<w:tbl><w:tr><w:tc>" * 20_000
    pack(docx, "tables.docx", "word/document.xml", docx_body(tables), "damaged")
    many_words = "".join(f"<w:p><w:r><w:t>mot {rank}</w:t></w:r></w:p>" for rank in range(60_000))
    pack(docx, "long.docx", "word/document.xml", docx_body(many_words), "read")
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = (
        f'<o:document-content xmlns:o="{office}:office:1.0" xmlns:t="{office}:text:1.0"><o:body><o:text>'
        '<t:p>a<t:s t:c="2000000000"/>b</t:p></o:text></o:body></o:document-content>'
    )
    pack(odt, "gaps.odt", "content.xml", spaces.encode(), "read")
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    cell = '<c r="{}" t="inlineStr"><is><t>mot</t></is></c>'
    far = "".join(
        f'<row r="{row}">{cell.format(f"{column}{row}")}</row>'
        for row, column in ((1, "A"), (2_000_000_000, "XFD"))
    )
    pack(xlsx, "far.xlsx", "xl/worksheets/sheet1.xml", sheet.format(far).encode(), "no_text")
    wide = "".join(f'<row r="{row}">{cell.format(f"XFD{row}")}</row>' for row in range(1, 2000))
    pack(xlsx, "wide.xlsx", "xl/worksheets/sheet1.xml", sheet.format(wide).encode(), "no_text")

    put("depth.rtf", b"{\\rtf1 " + b"{" * 2_000_000, "bomb")
    put("groups.rtf", b"{\\rtf1 " + b"{}" * 4_000_000, "bomb")
    put("links.rtf", b"{\\rtf1 " + b"{\\field{\\*\\fldinst{ " * 20_000, "bomb")
    put("fields.rtf", b"{\\rtf1 Un mot " + b"{\\field{\\*\\fldinst{ x}}}" * 20_000 + b"}", "read")
    put("picture.rtf", b"{\\rtf1 Un mot {\\pict " + b"0f" * (10 * MB) + b"}}", "read")
    put("depth.html", b"<html><body>" + b"<div>" * 200_000 + b"mot", "read")
    put("bold.html", b"<html><body>" + b"<b>a" * 200_000, "read")
    put("laughs.html", b"<html>" + LAUGHS.encode() + b"<p>&i; mot</p></html>", "read")
    put("depth.json", b'{"segments": ' + b"[" * 500_000, "damaged")
    put("number.json", b'{"segments": [{"text": "mot", "start": 1e999, "end": NaN}]}', "read")
    put("digits.json", b'{"segments": [{"text": "mot", "start": ' + b"9" * 10_000 + b"}]}", "damaged")
    put("nul.json", json.dumps({"segments": [{"text": "m\0ot \ud83e"}]}).encode(), "read")
    put("arrows.vtt", b"WEBVTT\n\n" + b"-->\n" * 300_000, "no_cues")
    put("times.vtt", b"WEBVTT\n\n" + b"00:00:00.000 --> 00:00:01.000\nmot\n\n" * 20_000, "read")
    put("tags.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v " * 300_000, "read")
    put("arrows.srt", b"1\n00:00:00,000 --> 00:00:01,000\nmot\n\n" + b"2\n-->\n" * 100_000, "read")
    put("commas.csv", b"," * (8 * MB), "too_many_columns")
    put("quote.csv", b'a,b\n"' + b"mot " * MB, "read")
    put("colons.txt", b"Nadia : " * 500_000, "read")
    put("spaces.txt", b"Nadia" + b" " * (4 * MB) + b": oui", "read")
    put("gaps.txt", (b"Nadia" + b" " * 150 + b"x\n") * 10_000, "read")
    put("lines.txt", b"N\n" * MB, "too_many_lines")
    put("stars.txt", b"**** *a_b\n" * 200_000, "no_text")

    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    bomb = zlib.compress(bytes(200 * MB), 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(bomb), bomb)
    put("stream.pdf", pdf([*tree, stream]), "damaged")
    ring = [tree[0], b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"]
    put("ring.pdf", pdf(ring), "too_many_pages")
    put("loop.pdf", pdf([tree[0], b"<</Type/Pages/Kids[2 0 R]/Count 3>>"]), "scanned_pdf")
    put("pages.pdf", pdf([tree[0], b"<</Type/Pages/Kids[]/Count 6000>>"]), "too_many_pages")
    return made

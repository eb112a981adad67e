"""What a file really is (T22–T25, T30)."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from documents.uploads.inspection import KINDS, FileRefused, inspect
from documents.uploads.inspection.pdf import look as look_pdf
from tests.factories import uploads as make

ALL = tuple(KINDS)


def refusal(name: str, content: bytes, allowed=ALL) -> str:
    with pytest.raises(FileRefused) as caught:
        inspect(name, content, allowed)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make.pdf(), "pdf"),
        (make.image("JPEG"), "jpg"),
        (make.image("PNG"), "png"),
        (make.docx(), "docx"),
        (make.xlsx(), "xlsx"),
        (make.doc(), "doc"),
        (make.odt(), "odt"),
        (make.rtf(), "rtf"),
        ("Положение о кружке".encode(), "txt"),
        ("Положение о кружке".encode("cp1251"), "txt"),
        ("Положение о кружке".encode("utf-16"), "txt"),
        ("# Положение\n\n1. Общее".encode(), "md"),
    ],
)
def test_kind_follows_the_content_whatever_the_name(content, code):
    checked = inspect("отчёт.final.exe", content, ALL)
    assert (checked.kind.code, checked.name) == (code, f"отчёт.final.{code}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        (b"<html><script>1</script></html>", "HTM"),
        (b"MZ\x90\x00" + b"\0" * 200, "EXE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "документ Word или Excel старого вида"),
        ("просто слова".encode(), "TXT"),
        (b"\x01\x02\x03\x04\x05", "другого вида"),
    ],
)
def test_file_of_another_kind_is_refused_by_name(content, words):
    text = refusal("скан.png", content, ("pdf", "png"))
    assert text.startswith("Подойдёт файл PDF или PNG. Этот по содержимому — ")
    assert words in text


def test_allowed_kinds_are_held():
    assert refusal("скан.png", make.image("PNG"), ("pdf",)) == (
        "Подойдёт файл PDF. Этот по содержимому — PNG."
    )


def test_plain_zip_is_an_archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refusal("a.docx", buffer.getvalue()).endswith("Этот по содержимому — архив.")


class TestPdf:
    @pytest.mark.parametrize(
        ("insertion", "words"),
        [
            (b"/OpenAction << /S /JavaScript /JS (app.alert) >>", "сценарии или команды"),
            (b"/OpenAction << /S /J#61vaScript /JS (app.alert) >>", "сценарии или команды"),
            (b"/OpenAction << /S /Launch /F (cmd.exe) >>", "сценарии или команды"),
            (b"/AcroForm << /XFA 3 0 R >>", "сценарии или команды"),
            (b"/Names << /EmbeddedFiles 5 0 R >>", "вложенные файлы"),
            (b"/Encrypt 9 0 R", "защищён паролем"),
        ],
    )
    def test_dangerous_name_is_refused(self, insertion, words):
        assert words in refusal("a.pdf", make.pdf_with(insertion))

    def test_name_in_an_object_stream_is_found(self):
        body = zlib.compress(b"1 0 << /S /JavaScript /JS (x) >>")
        stream = (
            b"8 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n" + body + b"\nendstream"
        )
        content = make.pdf().replace(b"xref", stream + b"\nxref", 1)
        assert "сценарии или команды" in refusal("a.pdf", content)

    def test_object_stream_in_a_rare_filter_is_refused(self):
        stream = b"8 0 obj << /Type /ObjStm /Filter /LZWDecode >> stream\nabc\nendstream"
        content = make.pdf().replace(b"xref", stream + b"\nxref", 1)
        assert "слишком сложно" in refusal("a.pdf", content)

    def test_bomb_of_object_streams_is_refused(self):
        body = zlib.compress(b"1 0 " + b" " * (70 * 1024 * 1024))
        stream = b"8 0 obj << /Filter /FlateDecode >> stream\n" + body + b"\nendstream"
        content = make.pdf().replace(b"xref", stream + b"\nxref", 1)
        assert "слишком сложно" in refusal("a.pdf", content)

    def test_word_inside_a_compressed_picture_is_no_danger(self):
        body = zlib.compress(b"\xff\x00" + b"picture /Launch")
        stream = b"8 0 obj << /Filter /FlateDecode >> stream\n" + body + b"\nendstream"
        assert look_pdf(make.pdf().replace(b"xref", stream + b"\nxref", 1)) is None

    def test_cut_off_file_is_refused(self):
        assert "загрузился не целиком" in refusal("a.pdf", make.pdf()[:-200])

    @pytest.mark.parametrize(
        "content",
        [
            make.pdf() + b"\n<html><script>1</script></html>",
            make.pdf().replace(b"\n", b"\n%<script>1</script>\n", 1),
            make.pdf() + make.docx(),
        ],
    )
    def test_second_file_in_a_pdf_is_refused(self, content):
        assert refusal("a.pdf", content) == (
            "В файле, кроме PDF, спрятано что-то ещё. Сохраните документ в PDF заново."
        )

    def test_html_before_a_pdf_is_refused(self):
        assert "Подойдёт файл" in refusal("a.pdf", b"<html></html>" + make.pdf())


class TestOffice:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (make.docx(**{"word/vbaProject.bin": b"x"}), "есть макросы"),
            (
                make.office("word", "application/vnd.ms-word.document.macroEnabled.main+xml"),
                "есть макросы",
            ),
            (make.xlsx(**{"xl/externalLinks/externalLink1.xml": "<x/>"}), "ссылки на другие файлы"),
            (
                make.docx(
                    **{
                        "word/_rels/settings.xml.rels": make.relationships(
                            "attachedTemplate", external=True
                        )
                    }
                ),
                "внешний шаблон",
            ),
            (
                make.docx(
                    **{
                        "word/_rels/document.xml.rels": make.relationships(
                            "oleObject", external=False
                        )
                    }
                ),
                "вложенные объекты",
            ),
            (
                make.docx(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
                "устроен необычно",
            ),
            (
                make.docx(**{"word/document.xml": "<!DOCTYPE a SYSTEM 'x'><a/>".encode("utf-16")}),
                "устроен необычно",
            ),
            (make.docx(**{"../../etc/passwd": "x"}), "устроен необычно"),
            (make.docx(**{"C:\\x.xml": "x"}), "устроен необычно"),
            (make.docx(**{"word/big.xml": b" " * 30_000_000}), "слишком велик"),
            (make.office("word", make.XLSX_MAIN), "устроен необычно"),
            (make.docx(**{"[Content_Types].xml": "<Types>"}), "устроен необычно"),
            (make.docx()[:-30], "не открывается"),
        ],
    )
    def test_dangerous_document_is_refused(self, content, words):
        assert words in refusal("a.docx", content)

    def test_too_many_entries_are_refused(self):
        parts = {f"word/{number}.xml": "<x/>" for number in range(3_001)}
        assert "слишком велик" in refusal("a.docx", make.docx(**parts))

    def test_hyperlink_outside_is_kept(self):
        part = {"word/_rels/document.xml.rels": make.relationships("hyperlink", external=True)}
        content = make.docx(**part)
        assert inspect("a.docx", content, ALL).content == content

    def test_entry_that_points_before_the_file_is_refused(self):
        content = make.odt()
        directory = content.rfind(b"PK\x05\x06") + 16
        start = int.from_bytes(content[directory : directory + 4], "little")
        moved = content[:directory] + (start + 66).to_bytes(4, "little") + content[directory + 4 :]
        assert "не открывается" in refusal("a.odt", moved)

    def test_broken_entry_is_refused(self):
        content = bytearray(make.docx())
        start = content.find(b"[Content_Types].xml") + len("[Content_Types].xml")
        content[start : start + 20] = b"\xff" * 20
        assert "не открывается" in refusal("a.docx", bytes(content))


class TestOpenDocument:
    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ({"Basic/Standard/Module1.xml": "<x/>"}, "есть макросы"),
            ({"Object 1/content.xml": "<x/>"}, "вложенные объекты"),
            ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "защищён паролем"),
            ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "устроен необычно"),
            ({"content.xml": make.odt_link("draw:image", "http://example.org/a.png")}, "ссылки"),
            ({"content.xml": make.odt_link("draw:image", "file:///etc/passwd")}, "ссылки"),
            ({"content.xml": make.odt_link("draw:image", "../../etc/passwd")}, "ссылки"),
            ({"content.xml": make.odt_link("text:a", "vnd.sun.star.script:a")}, "есть макросы"),
            ({"content.xml": "<a>"}, "устроен необычно"),
            ({"../content.xml": "<a/>"}, "устроен необычно"),
        ],
    )
    def test_dangerous_document_is_refused(self, parts, words):
        assert words in refusal("a.odt", make.odt(**parts))

    @pytest.mark.parametrize(
        ("element", "href"),
        [("text:a", "https://example.org/"), ("draw:image", "Pictures/1.png"), ("text:a", "#here")],
    )
    def test_picture_inside_and_hyperlink_are_kept(self, element, href):
        content = make.odt(**{"content.xml": make.odt_link(element, href)})
        assert inspect("a.odt", content, ALL).content == content


class TestOldWord:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (make.doc("_VBA_PROJECT"), "есть макросы"),
            (make.doc("ObjectPool", "\x01Ole"), "вложенные объекты"),
            (make.doc(flags=0x0100), "защищён паролем"),
            (make.compound("EncryptedPackage"), "защищён паролем"),
            (make.compound("Workbook"), "документ Word или Excel старого вида"),
            (make.doc()[:1100], "документ Word или Excel старого вида"),
            (make.doc().replace(make.WORD_MAGIC, b"\0\0"), "загрузился не целиком"),
        ],
    )
    def test_dangerous_document_is_refused(self, content, words):
        assert words in refusal("a.doc", content, ("pdf", "doc"))

    def test_directory_that_leads_to_itself_ends(self):
        content = make.doc(directory_follows=1)
        assert inspect("a.doc", content, ALL).kind.code == "doc"


class TestRtf:
    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (r"{\object\objemb{\*\objdata 0105}}", "вложенные объекты"),
            (r"{\*\template http://example.org/a.dot}", "внешний шаблон"),
            (r'{\field{\*\fldinst INCLUDEPICTURE "http://example.org/a"}}', "ссылки"),
        ],
    )
    def test_document_that_calls_for_more_is_refused(self, words, why):
        assert why in refusal("a.rtf", make.rtf(words))

    def test_template_of_the_own_machine_is_kept(self):
        content = make.rtf(r"{\*\template C:\\Normal.dotm}")
        assert inspect("a.rtf", content, ALL).content == content

    def test_cut_off_document_is_refused(self):
        assert "не целиком" in refusal("a.rtf", make.rtf().rstrip(b"}"))


class TestText:
    def test_text_is_kept_as_it_is(self):
        content = "\ufeffПоложение\r\n1. Общее".encode()
        checked = inspect("положение.doc", content, ALL)
        assert (checked.name, checked.content) == ("положение.txt", content)

    def test_marked_headings_pass_where_only_text_is_taken(self):
        assert inspect("a.md", "# Положение".encode(), ("txt",)).kind.code == "txt"

    @pytest.mark.parametrize(
        "content",
        [
            b"<!doctype html><p>a",
            b"1.\n<script>alert(1)</script>",
            b"1. A\n%PDF-1.4\n",
            b"1. A\x00",
            b" \n\t ",
            "\0\0".encode("utf-16"),
        ],
    )
    def test_what_only_looks_like_text_is_refused(self, content):
        assert refusal("a.txt", content, ("txt", "pdf")).startswith("Подойдёт файл TXT или PDF.")


class TestImages:
    def test_place_and_camera_stay_behind_and_the_picture_is_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        exif[0x010F] = "Камера"
        exif.get_ifd(0x8825)[1] = "N"
        checked = inspect("фото.jpg", make.image("JPEG", exif=exif), ALL)
        kept = Image.open(io.BytesIO(checked.content))
        assert (kept.size, dict(kept.getexif())) == ((20, 40), {})

    def test_file_behind_a_picture_stays_behind(self):
        checked = inspect("a.png", make.image("PNG") + make.docx(), ALL)
        assert not zipfile.is_zipfile(io.BytesIO(checked.content))

    def test_enormous_picture_is_refused_before_it_is_decoded(self):
        content = bytearray(make.image("PNG"))
        content[16:24] = (50_000).to_bytes(4, "big") * 2
        content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
        assert "слишком велико" in refusal("a.png", bytes(content))

    def test_large_picture_is_told_its_size(self):
        text = refusal("a.png", make.image("PNG", (8000, 5001)))
        assert text.startswith("Изображение слишком велико (8000 × 5001 точек).")

    def test_cut_off_picture_is_refused(self):
        content = make.image("JPEG", (400, 400))
        assert "не открывается" in refusal("a.jpg", content[: len(content) // 2])

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_png_of_any_mode_is_drawn_anew(self, mode):
        buffer = io.BytesIO()
        Image.new(mode, (5, 5)).save(buffer, "PNG")
        assert inspect("a.png", buffer.getvalue(), ALL).kind.code == "png"

    def test_jpeg_of_a_printing_house_becomes_rgb(self):
        buffer = io.BytesIO()
        Image.new("CMYK", (5, 5)).save(buffer, "JPEG")
        kept = inspect("a.jpg", buffer.getvalue(), ALL).content
        assert Image.open(io.BytesIO(kept)).mode == "RGB"


@given(
    content=st.sampled_from(
        [make.pdf(), make.docx(), make.xlsx(), make.odt(), make.doc(), make.rtf()]
    ),
    changes=st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 1_000_000),
)
def test_damaged_file_is_kept_or_refused_and_never_fails(content, changes, length):
    damaged = bytearray(content)
    for place, byte in changes:
        damaged[place % len(damaged)] = byte
    damaged = bytes(damaged[: len(damaged) - length % len(damaged) if length % 3 == 0 else None])
    try:
        kept = inspect("a", damaged, ALL).content
    except FileRefused as refused:
        kept, sentence = damaged, str(refused)
    else:
        sentence = "."
    assert (kept, sentence[-1]) == (damaged, ".")

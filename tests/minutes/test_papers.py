"""What stands on the papers of a protocol (R126–R128, C5a, C41, FORMS «Protocol»)."""

import io
import re
from collections import Counter

import pypdf
import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm

from association.minutes.content import at_level, of_decision
from association.minutes.papers import as_pdf, as_word, making
from association.minutes.papers.making import AgreementLine, Frame, Signed
from tests.minutes import contents

HASH = "ab" * 32
FRAME = Frame(signatories="chair_and_secretary", sha256=HASH)
PROSE = "Директор доложил о подготовке конференции, протокол № 5 от 12 октября 2026 г. учтён. "


def whole(*items, **fields) -> dict:
    return at_level(contents.content(*items, **fields), "confidential")


def plain_item(number: int = 1, **fields) -> dict:
    made = {
        "heard": "Доклад.",
        "speaker": "2",
        "votes": [contents.vote()],
        "decisions": [contents.decision(number)],
    }
    return contents.item(number, **{**made, **fields})


def words_of_pdf(pdf: bytes) -> list[str]:
    """Without the running foot and the numbers of pages."""
    words = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        lines = page.get_textpage().get_text_range().replace("\ufffe", "").splitlines()
        running = {str(number)} | {line for line in lines if number > 1 and is_running(line)}
        words += [word for line in lines if line.strip() not in running for word in line.split()]
    return words


def is_running(line: str) -> bool:
    return bool(re.match(r"Президиум Ассоциации\. (Протокол|Выписка)", line.replace("\xa0", " ")))


def printed(sheet) -> tuple[list[str], list[str]]:
    """Words of the paper and words that were meant."""
    return words_of_pdf(as_pdf(sheet)), sheet.text.split()


def test_pdf_says_what_was_meant_in_the_order_of_reading():
    item = plain_item(heard=PROSE * 8, spoken=PROSE * 8)
    sheet = making.protocol_sheet(whole(item, plain_item(2, heard=PROSE * 20)), FRAME)

    got, meant = printed(sheet)

    assert got == meant


def test_pdf_of_tables_says_every_word():
    """Cells of several lines are read in another order, so only the words themselves are compared."""
    content = whole(
        plain_item(), opinions=[contents.opinion(1, item=1), contents.opinion(2, is_late=True)]
    )

    got, meant = printed(making.protocol_sheet(content, FRAME))

    assert set(got) == set(meant)
    # The head of a table stands again on the next page.
    assert not Counter(meant) - Counter(got)


def test_pdf_is_tagged_with_bookmarks_and_margins_of_the_standard():
    """PDF/UA: language, title, tags; a bookmark an item."""
    sheet = making.protocol_sheet(whole(plain_item(), plain_item(2)), FRAME)

    reader = pypdf.PdfReader(io.BytesIO(as_pdf(sheet)))

    root = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("ru", True)
    assert reader.metadata.title == "Протокол №\xa07 от 20\xa0ноября\xa02026\xa0г."
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    titles = [entry["/Title"] for entry in _flat(reader.outline)]
    assert titles == [
        "ПРОТОКОЛ",
        "Повестка дня",
        "1. О\xa0деле 1",
        "2. О\xa0деле 2",
        "Письменные мнения отсутствовавших",
    ]
    width, height = map(float, reader.pages[0].mediabox[2:])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def test_first_page_has_no_number():
    sheet = making.protocol_sheet(whole(plain_item(heard=PROSE * 60)), FRAME)
    pages = pypdfium2.PdfDocument(as_pdf(sheet))
    first, second = (page.get_textpage().get_text_range().splitlines() for page in list(pages)[:2])
    assert "1" not in [line.strip() for line in first]
    assert "2" in [line.strip() for line in second]


def test_word_file_says_the_same_and_is_laid_out_by_the_standard():
    content = whole(plain_item(), opinions=[contents.opinion(1)])
    sheet = making.protocol_sheet(content, FRAME)

    document = Document(io.BytesIO(as_word(sheet)))

    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = [paragraph.text for paragraph in document.paragraphs] + cells
    assert sorted(" ".join(said).replace("________________", "").split()) == sorted(
        sheet.text.split()
    )
    section = document.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(each / Mm(1)) for each in margins] == [30, 10, 20, 20]
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings[1] == "1. О\xa0деле 1"
    assert document.core_properties.title == sheet.title


def test_one_content_gives_one_word_file():
    sheet = making.protocol_sheet(whole(plain_item()), FRAME)
    assert _parts(as_word(sheet)) == _parts(as_word(sheet))


def _parts(file: bytes) -> dict:
    return {
        part.partname: part.blob for part in Document(io.BytesIO(file)).part.package.iter_parts()
    }


def test_head_names_presiding_and_present_with_positions():
    """3.6 «а»: surname, initials, position (R126)."""
    printed = making.protocol_sheet(whole(plain_item()), FRAME).text.split("\n")

    assert printed[:7] == [
        "Ассоциация школ",
        "Президиум Ассоциации",
        "ПРОТОКОЛ",
        "очередного очного заседания Президиума Ассоциации",
        "20\xa0ноября\xa02026\xa0г.",
        "№\xa07",
        "г.\xa0Заозёрск",
    ]
    chair = "Берёзова\xa0М.\xa0П., директор, Школа №\xa01"
    assert printed[7:9] == ["Председательствующий:", f"{chair}, председатель Президиума Ассоциации"]
    at = printed.index("Присутствовали:")
    assert printed[at + 1] == "2 из\xa02 членов с\xa0правом голоса:"
    assert printed[at + 2] == f"{chair}, председатель"
    assert (
        "есть: нужно не\xa0менее 1\xa0члена из\xa02, участвовало 2 (п.\xa04.7\xa0Положения)"
        in printed
    )


@pytest.mark.parametrize(
    ("stays", "said"),
    [
        ([contents.stay()], []),
        ([contents.stay(presence="remote")], ["дистанционно"]),
        ([contents.stay(arrived="14:20")], ["с\xa014:20"]),
        ([contents.stay(left="15:00")], ["до\xa015:00"]),
        ([contents.stay(left="14:30"), contents.stay(arrived="15:00")], ["14:00–14:30; 15:00–15:40"]),
        ([contents.stay(left="14:30"), contents.stay(arrived="15:00", presence="remote")], ["часть времени дистанционно", "14:00–14:30; 15:00–15:40"]),
    ],
)  # fmt: skip
def test_arrivals_and_departures_are_said(stays, said):
    """R75; nobody is late by the seconds between the opening and the mark."""
    from association.minutes.papers.head import notes_on

    assert notes_on(contents.attendee("1", *stays), contents.content()) == said


def test_votes_say_counts_names_result_and_clause():
    vote = contents.vote(
        by_name={**contents.EMPTY, "for_": ["1"], "against": ["2"]},
        votes_for=1,
        votes_against=1,
        asked_to_record=["2"],
        exactly_half=True,
    )
    note = {"item": 1, "round": 1, "level": "public", "text": "По вопросу 1 решение принято ровно половиной голосов.", "clause": "п.\xa04.9 Положения; ГК\xa0РФ, ст.\xa0181.2, ч.\xa01"}  # fmt: skip
    content = whole(plain_item(votes=[vote]), notes=[note])

    lines = making.protocol_sheet(content, FRAME).text.split("\n")

    at = lines.index("ГОЛОСОВАЛИ:")
    assert lines[at + 1 : at + 7] == [
        "За\xa0— 1, против\xa0— 1, воздержались\xa0— 0. Решение принято (п.\xa04.9\xa0Положения).",
        "За: Берёзова\xa0М.\xa0П.",
        "Против: Соснин\xa0П.\xa0С.",
        "Просили записать свой голос в\xa0протокол: Соснин\xa0П.\xa0С.",
        "За 2 из 2 присутствующих.",
        "По вопросу 1 решение принято ровно половиной голосов (п.\xa04.9\xa0Положения; ГК\xa0РФ, ст.\xa0181.2, ч.\xa01).",
    ]


def test_rejected_and_annulled_votes_stand_beside_the_adopted_one():
    votes = [
        contents.vote(1, result="rejected", question="Отложить «до весны»."),
        contents.vote(2, state="annulled", annul_reason="погас свет", result=""),
        contents.vote(3),
    ]
    item = plain_item(votes=votes, decisions=[contents.decision(1, 3)])

    text = making.protocol_sheet(whole(item), FRAME).text

    assert "По\xa0предложению «Отложить „до весны“»." in text.replace("до\xa0весны", "до весны")
    assert "Решение не принято (п.\xa04.9\xa0Положения)." in text
    assert "Голосование признано несостоявшимся: погас свет." in text
    assert text.index("погас свет") < text.index("1.3. Принять план.")


def test_written_opinions_are_inseparable_and_their_absence_is_said():
    """3.6 «г», R117, R118, R128."""
    file = {"title": "m.pdf", "name": "мнение.pdf", "sha256": HASH}
    content = whole(plain_item(), opinions=[contents.opinion(1, item=1, file=file)])

    with_one = making.protocol_sheet(content, FRAME).text
    with_none = making.protocol_sheet(whole(plain_item()), FRAME).text

    assert "составляют его неотъемлемую часть" in with_one
    assert "Приложение\xa01. Письменное мнение по\xa0вопросу\xa01" in with_one
    assert f"Файл: мнение.pdf. SHA-256: {HASH}." in with_one
    assert "Письменных мнений не\xa0поступало." in with_none


def test_copy_that_withholds_does_not_deny_opinions():
    """R128, C35: the member's copy cannot say that nobody wrote."""
    closed = plain_item(2, level="confidential")
    hidden = contents.opinion(1, item=2, level="confidential")
    content = contents.content(plain_item(), closed, opinions=[hidden])

    text = making.protocol_sheet(at_level(content, "members"), FRAME).text

    assert "В\xa0этом экземпляре письменных мнений нет." in text
    assert "не\xa0поступало" not in text


def test_ground_of_presiding_is_told_where_the_office_does_not_say_it():
    """3.9, 4.6: «председатель» twice says nothing more."""
    by_office = making.protocol_sheet(whole(plain_item(), presiding_ground="председатель"), FRAME)
    instead = "назначен председателем"
    appointed = making.protocol_sheet(whole(plain_item(), presiding_ground=instead), FRAME)

    assert "(председатель)" not in by_office.text
    assert f"({instead})" in appointed.text


def test_many_people_stand_in_lists_of_their_own():
    """More than fifteen: an attached list, and votes by name in an appendix (FORMS «Protocol»)."""
    people = tuple(contents.person(n, f"Рощин{chr(1072 + n)}") for n in range(3, 19))
    keys = ["1", "2", *(str(each["id"]) for each in people)]
    vote = contents.vote(by_name={**contents.EMPTY, "for_": keys[:17], "against": keys[17:]})
    content = whole(plain_item(votes=[vote]), people=people)

    text = making.protocol_sheet(content, FRAME).text

    assert "18 из\xa018 членов с\xa0правом голоса, список прилагается (приложение\xa01)" in text
    assert "Против: Рощинт\xa0М.\xa0П." in text
    assert "Поимённо\xa0— в\xa0приложении\xa02." in text
    listed = text[text.index("Приложение\xa01. Список участников") :]
    assert all(each["surname"] in listed for each in people)
    assert "За (17): Берёзова" in listed


SIMPLE = Signed(
    "presiding", "simple", "2026-11-23T10:05:00+03:00", HASH, 2, "председатель Президиума"
)
PAPER = Signed("secretary", "paper", "2026-11-24", HASH)


def test_signatures_are_marks_or_lines_for_a_hand():
    signed = Frame("chair_and_secretary", signed=(SIMPLE, PAPER), sha256=HASH)

    marked = making.protocol_sheet(whole(plain_item()), signed)
    blank = making.protocol_sheet(whole(plain_item()), FRAME)

    chair, secretary = (block for block in marked.blocks if block.kind == "sign")
    assert (chair.office, chair.name) == ("Председательствующий", "М.\xa0П.\xa0Берёзова")
    assert chair.mark == (
        "Подписано простой электронной подписью 23\xa0ноября\xa02026\xa0г. в\xa010:05",
        "председатель Президиума",
        "Соглашение о\xa0простой электронной подписи, версия\xa02",
        "Подписано содержание с\xa0суммой abababababababab…",
    )
    assert secretary.mark == ("Подлинник подписан собственноручно 24\xa0ноября\xa02026\xa0г.",)
    assert [block.mark for block in blank.blocks if block.kind == "sign"] == [(), ()]
    assert f"Контрольная сумма содержания протокола (SHA-256): {HASH}" in marked.text


def test_who_presided_signs_alone_where_the_rules_say_so():
    """3.5 of the working group's rules (C8)."""
    sheet = making.protocol_sheet(whole(plain_item()), Frame("presiding"))
    assert [block.office for block in sheet.blocks if block.kind == "sign"] == [
        "Председательствующий"
    ]


@pytest.mark.parametrize(("is_draft", "expected"), [(True, True), (False, False)])
def test_draft_is_called_so(is_draft, expected):
    sheet = making.protocol_sheet(whole(plain_item()), Frame("presiding", is_draft=is_draft))
    assert (making.DRAFT in sheet.text) == expected


def test_extract_holds_one_item_and_is_certified():
    content = whole(plain_item(), plain_item(2, title="О другом", heard="Тайны."))

    text = making.extract_sheet(of_decision(content, 101), FRAME).text

    assert text.startswith("Ассоциация школ\nПрезидиум Ассоциации\nВЫПИСКА ИЗ ПРОТОКОЛА")
    assert "1.1. Принять план." in text
    assert "Выписка верна\nСекретарь Президиума Ассоциации\nП.\xa0С.\xa0Соснин" in text
    for other in ("другом", "Тайны", "2.1", "Доклад."):
        assert other not in text


def test_agreement_sheet_says_every_answer():
    lines = [
        AgreementLine("Берёзова М. П.", "директор", "agreed", "2026-11-22T09:00:00+03:00"),
        AgreementLine("Соснин П. С.", "методист", "remarks", "2026-11-22T10:00:00+03:00", "Уточнить п. 2", "Уточнено"),
        AgreementLine("Ли В.", "", "none"),
    ]  # fmt: skip

    text = making.agreement_sheet(whole(), FRAME, lines).text

    assert "Берёзова М. П., директор\nсогласовано\n22.11.2026 09:00\n—" in text
    assert "есть замечания\n22.11.2026 10:00\nУточнить п.\xa02. Ответ: Уточнено" in text
    assert "Ли В.\nнет ответа\n—\n—" in text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("in_person", "очередного очного заседания"),
        ("remote", "очередного дистанционного заседания"),
        ("mixed", "очередного заседания в\xa0смешанной форме"),
        ("absentee", "очередного заочного голосования"),
        ("poll", "очередного письменного опроса"),
    ],
)
def test_kind_of_meeting_is_in_the_title(form, said):
    content = whole(plain_item())
    ends = "2026-11-20T18:00:00+03:00"
    content["meeting"] = {**content["meeting"], "form": form, "closes_at": ends}

    text = making.protocol_sheet(content, FRAME).text

    assert f"{said} Президиума Ассоциации" in text
    has_end = "ответы принимались до\xa020\xa0ноября\xa02026\xa0г. в\xa018:00" in text
    assert has_end == (form in ("absentee", "poll"))


NASTY = (
    '<script>alert(1)</script> <img src="file:///etc/passwd"> {{ 7*7 }} & \u202eобманка\x00 🎉👩‍🏫'
)


def test_what_people_type_is_printed_as_it_was_typed():
    """HTML, template signs, controls, little pictures: shown or dropped, never carried out (T18, T19, T21, T69)."""
    item = plain_item(title=NASTY, heard=NASTY)
    sheet = making.protocol_sheet(whole(item), FRAME)

    got, meant = printed(sheet)

    assert got == meant
    assert (
        '<script>alert(1)</script> <img src="file:///etc/passwd"> {{ 7*7 }} & обманка [значок]'
        in sheet.text
    )
    assert as_word(sheet)


def test_a_word_without_end_stays_on_its_page():
    sheet = making.protocol_sheet(whole(plain_item(heard="я" * 3000, title="ю" * 400)), FRAME)

    page = pypdfium2.PdfDocument(as_pdf(sheet))[0]

    text = page.get_textpage()
    rights = [text.get_rect(at)[2] for at in range(text.count_rects())]
    assert max(rights) <= page.get_width() - 10 / 25.4 * 72 + 1

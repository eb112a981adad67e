"""The admin's way from a file to an adopted edition, for every role and state (R224, T1, T27)."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.regulations import operations
from documents.regulations.choices import EditionStatus
from documents.regulations.drafts import version_of
from documents.regulations.models import Edition, RegulationPage, SourceReading
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import TEXT, EditionFactory, RegulationPageFactory
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADOPTED_ON = datetime.date(2026, 1, 10)
SECOND_2_1 = 7


@pytest.fixture
def editor(client):
    return log_in(client, UserFactory(role=Role.EDITOR))


@pytest.fixture
def secretary(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


def url(name: str, *args) -> str:
    return reverse(f"regulations_admin:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def text_file(text: str = TEXT, name: str = "кружок.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def state_of(name: str, now) -> Edition:
    if name == "adopted":
        return EditionFactory(adopted_on=ADOPTED_ON)
    edition = EditionFactory()
    if name == "review":
        operations.send_to_review(edition, acknowledged=True, seen=0, by=None, at=now)
    return edition


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# Upload


def test_regulations_are_offered_by_their_short_names(client, editor):
    """A title may take four lines of paper."""
    RegulationPageFactory(title="Положение " * 20, short_name="Правила кружка", slug="kruzhok")
    html = client.get(url("upload_edition")).content.decode()
    assert re.findall(r"<option[^>]*>(.*?)</option>", html) == [
        "Новое положение",
        "Правила кружка (kruzhok)",
    ]


def test_editor_uploads_a_file_and_sees_it_beside_its_outline(client, editor):
    page = RegulationPageFactory()
    answers = {"file": text_file("- 1 -\n" + TEXT), "page": page.pk}
    response = client.post(url("upload_edition"), answers, follow=True)
    edition = Edition.objects.get()
    assert response.redirect_chain == [(url("show_edition", edition), 302)]
    assert messages_of(response) == ["Файл прочитан. Проверьте предупреждения."]
    html = response.content.decode()
    assert '<span class="line__number">1</span><s>- 1 -</s><small>номер страницы</small>' in html
    assert html.count('class="pair__lines"') == 11
    assert 'href="#warning-0">Номер 2.1 уже есть выше' in html
    assert (edition.source_file.original_name, edition.created_by) == ("кружок.txt", editor)


def test_title_below_an_approval_stands_at_its_lines(client, editor):
    text = (
        "УТВЕРЖДЕНО\n\nприказом от 12.01.2026 № 7\n\nПоложение о кружке\n\n1. Первый.\n\n2. Второй."
    )
    edition = EditionFactory(text=text)
    assert edition.findings["title_line"] == 5
    rows = client.get(url("show_edition", edition)).context["sheet"].rows
    found = [(row.at, [line.number for line in row.lines]) for row in rows]
    title = next(place for place, (at, _) in enumerate(found) if at is None)
    assert found[title][1] == [5]
    assert [number for _, numbers in found for number in numbers] == [1, 3, 5, 7, 9]


def test_new_regulation_is_not_seen_by_the_public_before_its_adoption(client, editor):
    client.post(url("upload_edition"), {"file": text_file(), "slug": "kruzhok"})
    page = RegulationPage.objects.get(slug="kruzhok")
    client.logout()
    assert client.get(page.url).status_code == 404
    assert "kruzhok" not in client.get(page.get_parent().url).content.decode()


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({}, "file", "Выберите файл."),
        ({"file": b""}, "file", "Файл пуст: в нём 0 байт. Выберите другой."),
        ({"file": b"\x89PNG\r\n\x1a\n1234"}, "file", "Подойдёт файл DOCX"),
        ({"file": ("Пункт о деле. " * 100_000).encode()}, "file", "Файл"),
        ({"file": "1. Первый.\n\n2. Второй.".encode()}, "title", "Заголовка в\xa0тексте нет"),
        ({"file": TEXT.encode(), "slug": "Адрес"}, "slug", "Значение должно состоять"),
        ({"file": TEXT.encode(), "page": "999"}, "page", "Выберите корректный вариант"),
    ],
)
def test_refusal_stands_at_its_field_and_keeps_what_was_typed(
    client, editor, answers, field, sentence
):
    if "file" in answers:
        answers["file"] = SimpleUploadedFile("a.txt", answers["file"])
    response = client.post(url("upload_edition"), answers | {"short_name": "Кружок"})
    assert response.status_code == 200
    assert response.context["form"].errors[field][0].startswith(sentence)
    assert 'value="Кружок"' in response.content.decode()
    assert Edition.objects.count() == 0


def test_same_file_twice_leads_to_the_draft_that_stands(client, editor):
    client.post(url("upload_edition"), {"file": text_file()})
    response = client.post(url("upload_edition"), {"file": text_file()})
    edition = Edition.objects.get()
    assert response.context["form"].errors["file"][0].startswith("Этот файл уже загружен")
    assert f'href="{url("show_edition", edition)}"' in response.content.decode()


def test_form_begins_with_the_regulation_from_whose_page_it_was_opened(client, editor):
    page = RegulationPageFactory()
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    response = client.get(url("upload_edition"), {"page": page.pk})
    assert f'<option value="{page.pk}" selected>' in response.content.decode()
    assert client.get(url("upload_edition"), {"page": "'--", "reading": "x"}).status_code == 200


@pytest.mark.parametrize("model", [RegulationPage, None])
def test_pages_of_regulations_offer_the_upload(client, editor, model):
    page = RegulationPageFactory()
    shown = page if model else page.get_parent()
    html = client.get(reverse("wagtailadmin_explore", args=[shown.pk])).content.decode()
    address = url("upload_edition") + (f"?page={page.pk}" if model else "")
    assert f'href="{address}"' in html


def test_long_reading_waits_on_a_page_of_its_own(client, editor):
    page = RegulationPageFactory()
    answers = {"file": SimpleUploadedFile("устав.pdf", pdf()), "page": page.pk}
    response = client.post(url("upload_edition"), answers)
    reading = SourceReading.objects.get()
    assert response["Location"] == url("show_reading", reading)
    waiting = client.get(url("show_reading", reading))
    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")
    assert "Прочитать ещё раз" not in waiting.content.decode()
    SourceReading.objects.update(started_at=reading.started_at - datetime.timedelta(minutes=9))
    assert "Прочитать ещё раз" in client.get(url("show_reading", reading)).content.decode()
    assert client.post(url("show_reading", reading))["Location"] == url("show_reading", reading)


def test_reading_leads_to_its_draft_or_back_to_the_form_with_the_refusal(
    client, editor, django_capture_on_commit_callbacks
):
    page = RegulationPageFactory()
    answers = {"file": SimpleUploadedFile("проба.pdf", pdf("A")), "page": page.pk}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("upload_edition"), answers)
    reading = SourceReading.objects.get()
    response = client.get(url("show_reading", reading), follow=True)
    if reading.edition_id:
        assert response.redirect_chain[0][0] == url("show_edition", reading.edition_id)
        return
    assert response.redirect_chain[0][0] == f"{url('upload_edition')}?reading={reading.pk}"
    html = response.content.decode()
    assert "Файл «проба.pdf» не&nbsp;принят." in html
    assert f'<option value="{page.pk}" selected>' in html


# Corrections


def test_button_of_a_row_corrects_it_and_leads_back_to_it(client, editor):
    edition = EditionFactory()
    answer = {"act": f"join:{SECOND_2_1}", "seen": "0"}
    response = client.post(url("correct_quickly", edition), answer)
    assert response["Location"] == f"{url('show_edition', edition)}#row-6"
    html = client.get(url("show_edition", edition)).content.decode()
    assert 'id="row-6" tabindex="-1"' in html
    assert "Предупреждения: 0" in html
    assert "Пункт 2.1: соединена с предыдущей строкой" in html
    undone = client.post(url("undo_correction", edition), {"seen": "1"}, follow=True)
    assert messages_of(undone) == ["Последняя правка отменена."]
    assert edition.clauses.count() == 10


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"act": "join:5", "seen": "7"}, "Пока вы смотрели, проект изменили"),
        ({"act": "in:0", "seen": "0"}, "Глубже нельзя"),
        ({"act": "join:999999", "seen": "0"}, "Такой строки в\xa0проекте нет."),
        ({"act": "drop:5", "seen": "0"}, "Такой правки нет"),
        ({"act": "join:5"}, "Такой правки нет"),
        ({}, "Такой правки нет"),
    ],
)
def test_refused_button_says_why_and_changes_nothing(client, editor, answer, sentence):
    edition = EditionFactory()
    response = client.post(url("correct_quickly", edition), answer, follow=True)
    assert messages_of(response)[0].startswith(sentence)
    assert (edition.corrections.count(), edition.clauses.count()) == (0, 10)


def test_row_is_restated_on_a_page_of_its_own(client, editor):
    edition = EditionFactory()
    address = url("correct_row", edition, SECOND_2_1)
    assert 'value="2.1."' in client.get(address).content.decode()
    answer = {"act": "restate", "kind": "clause", "marker": "2.1.", "label": "2.1а", "seen": "0"}
    response = client.post(address, answer)
    assert response["Location"] == f"{url('show_edition', edition)}#row-{SECOND_2_1}"
    assert edition.clauses.filter(anchor="p-2.1a").exists()


def test_number_that_is_not_printed_is_refused_at_its_field(client, editor):
    edition = EditionFactory()
    answer = {"act": "restate", "kind": "clause", "marker": "2.2.", "label": "", "seen": "0"}
    response = client.post(url("correct_row", edition, SECOND_2_1), answer)
    assert list(response.context["state_form"].errors) == ["marker"]
    assert 'value="2.2."' in response.content.decode()


def test_row_is_split_at_a_chosen_word_without_script(client, editor):
    edition = EditionFactory()
    address = url("correct_row", edition, SECOND_2_1)
    html = client.get(address).content.decode()
    assert html.count('type="radio" name="word"') == 2
    nothing = client.post(address, {"act": "split", "seen": "0"})
    assert nothing.context["split_form"].errors == {"word": ["Выберите слово."]}
    response = client.post(address, {"act": "split", "word": "1", "seen": "0"})
    assert response["Location"] == f"{url('show_edition', edition)}#row-{SECOND_2_1 + 1}"
    assert edition.clauses.get(order=9).text == "ведёт секретарь."


def test_row_past_the_end_is_not_found(client, editor):
    edition = EditionFactory()
    assert client.get(url("correct_row", edition, 10)).status_code == 404
    assert client.get(url("correct_row", edition, 10**15)).status_code == 404


def test_another_file_is_put_into_the_draft(client, editor):
    edition = EditionFactory()
    response = client.post(
        url("replace_source", edition), {"file": text_file("Устав\n\n1. Один.", "новый.txt")}
    )
    assert response["Location"] == url("show_edition", edition)
    edition.refresh_from_db()
    assert (edition.source_name, version_of(edition)) == ("новый.txt", 1)
    assert client.get(url("download_source", edition)).getvalue() == "Устав\n\n1. Один.".encode()


def test_draft_from_before_files_were_kept_has_nothing_to_download(client, editor):
    assert client.get(url("download_source", EditionFactory())).status_code == 404


def test_long_draft_is_read_in_pages_and_warnings_lead_to_theirs(client, editor):
    clauses = "\n\n".join(f"1.{n}. Пункт." for n in range(1, 420))
    edition = EditionFactory(text=f"Устав\n\n1. Общее\n\n{clauses}\n\n1.7. Ещё раз.")
    html = client.get(url("show_edition", edition)).content.decode()
    assert html.count('class="pair__row') == 151
    assert 'href="?page=3#warning-0"' in html
    last = client.get(url("show_edition", edition), {"page": "3"}).content.decode()
    assert 'id="warning-0"' in last
    assert client.get(url("show_edition", edition), {"page": "many"}).status_code == 200
    response = client.post(url("correct_quickly", edition), {"act": "join:400", "seen": "0"})
    assert response["Location"] == f"{url('show_edition', edition)}?page=3#row-399"


def test_page_of_a_draft_costs_the_same_queries_whatever_its_length(client, editor):
    counts = []
    for many in (1, 1, 30):
        clauses = "\n\n".join(f"1.{n}. Пункт." for n in range(1, many + 1))
        edition = EditionFactory(text=f"Устав\n\n1. Общее\n\n{clauses}")
        for _ in range(many):
            EditionFactory(page=edition.page)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("show_edition", edition))
        counts.append(len(queries))
    assert counts[1] == counts[2] <= 20


# Review and adoption


def test_draft_goes_to_the_secretary_and_is_adopted(client, editor, now):
    edition = EditionFactory()
    refused = client.post(url("send_to_review", edition), {"seen": "0"})
    assert list(refused.context["form"].errors) == ["acknowledged"]
    client.post(url("send_to_review", edition), {"seen": "0", "acknowledged": "on"})
    edition.refresh_from_db()
    assert edition.status == EditionStatus.REVIEW
    log_in(client, UserFactory(role=Role.SECRETARY))
    desk = client.get(reverse("desk:desk")).content.decode()
    assert "Проверьте проект редакции" in desk
    answer = {
        "act_kind": "order",
        "act_number": "7",
        "adopted_on": "2026-01-10",
        "effective_from": "2026-02-01",
        "seen": "0",
    }
    unread = client.post(url("adopt_edition", edition), answer)
    assert list(unread.context["form"].errors) == ["reviewed"]
    client.post(url("adopt_edition", edition), answer | {"reviewed": "on"})
    edition.refresh_from_db()
    assert edition.is_adopted


def test_what_was_typed_early_stands_in_the_form_of_adoption(client, secretary):
    edition = EditionFactory()
    answer = {"act_kind": "order", "act_number": "28", "adopted_on": "2026-01-10"}
    client.post(url("save_details", edition), answer)
    html = client.get(url("adopt_edition", edition)).content.decode()
    assert 'value="28"' in html
    assert 'value="2026-01-10"' in html


def test_adoption_of_what_was_corrected_meanwhile_is_refused(client, secretary, now):
    edition = EditionFactory()
    operations.join_row(edition, SECOND_2_1, seen=0, by=None, at=now)
    answer = {
        "act_kind": "order",
        "act_number": "7",
        "adopted_on": "2026-01-10",
        "effective_from": "2026-02-01",
        "seen": "0",
    }
    response = client.post(url("adopt_edition", edition), answer)
    assert "прочтите его ещё раз" in response.context["form"].non_field_errors()[0]
    edition.refresh_from_db()
    assert edition.status == EditionStatus.DRAFT


def test_draft_is_shown_as_the_public_will_read_it(client, editor):
    client.post(url("upload_edition"), {"file": text_file()})
    edition = Edition.objects.get()
    assert not edition.page.live
    response = client.get(url("preview_draft", edition))
    assert response.status_code == 200
    assert "Кружок собирается по средам." in response.content.decode()


def test_draft_is_deleted_after_a_question(client, editor):
    edition = EditionFactory()
    client.get(url("delete_draft", edition))
    assert Edition.objects.count() == 1
    response = client.post(url("delete_draft", edition), {"seen": "0"})
    assert response["Location"] == reverse("regulations_editions_modeladmin_index")
    assert Edition.objects.count() == 0


# Two renditions


def test_chosen_rendition_keeps_the_spellings_of_the_other_beside_its_clauses(
    client, secretary, now
):
    chosen = EditionFactory()
    other = EditionFactory(page=chosen.page, text=TEXT.replace("по средам", "по средам и субботам"))
    response = client.get(url("choose_pair", chosen), {"other": other.pk})
    address = response["Location"]
    assert address == url("compare_renditions", chosen, other)
    html = client.get(address).content.decode()
    assert "<del> и субботам</del>" in html
    answer = {"readings": ["0"], "delete_other": "on", "seen": "0"}
    assert client.post(address, answer)["Location"] == url("show_edition", chosen)
    assert list(chosen.variants.values_list("anchor", "ours", "theirs", "source_name")) == [
        ("p-1.2", "средам", "средам и субботам", "kruzhok.txt")
    ]
    assert not Edition.objects.filter(pk=other.pk).exists()
    operations.shift_row(chosen, 4, -1, seen=0, by=None, at=now)
    operations.restate_row(
        chosen, 4, kind="clause", marker="1.2.", label="9.9", seen=1, by=None, at=now
    )
    assert chosen.variants.get().anchor == "p-9.9"
    operations.adopt_edition(
        chosen, effective_from=ADOPTED_ON, adopted_on=ADOPTED_ON, by=None, at=now
    )
    client.logout()
    html = client.get(chosen.page.url).content.decode()
    assert "здесь «средам», в\xa0другом списке «средам и субботам»" in html


def test_renditions_of_two_regulations_are_not_compared(client, secretary):
    edition, foreign = EditionFactory(), EditionFactory()
    assert client.get(url("compare_renditions", edition, foreign)).status_code == 404
    response = client.get(url("choose_pair", edition), {"other": foreign.pk}, follow=True)
    assert messages_of(response) == ["Выберите, с\xa0какой редакцией сравнить."]


def test_adopted_edition_takes_no_variants(client, secretary):
    adopted = EditionFactory(adopted_on=ADOPTED_ON)
    other = EditionFactory(page=adopted.page, text=TEXT.replace("средам", "субботам"))
    address = url("compare_renditions", adopted, other)
    assert "Выбрать этот текст" not in client.get(address).content.decode()
    assert client.post(address, {"readings": ["0"], "seen": "0"}).status_code == 302
    assert adopted.variants.count() == 0


# Every address: role × state

READ = ("show_edition", "choose_pair")
PREPARE = (
    "correct_quickly",
    "correct_row",
    "undo_correction",
    "replace_source",
    "save_details",
    "send_to_review",
    "delete_draft",
)
DENIED = "/admin/"


def answer_to(client, name: str, edition: Edition):
    args = [edition, 0] if name == "correct_row" else [edition]
    if name in ("correct_quickly", "undo_correction"):
        return client.post(url(name, *args), {"act": "join:2", "seen": "0"})
    return client.get(url(name, *args))


def is_denied(response) -> bool:
    return response.status_code == 302 and response["Location"] == DENIED


@pytest.mark.parametrize("state", ["draft", "review", "adopted"])
@pytest.mark.parametrize(
    ("role", "reads", "prepares", "decides"),
    [
        (Role.ADMINISTRATOR, True, True, True),
        (Role.SECRETARY, True, True, True),
        (Role.EDITOR, True, True, False),
        (Role.AUTHORITY_SUPPORT, True, False, False),
    ],
)
def test_role_opens_what_it_may_in_every_state(client, now, role, state, reads, prepares, decides):
    edition = state_of(state, now)
    log_in(client, UserFactory(role=role))
    for name in READ:
        assert is_denied(answer_to(client, name, edition)) is not reads
    for name in PREPARE:
        assert is_denied(answer_to(client, name, edition)) is not prepares
    assert is_denied(client.get(url("upload_edition"))) is not prepares
    may_return = decides and state == "review"
    assert is_denied(client.get(url("return_draft", edition))) is not may_return
    may_adopt = decides and state != "adopted"
    assert is_denied(client.get(url("adopt_edition", edition))) is not may_adopt
    assert edition.clauses.count() == (9 if prepares and state == "draft" else 10)


@pytest.mark.parametrize("state", ["review", "adopted"])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("correct_quickly", {"act": "join:2", "seen": "0"}),
        ("undo_correction", {"seen": "0"}),
        ("delete_draft", {"seen": "0"}),
        ("save_details", {"act_number": "5"}),
        ("send_to_review", {"seen": "0", "acknowledged": "on"}),
    ],
)
def test_state_refuses_with_the_rule_and_nothing_changes(client, editor, now, state, name, answer):
    edition = state_of(state, now)
    before = Edition.objects.filter(pk=edition.pk).values().get()
    response = client.post(url(name, edition), answer, follow=True)
    assert "(не из положения)" in response.content.decode()
    assert Edition.objects.filter(pk=edition.pk).values().get() == before
    assert edition.clauses.count() == 10


def test_user_without_a_role_does_not_get_in(client):
    edition = EditionFactory()
    log_in(client, UserFactory())
    for name in (*READ, *PREPARE):
        assert answer_to(client, name, edition).status_code == 403
    assert edition.clauses.count() == 10


# The register


def test_register_is_filtered_by_state_and_regulation(client, secretary):
    draft = EditionFactory()
    adopted = EditionFactory(adopted_on=ADOPTED_ON)
    address = reverse("regulations_editions_modeladmin_index")
    html = client.get(address, {"status__exact": "draft"}).content.decode()
    assert f'href="{url("show_edition", draft)}"' in html
    assert f'href="{url("show_edition", adopted)}"' not in html
    assert f'href="{url("upload_edition")}"' in html
    create = client.get(reverse("regulations_editions_modeladmin_create"))
    assert create["Location"] == url("upload_edition")
    filtered = client.get(address, {"page__page_ptr__exact": adopted.page_id}).content.decode()
    assert f'href="{url("show_edition", draft)}"' not in filtered


def test_who_only_reads_is_offered_no_upload(client):
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    EditionFactory()
    html = client.get(reverse("regulations_editions_modeladmin_index")).content.decode()
    assert url("upload_edition") not in html

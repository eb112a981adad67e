"""`manage.py import_regulation`."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command

from documents.regulations.importer import read_text
from documents.regulations.models import Edition, RegulationPage
from home.workdays.queries import today
from tests.factories.regulations import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kruzhok.txt"
    path.write_text(TEXT)
    return path


def run(*args) -> str:
    out = io.StringIO()
    call_command("import_regulation", *map(str, args), stdout=out)
    return out.getvalue()


def test_dry_run_prints_the_outline_and_changes_nothing(file):
    assert json.loads(run(file, "--dry-run", "--json")) == read_text(TEXT).as_json()
    assert (RegulationPage.objects.count(), Edition.objects.count()) == (0, 0)


def test_first_import_makes_a_page_that_can_be_read(file, client):
    run(file)
    edition = Edition.objects.get()
    assert (edition.status, edition.effective_from) == ("adopted", today())
    assert 'id="p-1.1"' in client.get("/regulations/polozhenie-o-kruzhke/").content.decode()


def test_draft_import_makes_a_page_with_a_draft(file):
    run(file, "--draft")
    edition = Edition.objects.select_related("page").get()
    assert (edition.page.title, edition.page.url) == (
        "Положение о кружке",
        "/regulations/polozhenie-o-kruzhke/",
    )
    assert (edition.status, edition.source_name, edition.clauses.count()) == (
        "draft",
        "kruzhok.txt",
        10,
    )


def test_import_with_a_date_adopts(file):
    run(file, "--page", "kruzhok", "--key", "association", "--effective-from", "2026-01-10")
    edition = Edition.objects.select_related("page").get()
    assert (edition.status, edition.effective_from, edition.page.key) == (
        "adopted",
        datetime.date(2026, 1, 10),
        "association",
    )


def test_second_import_adds_a_draft_to_the_page(file):
    run(file, "--page", "kruzhok")
    run(file, "--page", "kruzhok")
    assert list(
        Edition.objects.values_list("page__slug", "number", "status").order_by("number")
    ) == [
        ("kruzhok", 1, "adopted"),
        ("kruzhok", 2, "draft"),
    ]


def test_title_of_a_text_without_one_is_asked_for(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("1. Общее\n1.1. Пункт.")
    with pytest.raises(CommandError) as refusal:
        run(path)
    assert (str(refusal.value), refusal.value.returncode) == (
        "Заголовка в тексте нет: задайте его сами (--title).",
        2,
    )
    run(path, "--title", "Устав")
    assert RegulationPage.objects.get().title == "Устав"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пуст."),
        (b"a" * 10_000_000, "Файл больше 1\xa0МБ: это не текст положения."),
        ("1. Общее\x00".encode(), "В файле двоичные данные: загрузите обычный текст (.txt)."),
    ],
    ids=["empty", "10 MB", "NUL"],
)
def test_bad_file_is_refused_with_a_sentence_and_code_2(tmp_path, data, sentence):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError) as refusal:
        run(path)
    assert (str(refusal.value), refusal.value.returncode) == (sentence, 2)


def test_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError) as refusal:
        run(tmp_path / "нет.txt")
    assert (str(refusal.value), refusal.value.returncode) == (
        f"Файл не открывается: {tmp_path / 'нет.txt'}.",
        2,
    )


def test_date_that_is_none_is_refused(file):
    with pytest.raises(CommandError, match="effective-from"):
        run(file, "--effective-from", "завтра")

"""`manage.py take_over`: the same way from a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from association.organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.takeover import organisation_row, workbook


@pytest.fixture
def book(tmp_path, lists):
    def write(*rows):
        path = tmp_path / "учёт.xlsx"
        path.write_bytes(workbook(rows))
        return path

    return write


def run(path, **options) -> str:
    output = StringIO()
    call_command("take_over", path, stdout=output, stderr=output, **options)
    return output.getvalue()


def test_dry_run_writes_nothing(book):
    assert "Организации: будет перенесена 1" in run(book(organisation_row()), dry_run=True)
    assert not Organisation.objects.exists()


def test_faults_are_told_by_row_and_column(book):
    output = StringIO()
    with pytest.raises(CommandError, match="ничего не перенесено"):
        call_command("take_over", book(organisation_row(inn="1")), stdout=output, stderr=output)

    assert "Организации, строка 2, «ИНН»: В ИНН организации 10 цифр." in output.getvalue()


def test_takes_over_in_the_name_of_who_may(book, secretary):
    path = book(organisation_row())
    with pytest.raises(CommandError, match="--by"):
        run(path, by=UserFactory().email)

    assert run(path, by=secretary.email).endswith("Перенесено.\n")
    assert Organisation.objects.count() == 1

import pytest

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
WARNING = "Файлы не проверяются на вредоносные программы."


def panel(rf, role: Role) -> str:
    from documents.uploads.wagtail_hooks import tell_administrator_about_scanning

    request, panels = rf.get("/admin/"), []
    request.user = UserFactory(role=role)
    tell_administrator_about_scanning(request, panels)
    return "".join(shown.render_html({}) for shown in panels)


def test_administrator_reads_that_files_are_not_scanned(rf):
    """T33"""
    assert panel(rf, Role.ADMINISTRATOR).count(WARNING) == 1


def test_administrator_reads_which_service_scans(rf, settings):
    settings.CLAMD_ADDRESS = "/run/clamd.sock"
    html = panel(rf, Role.ADMINISTRATOR)
    assert (WARNING in html, "/run/clamd.sock" in html) == (False, True)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_others_are_not_bothered(rf, role):
    assert panel(rf, role) == ""

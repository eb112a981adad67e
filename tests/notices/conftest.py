import pytest

from home.notices import registry
from home.notices.registry import notice_kind, register_audience
from home.rulebook import rule
from tests.notices.smtp_server import mail_server

PROBA_RULE = rule("notices.proba", title="Проба", cites="3.16")
LETTER_TEXT = """Тема: Заявление {{ number }} принято

Здравствуйте, {{ person.name }}!

Смотрите:
{{ site_url }}/cabinet/
"""


@pytest.fixture
def own_templates(settings, tmp_path):
    """A folder of templates of the test, before the site's own."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    folder = tmp_path / "notices" / "emails"
    folder.mkdir(parents=True)
    (folder / "proba.txt").write_text(LETTER_TEXT, encoding="utf-8")
    (folder / "duty.txt").write_text(LETTER_TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def optional(own_templates, monkeypatch):
    """A kind of letter that its reader may switch off."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    return notice_kind("notices.proba", title="Пробы", rule=PROBA_RULE, obligatory=False)


@pytest.fixture
def obligatory(own_templates, monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    return notice_kind("notices.duty", title="Обязанности", rule=PROBA_RULE, obligatory=True)


@pytest.fixture
def audience(monkeypatch):
    """A circle whose people the test may change: a list."""
    monkeypatch.setattr(registry, "_audiences", {})
    monkeypatch.setattr(registry, "_audience_sources", [])
    people = []
    register_audience("test.everyone", "Все, кто в проверке", lambda: people)
    return people


@pytest.fixture
def server(settings):
    """A real mail server on this machine, and the site set to use it."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_TIMEOUT = 0.5
        yield running

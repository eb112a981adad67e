import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.utils import timezone

from home.accounts import mail
from home.accounts.adapter import SECRET_LETTERS

FOLDER = Path(settings.BASE_DIR) / "templates" / "account" / "email"
CONTEXT = {
    "code": "1234-5678",
    "password_reset_url": "http://testserver/accounts/password/reset/key/1-a/",
    "timestamp": datetime.datetime(2026, 11, 18, 12, 5, tzinfo=timezone.get_default_timezone()),
    "ip": "203.0.113.7",
    "from_email": "vera@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
}


@pytest.mark.parametrize("template", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_every_letter_has_a_subject_and_a_body(template):
    letter = mail.write_letter(template, "vera@example.org", CONTEXT, secret=False)
    assert letter.code == f"accounts.{template}"
    assert letter.subject != ""
    assert "\n" not in letter.subject
    assert letter.text.startswith("Здравствуйте!\n\n")
    assert "Тема" not in letter.text
    assert "{{" not in letter.text


def test_letter_about_a_changed_password_says_when_and_from_where():
    letter = mail.write_letter("password_changed", "vera@example.org", CONTEXT, secret=False)
    assert letter.text == (
        "Здравствуйте!\n\n"
        "Пароль вашей учётной записи изменён. На остальных устройствах придётся войти заново.\n\n"
        "Когда: 18\N{NO-BREAK SPACE}ноября 2026\N{NO-BREAK SPACE}г., 12:05\n"
        "Сетевой адрес: 203.0.113.7\n\n"
        "Если это были не вы, сразу смените пароль и завершите все входы, кроме своего:\n\n"
        "http://testserver/accounts/password/reset/\n"
    )


@pytest.mark.parametrize("template", sorted(SECRET_LETTERS))
def test_subject_of_a_secret_letter_holds_no_secret(template):
    """T65: subjects stand in logs and on locked screens."""
    letter = mail.write_letter(template, "vera@example.org", CONTEXT, secret=True)
    assert "1234" not in letter.subject
    assert ("1234-5678" in letter.text) is (template != "password_reset_key")


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_line_break_in_a_subject_adds_no_header(line_break, settings, tmp_path):
    """T55."""
    folder = tmp_path / "account" / "email"
    folder.mkdir(parents=True)
    (folder / "named.txt").write_text("Тема: Письмо для {{ name }}\n\nЗдравствуйте!\n")
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [templates | {"DIRS": [tmp_path, *templates["DIRS"]]}]

    letter = mail.write_letter(
        "named", "vera@example.org", {"name": f"А{line_break}Bcc: all@example.org"}, secret=False
    )

    assert letter.subject == "Письмо для А Bcc: all@example.org"
    assert letter.text == "Здравствуйте!\n"


def test_template_in_a_value_is_text():
    """T21."""
    context = CONTEXT | {"to_email": "{{ code }}<b>&"}
    letter = mail.write_letter("email_changed", "vera@example.org", context, secret=False)
    assert "{{ code }}<b>&" in letter.text


def test_letter_leaves_by_itself_while_no_room_keeps_a_log():
    letter = mail.write_letter("login_code", "vera@example.org", CONTEXT, secret=True)
    mail._send_at_once(letter)
    assert [(sent.to, sent.subject, sent.body) for sent in outbox.outbox] == [
        (["vera@example.org"], letter.subject, letter.text)
    ]

"""/dev/mail/: letters of a development machine."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

pytestmark = pytest.mark.django_db

FILES = "django.core.mail.backends.filebased.EmailBackend"
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(params=[FILES, MEMORY])
def backend(request, settings, tmp_path):
    settings.EMAIL_BACKEND = request.param
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def send(subject: str, text: str) -> None:
    letter = EmailMultiAlternatives(subject, text, to=["reader@example.org"])
    letter.attach_alternative(f"<p>{text}</p>", "text/html")
    letter.send()


def test_letters_are_listed_newest_first(client, backend):
    send("Первое", "раз")
    send("Второе", "два")
    page = client.get(reverse("devmail:list"))
    listed = [(letter.subject, letter.to) for letter in page.context["letters"]]
    assert listed == [("Второе", "reader@example.org"), ("Первое", "reader@example.org")]


def test_letter_shows_its_text_and_html(client, backend):
    send("Код", "Ваш код: 482913")
    [letter] = client.get(reverse("devmail:list")).context["letters"]
    page = client.get(reverse("devmail:letter", args=[letter.key]))
    assert "Ваш код: 482913" in page.content.decode()
    html = client.get(reverse("devmail:html", args=[letter.key]))
    assert html.content.decode().strip() == "<p>Ваш код: 482913</p>"
    assert "sandbox allow-popups" in html["Content-Security-Policy"]


@pytest.mark.parametrize("key", ["no-such", "..%2F..%2Fetc%2Fpasswd", "0"])
def test_unknown_letter_is_not_found(client, backend, key):
    assert client.get(f"/dev/mail/{key}/").status_code == 404


def test_empty_box_says_what_to_do(client, backend):
    assert "Писем ещё нет" in client.get(reverse("devmail:list")).content.decode()

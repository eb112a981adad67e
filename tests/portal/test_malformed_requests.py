"""Nonsense at every address of the site: refused or trimmed, never an error of ours (T53, T69–T71)."""

from urllib.parse import urlencode

import pytest

from tests.factories.accounts import UserFactory, log_in
from tests.portal.addresses import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PLAIN = ["", "vision/", "search/", "verify/", "robots.txt", "sitemap.xml", "no-such-page/"]
REFUSED_AT_THE_GATE = {
    "NUL": "q=%00&page=%00&number=%00&next=%00",
    "invalid UTF-8": "q=%ff%fe&page=%ff&number=%c0%af&next=%ff&in=%ff",
    "lone surrogate": "q=%ed%a0%80&number=%ed%a0%80&next=%ed%a0%80&page=%ed%a0%80",
    "malformed per cent": "q=%zz%&page=%&number=%u0041&%=%",
    "thousand fields": "&".join(f"f{n}={n}" for n in range(1000)) + "&q=школа",
}
"""What is answered before any page is asked, so a few addresses speak for all."""
QUERIES = {
    "many digits": "&page=100000000000000000000&o=-1&next=/%0d%0aSet-Cookie:x=1&number="
    + "1" * 20_000
    + "&q="
    + "я" * 20_000
    + "&p="
    + "9" * 5000,
    "signs": "q=\"'*():^-- AND NEAR(\u202eшкола\u200b\U0001f600&number=' OR 1=1--%0d%0a&page=-1&p=NaN"
    "&sort=password&user__password__startswith=a&ordering=password",
}
"""What the pages themselves have to bear, several kinds of it at once."""
PATHS = [
    "/%ff%fe/",
    "/%ed%a0%80/",
    "/%zz%/",
    "/%00/",
    "/" + "a/" * 500,
    "/" + "я" * 3000 + "/",
    "/verify/%ff%fe/",
    "/verify/%00/",
    "/verify/" + "A" * 10_000 + "/",
    "/verify/\U0001f600/",
    "/api/certificates/%ed%a0%80/",
    "/api/certificates/" + "9" * 10_000 + "/",
    "/consent/personal-data/100000000000000000000/",
    "/consent/personal-data/" + "9" * 5000 + "/",
    "/cabinet/membership/100000000000000000000/",
    "/cabinet/membership/1/paper/100000000000000000000/",
    "/cabinet/membership/1/files/100000000000000000000/",
    "/cabinet/certificates/100000000000000000000/pdf/",
    "/cabinet/letters/100000000000000000000/",
    "/cabinet/organisation/100000000000000000000/",
    "/cabinet/organisation/register/%ff/",
    "/files/100000000000000000000/x.pdf",
    "/files/1/%00",
    "/files/١/x.pdf",
    "/media/images/..%2f..%2fcollegium.sqlite3",
    "/media/images/" + "a" * 5000,
    "/static/%00",
    "/static/..%2f..%2fportal/settings/dev.py",
    "/dev/mail/..%2f..%2f/",
]
VALUES = {
    "NUL": "1\x00",
    "zero": "0",
    "huge number": "9" * 5000,
    "long": "я" * 20_000,
    "strange letters": "\u202e\u200b\U0001f600\ufeff",
    "impossible date": "30.02.2026",
    "year 0": "01.01.0000",
    "year 10000": "01.01.10000",
    "line breaks": "a@example.org\r\nBcc: b@example.org",
    "markup": "{{7*7}}<script>alert(1)</script>",
}
FIELDS = [
    "login",
    "password",
    "email",
    "password1",
    "password2",
    "oldpassword",
    "code",
    "surname",
    "name",
    "patronymic",
    "consent",
    "next",
    "reset",
    "size",
    "spacing",
    "contrast",
    "images",
    "wanted",
    "basis",
    "seen",
    "edition",
    "number",
    "issued_on",
    "issued_by",
    "valid_until",
    "file",
    "note",
    "later",
    "organisation",
    "recommended_name",
    "recommended_position",
    "position",
    "inn",
    "kpp",
    "ogrn",
    "full_name",
    "short_name",
    "legal_address",
    "postal_address",
    "territory",
    "branch",
    "head_is_me",
    "head_surname",
    "head_name",
    "head_patronymic",
    "head_position",
    "phone",
    "website",
    "authority",
    "role",
    "reason",
    "action",
    "session",
    "remember",
    "date",
]


GATE = [*PLAIN, "cabinet/", "cabinet/profile/name/", "cabinet/meetings/", "accounts/login/"]


def own_addresses() -> list[str]:
    """Addresses of the public site and of the cabinet, those of real objects of the reader's among them."""
    rooms = [
        one for one in addresses("cabinet/", "accounts/") if set(one.arguments) <= set(one.known)
    ]
    return [f"/{path}" for path in PLAIN] + [
        one.path() for one in rooms if one.name != "account_logout"
    ]


@pytest.fixture
def reader(client, world):
    log_in(client, world.owner)
    return client


def post(reader, world, path: str, *content) -> int:
    """The status; forms of the account may have logged the reader out."""
    status = reader.generic("POST", path, *content).status_code
    if path.startswith("/accounts/"):
        log_in(reader, world.owner)
    return status


def form_addresses(reader, world) -> list[str]:
    """Own addresses that take forms at all."""
    empty = (b"", "application/x-www-form-urlencoded")
    return [path for path in own_addresses() if post(reader, world, path, *empty) != 405]


@pytest.mark.parametrize("query", REFUSED_AT_THE_GATE.values(), ids=REFUSED_AT_THE_GATE)
def test_query_that_cannot_be_read_breaks_no_page(reader, query):
    answers = {path: reader.get(f"/{path}?{query}").status_code for path in GATE}
    assert {path: status for path, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_query_of_nonsense_breaks_no_page(reader, query):
    answers = {path: reader.get(f"{path}?{query}").status_code for path in own_addresses()}
    assert {path: status for path, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_path_of_nonsense_is_not_found(client, path):
    log_in(client, UserFactory())
    assert client.get(path).status_code in (301, 302, 400, 404)


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzzzzzzzzz-x", "1-" + "a" * 5000], ids=["user", "key"])
def test_reset_link_of_nonsense_is_called_bad(client, key):
    response = client.get(f"/accounts/password/reset/key/{key}/")
    assert (response.status_code, response.context["token_fail"]) == (200, True)


def test_form_of_nonsense_breaks_no_page(reader, world):
    """Every field that any form knows holds nonsense, twice another kind of it, and others at the next address."""
    kinds = list(VALUES.values())
    broken = []
    for place, path in enumerate(form_addresses(reader, world)):
        for turn in range(2):
            nonsense = {
                field: kinds[(place + index + 5 * turn) % len(kinds)]
                for index, field in enumerate(FIELDS)
            }
            content = urlencode(nonsense).encode()
            if post(reader, world, path, content, "application/x-www-form-urlencoded") >= 500:
                broken.append(path)
    assert broken == []


BODIES = {
    "invalid UTF-8": (
        b"login=%ff%fe&surname=\xff\xfe&name=\xed\xa0\x80",
        "application/x-www-form-urlencoded",
    ),
    "unknown charset": (b"name=a", "application/x-www-form-urlencoded; charset=no-such"),
    "broken multipart": (
        b"--x\r\nContent-Disposition: form-data",
        "multipart/form-data; boundary=x",
    ),
    "no boundary": (b"--x", "multipart/form-data"),
    "JSON": (b"[" * 100_000, "application/json"),
}


@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES)
def test_body_of_nonsense_breaks_no_page(reader, world, body, kind):
    answers = {path: post(reader, world, f"/{path}", body, kind) for path in GATE}
    assert {path: status for path, status in answers.items() if status >= 500} == {}


def test_too_many_fields_are_refused_in_words(reader):
    response = reader.post("/cabinet/profile/name/", {f"f{n}": n for n in range(10_001)})
    assert response.status_code == 400
    assert "данных слишком много" in response.content.decode()

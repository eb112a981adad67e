"""A running site and a headless Chromium. Skipped with the reason where there is no browser."""

import os
import shutil

import pytest
from django.test import Client

from home.accounts.models import User
from tests.factories.accounts import log_in

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    """No longer than the module: while it runs, no test in this process may ask for an event loop of its own."""
    if not os.path.exists(CHROMIUM):
        pytest.skip("chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser, live_server, settings):
    """`visit("/path/", width=375, scheme="dark", vision="hwbo", script=False)` → an open page.

    Addresses are relative to the live server. What the policy of the site blocks fails the test.
    """
    contexts, blocked = [], []

    def open_page(path="/", *, width=1280, scheme="light", vision="", script=True, session=""):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            java_script_enabled=script,
            accept_downloads=True,
        )
        contexts.append(context)
        cookies = {"vision": vision, settings.SESSION_COOKIE_NAME: session}
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
                if value
            ]
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda said: _is_blocked(said.text) and blocked.append(said.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert blocked == []


def _is_blocked(sentence: str) -> bool:
    return "Content Security Policy" in sentence


@pytest.fixture
def enter(visit):
    """`enter("chair", width=375)` → a page of this person of the demo, on the desk.

    The form of the log-in has journeys of its own: test_main_way and test_accessibility.
    """

    def open_desk(role: str, **look):
        client = Client()
        log_in(client, User.objects.get(email=f"{role}@example.org"))
        return visit("/cabinet/", session=client.session.session_key, **look)

    return open_desk


@pytest.fixture
def page(visit):
    """One page of a reader at a desk, at the home page of the live server."""
    return visit("/")


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` → what axe-core finds amiss, one line each; an empty list is the aim."""
    from axe_playwright_python.sync_playwright import Axe

    def findings(page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [
            f"{found['id']}: {found['help']} — {node['target']}"
            for found in violations
            for node in found["nodes"]
        ]

    return findings

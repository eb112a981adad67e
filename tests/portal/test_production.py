"""Production refuses to start without what it needs, and names it (T81)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "SECRET_KEY": "s" * 60,
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
    "DATABASE_URL": "sqlite:////nowhere/db.sqlite3",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "noreply@example.org",
    "PRIVATE_STORAGE": "/nowhere/private",
    "MEDIA_STORAGE": "/nowhere/media",
}


def start(code: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "site:.", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def read(setting: str, **environment: str) -> str:
    done = start(f"import portal.settings.production as s; print(s.{setting})", **environment)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_production_names_the_variable_that_is_missing(name):
    environment = {key: value for key, value in ENVIRONMENT.items() if key != name}
    done = start("import portal.settings.production", **environment)
    assert done.returncode == 1
    assert f"the environment lacks {name} (" in done.stderr.splitlines()[-1]


def test_production_refuses_a_short_secret():
    done = start("import portal.settings.production", **ENVIRONMENT | {"SECRET_KEY": "short"})
    assert done.stderr.splitlines()[-1].endswith("SECRET_KEY is shorter than 50 characters")


@pytest.mark.parametrize("name", ["DATABASE_URL", "CACHE_URL", "EMAIL_URL"])
def test_production_names_the_address_that_cannot_be_read(name):
    done = start("import portal.settings.production", **ENVIRONMENT | {name: "nonsense"})
    assert f"does not start: {name} cannot be read" in done.stderr.splitlines()[-1]


def test_production_starts_with_all_of_it():
    assert read("DEBUG", **ENVIRONMENT) == "False"


def test_production_keeps_files_in_a_bucket_when_told():
    environment = ENVIRONMENT | {"PRIVATE_STORAGE": "s3://papers"}
    assert read("STORAGES['private']['OPTIONS']['bucket_name']", **environment) == "papers"


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS lets any host name in"),
        ({"SITE_URL": "https://elsewhere.org"}, "the host of SITE_URL is not allowed"),
        ({"SITE_URL": "example.org"}, "the host of SITE_URL is not allowed"),
    ],
)
def test_production_refuses_a_host_that_is_not_its_own(environment, reason):
    """Links in letters and the Host header name this site and no other (T8, T9)."""
    done = start("import portal.settings.production", **ENVIRONMENT | environment)
    assert done.stderr.splitlines()[-1].endswith(reason)


def test_production_is_fit_for_the_net():
    """Cookies, HTTPS and headers as Django wants them of a site on the net (T14, T17); letters for reading, the
    gallery and the demo are doors of the demo alone (T74). One start tells all of it, for it takes seconds."""
    secret = "".join(chr(33 + n) for n in range(60))
    done = start(
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING']);"
        "from django.urls import get_resolver;"
        "names = set(map(str, get_resolver().reverse_dict)) | set(get_resolver().namespace_dict);"
        "print(names & {'gallery', 'devmail'});"
        "run(['manage.py', 'demo'])",
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        **ENVIRONMENT | {"SECRET_KEY": secret},
    )
    assert done.stdout == "System check identified no issues (1 silenced).\nset()\n"
    assert done.stderr.strip() == "CommandError: The demo is not for production."
    assert done.returncode == 1

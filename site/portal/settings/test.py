"""The tests: files in memory, tasks at once; `DATABASE_URL` runs them on PostgreSQL."""

import os

import environ

from .base import *  # noqa: F403
from .base import SQLITE_OPTIONS, STORAGES, VAR_DIR

env = environ.Env()

# TEST_RUN keeps apart runs at the same moment in one checkout.
TEST_FILE = VAR_DIR / f"test{os.environ.get('TEST_RUN', '')}.sqlite3"
VAR_DIR.mkdir(exist_ok=True)

DEBUG = False
SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {
    "default": env.db("DATABASE_URL", default="sqlite://:memory:"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads of the journeys and of the race tests share it.
    DATABASES["default"] |= {
        "NAME": TEST_FILE,
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": TEST_FILE},
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
# Each test says itself when a limit matters.
ACCOUNT_RATE_LIMITS = False
PUBLIC_CACHE_SECONDS = 0
WAGTAILADMIN_BASE_URL = "http://testserver"
DEVELOPMENT_PAGES = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

"""A developer's machine and the living demo of `make run`: SQLite and files under var/."""

import os

from .base import *  # noqa: F403
from .base import SQLITE_OPTIONS, VAR_DIR

# Off by default, so that the demo shows the site's own 404 and 500 pages.
DEBUG = os.environ.get("DEBUG", "0") == "1"
SECRET_KEY = "development only: this key guards nothing but the demo"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
PORT = os.environ.get("PORT", "8000")
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "collegium.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# `make run` makes a key of its own once, so that papers of the demo bear a seal as those of a real site do.
_OWN_KEY = VAR_DIR / "signing-key.pem"
SIGNING_KEY_FILE = os.environ.get("SIGNING_KEY_FILE", str(_OWN_KEY) if _OWN_KEY.exists() else "")
DEVELOPMENT_PAGES = True
WHITENOISE_USE_FINDERS = True

"""Production: everything comes from the environment, and what is missing is named (T81)."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from .base import *  # noqa: F403
from .base import SQLITE_OPTIONS

env = environ.Env()

REQUIRED = {
    "SECRET_KEY": "a long random string",
    "ALLOWED_HOSTS": "host names of the site, comma-separated",
    "SITE_URL": "address of the site with its scheme, for letters and papers",
    "DATABASE_URL": "postgres://user:password@host/name or sqlite:////path/to/file",
    "CACHE_URL": "rediscache://host:6379/1, shared by every process",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
    "DEFAULT_FROM_EMAIL": "sender of the letters",
    "PRIVATE_STORAGE": "folder, or s3://bucket, of files that only views with rights serve",
    "MEDIA_STORAGE": "folder, or s3://bucket, of images of public pages",
}
missing = [f"{name} ({what})" for name, what in REQUIRED.items() if not env.str(name, "")]
if missing:
    raise ImproperlyConfigured(
        "Collegium does not start: the environment lacks " + "; ".join(missing)
    )


def parsed(name: str, parse, expected: str) -> dict:
    """What an address in the environment says; when it says nothing usable, the refusal names it."""
    try:
        settings = parse(name)
    except (ValueError, ImproperlyConfigured):
        settings = {}
    if expected not in settings:
        raise ImproperlyConfigured(
            f"Collegium does not start: {name} cannot be read, it has to be {REQUIRED[name]}"
        )
    return settings


def storage(address: str, *, public: bool) -> dict:
    """A Django storage for a folder or for `s3://bucket` (keys and endpoint by AWS variables)."""
    if address.startswith("s3://"):
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": address.removeprefix("s3://"),
                "endpoint_url": env.str("S3_ENDPOINT_URL", None),
                "file_overwrite": False,
                "default_acl": None,
                "querystring_auth": not public,
            },
        }
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": address, "base_url": "/media/" if public else None},
    }


DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Collegium does not start: SECRET_KEY is shorter than 50 characters")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Collegium does not start: ALLOWED_HOSTS lets any host name in")
WAGTAILADMIN_BASE_URL = env.str("SITE_URL").rstrip("/")
if not validate_host(urlsplit(WAGTAILADMIN_BASE_URL).hostname or "", ALLOWED_HOSTS):
    raise ImproperlyConfigured("Collegium does not start: the host of SITE_URL is not allowed")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Moscow")

DATABASES = {"default": parsed("DATABASE_URL", env.db, "ENGINE")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A cut or hanging server answers within the patience of a reader (T58).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
CACHES = {"default": parsed("CACHE_URL", env.cache, "BACKEND")}
vars().update(parsed("EMAIL_URL", env.email, "EMAIL_BACKEND"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = env.str("SERVER_EMAIL", DEFAULT_FROM_EMAIL)
EMAIL_TIMEOUT = 10

STORAGES = {
    "default": storage(env.str("MEDIA_STORAGE"), public=True),
    "private": storage(env.str("PRIVATE_STORAGE"), public=False),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = env.str("STATIC_ROOT", STATIC_ROOT)  # noqa: F405
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
SIGNING_KEY_FILE = env.str("SIGNING_KEY_FILE", "")
SIGNING_KEY = env.str("SIGNING_KEY", "", multiline=True)
SIGNING_KEY_PASSPHRASE = env.str("SIGNING_KEY_PASSPHRASE", "")

ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
STAFF_MFA_REQUIRED = True
# Wagtail previews a page in a frame of our own host: SAMEORIGIN, not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

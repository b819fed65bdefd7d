"""The one settings file. What differs between machines comes from environment variables.

Every variable has a default that lets a fresh checkout run; a value that cannot be read stops
the start with the variable's name. The README's "Settings" table lists them all.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent

# Everything a run creates: database, uploads, collected static files, secret key.
DATA_DIR = Path(env.str("MGNEWS_DATA", default="") or BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)


def flag(name: str) -> bool:
    """Return whether the variable `name` says yes; anything but a clear yes or no stops here."""
    value = env.str(name, default="no").lower()
    if value not in ("yes", "true", "on", "1", "no", "false", "off", "0", ""):
        raise ImproperlyConfigured(f"{name} is “{value}”: write yes or no.")
    return value in ("yes", "true", "on", "1")


def origin(name: str, default: str) -> str:
    """Return the address in the variable `name`, without a slash at its end."""
    value = env.str(name, default="") or default
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} is “{value}”: write it like https://example.org")
    return value.rstrip("/")


def database(name: str, default: str) -> dict[str, Any]:
    """Return the database that the address in the variable `name` describes."""
    try:
        settings = env.db_url(name, default=default)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from error
    if "ENGINE" not in settings:
        raise ImproperlyConfigured(f"{name} must begin with sqlite:// or postgres://")
    return settings


DEBUG = flag("DEBUG")


def kept_secret_key(path: Path) -> str:
    """Return the key in `path`; the first start makes one that only this user can read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = get_random_secret_key() + get_random_secret_key()
        file.write(key)
    return key


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(DATA_DIR / "secret_key")

# -- Where the site lives ---------------------------------------------------------------------

# The address readers type, without a slash at the end. It is written into canonical links, so it
# is a setting and never taken from a request.
PORT = env.str("PORT", default="8000")
if not PORT.isdecimal() or not 0 < int(PORT) < 65536:
    raise ImproperlyConfigured(f"PORT is “{PORT}”: write a number from 1 to 65535.")
ORIGIN = origin("MGNEWS_ORIGIN", default=f"http://127.0.0.1:{PORT}")
IS_HTTPS = urlsplit(ORIGIN).scheme == "https"

ALLOWED_HOSTS = list(
    dict.fromkeys(
        [
            urlsplit(ORIGIN).hostname or "localhost",
            "localhost",
            "127.0.0.1",
            "[::1]",
            *env.list("ALLOWED_HOSTS", default=[]),
        ]
    )
)
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "articles.admin.typed_before.csrf_failure"

# Missing slashes are OldAddressMiddleware's affair: it redirects only to pages that exist.
APPEND_SLASH = False

ROOT_URLCONF = "mgnews.urls"
WSGI_APPLICATION = "mgnews.wsgi.application"

# -- What it is made of -----------------------------------------------------------------------

INSTALLED_APPS = [
    "articles",
    "markdownx",
    "mgnews.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "articles.public.middleware.CompressTextMiddleware",
    "articles.public.middleware.AskByTagMiddleware",
    "articles.public.middleware.ComfortMiddleware",
    "articles.public.middleware.OnTimeMiddleware",
    "articles.public.middleware.OldAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.typed_before.TypedBeforeMiddleware",
    "articles.admin.middleware.CraftedRequestMiddleware",
    "articles.admin.middleware.SiteTimeZoneMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.public.frame.frame",
                "articles.public.comfort.comfort",
            ],
        },
    },
]
# Widget templates (the Markdown editor's) come from templates/ like every other.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- The database -----------------------------------------------------------------------------

DATABASES = {"default": database("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "mgnews.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        # Two editors who save at once must queue, not fail: Django's default (DEFERRED) loses
        # most read-then-write transactions to "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # The tests use a file as the site does: in memory, two connections lock each other out at once
    # instead of queueing. Two runs of the suite must not share one.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / f"test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = env.str("MGNEWS_LANGUAGE", default="en-us")
USE_I18N = True
# Times are stored in UTC. The zone that readers and editors see is in the site's settings, where
# an editor can change it.
USE_TZ = True
TIME_ZONE = "UTC"

# -- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "articles.public.static_files.BundledStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600

# An upload above this is cut off before it reaches a form; pictures have their own, lower limit
# with a sentence that explains it (publishing/pixels.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The order of a section's pages is one form with three fields a page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

# -- E-mail ----------------------------------------------------------------------------------

# Only `manage.py send_worklist` writes to anybody. Until a server is named, it writes to the
# terminal.
try:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
except (KeyError, ValueError, ImproperlyConfigured) as error:
    raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
DEFAULT_FROM_EMAIL = (
    env.str("MGNEWS_MAIL_FROM", default="") or f"desk@{urlsplit(ORIGIN).hostname or 'localhost'}"
)
# A server that does not answer must not hold the run up for ever.
EMAIL_TIMEOUT = 30

# -- The editors' door ------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["articles.models.rights_backend.RightsBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# markdownx's own views are open to anyone and do not sanitise, so markdownx.urls is never
# included; the widget is pointed at ours.
MARKDOWNX_URLS_PATH = "/admin/articles/article/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/articles/image/upload/"

# -- Security ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The editor's preview is a frame of our own.
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# A public site is https from its first day; only a machine of one's own may go without.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^healthz/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
BEHIND_PROXY = flag("MGNEWS_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- Logs -------------------------------------------------------------------------------------

# Problems go to stderr. No access log: it would hold readers' addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own mailing and console handlers would repeat or hide the same lines.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A missing page is no problem of ours, and its line would tell what somebody looked for.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}

"""What every test shares."""

import pytest
from django.test import Client

from tests import factories


@pytest.fixture(autouse=True)
def test_settings(settings, tmp_path):
    """Uploads go to a folder of the test, static files keep their names, hashing is quick."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # Slow on purpose in production; the tests sign in hundreds of times.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def forget_last_frame(monkeypatch):
    """A process remembers the frame it read last; a test must not remember another one's."""
    monkeypatch.setattr("articles.public.frame._last_frame", None)


@pytest.fixture
def editor(db):
    return factories.make_editor()


@pytest.fixture
def desk(editor):
    """A browser in which an editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client

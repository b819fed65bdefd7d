"""What every test shares."""

import importlib
import os
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from articles.models import Wording
from tests import factories
from tests.sample_copy import sample_site

# `make thorough` tries five hundred of each.
hypothesis_settings.register_profile(
    "mgnews", max_examples=int(os.environ.get("EXAMPLES", "60")), deadline=None
)
hypothesis_settings.load_profile("mgnews")


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


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder of this run, which all of its workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="module")
def loaded_sample(django_db_setup, django_db_blocker, tmp_path_factory, shared):
    """The sample site, for all tests of a module; `sample` is for one that may change it."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, sample_site(shared):
        yield media.options["MEDIA_ROOT"]


@pytest.fixture
def sample(loaded_sample, db, settings):
    """The sample site, in a transaction that is rolled back."""
    settings.MEDIA_ROOT = loaded_sample


@pytest.fixture
def editor(db):
    return factories.make_editor()


@pytest.fixture
def desk(editor):
    """A browser in which an editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def wordings(db):
    """The list of wordings that a migration brings; tests that commit empty every table."""
    if not Wording.objects.exists():
        migration = importlib.import_module("articles.migrations.0011_wording")
        migration.bring_list(apps, SimpleNamespace(connection=connection))

"""manage.py prepare: what make run does before the server starts."""

import io

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from articles.models import Article, SiteSettings
from articles.publishing import save_site_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("USERNAME", "PASSWORD", "EMAIL"):
        monkeypatch.delenv(f"DJANGO_SUPERUSER_{name}", raising=False)


@pytest.fixture
def site_in_use(db):
    """Somebody has chosen settings, so no sample site is loaded."""
    save_site_settings(SiteSettings(), by=None)


def prepare():
    out = io.StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_the_first_start_loads_the_sample_and_prints_a_password_once(settings):
    said = prepare()
    assert Article.objects.public().count() == 32
    assert f"{settings.ORIGIN}/admin/" in said
    password = said.partition("with the password ")[2].split()[0]
    assert authenticate(username="editor", password=password).is_superuser
    again = prepare()
    assert password not in again
    assert "Sign in as “editor”" in again


def test_the_second_start_changes_no_data():
    prepare()
    before = [list(model.objects.values()) for model in (Article, get_user_model())]
    Article.objects.first()
    prepare()
    assert [list(model.objects.values()) for model in (Article, get_user_model())] == before


def test_the_account_of_the_environment_is_made_and_not_made_again(site_in_use, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "rosa")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "chosen by Rosa")
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "rosa@example.org")
    assert "chosen by Rosa" not in prepare()
    rosa = authenticate(username="rosa", password="chosen by Rosa")
    assert rosa.is_superuser
    assert rosa.email == "rosa@example.org"
    rosa.set_password("changed in the admin")
    rosa.save()
    prepare()
    assert authenticate(username="rosa", password="changed in the admin")


def test_a_password_alone_is_enough(site_in_use, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "chosen by Rosa")
    prepare()
    assert authenticate(username="editor", password="chosen by Rosa")


def test_an_account_that_was_switched_off_stays_off(site_in_use):
    get_user_model().objects.create_user("editor", is_active=False, is_staff=True)
    prepare()
    assert not get_user_model().objects.get(username="editor").is_active

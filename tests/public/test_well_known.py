"""Small files that machines ask for at addresses they know beforehand."""

import datetime
import io
import re

import pytest
from PIL import Image as Pillow

from articles.models import SiteSettings
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db

SECURITY = "/.well-known/security.txt"


def security(client):
    """The fields of the file, each with all that it says."""
    response = client.get(SECURITY)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = {}
    for line in response.content.decode().splitlines():
        name, value = re.fullmatch(r"([A-Za-z-]+): (.+)", line).groups()
        fields.setdefault(name, []).append(value)
    return fields


def test_whoever_finds_a_weakness_learns_whom_to_tell(client, settings, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z")
    SiteSettings.objects.create(pk=1, contact_email="ida+mg@example.org")
    fields = security(client)
    assert fields["Contact"] == ["mailto:ida+mg@example.org"]
    assert fields["Canonical"] == [f"{settings.ORIGIN}{SECURITY}"]
    assert fields["Preferred-Languages"] == ["en-us"]
    (expires,) = fields["Expires"]
    ahead = datetime.datetime.fromisoformat(expires) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=30) < ahead < datetime.timedelta(days=365)


def test_the_page_about_contact_will_do(client, settings):
    article = make_article("contact", section=make_section("about", "about"))
    article.policy = "contact"
    article.save(update_fields=["policy"])
    assert security(client)["Contact"] == [f"{settings.ORIGIN}/about/contact/"]


def test_without_anybody_to_tell_there_is_no_file(client):
    assert client.get(SECURITY).status_code == 404


def test_it_is_the_same_all_day(client, time_machine):
    SiteSettings.objects.create(pk=1, contact_email="ida@example.org")
    time_machine.move_to("2026-03-01T00:01:00Z")
    known = {"if-none-match": client.get(SECURITY)["ETag"]}
    time_machine.move_to("2026-03-01T23:59:00Z")
    assert client.get(SECURITY, headers=known).status_code == 304


def test_a_phone_learns_the_sites_name_and_icons(client):
    SiteSettings.objects.create(pk=1, name="MG & friends")
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    facts = response.json()
    assert facts["name"] == facts["short_name"] == "MG & friends"
    assert "not medical advice" in facts["description"]
    assert (facts["start_url"], facts["display"], facts["lang"]) == ("/", "browser", "en-us")
    assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable"}


def test_each_icon_is_there_in_the_size_it_claims(client, settings):
    for icon in client.get("/manifest.webmanifest").json()["icons"]:
        file = settings.BASE_DIR / icon["src"].lstrip("/")
        picture = Pillow.open(io.BytesIO(file.read_bytes()))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_every_page_names_the_manifest(client):
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").content.decode()

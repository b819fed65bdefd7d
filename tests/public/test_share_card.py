"""The picture that stands beside a link to the site where somebody shares it."""

import io
import re
from html import unescape

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageChops

from articles.models import SiteSettings
from articles.public.share_card import HEIGHT, WIDTH, ShareCard
from articles.public.share_card.drawing import draw, font, lines_of
from articles.public.share_card.letters import LETTERS, drawable
from tests.factories import (
    change,
    make_article,
    make_image,
    make_person,
    publish_again,
    take_back,
)

pytestmark = pytest.mark.django_db


def shared(client, path):
    """What a network learns of the page at `path`: {"og:image": …}."""
    html = client.get(path).content.decode()
    pairs = re.findall(r'<meta (?:property|name)="([^"]+)"\s+content="([^"]*)"', html)
    return {name: unescape(content) for name, content in pairs}


def card_of(client, path, settings):
    """The address of the page's card, without the host."""
    return shared(client, path)["og:image"].removeprefix(settings.ORIGIN)


def a_card(**words):
    words = {"title": "Causes", "label": "About MG", "site_name": "MG News", "note": "x"} | words
    return ShareCard(place="article/causes", **words)


@pytest.mark.parametrize("path", ["/", "/about-mg/", "/about-mg/causes/", "/glossary/"])
def test_a_shared_page_shows_a_picture_of_the_sites_own(client, settings, path):
    make_article("causes")
    facts = shared(client, path)
    response = client.get(facts["og:image"].removeprefix(settings.ORIGIN))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    picture = Pillow.open(io.BytesIO(response.content))
    assert picture.size == (1200, 630)
    assert (facts["og:image:width"], facts["og:image:height"]) == ("1200", "630")
    assert facts["twitter:card"] == "summary_large_image"
    assert "Information only, not medical advice" in facts["og:image:alt"]
    assert len(response.content) < 100_000


def test_it_says_what_the_page_is_called_and_where_it_stands(client):
    make_article("causes", title="Causes & more")
    facts = shared(client, "/about-mg/causes/")
    words = "About mg. Causes & more. MG News. Information only, not medical advice"
    assert facts["og:image:alt"] == words


def test_a_shared_article_says_its_dates_and_its_language(client, time_machine):
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes")
    time_machine.move_to("2025-07-27T12:00:00Z")
    publish_again(article, "significant", note="More.", summary="More.")
    facts = shared(client, article.url)
    assert facts["article:published_time"] == "2024-03-02"
    assert facts["article:modified_time"] == "2025-07-27"
    assert facts["og:locale"] == "en_US"


def test_a_person_is_shown_by_their_portrait(client, settings):
    photo = make_image("photo")
    make_article().bylines.create(person=make_person("Zoe Ash", photo=photo))
    facts = shared(client, "/people/zoe-ash/")
    assert facts["og:image"] == f"{settings.ORIGIN}/media/{photo.file.name}"
    assert facts["og:image:alt"] == "Zoe Ash"
    assert facts["twitter:card"] == "summary"


def test_it_may_be_kept_for_good_because_other_words_have_another_address(client, settings):
    article = make_article("causes")
    first = card_of(client, article.url, settings)
    assert "immutable" in client.get(first)["Cache-Control"]
    publish_again(article, title="Origins of MG")
    second = card_of(client, article.url, settings)
    assert second != first
    assert client.get(second).status_code == 200
    SiteSettings.objects.create(pk=1, name="Another name")
    assert card_of(client, article.url, settings) not in (first, second)


def test_only_what_a_page_says_today_is_drawn(client, settings):
    article = make_article("causes")
    known = card_of(client, article.url, settings)
    change(article, title="A secret title")
    assert card_of(client, article.url, settings) == known
    for address in (
        known[:-6] + "00.png",
        "/cards/article/none/0123456789abcdef.png",
        "/cards/section/none/0123456789abcdef.png",
        "/cards/site/0123456789abcdef.png",
    ):
        assert client.get(address).status_code == 404
    take_back(article)
    assert client.get(known).status_code == 404


def test_it_is_drawn_once(client, settings, monkeypatch):
    article = make_article("causes")
    address = card_of(client, article.url, settings)
    first = client.get(address).content
    monkeypatch.setattr("articles.public.share_card.store.draw", None)
    assert client.get(address).content == first


def test_the_picture_of_former_words_is_not_kept(client, settings):
    article = make_article("causes")
    client.get(card_of(client, article.url, settings))
    publish_again(article, title="Origins of MG")
    address = card_of(client, article.url, settings)
    client.get(address)
    assert default_storage.listdir("cards/article/causes")[1] == [address.rpartition("/")[2]]


def test_half_a_file_is_drawn_again(client, settings):
    address = card_of(client, make_article("causes").url, settings)
    whole = client.get(address).content
    with open(default_storage.path(address.lstrip("/")), "wb") as file:
        file.write(whole[:1000])
    assert client.get(address).content == whole


def test_nobody_finds_it_among_the_uploads(client, settings):
    address = card_of(client, make_article("causes").url, settings)
    client.get(address)
    assert default_storage.exists(address.lstrip("/"))
    assert client.get(f"/media{address}").status_code == 404


def test_it_takes_two_queries(client, settings, django_assert_num_queries):
    address = card_of(client, make_article("causes").url, settings)
    with django_assert_num_queries(2):
        client.get(address)


def test_only_reading_is_possible(client, settings):
    assert client.post(card_of(client, make_article().url, settings)).status_code == 405


# Drawing


@pytest.mark.parametrize(
    "title", ["", "MG", "Causes of myasthenia gravis", "word " * 40, "x" * 200, "i" * 200]
)
def test_a_title_of_any_length_stays_within_the_picture(title):
    """Whatever is drawn, the margins show nothing but the ground."""
    picture, empty = (
        Pillow.open(io.BytesIO(draw(a_card(title=words, label="y" * 80, site_name="z" * 60))))
        .convert("RGB")
        .crop((WIDTH - 60, 0, WIDTH, HEIGHT))
        for words in (title, "")
    )
    assert ImageChops.difference(picture, empty).getbbox() is None


def test_the_words_are_on_it():
    with_title, without = (
        Pillow.open(io.BytesIO(draw(a_card(title=title)))).convert("L") for title in ("Causes", "")
    )
    assert ImageChops.difference(with_title, without).getbbox() is not None


def test_lines_hold_all_words_in_their_order():
    text = "Causes of myasthenia gravis and why nobody is to blame"
    lines = lines_of(text, 92, 1040)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert "".join(lines_of("x" * 200, 92, 1040)) == "x" * 200
    assert all(font(92).getlength(line) <= 1040 for line in lines)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Don’t “wait” – ask…", "Don’t “wait” – ask…"),
        ("Gédéon Łuczak, Größe und Đặng Ağaoğlu", "Gédéon Łuczak, Größe und Đặng Ağaoğlu"),
        ("Ge\u0301de\u0301on", "Gédéon"),
        ("5 µg, 10² and α-actinin", "5 µg, 10² and α-actinin"),
        ("two\n lines", "two lines"),
        ("soft\u00adly", "softly"),
        # Letters with an accent that no font has.
        ("q\u0303uick", "quick"),
        # With a letter missing it could say something else.
        ("漢字", ""),
        ("MG في", ""),
    ],
)
def test_words_are_drawn_with_their_accents_or_not_at_all(text, drawn):
    assert drawable(text) == drawn


def test_the_font_has_every_letter_that_is_drawn():
    missing = bytes(font(40).getmask("\U000e0fff"))
    assert [one for one in LETTERS - {" "} if bytes(font(40).getmask(one)) == missing] == []


def test_a_title_in_another_script_leaves_the_sites_name(client):
    make_article("causes", title="原因")
    facts = shared(client, "/about-mg/causes/")
    assert facts["og:image:alt"] == "About mg. MG News. Information only, not medical advice"

"""What a section published in a year and in a month."""

import pytest

from articles.models import Article
from articles.publishing import is_public_path, move_section, propose_slug, reasons_not_to_use
from tests.factories import change, make_article, make_draft, make_section, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(db, time_machine):
    """Three stories: in March and November of 2025, and in January of 2026."""
    section = make_section("news", "news", title="News")
    for day, title in (
        ("2025-03-04", "Of March"),
        ("2025-11-01", "Of November"),
        ("2026-01-31", "Of January"),
    ):
        time_machine.move_to(f"{day}T12:00:00Z")
        make_article(section=section, title=title)
    return section


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_year_shows_what_was_published_in_it_newest_first(client, news):
    html = read(client, "/news/2025/")
    assert "<title>News: 2025 – MG News</title>" in html
    assert html.index("Of November") < html.index("Of March")
    assert "Of January" not in html
    assert "2 articles" in html
    assert 'href="/news/2025/03/"' in html
    assert 'href="/news/2025/11/"' in html
    assert '<a class="breadcrumb__link" href="/news/">News</a>' in html


def test_a_month_shows_what_was_published_in_it(client, news):
    html = read(client, "/news/2025/03/")
    assert "News: March 2025" in html
    assert "Of March" in html
    assert "Of November" not in html
    assert '<a class="breadcrumb__link" href="/news/2025/">2025</a>' in html


def test_the_section_leads_to_its_years_newest_first(client, news):
    html = read(client, "/news/")
    assert html.index('href="/news/2026/"') < html.index('href="/news/2025/"')
    assert "/news/2024/" not in html


@pytest.mark.parametrize(
    "path",
    [
        "/news/2024/",
        "/news/0000/",
        "/news/9999/",
        "/news/2025/04/",
        "/news/2025/13/",
        "/news/2025/00/",
        "/news/0000/01/",
        "/news/2025/3/",
        "/news/٢٠٢٥/",
        "/none/2025/",
        "/news/2025/?page=2",
    ],
)
def test_where_nothing_was_published_there_is_no_page(client, news, path):
    assert client.get(path).status_code == 404


def test_pages_in_the_editors_order_have_no_archive(client):
    article = make_article()
    year = article.first_published_on.year
    assert client.get(f"/about-mg/{year}/").status_code == 404
    assert "Archive" not in read(client, "/about-mg/")


def test_what_readers_cannot_see_is_in_no_archive(client, news):
    make_draft(section=news, title="Not yet")
    take_back(Article.objects.get(live_revision__title="Of January"))
    assert client.get("/news/2026/").status_code == 404
    assert "/news/2026/" not in read(client, "/news/")


def test_a_long_year_has_pages(client, news):
    for number in range(21):
        make_article(section=news, title=f"Story {number}")
    assert "22 articles, page 1 of 2" in read(client, "/news/2026/")
    assert 'href="/news/2026/?page=2"' in read(client, "/news/2026/")
    assert "Of January" in read(client, "/news/2026/?page=2")


def test_an_archive_moves_with_its_section(client, news):
    move_section(news, slug="stories", by=None)
    for below in ("2025/", "2025/03/"):
        response = client.get(f"/news/{below}")
        assert (response.status_code, response["Location"]) == (301, f"/stories/{below}")
    assert client.get("/news/2024/").status_code == 404
    assert client.get("/News/2025")["Location"] == "/stories/2025/"


def test_a_year_can_be_linked_to_when_it_has_pages(news):
    assert is_public_path("/news/2025/")
    assert is_public_path("/news/2025/11/")
    assert not is_public_path("/news/2024/")
    assert not is_public_path("/news/2025/12/")


def test_no_new_page_takes_the_address_of_a_year():
    assert "looks like a year" in str(reasons_not_to_use("2026"))
    assert propose_slug("2026") == "2026-2"
    assert not reasons_not_to_use("2026-in-review")


def test_a_page_that_had_the_address_of_a_year_keeps_it(client, desk, news):
    article = Article.objects.get(live_revision__title="Of January")
    # As it was before years had addresses.
    Article.objects.filter(pk=article.pk).update(slug="2025")
    article.refresh_from_db()
    assert "<title>Of January" in read(client, "/news/2025/")
    assert not reasons_not_to_use("2025", article=article)
    assert is_public_path("/news/2025/")


def test_an_archive_takes_few_queries_at_any_size(client, news, django_assert_num_queries):
    for number in range(10):
        make_article(section=news, title=f"Story {number}")
        change(Article.objects.first(), summary="Draft.")
    with django_assert_num_queries(5):
        client.get("/news/2026/")

"""Links by slug wherever a text is printed: on its page, in feeds, in booklets and in copies."""

import pytest

from articles.models import Article
from articles.publishing import move
from tests.factories import make_article, make_section, publish_again, take_back

pytestmark = pytest.mark.django_db

BODY = "## See [[causes]]\n\nRead [[causes|why]].\n\n| Page |\n|---|\n| [[causes|one]] |\n"


@pytest.fixture
def page():
    make_article("causes", title="Causes of MG")
    return make_article("symptoms", title="Symptoms", body=BODY)


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_links_to_todays_address_in_headings_lines_and_cells(page, client):
    shown = html(client, page.url)
    for words in ("Causes of MG", "why", "one"):
        assert f'<a href="/about-mg/causes/">{words}</a>' in shown
    assert '<h2 id="see-causes">' in shown
    assert "[[" not in shown


@pytest.mark.parametrize("address", ["/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json"])
def test_feeds_print_the_full_address(page, client, address):
    shown = html(client, address).replace("&quot;", '"').replace("&lt;", "<").replace('\\"', '"')
    assert 'href="http://127.0.0.1:8000/about-mg/causes/"' in shown or (
        'href="http://testserver/about-mg/causes/"' in shown
    )
    assert "[[causes" not in shown


def test_the_copy_to_keep_prints_the_full_address(page, client):
    shown = html(client, f"{page.url}offline.html")
    assert '/about-mg/causes/">why</a>' in shown
    assert 'href="/about-mg/' not in shown


def test_in_the_booklet_they_lead_to_the_page_in_it(page, client):
    assert '<a href="#page-causes">why</a>' in html(client, "/about-mg/booklet/")


def test_a_page_that_moved_is_linked_where_it_is(page, client):
    move(
        Article.objects.get(slug="causes"), slug="origins", section=make_section("living"), by=None
    )
    assert '<a href="/living/origins/">why</a>' in html(client, page.url)


def test_nobody_is_led_to_a_page_that_was_taken_back(page, client):
    take_back(Article.objects.get(slug="causes"), outcome="in_error")
    for address in (page.url, f"{page.url}offline.html", "/about-mg/booklet/", "/feeds/all.atom"):
        shown = html(client, address)
        assert "not published" not in shown
        assert "/about-mg/causes/&quot;" not in shown
        assert 'about-mg/causes/">why' not in shown


def test_the_history_compares_the_words_that_readers_got(page, client):
    publish_again(page, title="Symptoms", body=BODY.replace("[[causes|why]]", "[[symptoms]]"))
    shown = html(client, f"{page.url}history/2/?from=1")
    assert "Symptoms" in shown
    assert "[[" not in shown
    assert "[[" not in html(client, f"{page.url}history/1/text/")

"""One page of an old site: imported, renewed by an editor, moved, and read all the time."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article
from tests.admin.test_article import fill, url_of
from tests.factories import ALONE, make_section

PAGE = Path(__file__).parent.parent / "importing" / "seed_like.txt"


@pytest.mark.django_db
def test_a_page_of_2021_is_renewed_in_2026(client, desk, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z")
    make_section("about-mg", title="About MG")
    call_command("import_text", str(PAGE), section="about-mg", publish=True, verbosity=0)
    article = Article.objects.get()
    old_address = article.url

    def reader_sees(words, path=None):
        return words in client.get(path or article.url).content.decode()

    # It keeps the date it came with, and a typo that is mended does not make it look newer.
    assert reader_sees("July 27, 2021")
    text = article.live_revision.body.replace("Six small muscles", "Six tiny muscles")
    desk.post(url_of(article), fill(desk, url_of(article), body=text))
    assert not reader_sees("Six tiny muscles")
    sent = {"kind": "minor", "note": "", "based_on": 2, "alone": ALONE}
    desk.post(url_of(article, "publish"), sent)
    assert reader_sees("Six tiny muscles")
    assert not reader_sees("November 22, 2026")

    # What the page says is changed: readers are told, and the date moves.
    text = text.replace("in the evening", "late in the day")
    desk.post(url_of(article), fill(desk, url_of(article), body=text))
    sent = {"kind": "significant", "note": "New numbers.", "based_on": 3, "alone": ALONE}
    desk.post(url_of(article, "publish"), sent)
    assert reader_sees("Last updated")
    assert reader_sees("November 22, 2026")
    assert reader_sees("July 27, 2021")

    # It gets a better address, and whoever saved the old one still finds it.
    desk.post(url_of(article), fill(desk, url_of(article), slug="double-vision"))
    article.refresh_from_db()
    assert article.url == "/about-mg/double-vision/"
    assert client.get(old_address)["Location"] == article.url
    assert reader_sees("gives no medical advice")

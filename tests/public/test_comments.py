"""What colleagues say about a page that readers see changes nothing of what these get.

Their words about texts that are not public are among those of `test_no_traces`.
"""

import pytest

from articles.publishing import reply_to, resolve_thread, start_thread
from articles.rendering import Quotation
from tests.factories import change, make_article, make_editor, publish_again, share

pytestmark = pytest.mark.django_db

SURFACES = [
    "/",
    "/about-mg/",
    "/about-mg/causes/",
    "/about-mg/causes/history/",
    "/about-mg/causes/history/2/",
    "/about-mg/causes/offline.html",
    "/about-mg/causes/updates.atom",
    "/about-mg/booklet/",
    "/corrections/",
    "/feeds/all.atom",
    "/feeds/all.rss",
    "/feeds/all.json",
    "/search/?q=quokka",
    "/search/?q=signal",
    "/search/suggest/?q=cau",
    "/sitemap.xml",
    "/preview/secret/?read=yes",
]


def test_every_page_feed_and_preview_is_the_same_before_and_after(client, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z", tick=False)
    article = make_article("causes", title="Causes")
    publish_again(article, "correction", was_wrong="A.", is_right="B.", summary="Right.")
    change(article, title="Causes, again")
    share("secret", article)
    before = {address: answer(client, address) for address in SURFACES}
    assert {status for status, _headers, _body in before.values()} == {200}

    quokka = make_editor("quokka", first_name="Quokka")
    passage = Quotation("The signal between nerve and muscle")
    start_thread(article, words="Quokka? @quokka", passage=passage, assignee=quokka, by=quokka)
    settled = start_thread(article, words="Another quokka?", by=None)
    reply_to(settled, words="No quokka.", by=quokka)
    resolve_thread(settled, by=quokka)
    assert {address: answer(client, address) for address in SURFACES} == before


def answer(client, address):
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, dict(response.items()), body

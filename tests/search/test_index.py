"""The index changes with what readers see, and only with that."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.models import Article, Byline, SearchEntry
from articles.publishing import (
    Refused,
    move,
    move_section,
    publish,
    record_review,
    withdraw,
)
from articles.search import find, suggest
from articles.search.engine import engine, install
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_person,
    make_section,
    make_term,
)

pytestmark = pytest.mark.django_db


def found(typed):
    return [result.entry.url for result in find(typed).results]


class OnPurpose(Exception):
    pass


def test_a_draft_is_found_once_it_is_published():
    article = make_draft("zebras", title="Zebras")
    assert found("zebras") == []
    assert suggest("zebr") == []
    publish(article, by=None)
    assert found("zebras") == ["/about-mg/zebras/"]


def test_a_draft_over_a_live_page_changes_nothing_until_it_is_published():
    article = make_article("page", title="Zebras")
    change(article, title="Lions")
    assert found("zebras")
    assert found("lions") == []
    publish(article, kind="minor", by=None)
    assert found("zebras") == []
    assert found("lions")


def test_a_withdrawn_page_is_found_no_more_not_even_as_a_number_or_suggestion():
    article = make_article("page", title="Zebras", body="A quagga is a zebra.")
    withdraw(article, outcome="outdated", reason="Old.", by=None)
    assert find("zebras").total == 0
    assert suggest("zebr") == []
    assert not find("quaga").is_corrected
    publish(article, kind="significant", note="It is back.", by=None)
    assert found("zebras")


def test_what_is_rolled_back_is_not_found():
    article = make_draft(title="Zebras")
    live = make_article("live", title="Lions")

    @transaction.atomic
    def change_everything_and_fail():
        publish(article, by=None)
        withdraw(live, outcome="outdated", reason="Old.", by=None)
        make_term("quagga")
        assert found("zebras")
        assert found("lions") == []
        raise OnPurpose

    with pytest.raises(OnPurpose):
        change_everything_and_fail()
    assert found("zebras") == []
    assert found("quagga") == []
    assert found("lions") == ["/about-mg/live/"]
    assert not find("zebrras").is_corrected


def test_a_refused_publication_leaves_the_index_alone():
    article = make_article(title="Zebras")
    change(article, title="Lions")
    with pytest.raises(Refused):
        publish(article, kind="significant", note="", by=None)
    assert found("zebras")
    assert found("lions") == []


def test_a_page_that_moves_is_found_at_its_new_address_and_in_its_new_kind():
    article = make_article("page", title="Zebras")
    move(article, section=make_section("news", "news"), by=None)
    assert found("zebras") == ["/news/page/"]
    assert find("zebras").counts["news"] == 1
    move_section(article.section, slug="stories", by=None)
    assert found("zebras") == ["/stories/page/"]


def test_people_are_found_as_soon_as_readers_see_what_they_wrote_or_reviewed():
    writer, reviewer = make_person("Nora Quagga"), make_person("Otto Quagga", credentials="MD")
    article = make_draft("page")
    Byline.objects.create(article=article, person=writer)
    assert found("quagga") == []
    publish(article, by=None)
    assert found("quagga") == ["/people/nora-quagga/"]
    record_review(article, reviewer=reviewer, by=None)
    assert sorted(found("quagga")) == ["/people/nora-quagga/", "/people/otto-quagga/"]
    withdraw(article, outcome="in_error", reason="Wrong.", by=None)
    assert found("nora quagga") == []


def everything():
    typed = ("zebras", "ptosis", "quagga", "lions", "drooping lid", "zebrras")
    return {query: [r.entry.url for r in find(query).results] for query in typed}


def test_reindex_makes_the_same_index_anew():
    make_article("zebras", title="Zebras", body="Lions as well.")
    make_article("lions", title="Lions", section=make_section("news", "news"))
    make_term("ptosis", aliases=["drooping lid"])
    withdraw(make_article("gone", title="Lions, too"), outcome="outdated", reason="Old.", by=None)
    before = everything()
    engine().clear()
    SearchEntry.objects.all().delete()
    assert not any(everything().values())
    call_command("reindex", verbosity=0)
    assert everything() == before
    call_command("reindex", verbosity=0)
    assert everything() == before


def test_reindex_takes_out_what_does_not_belong_there():
    article = make_article("zebras", title="Zebras")
    # As after a mistake in the shell.
    Article.objects.filter(pk=article.pk).update(
        live_revision=None, draft_revision=article.live_revision, state="draft"
    )
    assert found("zebras") == []  # the list starts from what is public, whatever the index says
    call_command("reindex", verbosity=0)
    assert find("zebras").total == 0


def test_migrating_again_keeps_the_index():
    make_article(title="Zebras")
    install(using="default")
    assert found("zebras")


def test_a_long_page_and_a_page_of_strange_letters_are_found():
    make_article(
        "long", title="Long", body="word " * 20_000 + "zebra", key_points=["It is long."] * 3
    )
    make_article("strange", title="重症肌無力 и миастения ‘x’ \\ ''", body="ß ﬁ № ½ 𝔘 " * 50)
    assert found("zebra") == ["/about-mg/long/"]
    assert found("миастения") == ["/about-mg/strange/"]
    assert found("重症肌無力") == ["/about-mg/strange/"]


ATTACKS = [
    "",
    " ",
    '"',
    '""',
    "'",
    "a",
    "\\",
    "\\'",
    "*",
    "zebra*",
    "^zebra",
    "NEAR(",
    "NEAR(zebra lion, 2)",
    "zebra AND",
    "OR OR",
    "NOT",
    "-zebra",
    "title:zebra",
    "{title} : zebra",
    "zebra & ! |",
    "zebra:*",
    "zebra <-> lion",
    "'zebra':1A",
    "'; DROP TABLE search_text; --",
    "%",
    "%s %(a)s {0}",
    "_",
    "(((((",
    "zebra\u202egnirts",
    "\u200f\u200ezebra\u200f",
    "🦓",
    "🦓 zebra 👩‍⚕️",
    "zebra\x00",
    "\ud800",
    "a" * 500,
    "zebra " * 200,
    '"' + "zebra " * 200 + '"',
    "İstanbul ŞıĞ",
    "<script>alert(1)</script>",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
]


@pytest.mark.parametrize("typed", ATTACKS)
def test_whatever_is_typed_gets_an_answer(typed):
    make_article(title="Zebra", body="lion")
    found = find(typed)
    assert found.total <= 1
    assert len(suggest(typed)) <= 1
    with connection.cursor() as cursor:  # and the connection can go on
        cursor.execute("SELECT count(*) FROM search_text")
        assert cursor.fetchone() == (1,)


def test_an_index_of_an_older_shape_is_made_anew():
    make_article("zebras", title="Zebras")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("COMMENT ON TABLE search_text IS 'an older shape'")
        else:
            cursor.execute("DROP TABLE search_text")
            cursor.execute("CREATE VIRTUAL TABLE search_text USING fts5(title)")
    install(using="default")
    assert not SearchEntry.objects.exists()
    assert found("zebras") == []
    call_command("reindex", verbosity=0)
    assert found("zebras") == ["/about-mg/zebras/"]

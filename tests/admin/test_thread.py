"""The list of comment threads over all articles."""

import pytest
from django.urls import reverse

from articles.models import Role
from articles.publishing import resolve_thread, start_thread
from articles.rendering import Quotation
from tests.factories import make_article, make_draft, make_editor, make_member, make_section
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_thread_changelist")


@pytest.fixture
def threads(editor):
    """Four threads: assigned to the editor, naming them, resolved, and of no concern to them."""
    vera = make_member(Role.REVIEWER, "vera")
    news = make_draft(title="A trial", section=make_section("news", "news"))
    causes = make_article(title="Causes")
    passage = Quotation("grows weak")
    resolved = start_thread(causes, words="This is settled.", by=vera)
    resolve_thread(resolved, by=vera)
    return {
        "assigned": start_thread(
            causes, words="Look at this.", passage=passage, assignee=editor, by=vera
        ),
        "named": start_thread(news, words="Who knows, @ida?", by=vera),
        "resolved": resolved,
        "other": start_thread(causes, words="Nothing for Ida.", by=vera),
    }


SAID = {
    "assigned": "Look at this.",
    "named": "Who knows, @ida?",
    "resolved": "This is settled.",
    "other": "Nothing for Ida.",
}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"assigned", "named", "other"}),
        ("?state=resolved", {"resolved"}),
        ("?state=all", set(SAID)),
        ("?mine=waiting", {"assigned", "named"}),
        ("?mine=assigned", {"assigned"}),
        ("?mine=mentioned", {"named"}),
        ("?mine=started", set()),
        ("?q=Nothing", {"other"}),
        ("?section=x", {"assigned", "named", "other"}),
    ],
)
def test_it_is_narrowed_to_what_somebody_looks_for(desk, threads, query, shown):
    text = words(desk.get(LIST + query).content.decode())
    assert {name for name, said in SAID.items() if said in text} == shown


def test_it_is_narrowed_to_a_section(desk, threads):
    section = threads["named"].article.section
    text = words(desk.get(f"{LIST}?section={section.pk}").content.decode())
    assert SAID["named"] in text
    assert SAID["other"] not in text


def test_each_line_says_what_it_is_about_and_leads_there(desk, threads):
    html = desk.get(f"{LIST}?mine=assigned").content.decode()
    assert "Causes on “grows weak”" in words(html)
    assert "Vera," in words(html)
    thread = threads["assigned"]
    where = reverse("admin:articles_article_comments", args=[thread.article_id])
    assert f"{where}#thread-{thread.pk}" in links(html)
    change = reverse("admin:articles_thread_change", args=[thread.pk])
    assert desk.get(change)["Location"] == f"{where}#thread-{thread.pk}"


def test_it_asks_no_more_however_long_it_is(desk, threads, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as few:
        desk.get(LIST)
    for number in range(5):
        start_thread(make_draft(), words=f"Why {number}?", by=make_editor(f"one-{number}"))
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)

"""Any two texts compared, and an earlier one restored, as editors do it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import approve, publish, schedule, submit
from tests.admin.test_article import message, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_reference,
    review,
)

pytestmark = pytest.mark.django_db


def words_of(response):
    return " ".join(response.content.decode().split())


def compare(desk, article, **numbers):
    return desk.get(url_of(article, "compare"), numbers)


def differing(page):
    return [field.name for field in page.context["compared"] if field.differs]


def test_each_field_that_differs_is_open_and_told_word_by_word(desk):
    make_reference("one", title="Review of MG")
    nerve = make_image("nerve", "A nerve ending")
    article = make_article(body="It is rare.[@one]", key_points=("It is rare.",))
    change(
        article,
        title="Causes and types",
        body="It is not so rare. ![A nerve](image:nerve)",
        key_points=("It is rare.",),
        lead_image=nerve,
        lead_alt="A nerve",
    )
    page = compare(desk, article, old=1, new=2)
    assert differing(page) == ["title", "body", "lead_image", "lead_alt", "citations", "pictures"]
    html = page.content.decode()
    assert len(re.findall(r"<details class=\"compared\"\s+open>", html)) == 6
    words = words_of(page)
    assert '<span class="visually-hidden">inserted: </span>' in words
    assert "Review of MG" in words
    assert "A nerve ending" in words
    assert 'Summary <span class="compared__said"> the same </span>' in words


def test_the_older_of_two_is_always_on_the_left(desk, article):
    change(article, summary="Second.")
    page = compare(desk, article, old=2, new=1)
    assert (page.context["old"].number, page.context["new"].number) == (1, 2)


def test_without_numbers_the_text_in_work_is_compared_with_the_one_before(desk, article):
    change(article, summary="Second.")
    change(article, summary="Third.")
    page = compare(desk, article)
    assert (page.context["old"].number, page.context["new"].number) == (2, 3)
    assert "There is only one text yet" in words_of(compare(desk, make_draft()))


def test_two_texts_that_say_the_same_say_so(desk, article):
    change(article, summary="Second.")
    change(article, summary=article.live_revision.summary)
    assert "say the same, word for word" in words_of(compare(desk, article, old=1, new=3))


def test_a_number_that_is_none_is_not_found(desk, article):
    assert compare(desk, article, old=1, new=9).status_code == 404
    assert compare(desk, article, old="x", new="9" * 40).status_code == 200


def test_what_changed_since_readers_saw_it_and_since_the_review_is_one_click(desk, article):
    assert "What changed since" not in words_of(compare(desk, article))
    review(article)
    change(article, summary="Second.")
    publish(article, kind="minor", by=None)
    change(article, summary="Third.")
    words = words_of(desk.get(url_of(article, "history")))
    assert '?old=2&amp;new=3">What changed since it was published' in words
    assert '?old=1&amp;new=3">What changed since the last review' in words


def restore(desk, article, number, **sent):
    address = url_of(article, f"restore/{number}")
    form = desk.get(address).context["form"]
    return desk.post(address, {"based_on": form["based_on"].value()} | sent, follow=True)


def test_an_earlier_text_is_looked_at_and_then_the_draft_again(desk, article):
    first = article.live_revision.summary
    change(article, summary="Second.")
    asked = desk.get(url_of(article, "restore/1"))
    assert [field.name for field in asked.context["compared"]] == ["summary"]
    said = message(restore(desk, article, 1))
    assert "The text of revision 1 is the draft again, as revision 3." in said
    article.refresh_from_db()
    assert article.draft_revision.summary == first
    assert article.live_revision.number == 1


def test_whoever_saves_meanwhile_is_named_and_nothing_is_lost(desk, article):
    change(article, summary="Second.")
    change(article, summary="Third.", by=make_editor("omar", first_name="Omar"))
    answer = restore(desk, article, 1, based_on="2")
    assert answer.status_code == 409
    assert "Omar saved this article" in words_of(answer)
    article.refresh_from_db()
    assert article.draft_revision.summary == "Third."


@pytest.mark.parametrize("sent", [{"keep_schedule": "on"}, {}])
def test_a_scheduled_text_keeps_its_time_only_when_somebody_says_so(desk, sent):
    article = make_draft()
    change(article, summary="Second.")
    submit(article, by=None)
    approve(article, by=None)
    schedule(article, due_at=timezone.now() + timedelta(days=1), by=None)
    restore(desk, article, 1, **sent)
    article.refresh_from_db()
    assert article.state == "draft"
    assert (article.schedule is not None) == bool(sent)


def test_the_text_that_stands_is_not_restored(desk, article):
    page = desk.get(url_of(article, "restore/1"))
    assert "There is nothing to restore" in words_of(page)
    assert desk.get(url_of(article, "restore/7")).status_code == 404

"""A page that fails the gate is refused with the same sentences on every way out."""

import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles.models import Article, Publication, Step
from articles.publishing import (
    Refused,
    findings_in,
    move,
    publish,
    publish_due,
    reasons_not_to_publish,
    schedule,
)
from tests.factories import ALONE, make_content, make_draft, make_section

pytestmark = pytest.mark.django_db

# What an importer can read as well, and what only the checks of health information stop.
TITLE = "What a crisis is"
SUMMARY = "What a crisis of myasthenia gravis is, and what to do before and after it."
BODY = "Some words that anybody can read and that go on for a while. " * 60
HOUR = datetime.timedelta(hours=1)
SENTENCES = [
    "The title says “crisis”, so this page may be opened in an emergency. Put a box “::: urgent” "
    "on top that says when to call for help.",
    "This page has 780 words. Say in 3 to 6 key points what matters most, for those who cannot "
    "read all of it.",
]


def draft(**facts):
    return make_draft("crisis", title=TITLE, summary=SUMMARY, body=BODY, **facts)


def page_of(article):
    return reverse("admin:articles_article_publish", args=[article.pk])


def told_on(response):
    """Which of the sentences stand on a page, in their order."""
    html = response.content.decode()
    return [sentence for sentence in SENTENCES if escape(sentence) in html]


def by_shell(desk, tmp_path):
    with pytest.raises(Refused) as refused:
        publish(draft(), by=None)
    return refused.value.reasons


def in_bulk(desk, tmp_path):
    """Several that go out together, as importers publish them."""
    one, other = draft(), make_draft("other")
    with pytest.raises(Refused) as refused:
        publish(one, by=None, alongside=[one, other])
    return refused.value.reasons


def by_action(desk, tmp_path):
    """The action of the list, sent as by somebody who looks at nothing."""
    article = draft()
    address = reverse("admin:articles_article_publish_selected") + f"?article={article.pk}"
    sent = {f"{article.pk}-take": "on", f"{article.pk}-based_on": 1, "alone": ALONE}
    return told_on(desk.post(address, sent))


def by_schedule(desk, tmp_path):
    with pytest.raises(Refused) as refused:
        schedule(draft(), due_at=timezone.now() + HOUR, by=None)
    return refused.value.reasons


def by_button(desk, tmp_path):
    """The button on the article form leads to the page that says what speaks against it."""
    return told_on(desk.get(page_of(draft())))


def by_form(desk, tmp_path):
    """That page, sent as by somebody who looks at nothing."""
    sent = {"based_on": 1, "kind": "first", "when": "now", "alone": ALONE}
    response = desk.post(page_of(draft()), sent)
    assert response.status_code == 422
    return told_on(response)


def by_form_for_later(desk, tmp_path):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent = {"based_on": 1, "kind": "first", "when": "later", "alone": ALONE}
    sent |= {"due_day": tomorrow.isoformat(), "due_time": "12:00"}
    response = desk.post(page_of(draft()), sent)
    assert response.status_code == 422
    return told_on(response)


def scheduled():
    """A text that passed when it was scheduled, and stands among health information since."""
    article = draft(section=make_section("news", "news"))
    schedule(article, due_at=timezone.now() + HOUR, alone=ALONE, by=None)
    move(article, section=make_section(), by=None)
    return article


def by_scheduler(desk, tmp_path):
    scheduled()
    [step] = publish_due(timezone.now() + 2 * HOUR)
    assert step.kind == Step.Kind.HELD_BACK
    return step.reason.split("\n")


def by_import(desk, tmp_path):
    file = tmp_path / "crisis.txt"
    file.write_text(f"{TITLE}\n\n{SUMMARY}\n\n{BODY}\n\nLast updated: July 27, 2021\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_text", str(file), section=make_section().slug, publish=True)
    *told, last = str(refused.value).splitlines()
    assert last == "Nothing was imported."
    return [line.removeprefix(f"{file}: ") for line in told]


# A new way out joins this list: it gets the desk's browser and a folder, tries to bring the page
# to its readers and returns the sentences that it was told.
PATHS = [
    by_shell,
    in_bulk,
    by_action,
    by_schedule,
    by_button,
    by_form,
    by_form_for_later,
    by_scheduler,
    by_import,
]


@pytest.mark.parametrize("path", PATHS)
def test_it_is_refused_with_the_same_sentences(path, desk, tmp_path):
    assert [str(sentence) for sentence in path(desk, tmp_path)] == SENTENCES
    assert not Article.objects.public().exists()
    assert not Publication.objects.exists()


def test_the_command_that_publishes_what_is_due_refuses_it_too(time_machine):
    article = scheduled()
    time_machine.move_to(timezone.now() + 2 * HOUR)
    with pytest.raises(CommandError):
        call_command("publish_due")
    assert article.steps.get(kind=Step.Kind.HELD_BACK).reason.split("\n") == SENTENCES
    assert not Article.objects.public().exists()


def test_the_list_beforehand_says_the_same():
    article = draft()
    assert [str(reason) for reason in reasons_not_to_publish(article)] == SENTENCES
    findings = findings_in(make_content(title=TITLE, body=BODY), article=article)
    assert [one.sentence for one in findings if one.is_blocker] == SENTENCES

"""Comments of colleagues: the page beside the article form, and the part of other pages."""

import re

import pytest
from django.urls import reverse

from articles.models import Article, OpenForm, Role, Thread
from articles.publishing import delete_for_good, reply_to, resolve_thread, start_thread, submit
from articles.rendering import Quotation
from tests.factories import change, make_draft, make_editor, make_member
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

BODY = "## Doses\n\nTake **60 mg** in the morning.\n"


@pytest.fixture
def article():
    return make_draft(title="Doses", body=BODY)


@pytest.fixture
def vera():
    return make_member(Role.REVIEWER, "vera")


def comments(article):
    return reverse("admin:articles_article_comments", args=[article.pk])


def form_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def text(response):
    return words(response.content.decode())


def start(desk, article, **sent):
    sent = {"do": "start", "based_on": article.working_revision.number, "words": "Why?"} | sent
    return desk.post(comments(article), sent, follow=True)


def answer(desk, thread, do="reply", **sent):
    seen = thread.comments.last().pk
    sent = {"do": do, "thread": thread.pk, "seen": seen, "words": ""} | sent
    return desk.post(comments(thread.article), sent, follow=True)


# -- The page without a script --------------------------------------------------------------------


def test_until_somebody_says_something_the_page_says_how(desk, article):
    page = desk.get(comments(article))
    assert "Nothing is open. Mark some words in the text" in text(page)
    assert "no-store" in page["Cache-Control"]


def test_somebody_comments_on_a_passage_and_a_colleague_answers_and_resolves(desk, article, vera):
    page = start(desk, article, quote="60 mg in the morning", words="Is this <b>right</b>?")
    thread = Thread.objects.get()
    assert page.redirect_chain[-1][0] == f"{comments(article)}#thread-{thread.pk}"
    assert "Your comment is kept. Colleagues see it, readers never do." in text(page)
    assert "Comments (1 open)" in text(page)
    assert "60 mg** in the morning" in text(page)
    assert "Is this &lt;b&gt;right&lt;/b&gt;?" in page.content.decode()
    desk.force_login(vera)
    page = answer(desk, thread, words="See https://example.org/doses\nYes.")
    assert '<a href="https://example.org/doses" rel="nofollow">' in page.content.decode()
    assert "doses</a><br>Yes." in page.content.decode()
    page = answer(desk, thread, "resolve")
    assert "1 resolved comment" in text(page)
    assert "Vera resolved this" in text(page)
    assert "open)" not in text(page)
    page = answer(desk, thread, "reopen", words="No, wait.")
    assert "Comments (1 open)" in text(page)


def test_an_answer_can_ask_somebody_to_see_to_it(desk, article, vera):
    thread = start_thread(article, words="Why?", by=None)
    page = answer(desk, thread, words="Can you look?", assignee=vera.pk, assigned="")
    assert "Vera sees to it." in text(page)
    assert "asked Vera to see to it" in text(page)
    page = answer(desk, thread, words="Please.", assignee=vera.pk, assigned=vera.pk)
    thread.refresh_from_db()
    assert thread.assignee == vera
    assert thread.comments.count() == 3


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": ""}, "Write what you want to say."),
        ({"words": "@vra, look!"}, "Nobody at this desk signs in as “vra”."),
        ({"quote": "600 mg"}, "not in the text that was saved last (revision 1)"),
        ({"based_on": ""}, "The form did not say which text it shows."),
        ({"assignee": "999"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, article, sent, sentence):
    page = start(desk, article, **{"words": "A long thought.", "quote": "60 mg"} | sent)
    assert page.status_code == 422
    assert sentence in text(page)
    if "words" not in sent:
        assert "A long thought." in page.content.decode()
    assert not Thread.objects.exists()


def test_what_was_said_meanwhile_is_shown_before_it_is_resolved(desk, article, vera):
    thread = start_thread(article, words="Why?", by=None)
    seen = thread.comments.last().pk
    reply_to(thread, words="There is more.", by=vera)
    page = answer(desk, thread, "resolve", seen=seen, words="Settled.")
    assert page.status_code == 422
    assert "Vera wrote here on" in text(page)
    assert "There is more." in text(page)
    assert "Settled." in page.content.decode()
    newest = thread.comments.last().pk
    assert f'name="seen" value="{newest}"' in page.content.decode()
    answer(desk, thread, "resolve", seen=newest)
    thread.refresh_from_db()
    assert not thread.is_open


def test_only_a_thread_of_this_article_is_answered_there(desk, article):
    other = start_thread(make_draft(), words="Why?", by=None)
    for key in (other.pk, "", "x", "9" * 30):
        sent = {"do": "reply", "thread": key, "words": "No."}
        assert desk.post(comments(article), sent).status_code == 404


def test_a_passage_that_was_written_anew_is_said_to_be_gone(desk, article):
    start_thread(article, words="Why?", passage=Quotation("60 mg"), by=None)
    change(article, title="Doses", body="Take **5 mg** in the morning.\n")
    page = desk.get(comments(article))
    assert "These words are no longer in the text." in text(page)
    old = reverse("admin:articles_article_text", args=[article.pk, 1])
    assert old in links(page.content.decode())


def test_an_author_may_answer_but_not_settle_what_others_have_asked(client, article):
    thread = start_thread(article, words="Why?", by=None)
    client.force_login(make_member(Role.AUTHOR))
    assert 'value="resolve"' not in client.get(comments(article)).content.decode()
    page = answer(client, thread, "resolve")
    assert page.status_code == 422
    assert "Answer instead." in text(page)


def test_a_comment_that_came_without_a_session_is_shown_filled_and_not_said(desk, article):
    sent = {"do": "start", "based_on": 1, "words": "Typed before.", "look_again": "1"}
    page = desk.post(comments(article), sent)
    assert "Nothing is saved yet" in text(page)
    assert "Typed before." in page.content.decode()
    assert not Thread.objects.exists()


# -- The part of other pages ----------------------------------------------------------------------


def test_the_form_has_the_comments_outside_of_itself(desk, article):
    start_thread(article, words="Why?", passage=Quotation("60 mg"), by=None)
    html = desk.get(form_of(article)).content.decode()
    assert "Comments (1 open)" in words(html)
    form, _end, rest = html.partition('id="article_form"')[2].partition("</form>")
    assert 'id="id_comments"' not in form
    assert 'data-passage="body"' in rest
    # Without a script it opens elsewhere: what is typed into the form and not saved stays.
    forms = re.findall("<form[^>]*>", rest)
    assert len(forms) == 2
    assert all('target="_blank"' in one for one in forms)


def test_a_comment_neither_saves_the_text_nor_touches_what_is_unsaved(desk, article):
    before = Article.objects.get(pk=article.pk)
    sent = {"do": "start", "based_on": 1, "words": "Why?", "title": "Another", "body": "Lost"}
    page = desk.post(f"{comments(article)}?panel=form", sent)
    assert page.status_code == 200
    assert "Your comment is kept." in page.content.decode()
    assert "<html" not in page.content.decode()
    now = Article.objects.get(pk=article.pk)
    assert now.draft_revision == before.draft_revision
    assert not OpenForm.objects.exists()


def test_a_new_article_has_none_yet(desk):
    assert "id_comments" not in desk.get(reverse("admin:articles_article_add")).content.decode()


@pytest.mark.parametrize("page", ["change", "approve"])
def test_whoever_reviews_a_text_has_them_beside_it(client, article, vera, page):
    start_thread(article, words="Why not 30?", by=None)
    submit(article, by=None)
    client.force_login(vera)
    html = client.get(reverse(f"admin:articles_article_{page}", args=[article.pk])).content.decode()
    assert "Why not 30?" in words(html)
    assert "data-comments-on-passage" in html


@pytest.mark.parametrize("page", ["change", "approve", "publish"])
def test_before_it_goes_out_an_open_comment_is_said_like_other_warnings(desk, article, page):
    start_thread(article, words="Why not 30?", by=None)
    submit(article, by=None)
    html = desk.get(reverse(f"admin:articles_article_{page}", args=[article.pk])).content.decode()
    assert "1 comment of colleagues is open. Read it" in words(html)
    assert "#id_comments" in html


def test_the_form_asks_no_more_however_many_comments_there_are(
    desk, article, django_assert_max_num_queries
):
    def add(number):
        for _one in range(number):
            words = f"Why {Thread.objects.count()}?"
            colleague = make_member(Role.AUTHOR, f"colleague-{Thread.objects.count()}")
            thread = start_thread(article, words=words, assignee=colleague, by=None)
            reply_to(thread, words="Because.", by=None)

    add(1)
    with django_assert_max_num_queries(60) as few:
        desk.get(form_of(article))
    add(6)
    with django_assert_max_num_queries(len(few)):
        desk.get(form_of(article))


def test_a_deleted_draft_takes_them_along(client, article):
    start_thread(article, words="Why?", by=None)
    client.force_login(make_member(Role.EDITOR))
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    page = client.get(delete)
    client.post(delete, {"post": "yes", "seen": page.context["seen"]})
    assert not Article.objects.filter(pk=article.pk).exists()
    assert not Thread.objects.open().exists()
    delete_for_good(Article.everything.get(pk=article.pk), by=make_editor("boss"))
    assert not Thread.objects.exists()


def test_resolved_ones_stay_to_be_read(desk, article):
    editor = make_editor("ed")
    thread = start_thread(article, words="Why?", by=editor)
    resolve_thread(thread, by=editor)
    page = desk.get(comments(article))
    assert "Why?" in text(page)
    assert "Nothing is open." in text(page)

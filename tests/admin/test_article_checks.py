"""The list of checks beside the text: of what is typed, and of what was saved."""

import pytest
from django.test import Client

from articles.models import Role
from tests.admin.test_article import fill, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wordings")]

CHECKS = "/admin/articles/article/checks/"


def listed(desk, **typed):
    response = desk.post(CHECKS, {"title": "The causes", "body": "Text"} | typed)
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_what_must_be_mended_and_what_is_worth_a_look(desk):
    html = listed(desk, body="[click here](https://example.org/) by sufferers", summary="Short.")
    assert "1 thing to mend before it can go out" in html
    assert "does not say where it leads" in html
    assert "2 things worth a look" in html
    assert "17 checks passed" in html
    assert 'data-said="Must be mended: 1. Worth a look: 2."' in html
    assert "<html" not in html


def test_it_counts_words_and_minutes_as_the_page_does(desk):
    html = listed(desk, body="## Two words\n\n" + "word " * 399 + "[@gilhus-2019]")
    assert "401 words · 3 minutes to read · reading grade" in " ".join(html.split())
    assert "1 word · 1 minute to read </p>" in " ".join(listed(desk, body="Word").split())


def test_each_finding_leads_to_its_field_and_carries_its_words(desk):
    html = listed(desk, body="Some sufferers", summary="Short.")
    assert 'href="#id_summary"' in html
    assert 'data-show="body"' in html
    assert 'data-quote="sufferers"' in html
    assert 'data-instead="people with MG"' in html
    assert 'data-places="5"' in html


def test_what_somebody_typed_is_escaped(desk):
    html = listed(desk, body='[<b>"](/nowhere/)')
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_it_shows_the_reading_grade_by_section_with_the_hardest_sentences(desk):
    easy = "The eyes tire first in many people and a short rest helps them for a while. " * 4
    hard = (
        "Immunological investigations characteristically necessitate comprehensive "
        "interdisciplinary consultation regarding neuromuscular transmission."
    )
    html = listed(desk, body=f"{easy}\n\n## What is hard\n\n{f'{hard} ' * 5}")
    assert "an estimate" in html
    assert "What is hard" in html
    assert "The hardest sentences" in html
    assert hard in html


def test_the_section_that_the_form_says_decides_which_checks_there_are(desk):
    assert "::: urgent" in listed(desk, title="MG crisis")
    news = make_section("news", "news")
    assert "::: urgent" not in listed(desk, title="MG crisis", section=news.pk)


def test_a_page_may_link_to_itself(desk):
    draft = make_draft("mine")
    body = "[This page of ours](/about-mg/mine/)"
    assert "readers cannot see" not in listed(desk, article=draft.pk, body=body)
    assert "readers cannot see" in listed(desk, body=body)


def test_nothing_is_saved(desk):
    article = make_article()
    listed(desk, article=article.pk, body="Other words")
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"article": "abc", "section": "abc"},
        {"article": "9" * 40, "title": "T"},
        {"title": "x" * 300, "lead_image": "abc"},
        {"title": "T", "body": "x" * 200_001},
        {"body": "A" * 30_000 + "@" + "(" * 3_000 + "`" * 3_000},
    ],
)
def test_crafted_requests_get_a_list_and_never_an_error(desk, sent):
    assert desk.post(CHECKS, sent).status_code == 200


def test_strangers_get_a_403_and_never_a_redirect(client):
    assert client.post(CHECKS, {"title": "T"}).status_code == 403
    make_editor("nobody", is_superuser=False)
    client.login(username="nobody", password="a good password")
    assert client.post(CHECKS, {"title": "T"}).status_code == 403


def test_it_needs_the_token_and_the_right_method(desk, editor):
    assert desk.get(CHECKS).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(CHECKS, {"title": "T"}).status_code == 403


def test_without_a_script_the_list_stands_on_the_form_as_of_the_last_save(desk):
    article = make_draft(body="[here](https://example.org/) by sufferers")
    html = desk.get(url_of(article)).content.decode()
    assert "does not say where it leads" in html
    assert "Write “people with MG” for “sufferers”" in html
    assert 'href="#id_body"' in html


def test_a_live_page_without_a_draft_is_looked_at_as_well(desk):
    article = make_article(body="By sufferers.")
    assert "for “sufferers”" in desk.get(url_of(article)).content.decode()
    sent = fill(desk, url_of(article)) | {"body": "By people."}
    desk.post(url_of(article), sent)
    assert "for “sufferers”" not in desk.get(url_of(article)).content.decode()


def test_a_new_article_has_an_empty_list(desk):
    html = desk.get("/admin/articles/article/add/").content.decode()
    assert "data-checks" in html
    assert "to mend before" not in html


def test_the_publish_page_tells_what_blocks_and_what_is_worth_a_look(desk):
    article = make_draft(body="[here](https://example.org/) by sufferers")
    html = desk.get(f"/admin/articles/article/{article.pk}/publish/").content.decode()
    assert html.count("does not say where it leads") == 1
    assert "Write “people with MG” for “sufferers”" in html
    assert f'href="/admin/articles/article/{article.pk}/change/#id_body"' in html


def test_a_reviewer_reads_the_list_and_is_led_to_no_field():
    article = make_article()
    change(article, body="By sufferers.")
    client = Client()
    client.force_login(make_member(Role.REVIEWER))
    html = client.get(url_of(article)).content.decode()
    assert "for “sufferers”" in html
    assert "Show me" not in html

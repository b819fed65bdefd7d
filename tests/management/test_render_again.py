"""Texts that an older version of this software rendered are made anew by command."""

import io

import pytest
from django.core.management import call_command

from articles.models import Article, Publication, Revision
from tests.factories import change, make_article

pytestmark = pytest.mark.django_db


def test_every_text_old_editions_among_them_is_rendered_and_no_date_moves(client):
    article = make_article()
    change(article, body="A draft.")
    dates = list(Publication.objects.values_list("dated_on", flat=True))
    for revision in Revision.objects.all():
        revision.html = "<p>as it was once rendered</p>"
        revision.save_derived()
    said = io.StringIO()
    call_command("render_again", stdout=said)
    assert "2 texts were rendered again." in said.getvalue()
    assert "as it was once" not in client.get(article.url).content.decode()
    assert Article.objects.get().draft_revision.html == "<p>A draft.</p>\n"
    assert list(Publication.objects.values_list("dated_on", flat=True)) == dates


def test_a_site_without_texts_is_no_problem():
    said = io.StringIO()
    call_command("render_again", stdout=said)
    assert "0 texts" in said.getvalue()

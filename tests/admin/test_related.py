"""Related pages in the article form."""

import pytest

from articles.models import Related
from tests.admin.test_article import fill, url_of
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def chosen(desk, article, *others):
    typed = fill(desk, url_of(article)) | {"related-TOTAL_FORMS": len(others)}
    for number, other in enumerate(others):
        line = {"article": article.pk, "other": other.pk, "position": number}
        typed |= {f"related-{number}-{name}": value for name, value in line.items()}
    return typed


def test_an_editor_chooses_and_they_act_at_once(desk, client):
    article, other = make_article("causes"), make_article("symptoms", title="The symptoms of MG")
    draft = make_draft(title="Still in work")
    sent = chosen(desk, article, draft, other)
    assert desk.post(url_of(article), sent).status_code == 302
    assert [row.other for row in article.related.all()] == [draft, other]
    html = client.get(article.url).content.decode()
    assert "The symptoms of MG" in html
    assert "Still in work" not in html


def test_the_page_itself_and_a_page_twice_are_refused(desk):
    article, other = make_article("causes"), make_article("symptoms")
    for others, words in (([article], "This is the page itself"), ([other, other], "duplicate")):
        response = desk.post(url_of(article), chosen(desk, article, *others))
        assert response.status_code == 200
        assert words in response.content.decode()
    assert not Related.objects.exists()


def test_a_line_that_a_colleague_removed_meanwhile_is_no_error(desk):
    article, other = make_article("causes"), make_article("symptoms")
    Related.objects.create(article=article, other=other)
    sent = fill(desk, url_of(article))
    Related.objects.all().delete()
    assert desk.post(url_of(article), sent).status_code == 302

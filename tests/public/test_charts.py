"""Charts on the readers' pages, and what keeps a broken one from them."""

import pytest

from articles.publishing import publish, reasons_not_to_publish
from articles.publishing.reasons import Refused
from tests.factories import make_article, make_draft, make_image
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

CHART = """
```chart bars What makes reading hard
n: 412
Double vision | 61%
Small print | 38%
```
"""


def test_a_reader_gets_the_drawing_and_its_numbers_as_a_table(client):
    html = client.get(make_article(body=CHART).url).content.decode()
    assert "Bar chart: What makes reading hard. Highest: 61%, Double vision." in html
    assert html.count('<svg class="chart__svg"') == 1
    text = words(html)
    assert "What makes reading hard Double vision 61% Small print 38% In numbers" in text
    assert "Answers: 412." in text


def test_a_chart_with_a_mistake_keeps_its_page_from_going_out():
    article = make_draft(body=CHART.replace("38%", "3b%"))
    (reason,) = reasons_not_to_publish(article)
    assert reason.field == "body"
    assert str(reason) == (
        "The chart “What makes reading hard” cannot be drawn: “3b%” in the row “Small print” is "
        "not a number. Write it as 61, 61%, 1,234 or 3.5."
    )
    with pytest.raises(Refused):
        publish(article, by=None)


def test_pictures_of_the_text_and_the_lead_open_full_size(client):
    eye, lid = make_image(key="eye"), make_image(key="lid")
    article = make_article(body="![An eye](image:eye)", lead_image=lid, lead_alt="A lid")
    html = client.get(article.url).content.decode()
    for image in (eye, lid):
        assert image.as_picture().url in links(html)
    assert words(html).count("Open the picture full size") == 2
    whole = client.get(lid.as_picture().url)
    assert whole.getvalue().startswith(b"\x89PNG")
    whole.close()


def test_a_decorative_lead_opens_nothing(client):
    article = make_article(lead_image=make_image(), lead_is_decorative=True)
    assert "full size" not in client.get(article.url).content.decode()

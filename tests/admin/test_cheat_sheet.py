"""The cheat sheet: what it promises is what the renderer does."""

import pytest

from articles.admin.cheat_sheet import EXAMPLES
from tests.factories import make_editor

SHEET = "/admin/articles/article/cheat-sheet/"

# What must be seen of each example that is more than a paragraph.
COMES_OUT = {
    "Headings": ("<h2", "<h3"),
    "Bold and italic": ("<strong>important</strong>", "<em>different</em>"),
    "List": ("<ul>",),
    "Numbered list": ("<ol>",),
    "Links": ('href="/search/"',),
    "Links to our own pages": ('href="/about-mg/causes/"', ">what causes it</a>"),
    "A fact that is kept once": ("Five medicines are approved.",),
    "Source of a claim": ('class="citation"',),
    "Terms": ('class="term"',),
    "Picture": ('class="figure"', "Where nerve and muscle meet", 'alt="A nerve ending'),
    "Picture that only decorates": ('class="figure"', 'alt=""'),
    "Table": ("<caption>How often each sign comes first</caption>", "align-right"),
    "Box: get help now": ("notice--urgent",),
    "Box: good to know": ("notice--note", "Before you travel"),
    "Bars": ('class="chart"', "chart__bar"),
    "Lines": ('class="chart"', "chart__line"),
    "Words and what they mean": ("<dt>", "<dd>"),
    "Quotation": ("<blockquote>",),
    "A line across": ("<hr>",),
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_each_example_comes_out_as_what_it_is_called(example):
    html = example.html
    for wanted in COMES_OUT.get(str(example.name), ("<p>",)):
        assert wanted in html
    for fault in ("broken-chart", "missing-picture", "missing-citation", ":::", "```", "**"):
        assert fault not in html


@pytest.mark.django_db
def test_it_is_a_page_of_its_own_and_stands_in_the_form_without_the_desk_around_it(client):
    client.force_login(make_editor())
    page = client.get(SHEET)
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    html = page.content.decode()
    assert "::: urgent\nCall for help" in html
    assert "notice--urgent" in html
    assert 'id="header"' in html
    assert 'id="header"' not in client.get(f"{SHEET}?_popup=1").content.decode()
    form = client.get("/admin/articles/article/add/").content.decode()
    assert f'src="{SHEET}?_popup=1"' in form

"""Binding: several texts in one page."""

from articles.rendering import bound, render
from articles.rendering.work import Work

NOTHING = {"numbers": {}, "uses": {}, "pages": {}}


def test_headings_go_down_a_level_and_never_below_the_sixth():
    html = bound(render("## One\n\n###### Six\n").html, "causes", **NOTHING)
    assert '<h3 id="causes--one">One</h3>' in html
    assert '<h6 id="causes--six">Six</h6>' in html


def test_no_two_texts_meet_in_one_id():
    one = bound(render("## B c\n").html, "a", **NOTHING)
    other = bound(render("## C\n").html, "a-b", **NOTHING)
    assert 'id="a--b-c"' in one
    assert 'id="a-b--c"' in other


def test_tables_that_scroll_stay_reachable_and_are_no_landmarks_with_one_name():
    html = bound(render("| A | B |\n|---|---|\n| 1 | 2 |\n").html, "causes", **NOTHING)
    assert 'role="group" tabindex="0" aria-label="Table 1"' in html


def test_words_that_look_like_attributes_stay_as_they_are():
    source = '`<h2 id="x" href="#x">` and " id="x" href="#x" here\n'
    html = render(source).html
    assert bound(html, "causes", **NOTHING) == html


def test_marks_get_their_numbers_and_count_the_uses_of_the_texts_before():
    works = {key: Work(key=key, title=key) for key in ("one", "two")}
    html = render("A.[@one] B.[@two] C.[@one]\n", works=works).html
    html = bound(html, "causes", numbers={1: 2, 2: 1}, uses={2: 3}, pages={})
    for number, use in ((2, 4), (1, 1), (2, 5)):
        assert f'id="frame-citation-{number}-{use}" href="#frame-reference-{number}"' in html
    assert html.count("citation__link") == 3


def test_what_leads_to_another_bound_text_leads_to_its_place():
    source = (
        "[a](/x/types/) [b](/x/types/#eyes) [c](#here) [d](/x/other/) [e](https://example.org/#x)\n"
    )
    html = bound(render(source).html, "causes", numbers={}, uses={}, pages={"/x/types/": "types"})
    for href in (
        "#page-types",
        "#types--eyes",
        "#causes--here",
        "/x/other/",
        "https://example.org/#x",
    ):
        assert f'href="{href}"' in html

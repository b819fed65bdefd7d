"""Rest points: where a long text lets the eyes rest, and where it does not."""

import re

from articles.rendering import render, with_rests


def text(*words, heading="## Heading"):
    """Markdown with an introduction of words[0] words and a main section for each other number."""
    first, *others = [" ".join(["word"] * number) for number in words]
    return "\n\n".join([first, *(f"{heading}\n\n{section}" for section in others)])


def rests(source):
    html = with_rests(render(source).html)
    return re.findall(r'<p class="rest">(.*?)</p>', html)


def test_a_long_text_has_numbered_parts_that_begin_with_main_headings():
    html = with_rests(render(text(100, 300, 300, 300, 300)).html)
    assert re.findall(r'<p class="rest">(.*?)</p>\n(<\w+)', html) == [
        ("Part 1 of 4", "<p"),
        ("Part 2 of 4", "<h2"),
        ("Part 3 of 4", "<h2"),
        ("Part 4 of 4", "<h2"),
    ]


def test_short_sections_share_a_part_so_that_a_rest_comes_after_a_minute_of_reading():
    assert rests(text(50, *[90] * 12)) == [f"Part {n} of 4" for n in (1, 2, 3, 4)]


def test_no_part_is_only_a_few_lines_long():
    assert rests(text(0, 400, 300, 200, 50)) == ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]


def test_a_short_text_and_one_with_few_headings_have_none():
    assert rests(text(100, 200, 200, 200)) == []
    assert rests(text(900, 900, 900)) == []
    assert rests("") == []
    assert rests(text(*[400] * 5, heading="### Heading")) == []


def test_a_heading_within_a_quote_a_list_or_a_remark_begins_no_part():
    quoted = "> ## Heading\n>\n> word\n\n" + " word" * 300 + "\n\n"
    assert rests(text(300, 300, 300, 300) + "\n\n" + quoted * 3) == rests(
        text(300, 300, 300, 300) + "\n\n" + "word\n\nword\n\n" * 450
    )


def test_text_that_looks_like_a_heading_begins_no_part():
    """The sanitizer leaves `<` in attributes as it is; a mark put there would break out of it."""
    source = text(0, 400, 400, 400)
    spiked = source + '\n\n[x](/a "<h2 id= onload=x> `' + "word " * 300 + '")\n\n`<h2 id="x">`\n'
    html = render(spiked).html
    marked = with_rests(html)
    assert re.sub(r'<p class="rest">.*?</p>\n', "", marked) == html
    assert len(re.findall(r'<p class="rest">', marked)) == 3


def test_without_the_marks_the_text_is_what_it_was():
    html = render(text(100, 300, 300, 300, 300)).html
    assert re.sub(r'<p class="rest">.*?</p>\n', "", with_rests(html)) == html

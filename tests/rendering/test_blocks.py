"""Blocks: the lines of a text, and what each stands in."""

from articles.rendering import render


def blocks(source):
    return render(source).blocks


def test_each_line_says_what_it_is():
    source = (
        "Words.\n\n- Item\n\n> Quote\n\n## Heading\n\nTerm\n: Definition\n\n| Head |\n|---|\n"
        "| Cell |\n\nTable: Caption\n\n```\ncode\n```\n\n::: note Label\nBoxed.\n:::\n"
    )
    assert [(block.kind, block.text) for block in blocks(source)] == [
        ("paragraph", "Words."),
        ("item", "Item"),
        ("quote", "Quote"),
        ("heading", "Heading"),
        ("term", "Term"),
        ("definition", "Definition"),
        ("caption", "Caption"),
        ("row", "Head"),
        ("row", "Cell"),
        ("code", "code"),
        ("label", "Label"),
        ("paragraph", "Boxed."),
    ]


def test_what_is_read_as_one_has_one_number():
    one, two, three, other = blocks("- One\n  - Two\n\n  Three\n- Other")
    assert one.part == two.part == three.part != other.part
    head, cell, after = blocks("| A |\n|---|\n| B |\n\nAfter")
    assert head.part == cell.part != after.part


def test_a_line_with_a_colon_introduces_the_list_below_it():
    line, item, nested, after = blocks("Some say:\n\n- Item\n  - Nested\n\nAfter")
    assert item.introduced_by == nested.introduced_by == line.part
    assert after.introduced_by is None
    _line, _between, item = blocks("Some say:\n\nBetween.\n\n- Item")
    assert item.introduced_by is None


def test_it_knows_its_box_its_section_and_its_source():
    before, heading, label, boxed, after = blocks(
        "Before.\n\n## Heading\n\n::: urgent Call\nBoxed.[@key]\n:::\n\nAfter."
    )
    assert [block.section for block in (before, heading, boxed, after)] == [-1, 0, 0, 0]
    assert (label.notice, boxed.notice, after.notice) == ("urgent", "urgent", "")
    assert (boxed.is_cited, after.is_cited) == (True, False)


def test_a_chart_is_cited_by_its_own_source():
    assert all(one.is_cited for one in blocks("```chart bars T\nsource: S\nA | 1\nB | 2\n```"))
    assert not any(one.is_cited for one in blocks("```chart bars T\nA | 1\nB | 2\n```"))


def test_code_within_a_line_is_none_of_its_words():
    assert [block.text for block in blocks("Type `30%` there.")] == ["Type there."]

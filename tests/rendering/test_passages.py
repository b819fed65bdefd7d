"""Passages: a text in the sections and blocks that a reader takes in one by one."""

from articles.rendering import render
from articles.rendering.passages import sections_of

from .documents import EVERYTHING
from .page import LIBRARY


def blocks(source: str, **citations: str) -> list[tuple[str, str]]:
    (section,) = sections_of(source, citations)
    return [(passage.kind, passage.text) for passage in section.passages]


def test_a_section_is_a_heading_with_what_follows_it() -> None:
    opening, drugs, doses, rest = sections_of(
        "First.\n\n## Drugs\n\n### Doses\n\nx\n\n## Rest\n\ny"
    )
    assert (opening.heading, opening.id, opening.text) == (None, "", "")
    assert [(s.id, s.level, s.path) for s in (drugs, doses, rest)] == [
        ("drugs", 2, ()),
        ("doses", 3, ("Drugs",)),
        ("rest", 2, ()),
    ]
    assert [len(s.passages) for s in (opening, drugs, doses, rest)] == [1, 0, 1, 1]


def test_the_sections_have_the_ids_of_the_page() -> None:
    source = f"{EVERYTHING}\n## Signs\n\n> ## Signs\n\n::: note\n## ![eye](image:eye) ???\n:::"
    ids = [section.id for section in sections_of(source)]
    assert ids == ["", *(heading.id for heading in render(source, pictures=LIBRARY).headings)]


def test_each_block_says_what_it_is() -> None:
    assert blocks(
        "a *b*\n\n- c\n\n> d\n\nt\n: u\n\n|x|y|\n|-|-|\n|1|2|\n\n::: note For `you`\nn\n:::\n\n"
        '    code 1\n    code 2\n\n![alt](image:eye "Caption")'
    ) == [
        ("paragraph", "a b"),
        ("item", "c"),
        ("quote", "d"),
        ("term", "t"),
        ("definition", "u"),
        ("row", "x | y"),
        ("row", "1 | 2"),
        ("label", "For `you`"),
        ("notice", "n"),
        ("code", "code 1"),
        ("code", "code 2"),
        ("picture", "[Picture: alt] Caption"),
    ]


def test_a_cited_source_is_one_word() -> None:
    assert blocks("Rare [@gilhus-2019; @b].", **{"gilhus-2019": "[source: Gilhus 2019]"}) == [
        ("paragraph", "Rare [source: Gilhus 2019] [source: b].")
    ]
    (section,) = sections_of("Rare [@a].")
    assert section.word_count == 2


def test_blanks_around_code_links_and_pictures_stay() -> None:
    assert blocks("run `this` now, [see](/a/) `b`. An ![eye](image:eye) in it") == [
        ("paragraph", "run this now, see b. An [Picture: eye] in it")
    ]


def test_a_decorative_picture_is_a_picture() -> None:
    assert blocks("![](image:plain){.decorative}") == [("picture", "[Picture]")]

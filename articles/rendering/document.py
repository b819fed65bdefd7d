"""The document: the way of a text from Markdown to HTML, and what is known of it then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from markdown_it.token import Token

from .blocks import Block, blocks_of
from .captions import place_captions
from .charts import place_charts
from .citations import settle_citations
from .drawing import check_length
from .figures import place_pictures
from .glossary import Entry, place_terms
from .grammar import build_parser
from .headings import Heading, settle_headings
from .lines import note_lines
from .links import Link, links_of, shield_readers
from .page_links import LinkedPage, PageLinkUse, settle_page_links
from .picture import Picture, PictureUse
from .sanitizer import sanitized, sanitized_with_lines
from .snippets import SnippetFound, place_snippets
from .source import normalised
from .tables import frame_tables
from .words import words_of
from .work import CitationUse, Work

# People who read with tired eyes take their time; 200 a minute is a calm reader's pace.
_WORDS_PER_MINUTE = 200
# A list of two entries is no help in finding one's way.
_FEWEST_CONTENTS = 3

_PARSER = build_parser()


@dataclass(frozen=True)
class Rendered:
    """A text as readers get it, with what lists, checks and the search index ask about it.

    `text` holds the author's words without markup, one block on a line; `headings`, `links`
    and `pictures` are in the order of the text, `citations` in that of their numbers. `terms`
    are the slugs of the glossary's entries that the text links to; `links` are the author's, and
    `page_links` those written as [[slug]], whether they lead somewhere or not. `snippets` are the
    facts that are kept elsewhere; what they say is part of all the rest.
    `faults` are sentences about what could not be drawn, `blocks` the lines of the text, each with
    what it stands in.
    """

    html: str
    text: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[PictureUse, ...]
    citations: tuple[CitationUse, ...]
    terms: tuple[str, ...]
    word_count: int
    faults: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    page_links: tuple[PageLinkUse, ...] = ()
    snippets: tuple[SnippetFound, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes that reading takes, at least one."""
        return minutes_to_read(self.word_count)

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The entries of "On this page"; none when there are too few to need it."""
        return contents_of(self.headings)


def minutes_to_read(word_count: int) -> int:
    """Return the minutes that reading so many words takes, at least one."""
    return max(1, ceil(word_count / _WORDS_PER_MINUTE))


def contents_of(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return the headings that stand in "On this page"; none when there are too few to need it."""
    main = tuple(heading for heading in headings if heading.level == 2)
    return main if len(main) >= _FEWEST_CONTENTS else ()


def parsed(source: str, environment: dict[str, object] | None = None) -> list[Token]:
    """Return the tokens of the Markdown `source`, before anything of it is settled."""
    return _PARSER.parse(normalised(source), {} if environment is None else environment)


def render(
    source: str,
    *,
    pictures: Mapping[str, Picture] = MappingProxyType({}),
    works: Mapping[str, Work] = MappingProxyType({}),
    entries: Sequence[Entry] = (),
    pages: Mapping[str, LinkedPage] = MappingProxyType({}),
    snippets: Mapping[str, str] = MappingProxyType({}),
    for_readers: bool = False,
    with_lines: bool = False,
) -> Rendered:
    """Return the Markdown `source` as safe HTML, with what is known of it.

    `pictures` are the library's pictures by their key and `works` those of the register, at
    least those that the text uses; `entries` are the glossary's, all of them. `pages` are our own
    pages by the slug that the text has for them; where a link to one leads nowhere, it is marked,
    unless the text is `for_readers`. `snippets` are what is kept elsewhere, by key, as Markdown.
    `with_lines` says in the HTML on which line each block was typed (lines.py).

    Labels come out in the active language. Raises SourceTooLong when the text is longer than
    MAX_SOURCE or its HTML would be longer than MAX_HTML; no other text is refused.
    """
    environment: dict[str, object] = {}
    tokens = parsed(source, environment)
    tokens, found = place_snippets(tokens, snippets, parsed)
    page_links = settle_page_links(tokens, pages, for_readers=for_readers)
    tokens = place_captions(tokens)
    tokens, picture_uses = place_pictures(tokens, pictures)
    faults = place_charts(tokens)
    citations = settle_citations(tokens, works)
    frame_tables(tokens)
    headings = settle_headings(tokens)
    shield_readers(tokens)
    terms = place_terms(tokens, entries)
    if with_lines:
        note_lines(tokens)
    drawn = _PARSER.renderer.render(tokens, _PARSER.options, environment)
    html = sanitized_with_lines(drawn) if with_lines else sanitized(drawn)
    check_length(len(html))
    text = words_of(tokens)
    return Rendered(
        html=html,
        text=text,
        headings=headings,
        links=links_of(tokens),
        pictures=picture_uses,
        citations=citations,
        terms=terms,
        word_count=len(text.split()),
        faults=faults,
        blocks=blocks_of(tokens),
        page_links=page_links,
        snippets=found,
    )

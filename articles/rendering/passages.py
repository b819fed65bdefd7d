"""Passages: a text cut into its sections and blocks, as a reader takes them in."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from django.utils.translation import gettext
from markdown_it.token import Token

from .captions import place_captions
from .charts import place_charts
from .citations import keys_in
from .figures import place_pictures
from .grammar import build_parser
from .headings import settle_headings
from .notices import label_of
from .page_links import LinkedPage, linked_slugs, settle_page_links
from .picture import PictureUse
from .snippets import place_snippets
from .source import normalised
from .wording import Word, count, read, wording

_PARSER = build_parser()
# The innermost of these that a block stands in says what it is.
_KINDS = {
    "list_item": "item",
    "blockquote": "quote",
    "container_notice": "notice",
    "dt": "term",
    "dd": "definition",
    "caption": "caption",
}
# A reader recognises an address by its beginning.
_LONGEST_ADDRESS = 100


@dataclass(frozen=True)
class Passage:
    """One block of a text with its words.

    `kind` is paragraph, heading, item (of a list), row (of a table), caption (of a table), quote,
    term, definition, notice, label (of a notice), code (one line of it) or picture; callers may
    add their own. A chart is its title and its rows, like a table.
    """

    kind: str
    words: tuple[Word, ...]

    @cached_property
    def keys(self) -> tuple[Hashable, ...]:
        """What makes two passages the same, whatever their kind."""
        return tuple(word.key for word in self.words)

    @cached_property
    def vocabulary(self) -> frozenset[Hashable]:
        """The words by which two passages are found to be alike."""
        return frozenset(word.key for word in self.words if word.is_counted)

    @cached_property
    def word_count(self) -> int:
        return count(self.words)

    @property
    def text(self) -> str:
        return read(self.words)


@dataclass(frozen=True)
class Section:
    """A heading with the passages up to the next one; the opening section has no heading.

    `path` holds the texts of the headings above it, the outermost first.
    """

    heading: Passage | None
    id: str
    level: int
    path: tuple[str, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def text(self) -> str:
        """The words of its heading."""
        return self.heading.text if self.heading else ""

    @cached_property
    def body(self) -> tuple[tuple[Hashable, ...], ...]:
        """What makes the passages of two sections the same."""
        return tuple(passage.keys for passage in self.passages)

    @cached_property
    def vocabulary(self) -> frozenset[Hashable]:
        return frozenset().union(*(passage.vocabulary for passage in self.passages))

    @cached_property
    def word_count(self) -> int:
        """The words of its passages, without the heading."""
        return sum(passage.word_count for passage in self.passages)


def sections_of(
    source: str,
    citations: Mapping[str, str] = MappingProxyType({}),
    pages: Mapping[str, LinkedPage] = MappingProxyType({}),
    snippets: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Section, ...]:
    """Return the sections of the Markdown `source`; the first is the opening, maybe empty.

    `citations` gives the words for the key of each cited source, such as "[source: Gilhus 2019]",
    `pages` what is known of the pages of ours that it links to; of others the slug is told.
    `snippets` are the facts that are part of it, by key, as Markdown.
    Raises SourceTooLong as `render()` does.
    """
    # Without a library every picture stays in its line, as what its author wrote about it.
    tokens, _ = place_snippets(
        _PARSER.parse(normalised(source)), snippets, lambda text: _PARSER.parse(normalised(text))
    )
    linked = [slug for text in (source, *snippets.values()) for slug in linked_slugs(text)]
    named = {slug: _named(slug, pages.get(slug)) for slug in linked}
    settle_page_links(tokens, named, for_readers=True)
    tokens = place_captions(tokens)
    tokens, _ = place_pictures(tokens, {})
    place_charts(tokens)
    headings = iter(settle_headings(tokens))
    sections = []
    section = Section(None, "", 0, (), ())
    outline: list[tuple[int, str]] = []
    passages: list[Passage] = []
    for passage in _blocks(tokens, citations):
        if passage.kind != "heading":
            passages.append(passage)
            continue
        sections.append(replace(section, passages=tuple(passages)))
        passages = []
        settled = next(headings)
        while outline and outline[-1][0] >= settled.level:
            outline.pop()
        path = tuple(text for _, text in outline)
        section = Section(passage, settled.id, settled.level, path, ())
        outline.append((settled.level, section.text))
    sections.append(replace(section, passages=tuple(passages)))
    return tuple(sections)


def _named(slug: str, page: LinkedPage | None) -> LinkedPage:
    """A page with something to tell where a link leads, though readers cannot see it."""
    return LinkedPage(slug, page.title if page else "", (page.url if page else "") or slug)


def picture_passage(key: str, alt: str) -> Passage:
    """Return the passage that a picture outside the text makes."""
    return Passage("picture", tuple(_picture(key, alt)))


def _blocks(tokens: Sequence[Token], citations: Mapping[str, str]) -> Iterator[Passage]:
    kinds: list[str] = []
    row: list[Word] | None = None
    is_heading = False
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in _KINDS:
            if end == "open":
                kinds.append(_KINDS[name])
            else:
                kinds.pop()
        match token.type:
            case "container_notice_open":
                yield Passage("label", wording(label_of(token)))
            case "heading_open":
                is_heading = True
            case "tr_open":
                row = []
            case "tr_close":
                yield Passage("row", tuple(row or ()))
                row = None
            case "inline":
                words = tuple(_words(token.children or (), citations))
                if row is not None:
                    row += [Word(" |", " |")] * bool(row) + _spaced(words)
                    continue
                kind = kinds[-1] if kinds else "paragraph"
                if is_heading:
                    kind = "heading"
                elif _is_picture(token.children or ()):
                    kind = "picture"
                is_heading = False
                if words or kind == "heading":
                    yield Passage(kind, words)
            case "chart":
                title, *lines = token.meta["chart"].lines
                yield Passage("caption", wording(title[0]))
                for line in lines:
                    yield Passage("row", wording(" | ".join(line)))
            case "fence" | "code_block" | "broken_chart":
                for line in token.content.splitlines():
                    if line.strip():
                        yield Passage("code", wording(line))


def _words(children: Sequence[Token], citations: Mapping[str, str]) -> Iterator[Word]:
    """The words of one line of text, with what a reader sees between them."""
    is_after_blank = False
    for segment in _segments(children, citations):
        if isinstance(segment, Word):
            yield segment
            is_after_blank = is_after_blank and segment.is_note
        elif segment:
            words = wording(segment)
            yield from _spaced(words) if is_after_blank else words
            is_after_blank = segment[-1].isspace()


def _segments(children: Sequence[Token], citations: Mapping[str, str]) -> Iterator[str | Word]:
    """The text of one line, interrupted by what is a word of its own kind."""
    text = ""
    hrefs: list[str] = []
    for child in children:
        match child.type:
            case "text":
                text += child.content
                continue
            case "softbreak" | "hardbreak":
                text += " "
                continue
            case "link_open":
                hrefs.append(str(child.attrs["href"]))
                continue
            case "code_inline" | "link_close" | "missing_picture" | "citation":
                yield text
                text = ""
        match child.type:
            case "code_inline":
                # In code, [@key] is what it says.
                yield child.content
            case "link_close":
                yield _note("link", hrefs.pop())
            case "missing_picture":
                use: PictureUse = child.meta["use"]
                yield from _picture(use.key or use.src, use.alt)
                yield from _spaced(wording(use.caption))
            case "citation":
                yield from (_citation(key, citations) for key in keys_in(child.content))
    yield text


def _citation(key: str, citations: Mapping[str, str]) -> Word:
    shown = citations.get(key) or gettext("[source: %(key)s]") % {"key": key}
    return Word(("citation", key), f" {shown}")


def _picture(key: str, alt: str) -> Iterator[Word]:
    shown = gettext("[Picture: %(alt)s]") % {"alt": alt} if alt else gettext("[Picture]")
    yield from _spaced(wording(shown))
    if key:
        yield _note("picture", key)


def _note(kind: str, address: str) -> Word:
    """What is only said when it changed: where a link leads, and which picture is shown."""
    short = address[:_LONGEST_ADDRESS]
    if kind == "link":
        shown = gettext("(link to %(address)s)") % {"address": short}
    else:
        shown = gettext("(picture “%(name)s”)") % {"name": short}
    return Word((kind, address), f" {shown}", is_note=True)


def _spaced(words: Sequence[Word]) -> list[Word]:
    """The words with a blank before the first."""
    spaced = list(words)
    if spaced and not spaced[0].text.startswith(" "):
        spaced[0] = spaced[0]._replace(text=f" {spaced[0].text}")
    return spaced


def _is_picture(children: Sequence[Token]) -> bool:
    pictures = [child for child in children if child.type == "missing_picture"]
    return bool(pictures) and all(
        child in pictures or not child.content.strip() for child in children if not child.nesting
    )

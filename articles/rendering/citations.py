"""Citations: `[@key]` and `[@a; @b]`, the marks that lead from a claim to its source."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.translation import gettext
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from .work import CitationUse, Work

_KEY = r"@[A-Za-z0-9-]++"
# Possessive throughout: what does not match is known to fail at once, however long it is.
_MARK = re.compile(rf"\[[ \n]*+{_KEY}(?:[ \n]*+;[ \n]*+{_KEY})*+[ \n]*+\]")
_NAMED = re.compile(_KEY)
# What a pasted footnote becomes (pasted/notes.py): a source that is still to be completed.
_NOTE = re.compile(r"note-([0-9]{1,6})", re.ASCII)
_BETWEEN = ",\N{THIN SPACE}"


@dataclass(frozen=True)
class _Mark:
    """One number of a mark: the source it stands for, and how often it was cited up to here."""

    key: str
    number: int
    use: int
    work: Work | None


class _Sources:
    """The sources of one document, numbered by first use whether the register knows them or not.

    So a number is a function of the text alone, and a source that comes into the register later
    renumbers nothing.
    """

    def __init__(self, works: Mapping[str, Work]) -> None:
        self._works = works
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, int] = {}

    def marks(self, keys: Iterable[str]) -> list[_Mark]:
        return [self._mark(key) for key in keys]

    def uses(self) -> tuple[CitationUse, ...]:
        return tuple(self._use(key, number) for key, number in self._numbers.items())

    def _mark(self, key: str) -> _Mark:
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._uses[key] = self._uses.get(key, 0) + 1
        return _Mark(key, number, self._uses[key], self._works.get(key))

    def _use(self, key: str, number: int) -> CitationUse:
        work = self._works.get(key)
        return CitationUse(
            key=key,
            number=number,
            uses=self._uses[key],
            known=work is not None,
            state=work.state if work else "",
        )


def citation(state: StateInline, silent: bool) -> bool:
    """The inline rule for marks. `content` keeps the mark as it was typed.

    What CommonMark reads as a link stays one: `[@name](https://…)`. And within a link's words a
    mark stays text, because a link cannot hold another.
    """
    # The parser looks ahead in order to find the end of a link's words. A mark would look like
    # a link to it and end the search.
    if silent or state.linkLevel:
        return False
    typed = _MARK.match(state.src, state.pos, state.posMax)
    if not typed:
        return False
    may_be_link = state.src.startswith(("(", "["), typed.end()) or "references" in state.env
    if may_be_link and link(state, silent):
        return True
    token = state.push("citation", "", 0)
    token.content = typed[0]
    state.pos = typed.end()
    return True


def settle_citations(tokens: Sequence[Token], works: Mapping[str, Work]) -> tuple[CitationUse, ...]:
    """Number the marks of a document and give each its works; return the sources by number."""
    sources = _Sources(works)
    for token in tokens:
        children = token.children or []
        if any(child.type == "citation" for child in children):
            token.children = _joined(children)
            for child in token.children:
                if child.type == "citation":
                    child.meta["marks"] = sources.marks(keys_in(child.content))
            token.children = _hugging(token.children)
    return sources.uses()


def mark(token: Token) -> str:
    """Return the HTML of a mark: linked numbers, and in words which source is missing."""
    runs = [
        f'<sup class="citation">{_BETWEEN.join(map(_number, marks))}</sup>'
        if known
        else " ".join(map(_missing, marks))
        for known, marks in groupby(token.meta["marks"], key=_is_known)
    ]
    between = f'<sup class="citation">{_BETWEEN}</sup>' if token.meta["follows_number"] else ""
    return between + " ".join(runs)


def note_number(key: str) -> int | None:
    """Return which pasted note a key stands for, None if it is the key of a source."""
    note = _NOTE.fullmatch(key)
    return int(note[1]) if note else None


def keys_in(marks: str) -> Iterable[str]:
    """Return the keys of marks as they were typed, in lower case, each once."""
    return dict.fromkeys(key[1:].lower() for key in _NAMED.findall(marks))


def _joined(children: Sequence[Token]) -> list[Token]:
    """The children, where marks that follow each other are one: ¹² would be read as twelve."""
    joined: list[Token] = []
    for child in children:
        blanks: list[Token] = []
        if child.type == "citation":
            while joined and _is_blank(joined[-1]):
                blanks.append(joined.pop())
            if joined and joined[-1].type == "citation":
                joined[-1].content += child.content
                continue
        joined += [*reversed(blanks), child]
    return joined


def _hugging(children: Sequence[Token]) -> list[Token]:
    """The children without a blank before a number, so that none begins a line.

    Where only markup parts it from another ("**so [@a]** [@b]"), it is noted that it follows one.
    """
    hugging: list[Token] = []
    after_number = False
    for child in children:
        if child.type == "citation":
            marks = child.meta["marks"]
            begins = _is_known(marks[0])
            child.meta["follows_number"] = begins and after_number
            if begins:
                _drop_blanks(hugging)
            after_number = _is_known(marks[-1])
        elif child.nesting == 0 and not _is_blank(child):
            after_number = False
        hugging.append(child)
    return hugging


def _drop_blanks(tokens: list[Token]) -> None:
    while tokens and _is_blank(tokens[-1]):
        tokens.pop()
    if tokens and tokens[-1].type == "text":
        tokens[-1].content = tokens[-1].content.rstrip(" ")


def _is_blank(token: Token) -> bool:
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip(" "))


def _is_known(mark: _Mark) -> bool:
    return mark.work is not None


def _number(mark: _Mark) -> str:
    label = escape(gettext("Reference %(number)d") % {"number": mark.number})
    drawn = (
        f'<a class="citation__link" id="frame-citation-{mark.number}-{mark.use}" '
        f'href="#frame-reference-{mark.number}" aria-label="{label}">{mark.number}</a>'
    )
    state = mark.work.state if mark.work else ""
    words = _state(state)
    if not words:
        return drawn
    css_class = f"citation__state citation__state--{state}"
    return f'{drawn} <span class="{css_class}">{escape(words)}</span>'


def _state(state: str) -> str:
    """What readers must know of a source beside every mark that cites it, in words."""
    match state:
        case "superseded":
            return gettext("superseded source")
        case "retracted":
            return gettext("retracted source")
    return ""


def _missing(mark: _Mark) -> str:
    note = note_number(mark.key)
    if note is None:
        words = gettext("[Source “%(key)s” is not in the register]") % {"key": mark.key}
    else:
        words = gettext("[Note %(number)d: complete this citation]") % {"number": note}
    return f'<span class="missing-citation">{escape(words)}</span>'

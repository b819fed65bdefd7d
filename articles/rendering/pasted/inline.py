"""Lines: runs become one line of Markdown, with emphasis only where Markdown can have it.

CommonMark opens `**` only before a word and closes it only behind one (its rules on flanking). What
stands at the edge of an emphasis and would break it, such as a blank or a colon, moves outside.
"""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from .blocks import BLANK, Kind, Run
from .escaping import at_line_start, code_span, escaped

# What a browser counts as a blank; a non-breaking one is none of these.
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_HARD_BREAK = "\\\n"


def line_of(runs: Sequence[Run]) -> str:
    """Return `runs` as one paragraph of Markdown, which may have line breaks in it."""
    lines = _written(settled(runs)).split(_HARD_BREAK)
    return _HARD_BREAK.join(map(at_line_start, lines))


def single_line_of(runs: Sequence[Run]) -> str:
    """Return `runs` as one line: for headings, cells, terms and captions."""
    return at_line_start(flat_line_of(runs))


def flat_line_of(runs: Sequence[Run]) -> str:
    """Return `runs` as one line that stands behind something and so begins nothing."""
    return _written(settled([BLANK if run.kind is Kind.BREAK else run for run in runs]))


def settled(runs: Sequence[Run]) -> list[Run]:
    """Return `runs` with their blanks as a browser shows them, and each emphasis fit to be written.

    Empty when there is nothing in them.
    """
    line = _collapsed([_bare(run) for run in runs])
    for flag in ("code", "href", "bold", "italic"):
        if any(getattr(run, flag) for run in line):
            line = _joined(_trimmed(line, flag))
    return line


def _bare(run: Run) -> Run:
    """The run without what Markdown cannot give it.

    Two spans of code side by side would run together if their emphasis parted them, and a link
    holds neither the mark of a source nor a picture of its own.
    """
    if (run.is_words and not run.code) or run.kind is Kind.BREAK:
        return run
    return replace(run, bold=False, italic=False, href=run.href if run.is_words else "")


def _collapsed(runs: Sequence[Run]) -> list[Run]:
    """The runs with one blank where there were several, and none where a line begins or ends."""
    line: list[Run] = []
    for run in runs:
        if run.is_words:
            words = _BLANKS.sub(" ", run.text)
            if not line or line[-1].kind is Kind.BREAK or line[-1].text.endswith(" "):
                words = words.removeprefix(" ")
            if words:
                line.append(replace(run, text=words))
        elif run.kind is not Kind.BREAK or _drop_last_blank(line):
            line.append(run)
    while line and line[-1].kind is Kind.BREAK:
        line.pop()
    _drop_last_blank(line)
    return _joined(line)


def _drop_last_blank(line: list[Run]) -> bool:
    """Take a blank away from the end of `line`; return whether anything is left of it."""
    if line and line[-1].is_words and line[-1].text.endswith(" "):
        last = line.pop()
        if last.text != " ":
            line.append(replace(last, text=last.text[:-1]))
    return bool(line)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, where those that look alike are one."""
    joined: list[Run] = []
    for is_words, group in groupby(runs, key=lambda run: run.is_words and _look(run)):
        alike = list(group)
        if is_words and len(alike) > 1:
            alike = [replace(alike[0], text="".join(run.text for run in alike))]
        joined += alike
    return joined


def _look(run: Run) -> tuple[str, bool, bool, bool]:
    return run.href, run.bold, run.italic, run.code


def _trimmed(runs: Sequence[Run], flag: str) -> list[Run]:
    """The runs without `flag` on what cannot stand at its edge."""
    # Italics are written within bold, and both within links: what is written in one go.
    outer = ("href", "bold", "italic")[: ("code", "href", "bold", "italic").index(flag)]

    def together(run: Run) -> tuple[object, ...]:
        return tuple(getattr(run, name) for name in (*outer, flag))

    groups = [list(group) for _, group in groupby(runs, key=together)]
    trimmed: list[Run] = []
    for place, group in enumerate(groups):
        if not getattr(group[0], flag):
            trimmed += group
            continue
        before = _edge(groups[place - 1][-1], group[0], -1) if place else " "
        behind = _edge(groups[place + 1][0], group[0], 0) if place + 1 < len(groups) else " "
        start, group = _cut(group, flag, before, 0)
        end, group = _cut(group, flag, behind, -1)
        trimmed += [*start, *group, *reversed(end)]
    return trimmed


def _cut(group: list[Run], flag: str, outside: str, at: int) -> tuple[list[Run], list[Run]]:
    """What loses `flag` at one end of `group` (0 or -1), and what is left of the group."""
    moved: list[Run] = []
    while group and _moves_out(group[at].text[at], flag, outside):
        run = group[at]
        outside, rest = run.text[at], run.text[1:] if at == 0 else run.text[:-1]
        moved.append(replace(run, text=outside, **{flag: "" if flag == "href" else False}))
        kept = [replace(run, text=rest)] if rest else []
        group = kept + group[1:] if at == 0 else group[:-1] + kept
    return moved, group


def _moves_out(character: str, flag: str, outside: str) -> bool:
    is_emphasis = flag in ("bold", "italic")
    return character.isspace() or (
        is_emphasis and not character.isalnum() and not _parts_words(outside)
    )


def _parts_words(character: str) -> bool:
    """Whether CommonMark takes a character for a blank or for punctuation."""
    is_mark = character in string.punctuation or unicodedata.category(character)[0] == "P"
    return is_mark or character.isspace()


def _edge(neighbour: Run, run: Run, at: int) -> str:
    """The character beside `run` that CommonMark goes by; marks of emphasis are looked through."""
    if not neighbour.is_words:
        return "\n" if neighbour.kind is Kind.BREAK else "]"
    is_mark = neighbour.code or neighbour.href != run.href
    return "]" if is_mark else neighbour.text[at]


def _written(line: Sequence[Run]) -> str:
    """The Markdown of a settled line."""
    pieces: list[str] = []
    last = Kind.WORDS
    for (href, kind), group in groupby(line, key=lambda run: (run.href, run.kind)):
        for piece in [_words(list(group), href)] if kind is Kind.WORDS else map(_atom, group):
            if pieces and pieces[-1].endswith("!") and piece.startswith("["):
                pieces[-1] = f"{pieces[-1][:-1]}\\!"  # it would make a picture of the link
            is_taken_in = (last is Kind.MARK and piece.startswith(("(", ":"))) or (
                last is Kind.PICTURE and piece.startswith("{")
            )
            pieces.append(f"\\{piece}" if is_taken_in else piece)
            last = kind
    return "".join(pieces)


def _atom(run: Run) -> str:
    match run.kind:
        case Kind.PICTURE:
            return f"![{escaped(run.text, in_link=True)}](image:{run.key})"
        case Kind.MARK:
            return f"[@{run.key}]"
    return _HARD_BREAK


def _words(runs: Sequence[Run], href: str) -> str:
    """Words with their emphasis, as a link if they are one."""
    written = "".join(
        _marked("**" if bold else "", _italics(group, in_link=bool(href)))
        for bold, group in groupby(runs, key=lambda run: run.bold)
    )
    return f"[{written}]({href})" if href else written


def _italics(runs: Iterable[Run], *, in_link: bool) -> str:
    pieces = []
    for (italic, code), group in groupby(runs, key=lambda run: (run.italic, run.code)):
        words = "".join(run.text for run in group)
        safe = code_span(words) if code else escaped(words, in_link=in_link)
        pieces.append(_marked("*" if italic else "", safe))
    return "".join(pieces)


def _marked(mark: str, words: str) -> str:
    return f"{mark}{words}{mark}"

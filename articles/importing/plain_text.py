"""Plain text: reading a page that was saved from a browser without its markup.

Title
<blank line>
Paragraphs; a short line without a full stop is a heading.
Last updated: July 27, 2021
The disclaimer (recognised, never imported: this site has its own)
A callout: its title, and its text
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 1_000_000
MAX_TITLE = 200
# A heading is a line that stands alone, is short, and does not end like a sentence. Many ask a
# question, so a question mark is no end of a sentence here.
MAX_HEADING = 80
SENTENCE_SIGNS = ".,:;…"
UPDATED = re.compile(r"(?:last\s+)?(?:updated|modified)(?:\s+on)?\s*:\s*(?P<date>.*)", re.I)
DATE_SHAPES = ("%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
# Phrases of the law rather than of a site: any two of them make a paragraph a disclaimer.
DISCLAIMER = (
    re.compile(r"\bmedical advice\b", re.I),
    re.compile(r"\bdiagnosis,? or treatment\b", re.I),
    re.compile(r"\b(?:substitute|replace\w*) (?:for )?professional\b", re.I),
    re.compile(r"\bnever disregard\b", re.I),
    re.compile(r"\bseek the advice of your (?:physician|doctor)\b", re.I),
)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
# What Markdown would take for markup anywhere, or at the start of a line.
MARKUP = re.compile(r"([\\`*_\[\]<>&{}~|])")
LINE_MARKUP = re.compile(r"^(\d{0,9})([-+#=:.)])", re.MULTILINE)


class Unreadable(Exception):
    """Files that cannot be imported. `reasons` holds a sentence for each problem."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class Paragraph:
    """One run of lines between blank lines, with the number of its first line."""

    line: int
    text: str

    @property
    def is_heading(self) -> bool:
        return len(self.text) <= MAX_HEADING and self.stands_alone

    @property
    def stands_alone(self) -> bool:
        """Whether it is a single line that does not end like a sentence."""
        return "\n" not in self.text and self.text[-1] not in SENTENCE_SIGNS

    @property
    def is_disclaimer(self) -> bool:
        return sum(bool(phrase.search(self.text)) for phrase in DISCLAIMER) >= 2


@dataclass(frozen=True)
class PlainPage:
    """One page as read: its words, its date, its callout, and what was noticed on the way."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    updated_on: datetime.date | None
    callout_title: str
    callout_text: str
    remarks: tuple[str, ...]

    def summary_and_body(self, max_summary: int) -> tuple[str, str]:
        """Return a summary in plain text and the rest as Markdown; every word is in one of them.

        The summary is as many sentences of the first paragraph as fit into `max_summary`
        characters.
        """
        first, *rest = self.paragraphs
        if first.is_heading:
            return "", markdown(self.paragraphs)
        sentences = SENTENCE_END.split(" ".join(first.text.split()))
        summary = ""
        while sentences and len(f"{summary} {sentences[0]}".strip()) <= max_summary:
            summary = f"{summary} {sentences.pop(0)}".strip()
        left = [Paragraph(first.line, " ".join(sentences))] if sentences else []
        if not left and not rest:  # one short paragraph is a text, and a text has a body
            return "", markdown([first])
        return summary, markdown([*left, *rest])


def read_page(path: Path) -> PlainPage:
    """Read one file. Raises Unreadable with a sentence that names the file and what to do."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(
                [f"{path}: {size / 1e6:.1f} MB is too much for one page; the limit is 1 MB."]
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unreadable([f"{path}: cannot be read ({error.strerror})."]) from error
    except UnicodeDecodeError as error:
        raise Unreadable(
            [f"{path}: this is not text in UTF-8. Save the page as plain text and try again."]
        ) from error
    if "\x00" in text:
        raise Unreadable([f"{path}: this is not text. Save the page as plain text and try again."])
    return parse(text, name=str(path))


def parse(text: str, *, name: str) -> PlainPage:
    """Take the parts of a page out of its plain text. `name` is for the messages.

    Raises Unreadable when there is no text, no title, or a date that is no date.
    """
    paragraphs = list(_paragraphs(text))
    if not paragraphs:
        raise Unreadable([f"{name}: the file is empty."])
    title, rest = paragraphs[0], paragraphs[1:]
    if not title.stands_alone or len(title.text) > MAX_TITLE:
        raise Unreadable(
            [
                f"{name}, line {title.line}: there is no title. The first line must be short and "
                "stand alone."
            ]
        )
    content: list[Paragraph] = []
    after: list[Paragraph] = []
    remarks = {title.line: f"title “{title.text}”"}
    updated_on = None
    for paragraph in rest:
        if match := UPDATED.fullmatch(paragraph.text):
            if updated_on is not None:
                raise Unreadable([f"{name}, line {paragraph.line}: a second “Last updated” date."])
            updated_on = _date(match["date"], f"{name}, line {paragraph.line}")
            remarks[paragraph.line] = f"last updated {updated_on.isoformat()}"
        elif paragraph.is_disclaimer:
            remarks[paragraph.line] = "disclaimer recognised and left out"
        elif len(remarks) > 1:  # below the date or the disclaimer the text is over
            after.append(paragraph)
        else:
            content.append(paragraph)
    if not content:
        raise Unreadable([f"{name}: there is a title but no text below it."])
    remarks |= {part.line: f"heading “{part.text}”" for part in content if part.is_heading}
    callout_title, callout_text = _callout(after, remarks)
    told = [f"line {line}: {remark}" for line, remark in sorted(remarks.items())]
    if updated_on is None:
        told.append("no “Last updated” date found")
    return PlainPage(
        title=title.text,
        paragraphs=tuple(content),
        updated_on=updated_on,
        callout_title=callout_title,
        callout_text=callout_text,
        remarks=tuple(told),
    )


def markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs as Markdown that shows exactly their characters."""
    return "\n\n".join(
        f"## {escaped(part.text)}" if part.is_heading else escaped(part.text) for part in paragraphs
    )


def escaped(text: str) -> str:
    """Return plain `text` as Markdown that shows exactly these characters."""
    return LINE_MARKUP.sub(r"\1\\\2", MARKUP.sub(r"\\\1", text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            first = first if lines else number
            lines.append(line.strip())
        elif lines:
            yield Paragraph(first, "\n".join(lines))
            lines = []


def _date(written: str, place: str) -> datetime.date:
    words = " ".join(written.rstrip(" .").split())
    for shape in DATE_SHAPES:
        try:
            return datetime.datetime.strptime(words, shape).date()  # noqa: DTZ007 (a date only)
        except ValueError:
            continue
    raise Unreadable(
        [f"{place}: “{written.strip()}” is not a date. Write it like “July 27, 2021”."]
    )


def _callout(after: list[Paragraph], remarks: dict[int, str]) -> tuple[str, str]:
    """The callout below the disclaimer: a short line and the text under it.

    What is found, and what cannot be read, is noted in `remarks` under its line.
    """
    title = next((paragraph for paragraph in after if paragraph.is_heading), None)
    text = next((paragraph for paragraph in after if not paragraph.is_heading), None)
    if title is None or text is None or text.line < title.line:
        remarks |= {part.line: _unread(part) for part in after}
        return "", ""
    for paragraph in after:
        if paragraph == title:
            remarks[paragraph.line] = f"callout “{title.text}”"
        elif title.line < paragraph.line < text.line:
            remarks[paragraph.line] = (
                f"“{paragraph.text}” names a picture that a text file cannot hold; "
                "add it to the callout in the admin"
            )
        elif paragraph != text:
            remarks[paragraph.line] = _unread(paragraph)
    return title.text, text.text


def _unread(paragraph: Paragraph) -> str:
    return f"could not be read and was left out: “{paragraph.text[:60]}”"

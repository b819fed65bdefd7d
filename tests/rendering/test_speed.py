"""Speed: no text, however hostile, holds a worker for long."""

import time
from contextlib import suppress

import pytest

from articles.rendering import MAX_SOURCE, Entry, SourceTooLong, Work, citation_keys, render

from .page import LIBRARY, REGISTER

# Names that begin alike are the longest to tell apart.
GLOSSARY = [Entry(f"t{n}", f"/t{n}/", ("one " * n + "two", f"word{n}")) for n in range(1, 30)]

SIZE = 20_000
SECONDS = 5.0


def filled(pattern: str) -> str:
    return (pattern * (SIZE // len(pattern) + 1))[:SIZE]


# The slowest of some two hundred patterns that were measured, and those that were slow before
# the bounds in `grammar.py`, `tables.py` and `drawing.py`.
HOSTILE = {
    "quotes": ">" * SIZE,
    "quotes with blanks": filled("> "),
    "lazy quote": "> " * 50 + "a\n" + filled("a\n"),
    "lists": filled("- "),
    "list stairs": "".join(f"{'  ' * depth}- a\n" for depth in range(140)),
    "lists and quotes": filled("1. - > "),
    "brackets": "[" * SIZE,
    "balanced brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "bracket lines": filled("[\n"),
    "open links": filled("[a]("),
    "nested links": "[" * (SIZE // 5) + "](x)" * (SIZE // 5),
    "open images": filled("!["),
    "open images in links": filled("[![]("),
    "images and brackets": filled("![]([]"),
    "mixed brackets": filled("[[[[[[[[a]("),
    "nested images": "![" * (SIZE // 6) + "](x)" * (SIZE // 6),
    "stars": "*" * SIZE,
    "open emphasis": filled("*a **a "),
    "emphasis and links": filled("_**["),
    "intra-word emphasis": filled("*a_b"),
    "backticks": "".join("a" + "`" * run for run in range(200)),
    "less-thans": filled("<a:"),
    "entities": filled("&#1;"),
    "ampersands": "&" * SIZE,
    "backslashes": "\\" * SIZE,
    "link definitions": filled("[a]: b\n"),
    "definitions without end": filled('[a]: b "\n'),
    "long definition, many uses": f"[a]: /{'x' * (SIZE // 2)}\n\n" + "[a]" * (SIZE // 6),
    "long title, many uses": f'[a]: /b "{"x" * (SIZE // 2)}"\n\n' + "[a]" * (SIZE // 6),
    "table of 2,000 columns": f"|{'a|' * 2000}\n|{'-|' * 2000}\n" + "|b" * 2000,
    "tables to be filled": filled(f"|{'a|' * 19}\n|{'-|' * 19}\n{'a' + chr(10)}" + "a\n" * 300),
    "wide tables to be filled": filled(f"|{'a|' * 100}\n|{'-|' * 100}\n" + "a\n" * 650 + "\n"),
    "many tables": filled("|a|\n|-|\n\n"),
    "definition lists": filled("a\n: b\n: c\nd\n: e\n"),
    "definition lines": filled(": a\n"),
    "notices": filled("::: note\n"),
    "nested notices": filled("::: note\n> - "),
    "headings": filled("# a\n"),
    "pictures": filled("![](image:eye)"),
    "braces": "![](image:eye)" + filled("{ "),
    "newlines": "\n" * SIZE,
    "blanks": " " * SIZE,
    "one word": "a" * SIZE,
    "open marks": filled("[@"),
    "unclosed marks": filled("[@a;"),
    "a mark without end": "[" + filled("@a;"),
    "a key without end": "[@" + filled("a-"),
    "blanks in marks": filled("[ "),
    "marks in brackets": filled("[[@a]"),
    "marks and addresses": filled("[@a]("),
    "marks and definitions": "[a]: /b\n\n" + filled("[@a]["),
    "marks": filled("a [@old] "),
    "many sources": "".join(f"[@a{number}] " for number in range(SIZE // 10)),
    "one mark of many sources": f"[{';'.join(f'@a{number}' for number in range(SIZE // 8))}]",
    "unknown sources": filled("[@gone]"),
    "words of a term": filled("one "),
    "blanks in a term": "one" + filled(" ") + "one two",
    "hyphens in a word": filled("one-"),
    "apostrophes in a word": filled("s'"),
    "emphasis in terms": filled("one *one* "),
    "charts": filled("```chart bars a\nb|1\n```\n"),
    "line charts": filled("```chart lines a\nb|1\nc|2\n```\n"),
    "a long chart": "```chart lines a\n" + "w|1|2|3|4|5|6\n" * 40,
    "a chart without end": "```chart a\n" + filled("b|1\n"),
    "mistakes in a chart": "```chart a\n" + filled("b\n"),
    "broken charts": filled("```chart\n```\n"),
    "rules in a chart": "```chart a\n" + filled("-|-\n"),
    "one long number": f"```chart a\nb|{'1' * SIZE}\n",
    "captions": filled("Table: a\n"),
    "tables with captions": filled("Table: a\n|a|\n|-|\n\n"),
    "rows that are captions": "|a|\n|-|\n" + filled("Table: a\n"),
    "mixture": filled("*_[`<&!\\"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_done_in_seconds(name: str) -> None:
    assert seconds_for(HOSTILE[name]) < SECONDS


def test_the_longest_ordinary_text_is_done_in_seconds() -> None:
    prose = "The *ocular* muscles are [weak](/signs/) in the evening, and rest helps them.\n\n"
    assert seconds_for((prose * MAX_SOURCE)[:MAX_SOURCE]) < SECONDS


def test_ten_thousand_marks_are_done_in_two_seconds() -> None:
    source = "".join(f"word [@a{number % 5000}]. " for number in range(10_000))
    works = {key: Work(key) for key in citation_keys(source)}
    started = time.process_time()
    made = render(source, works=works)
    assert time.process_time() - started < SECONDS
    assert sum(use.uses for use in made.citations) == 10_000


def seconds_for(source: str) -> float:
    """The processor time of one rendering, so that a busy machine does not count."""
    started = time.process_time()
    with suppress(SourceTooLong):
        render(source, pictures=LIBRARY, works=REGISTER, entries=GLOSSARY)
    return time.process_time() - started

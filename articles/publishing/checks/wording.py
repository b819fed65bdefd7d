"""Wording: words that this site avoids, and abbreviations that nobody has explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Wording
from articles.publishing.checks.finding import Finding, warn
from articles.publishing.checks.page import Page

# What every reader has met, what stands behind names, and what belongs to the web.
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """
        AA AAA AD AI AIDS AM BC BCE BMI CD CDC CE CEO CET COVID CPR CSS CSV CT CV DC DNA DO DOI
        DVD ECG EEG EKG EMA ER EST EU FAQ FDA GI GMT GP GPS HIV HON HTML HTTP HTTPS ICU ID II
        III IP IQ IT IV IX JAMA JSON LED MBBS MD MRI MSC NBIB NGO NHS NIH OK PC PDF PHD PIN PM
        PMC PMID PO PS QR RIS RN RNA RSS SMS SOS SVG TV UK UN UNICEF URL US USA USB UTC UV VI
        VII VIII VIP WCAG WHO WIFI WWW XI XII XL XML XS XXL
        """,
    )
)
_LONGEST = 8
_MOST = 20

# Counted, so that no row of letters, however long, is looked at again from each of them.
_SHORT_FORM = r"[A-Z][A-Za-z]{0,20}[A-Z][A-Za-z0-9]{0,20}(?!\w)"
_ABBREVIATION = re.compile(rf"(?<![\w@/.#&]){_SHORT_FORM}(?![@/&]|\.\w)")
# "acetylcholine receptor (AChR)", "(MuSK, a protein)", "AChR (the acetylcholine receptor)"
_IN_BRACKETS = re.compile(r"(\w+)[”\"]?\s*\(([^()\n]{1,120})\)")
# "receptors, or AChR for short", "called IVIg", "known as MuSK"
_NAMED = re.compile(
    rf"\b(?:[a-z]{{4,}},?\sor|called|known\sas|abbreviated(?:\sas|\sto)?|for\sshort:?|short:)\s"
    rf"[“\"]?({_SHORT_FORM})"
)
_STANDS_FOR = re.compile(
    rf"\b({_SHORT_FORM})[”\"]?,?\s(?:stands\sfor|is\sshort\sfor|short\sfor|means)\b"
)
# "the REGAIN trial" is a name and not short for anything.
_NAME_OF_STUDY = re.compile(r"[”\"]?\s(?:trial|study|studies|consortium|registry|group)\b", re.I)


def words_to_avoid(page: Page) -> Iterator[Finding]:
    """Every wording of the editors' list that a field has, once for each way it is written there.

    One click puts what the list proposes in its place, wherever the field has it.
    """
    for field, typed in page.fields.items():
        text = page.typed.words_only if field == "body" else typed
        taken: list[tuple[int, int]] = []
        for wording in page.site.wordings:
            forms: dict[str, list[int]] = {}
            for match in wording.found_in(text):
                # The longest are looked for first: "MG sufferers" is not "sufferers" as well.
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    forms.setdefault(match[0], []).append(match.start())
                    taken.append(match.span())
            for form, places in forms.items():
                yield _to_avoid(wording, form, places, field)


def _to_avoid(wording: Wording, form: str, places: Sequence[int], field: str) -> Finding:
    count = len(places)
    instead = wording.instead
    if instead and form[0].isupper() and not wording.avoid[0].isupper():
        instead = instead[0].upper() + instead[1:]
    if instead:
        sentence = ngettext(
            "Write “%(instead)s” for “%(form)s”. %(why)s",
            "Write “%(instead)s” for “%(form)s”, %(count)s times. %(why)s",
            count,
        )
    else:
        sentence = ngettext(
            "Find other words for “%(form)s”. %(why)s",
            "Find other words for “%(form)s”, %(count)s times. %(why)s",
            count,
        )
    facts = {"instead": instead, "form": form, "count": count, "why": wording.why}
    finding = warn(sentence % facts, field=field, quote=form)
    return replace(finding, instead=instead, places=tuple(places))


def unexplained_abbreviations(page: Page) -> Iterator[Finding]:
    """Each abbreviation is explained where it stands, or in the glossary, which the page links to.

    Plain-language guides ask for it (e.g. the CDC's Clear Communication Index). What everybody
    knows, such as DNA or US, and names of studies need no explanation.
    """
    yield from islice(_unexplained(page), _MOST)


def _unexplained(page: Page) -> Iterator[Finding]:
    lines = [block.text for block in page.blocks if block.kind != "code"]
    shown = {name: page.fields[name] for name in ("body", "title", "summary", "key_points")}
    shown["body"] = "\n".join(lines)
    text = "\n".join(shown.values())
    # In whatever capitals: "MuSk" is a slip for what is explained, and the other list says so.
    explained = {name.casefold() for name in (*page.names, *_explained_in(text))}
    told: set[str] = set()
    for field, words in shown.items():
        for match in _ABBREVIATION.finditer(words):
            short = _singular(match[0])
            key = short.casefold()
            if key in told or key in explained or not _is_short_for_something(short):
                continue
            if _NAME_OF_STUDY.match(words, match.end()) or _is_shouted(words, match):
                continue
            told.add(key)
            sentence = _(
                "“%(short)s” is explained nowhere on this page. Write its full name where it "
                "comes first, with the abbreviation in brackets behind it, or add it to the "
                "glossary."
            )
            quote = match[0] if match[0] in page.fields[field] else ""
            yield warn(sentence % {"short": short}, field=field, quote=quote)


def _explained_in(text: str) -> Iterator[str]:
    """The abbreviations that a text explains, and maybe some more."""
    for before, inside in _IN_BRACKETS.findall(text):
        for token in re.findall(_SHORT_FORM, inside):
            yield _singular(token)
        if re.search(r"\b[a-z]{3,}", inside):
            yield _singular(before)
    for pattern in (_NAMED, _STANDS_FOR):
        for token in pattern.findall(text):
            yield _singular(token)


def _singular(token: str) -> str:
    """AChR for AChRs; the s of an abbreviation is small."""
    return token[:-1] if token.endswith("s") else token


def _is_short_for_something(token: str) -> bool:
    """Whether it looks like an abbreviation: short, half of it in capitals, and not ordinary."""
    letters = [letter for letter in token if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return (
        len(token) <= _LONGEST
        and capitals >= 2
        and 2 * capitals >= len(letters)
        and token.upper() not in ORDINARY
    )


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether it stands among words in capitals: "DO NOT STOP" shortens nothing."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].split()[-1:]
    after = text[match.end() : match.end() + 40].split()[:1]
    around = [word.strip(".,;:!?") for word in (*line, *after)]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in around)

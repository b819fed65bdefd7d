"""Reference records: one source in the format NBIB (MEDLINE) or RIS, as text.

Both write a tag, a hyphen and a value on each line, so one reader takes both apart; what the tags
mean differs ("IS" is an ISSN in one and the issue in the other). Sources: the list of MEDLINE
fields in the help of PubMed, and the RIS specification of Research Information Systems. `rispy`
was tried: it drops a record without its last line, and joins two into one, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models.reference import FIRST_YEAR, LAST_YEAR
from articles.publishing.author_names import authors_line, nlm_name
from articles.publishing.identifiers import (
    UnreadableReference,
    dois_in,
    pmids_in,
    what_can_be_pasted,
)

# The tags that tell that a text is a record, and those that only one of the formats has.
# ruff: noqa: SIM905 (a row of tags reads better than a column of quoted ones)
_NBIB = frozenset(
    "PMID STAT OWN TI BTI TT AU FAU CN DP DEP TA JT VI IP PG LID AID PT RIN RRI AB".split()
)
_RIS = frozenset(
    "TY ID ER TI T1 BT AU A1 A2 PY Y1 DA JA J2 J1 JO JF T2 VL IS SP EP C7 DO DI M3 N1 UR PB".split()
)
_ONLY_NBIB = frozenset("PMID STAT OWN FAU PT JT TA LID AID DP VI PG".split())
_ONLY_RIS = frozenset("ER PY Y1 VL SP EP T1 T2 JO JF JA A1 UR DO".split())
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*))?$")

# The first that a record names decides: a guideline built on a review is a guideline.
_TYPES = (
    ("guideline", {"guideline", "practice guideline"}),
    (
        "trial",
        {
            "randomized controlled trial",
            "controlled clinical trial",
            "clinical trial",
            "pragmatic clinical trial",
            "adaptive clinical trial",
            "equivalence trial",
            *(f"clinical trial, phase {number}" for number in ("i", "ii", "iii", "iv")),
        },
    ),
    (
        "review",
        {"meta-analysis", "network meta-analysis", "systematic review", "review", "scoping review"},
    ),
    ("case", {"case reports", "case report"}),
    ("cohort", {"observational study"}),
)
_WEB = frozenset({"ELEC", "WEB", "BLOG", "ICOMM"})
_MARKUP = re.compile(
    r"</?(?:b|i|u|em|strong|sub|sup|sc|scp|small|span|p|br|title|inline-formula|(?:mml|jats):[a-z]+)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# So publishers mark the title of a retracted work; “Retraction:” begins the notice about it.
_RETRACTED_TITLE = re.compile(r"\[?retracted(?: article)?\s?(?::|\])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


@dataclass(frozen=True)
class Pasted:
    """What could be read of one source, in the words of the register; every field may be empty."""

    type: str = ""
    authors: str = ""
    title: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    state: str = ""


@dataclass(frozen=True)
class Record:
    """The lines of one record, in order: each a tag and its value."""

    fields: tuple[tuple[str, str], ...]

    @property
    def is_ris(self) -> bool:
        tags = {tag for tag, _value in self.fields}
        return "TY" in tags or (not tags & _ONLY_NBIB and bool(tags & _ONLY_RIS))

    def every(self, *tags: str) -> list[str]:
        """The values under any of the tags, in the order of the record."""
        return [value for tag, value in self.fields if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first tag that has one."""
        return next((value for tag in tags for value in self.every(tag)), "")


def record_in(text: str) -> Record | None:
    """Return the one record in a `readable` text, or None when the text is not in these formats.

    Raises UnreadableReference when there are several.
    """
    fields: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if match := _tagged(line):
            fields.append((match["tag"], [match["value"] or ""]))
        elif fields:
            fields[-1][1].append(line)
    tags = [tag for tag, _value in fields]
    known = set(tags) & (_NBIB | _RIS)
    if len(known) < 2 and "TY" not in known:
        return None
    count = tags.count("TY") + tags.count("PMID") or tags.count("ER")
    if count > 1:
        raise UnreadableReference(
            _("There are %(count)s records in this text. Paste one source at a time.")
            % {"count": count}
        )
    end = tags.index("ER") if "ER" in tags else len(tags)
    return Record(tuple((tag, " ".join(" ".join(value).split())) for tag, value in fields[:end]))


def read_record(record: Record) -> Pasted:
    """Return what `record` says. Raises UnreadableReference when it has no title."""
    return _from_ris(record) if record.is_ris else _from_nbib(record)


def _from_nbib(record: Record) -> Pasted:
    kinds = record.every("PT")
    title = _title(record.first("TI", "BTI", "TT"))
    has_author = record.first("AU")
    return Pasted(
        type=_type(kinds),
        authors=authors_line(
            value.rstrip(".") if tag == "CN" else nlm_name(value)
            for tag, value in record.fields
            if tag in ("CN", "AU" if has_author else "FAU")
        ),
        title=title,
        journal=record.first("TA", "JT") or (record.first("BTI") if record.first("TI") else ""),
        year=_year(record.first("DP") or record.first("DEP")[:4]),
        volume=record.first("VI"),
        issue=record.first("IP"),
        pages=record.first("PG"),
        doi=_doi(value for value in record.every("LID", "AID") if value.endswith("[doi]")),
        pmid=_pmid(record.every("PMID")),
        state=_state(title, retracted=bool(record.every("RIN", "RRI")), kinds=kinds),
    )


def _from_ris(record: Record) -> Pasted:
    kinds = record.every("M3")
    title = _title(record.first("TI", "T1", "BT"))
    names = record.every("AU", "A1") or record.every("A2")
    doi = _doi(record.every("DO", "DI") + record.every("M3", "L3", "UR"))
    pmid = _pmid(
        [
            value
            for value in record.every("AN", "N1", "M1", "C1", "C2", "UR")
            if "pmid" in _low(value)
        ]
        + [value for value in record.every("UR") if "pubmed" in _low(value)]
        + (record.every("AN") if _low(record.first("DB")) in ("pubmed", "medline") else [])
    )
    # A short name of the journal is written with dots here and without them at NLM.
    short = " ".join(record.first("JA", "J2", "J1").replace(".", " ").split())
    pages = "-".join(dict.fromkeys(filter(None, (record.first("SP"), record.first("EP")))))
    return Pasted(
        type="web" if record.first("TY") in _WEB else _type(kinds),
        authors=authors_line(nlm_name(part) for name in names for part in name.split(";")),
        title=title,
        journal=short or record.first("JO", "JF", "T2", "PB"),
        year=_year(record.first("PY", "Y1", "DA")),
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=pages or record.first("C7"),
        doi=doi,
        pmid=pmid,
        url="" if doi or pmid else _url(record.every("UR")),
        state=_state(title, retracted=False, kinds=kinds),
    )


def _tagged(line: str) -> re.Match[str] | None:
    """The line as tag and value; None when it continues the value of the line before.

    Tags are padded to four places, but copying may eat those spaces. MEDLINE indents by six what
    continues, so that no word in it can pass for a tag.
    """
    return None if line[:4].isspace() else _LINE.match(line.lstrip(" "))


def _title(written: str) -> str:
    """The title without markup and without its full stop; brackets mark a translation and stay.

    Raises UnreadableReference when there is none.
    """
    title = " ".join(_MARKUP.sub("", written).split())
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1].rstrip()
    if not title:
        raise UnreadableReference(
            _("This record has no title. Copy the whole record and paste it again.")
            + " "
            + what_can_be_pasted()
        )
    return title


def _type(kinds: Iterable[str]) -> str:
    named = {_low(kind) for kind in kinds}
    return next((type_ for type_, names in _TYPES if named & names), "")


def _state(title: str, *, retracted: bool, kinds: Iterable[str]) -> str:
    said = retracted or "retracted publication" in map(_low, kinds)
    return "retracted" if said or _RETRACTED_TITLE.match(title) else ""


def _year(date: str) -> int | None:
    """The year of “2019 May 2”, “2019 Winter”, “2016/08/11/” or “1998 Dec-1999 Jan”."""
    years = (int(year) for year in _YEAR.findall(date))
    return next((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), None)


def _doi(values: Iterable[str]) -> str:
    """The first DOI in the values. One that cannot be read is left for the editor to fill in."""
    for value in values:
        try:
            return next(dois_in(value))
        except (StopIteration, UnreadableReference):
            continue
    return ""


def _pmid(values: Iterable[str]) -> str:
    for value in values:
        try:
            return next(pmids_in(value))
        except (StopIteration, UnreadableReference):
            continue
    return ""


def _url(values: Iterable[str]) -> str:
    words = (word for value in values for word in value.split()[:1])
    return next(
        (word for word in words if re.match(r"https?://[^/]", word) and len(word) <= 500), ""
    )


def _low(text: str) -> str:
    return text.strip().lower()

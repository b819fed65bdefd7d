"""Retractions: a list of works that were retracted, held against the register of sources.

The list is a CSV file such as the one of Retraction Watch, whose columns are named here; a plain
list with a column "DOI" or "PMID" will do. It is read as it comes in, line by line.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Reference, may
from articles.publishing.identifiers import UnreadableReference, normalised_doi, normalised_pmid
from articles.publishing.reasons import Reason, Refused
from articles.publishing.references import change_reference

# The names of columns, in small letters and without blanks, the first that is there.
DOI = ("originalpaperdoi", "doi")
PMID = ("originalpaperpubmedid", "pubmedid", "pmid")
NATURE = ("retractionnature",)
DATE = ("retractiondate",)
MAX_LINES = 1_000_000
FORMATS = ("%m/%d/%Y", "%Y-%m-%d")


class UnreadableList(Exception):
    """A file is no list of retractions. The message says what it lacks."""


@dataclass(frozen=True)
class Retraction:
    """One source of the register that a list names, and what readers would be told of it."""

    reference: Reference
    note: str

    @property
    def is_marked(self) -> bool:
        """Whether the register knows already."""
        return self.reference.state == Reference.State.RETRACTED


@dataclass(frozen=True)
class RetractionList:
    """What a list says of the register: `lines` were read, `others` tell of no retraction."""

    found: tuple[Retraction, ...]
    lines: int
    others: int

    @property
    def to_mark(self) -> list[Retraction]:
        return [one for one in self.found if not one.is_marked]

    @property
    def marked(self) -> list[Retraction]:
        return [one for one in self.found if one.is_marked]


def read_retractions(file: BinaryIO) -> RetractionList:
    """Return which sources of the register the CSV in `file` says were retracted; stores nothing.

    Lines about a correction, an expression of concern or a reinstatement are passed over. Raises
    UnreadableList when it is no CSV, or has no column with a DOI or a PMID.
    """
    # Whatever stands in the columns that are not read may be in any encoding.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    try:
        return _read(csv.reader(text))
    except csv.Error as error:
        sentence = _("This file cannot be read as CSV (%(error)s). Choose a CSV file.")
        raise UnreadableList(sentence % {"error": error}) from error
    finally:
        text.detach()


def mark_retracted(notes: Mapping[int, str], *, by: AbstractBaseUser | None) -> list[Reference]:
    """Mark sources as retracted, each by its key with what readers are told; all or none.

    What is marked already stays as it is. Returns those that were marked. Raises Refused when
    `by` may not change sources, ValidationError when a note cannot be used.
    """
    if not may(by, "change_reference"):
        raise Refused([Reason(_("Your account does not have the right to change sources."))])
    marked = []
    with transaction.atomic():
        # One order for all who mark several, so that nobody waits in a circle.
        for reference in Reference.objects.filter(pk__in=notes).order_by("pk"):
            if reference.state == Reference.State.RETRACTED:
                continue
            reference.state = Reference.State.RETRACTED
            reference.state_note = notes[reference.pk]
            change_reference(reference, fields=["state", "state_note"], by=by)
            marked.append(reference)
    return marked


def _read(lines: Iterator[list[str]]) -> RetractionList:
    names = ["".join(filter(str.isalnum, name)).lower() for name in next(lines, [])]
    places = {
        kind: next((names.index(name) for name in known if name in names), None)
        for kind, known in {"doi": DOI, "pmid": PMID, "nature": NATURE, "date": DATE}.items()
    }
    if places["doi"] is None and places["pmid"] is None:
        raise UnreadableList(
            _(
                "No column of this file is called “OriginalPaperDOI”, “OriginalPaperPubMedID”, "
                "“DOI” or “PMID”. The first line must name the columns."
            )
        )
    register = _Register()
    found: dict[int, Retraction] = {}
    count = others = 0
    for line in lines:
        count += 1
        if count > MAX_LINES:
            raise UnreadableList(_("This file has more lines than any list of retractions."))
        facts = {
            kind: line[at].strip() if at is not None and at < len(line) else ""
            for kind, at in places.items()
        }
        if facts["nature"] and facts["nature"].lower() != "retraction":
            others += 1
        elif reference := register.named(facts["doi"], facts["pmid"]):
            found.setdefault(reference.pk, Retraction(reference, _note(facts["date"])))
    ordered = sorted(found.values(), key=lambda one: str(one.reference))
    return RetractionList(found=tuple(ordered), lines=count, others=others)


class _Register:
    """The sources with a DOI or a PMID, by these; one query."""

    def __init__(self) -> None:
        self._by_doi: dict[str, Reference] = {}
        self._by_pmid: dict[str, Reference] = {}
        for reference in Reference.objects.all():
            if reference.doi:
                self._by_doi[reference.doi.lower()] = reference
            if reference.pmid:
                self._by_pmid[reference.pmid] = reference

    def named(self, doi: str, pmid: str) -> Reference | None:
        """The source with this DOI, or else with this PMID; neither need be one."""
        if doi and (found := self._by_doi.get(doi.lower())):
            return found
        if pmid and (found := self._by_pmid.get(pmid)):
            return found
        # "https://doi.org/10.…" and "PMID: 1": rarer, and slower to read.
        with suppress(UnreadableReference):
            if "doi" in doi.lower() and (found := self._by_doi.get(normalised_doi(doi).lower())):
                return found
        with suppress(UnreadableReference):
            if pmid and not pmid.isdecimal():
                return self._by_pmid.get(normalised_pmid(pmid))
        return None


def _note(date: str) -> str:
    """What readers are told, with the day if the list gives one that can be read."""
    day = date.split(" ")[0]
    for pattern in FORMATS:
        with suppress(ValueError):
            # A day, not a moment: there is no zone in it.
            read = datetime.datetime.strptime(day, pattern).date()  # noqa: DTZ007
            return _("Retracted on %(day)s.") % {"day": date_format(read, "F j, Y")}
    return ""

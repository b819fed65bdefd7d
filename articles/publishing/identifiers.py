"""Identifiers: the DOI and the PMID of a source, found in whatever an editor pastes.

A DOI is a prefix “10.” and four to nine digits, a slash, and any printable characters (ISO 26324,
the DOI Handbook, section 2.2); its letters are the same in upper and lower case, so one work has
one spelling here: lower case, without the resolver's address. Parsed offline: nothing asks whether
the number exists.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.utils.text import Truncator
from django.utils.translation import gettext as _

# A record with a thousand authors and their addresses is half as long. What is slow below is slow
# because of length, so this comes first.
MAX_TEXT = 500_000
MAX_DOI = 200
MAX_PMID_DIGITS = 8  # PubMed is at forty million

# Only whole references: “&copy=1” in an address is no ©, and a long row of digits is no character.
_ESCAPED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Soft hyphens, zero-width spaces and writing directions come along when text is copied.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_PREFIX = r"(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}"
_CANDIDATE = re.compile(rf"{_PREFIX}(?:/|%2F)[^\s\"“”«»]*", re.IGNORECASE)
_DOI = re.compile(rf"{_PREFIX}/[!-~]+")
_PREFIX_ALONE = re.compile(rf"(?:doi[:\s]*|https?://(?:dx\.)?doi\.org/)?{_PREFIX}/?", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"[,;|](?=(?:doi:|https?://|10\.[0-9]{4,9}/))", re.IGNORECASE)
_ADDRESS = re.compile(r"://|\bdoi\.org/|\bwww\.", re.IGNORECASE)
_RESOLVER = re.compile(r"doi\.org(?:/|%2F)$", re.IGNORECASE)
# Where the text goes on without a space: the end of a link in HTML or Markdown, a closing sign.
_GOES_ON = re.compile(r"</|<[a-z]+[\s/>]|\]\(|[’。，、；）】]", re.IGNORECASE)
# What publishers put behind the DOI in the addresses of their pages.
_PAGE_OF_PUBLISHER = re.compile(
    r"(?:/(?:abstract|abs|e?pdf|pdfft|epub|full|full-?text|html|meta|references|summary)"
    r"|\.(?:full|pdf|html?|xml))+$",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'‘*|/&"
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
# Word processors turn hyphens into these.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|pubmed\.gov"
    r"|europepmc\.org/(?:article|abstract)/med)/{1,2}(?:\?term=)?([0-9]+)",
    re.IGNORECASE,
)
_PMID = re.compile(r"\bPMID[ \t]{0,4}[:#=\-]?[ \t]{0,4}([0-9]+)", re.IGNORECASE)
_ARXIV = re.compile(r"\barxiv\b|^[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?$", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN\b|^97[89](?:[- ]?[0-9]){10}$|^(?:[0-9][- ]?){9}[0-9X]$", re.IGNORECASE)
_PMC = re.compile(r"\bPMC ?[0-9]{1,9}\b|\bPMCID\b", re.IGNORECASE)
_URL = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


class UnreadableReference(ValueError):
    """What was pasted names no source. The message is a sentence for the editor."""


def what_can_be_pasted() -> str:
    """Return the sentence that tells editors what is understood."""
    return _(
        "Paste a DOI, a PMID, an address at doi.org or PubMed, or one record in the format NBIB "
        "or RIS."
    )


def readable(text: str) -> str:
    """Return `text` with plain newlines and spaces and without what nobody can see.

    Raises UnreadableReference when it is empty, too long, or no text.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableReference(
            _("This is %(length)s characters long, too much for one source.")
            % {"length": f"{len(text):,}"}
            + " "
            + what_can_be_pasted()
        )
    text = _ESCAPED.sub(lambda escaped: html.unescape(escaped[0]), text)
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _NOT_TEXT.search(text):
        raise UnreadableReference(
            _("This holds control characters, so it is not plain text. Copy the source again.")
        )
    text = text.replace("\u00a0", " ").replace("\t", " ")
    if not text.strip():
        raise UnreadableReference(_("There is nothing here.") + " " + what_can_be_pasted())
    return text


def normalised_doi(text: str) -> str:
    """Return the one DOI in `text`: lower case, no address before it, no punctuation behind it.

    Takes “10.1016/…”, “doi:10.1016/…”, an address, or words around one of them. Raises
    UnreadableReference with the reason when there is none, more than one, or half of one.
    """
    text = readable(text).strip()
    if found := _only(dois_in(text), kinds="DOIs"):
        return found
    raise UnreadableReference(
        _reason_for_half_a_doi(text)
        or _("A DOI begins with “10.” and has a slash, as in “%(example)s”. “%(text)s” does not.")
        % {"example": "10.1038/s41572-019-0079-y", "text": shortened(text)}
    )


def normalised_pmid(text: str) -> str:
    """Return the one PMID in `text` as digits: “29655451”, “PMID: 29655451”, or an address.

    Raises UnreadableReference with the reason when there is none or more than one.
    """
    text = readable(text).strip()
    if found := _only(pmids_in(text), kinds="PMIDs"):
        return found
    raise UnreadableReference(
        _reason_for_another_number(text)
        or _(
            "A PMID is a number of at most 8 digits, as in “%(example)s”. “%(text)s” is something "
            "else."
        )
        % {"example": "29655451", "text": shortened(text)}
    )


def identifiers_in(text: str) -> tuple[str, str]:
    """Return the DOI and the PMID in a `readable` text; one of them may be empty, not both.

    Raises UnreadableReference with what the text is instead, where that can be told.
    """
    text = text.strip()
    doi = _only(dois_in(text), kinds="DOIs")
    pmid = _only(pmids_in(text), kinds="PMIDs")
    if doi or pmid:
        return doi, pmid
    reason = _reason_for_half_a_doi(text) or _reason_for_another_number(text)
    if not reason and _URL.match(text):
        reason = _(
            "This address is neither at doi.org nor in PubMed, so nothing can be read from it. "
            "For an article in a journal paste its DOI; for anything else choose the kind “Web "
            "page” and type its title and address in."
        )
    if not reason:
        reason = (
            _("Neither a DOI nor a PMID is in “%(text)s”.") % {"text": shortened(text)}
            + " "
            + what_can_be_pasted()
        )
    raise UnreadableReference(reason)


def dois_in(text: str) -> Iterator[str]:
    """Yield every DOI in a `readable` text, normalised. Raises UnreadableReference at a half."""
    text = _BETWEEN_TWO.sub(" ", text.translate(_DASHES))
    for match in _CANDIDATE.finditer(text):
        before = re.split(r"[\s\"<>]", text[max(0, match.start() - 300) : match.start()])[-1]
        yield _doi(match[0], before=before)


def pmids_in(text: str) -> Iterator[str]:
    """Yield every PMID in a `readable` text. Raises UnreadableReference when one is too long."""
    text = text.translate(_DASHES)
    if re.fullmatch(r"[0-9]+", text) and not _ISBN.search(text):
        yield _pmid(text)
    for pattern in (_PMID, _PUBMED):
        for match in pattern.finditer(text):
            yield _pmid(match[1])


def shortened(text: str) -> str:
    """Return the first words of `text`, to quote it in a sentence."""
    words = " ".join(text[:200].split())
    return Truncator("".join(c if c.isprintable() else "�" for c in words)).chars(60)


def _doi(candidate: str, *, before: str) -> str:
    """The DOI that `candidate` begins with; `before` is what stands before it without a space."""
    candidate = candidate[: MAX_DOI * 5]
    if _ADDRESS.search(before):
        # In an address these signs end the path; those of the DOI itself are percent-encoded.
        candidate = re.split(r"[?#&]" if "?" in before else r"[?#]", candidate)[0]
    doi = _trimmed(_GOES_ON.split(unquote(candidate))[0].strip())
    if _ADDRESS.search(before) and not _RESOLVER.search(before):
        doi = _trimmed(_PAGE_OF_PUBLISHER.sub("", doi))
    if reason := _reason_for_half_a_doi(doi):
        raise UnreadableReference(reason)
    if not _DOI.fullmatch(doi):
        raise UnreadableReference(
            _("“%(doi)s” has signs in it that no DOI has. Copy it again.") % {"doi": shortened(doi)}
        )
    if doi.count("(") > doi.count(")") or doi.endswith("-"):
        raise UnreadableReference(
            _("“%(doi)s” is cut off at its end. Copy the whole DOI.") % {"doi": shortened(doi)}
        )
    if len(doi) > MAX_DOI:
        raise UnreadableReference(
            _("“%(doi)s” is longer than %(limit)s characters. Copy the DOI alone.")
            % {"doi": shortened(doi), "limit": MAX_DOI}
        )
    return doi.lower()


def _trimmed(doi: str) -> str:
    """`doi` without the punctuation of the sentence or the brackets that it stands in."""
    while doi and (
        doi[-1] in _TRAILING
        or (doi[-1] in _CLOSING and doi.count(doi[-1]) > doi.count(_CLOSING[doi[-1]]))
    ):
        doi = doi[:-1]
    return doi


def _pmid(digits: str) -> str:
    pmid = digits.lstrip("0")
    if not pmid:
        raise UnreadableReference(_("A PMID is a number above zero."))
    if len(pmid) > MAX_PMID_DIGITS:
        raise UnreadableReference(
            _("“%(number)s” is too long for a PMID, which has at most 8 digits.")
            % {"number": shortened(pmid)}
        )
    return pmid


def _only(found: Iterator[str], *, kinds: str) -> str:
    different = set(found)
    if len(different) > 1:
        raise UnreadableReference(
            _("There are %(count)s different %(kinds)s here. Paste one source at a time.")
            % {"count": len(different), "kinds": kinds}
        )
    return "".join(different)


def _reason_for_half_a_doi(text: str) -> str:
    if not _PREFIX_ALONE.fullmatch(text):
        return ""
    return _(
        "“%(text)s” is half a DOI: the part behind the slash is missing, as in “%(example)s”."
    ) % {"text": shortened(text), "example": "10.1038/s41572-019-0079-y"}


def _reason_for_another_number(text: str) -> str:
    """What the text holds instead of a DOI or a PMID, and what to do about it."""
    text = text.translate(_DASHES)
    if _ARXIV.search(text):
        return _(
            "This is a number of arXiv, where texts wait for review. Paste the DOI of the "
            "published work."
        )
    if _ISBN.search(text):
        return _("This is an ISBN. Books are typed in: choose a kind and enter title and year.")
    if _PMC.search(text):
        return _(
            "This is a number of PubMed Central (PMC). Paste the PMID of the same work, which has "
            "no letters."
        )
    return ""

"""Pasted references: what an editor pastes to add a source to the register, read offline.

A DOI, a PMID, an address at doi.org or PubMed, or one record in the format NBIB or RIS.
"""

from __future__ import annotations

from articles.publishing.author_names import proposed_key
from articles.publishing.identifiers import (
    UnreadableReference,
    identifiers_in,
    normalised_doi,
    normalised_pmid,
    readable,
)
from articles.publishing.reference_records import Pasted, read_record, record_in

__all__ = [
    "Pasted",
    "UnreadableReference",
    "normalised_doi",
    "normalised_pmid",
    "proposed_key",
    "read_reference",
]


def read_reference(text: str) -> Pasted:
    """Return what `text` says about one source: all of a record, or only its DOI and PMID.

    Raises UnreadableReference, whose message tells the editor what was not understood and what
    can be pasted, when the text names no source or several.
    """
    text = readable(text)
    if record := record_in(text):
        return read_record(record)
    doi, pmid = identifiers_in(text)
    return Pasted(doi=doi, pmid=pmid)

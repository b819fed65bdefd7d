"""The gate: named checks of a text, one list for every way in which it could go out.

Each check is a function of a `Page` and yields findings. What blocks stops the form, the action,
the scheduler, the importer, the command and the shell alike, because the verbs ask here.
"""

from articles.publishing.checks.finding import Finding, Level
from articles.publishing.checks.gate import (
    BLOCKING,
    CHECKS,
    Check,
    Report,
    blockers_on,
    findings_in,
    reasons_not_to_publish,
    report_on,
)
from articles.publishing.checks.links import reasons_not_to_show
from articles.publishing.checks.page import Page, Site
from articles.publishing.checks.pictures import LONGEST_ALT, faults_of_alt
from articles.publishing.checks.reading import Grade, Reading, grade_of, reading_of
from articles.publishing.checks.storing import reasons_not_to_store

__all__ = [
    "BLOCKING",
    "CHECKS",
    "LONGEST_ALT",
    "Check",
    "Finding",
    "Grade",
    "Level",
    "Page",
    "Reading",
    "Report",
    "Site",
    "blockers_on",
    "faults_of_alt",
    "findings_in",
    "grade_of",
    "reading_of",
    "reasons_not_to_publish",
    "reasons_not_to_show",
    "reasons_not_to_store",
    "report_on",
]

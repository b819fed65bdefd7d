"""manage.py audit_content: what the checks say of every page."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.publishing import Audited, Finding, audit


class Command(BaseCommand):
    help = (
        "Looks at the text of every public page with the checks that also run before a text goes "
        "out. Exit code 1 when one of them would stop a page that readers see."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--drafts", action="store_true", help="look at texts in work, too")

    def handle(self, *args: Any, **options: Any) -> None:
        audited = list(audit(drafts=options["drafts"]))
        if options["format"] == "json":
            rows = [_row(text, finding) for text in audited for finding in text.findings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self._tell(audited)
        stopped = [text for text in audited if text.is_live and text.blockers]
        if stopped:
            raise CommandError(f"{len(stopped)} public page(s) would not pass the checks.")

    def _tell(self, audited: list[Audited]) -> None:
        for text in filter(_has_findings, audited):
            what = "" if text.is_live else " (draft)"
            self.stdout.write(f"{text.article.url}{what} {text.revision.title}")
            for finding in text.findings:
                self.stdout.write(f"  {finding.level} {finding.check}: {finding.sentence}")
        findings = [finding for text in audited for finding in text.findings]
        blockers = sum(finding.is_blocker for finding in findings)
        self.stdout.write(
            f"{len(audited)} texts: {blockers} to mend, {len(findings) - blockers} worth a look."
        )


def _has_findings(text: Audited) -> bool:
    return bool(text.findings)


def _row(text: Audited, finding: Finding) -> dict[str, str]:
    return {
        "page": text.article.url,
        "title": text.revision.title,
        "text": "live" if text.is_live else "draft",
        "check": finding.check,
        "level": finding.level.value,
        "sentence": finding.sentence,
        "field": finding.field,
        "quote": finding.quote,
    }

"""CSV: lists of the desk as a file for a spreadsheet. The one writer for all of them."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

# A cell that begins so is a formula to a spreadsheet, whoever typed it: it could send what stands
# beside it elsewhere. (OWASP, CSV Injection.)
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file that hands back what is written to it, so that no list is held in memory."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Return `rows` under `heads` as a file called after `name` and the day.

    Cells are written as they are read by people: None as nothing, moments in UTC and days in ISO
    8601, everything else as its words. What a spreadsheet would take for a formula gets an
    apostrophe before it.
    """
    response = StreamingHttpResponse(_lines(heads, rows), content_type="text/csv; charset=utf-8")
    file_name = f"{slugify(name) or 'list'}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _lines(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow([_cell(head) for head in heads])
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    # A number is one whatever its sign; words are not, whatever they begin with.
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_BEGINS) and not is_number else text

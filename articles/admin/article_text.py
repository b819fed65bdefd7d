"""The text in the fields of the article form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.publishing import Content


def content_from(typed: Mapping[str, Any]) -> Content:
    """Return the text that was typed into the form's fields, which may lack some of them.

    `lead_image` is a picture of the library or None; the other fields are as they were typed.
    """
    return Content(
        title=typed.get("title", "").strip(),
        summary=" ".join(typed.get("summary", "").split()),
        # Browsers send \r\n; the same text must not look changed for that.
        body=typed.get("body", "").replace("\r\n", "\n"),
        key_points=tuple(
            point for line in typed.get("key_points", "").splitlines() if (point := line.strip())
        ),
        lead_image=typed.get("lead_image"),
        lead_alt=typed.get("lead_alt", "").strip(),
        lead_is_decorative=bool(typed.get("lead_is_decorative")),
    )

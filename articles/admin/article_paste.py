"""Pasting into the article form: what a clipboard holds, as Markdown, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, ngettext

from articles.admin.article_pages import number_or_none
from articles.admin.article_preview import refusal_of
from articles.rendering import Pasted, SourceTooLong, markdown_from_html

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# So many words of menus and buttons are named; the plain text has them all.
_NAMED_CONTROLS = 12


def paste(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """For the form's script: the pasted HTML (a file, "html") as Markdown, with what was done.

    Answers 413 with a sentence to more than a page holds. Strangers get a 403 and never a
    redirect, which a script would follow to the sign-in page.
    """
    if refusal := refusal_of(model_admin, request):
        return refusal
    sent = request.FILES.get("html")
    html = sent.read().decode("utf-8", "replace") if sent else request.POST.get("html", "")
    try:
        pasted = pasted_from(html, number_or_none(request.POST.get("first_note", "")) or 1)
    except SourceTooLong as error:
        return JsonResponse({"said": str(error)}, status=413)
    answer = {
        "markdown": pasted.markdown,
        "said": said_of(pasted),
        "to_do": list(to_do_for(pasted)),
        "left_out": list(left_out_of(pasted)),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def pasted_from(html: str, first_note: int = 1, *, takes_title: bool = False) -> Pasted:
    """Return `html` as Markdown for this site, whose own addresses become paths."""
    return markdown_from_html(
        html, origin=settings.ORIGIN, first_note=max(1, first_note), takes_title=takes_title
    )


def said_of(pasted: Pasted) -> str:
    """Return in one sentence what became of a pasted text."""
    counted = [
        (pasted.headings, ngettext("%d heading", "%d headings", pasted.headings)),
        (pasted.tables, ngettext("%d table", "%d tables", pasted.tables)),
    ]
    kept = ", ".join(words % number for number, words in counted if number)
    said = gettext("Pasted as Markdown: %s.") % kept if kept else gettext("Pasted as Markdown.")
    return " ".join([said, *_in_short(pasted)])


def _in_short(pasted: Pasted) -> Iterator[str]:
    if number := len(pasted.pictures_left_out):
        yield (
            ngettext(
                "%d picture was not pasted: upload it.",
                "%d pictures were not pasted: upload them.",
                number,
            )
            % number
        )
    if number := pasted.footnotes:
        yield ngettext("%d footnote to complete.", "%d footnotes to complete.", number) % number


def to_do_for(pasted: Pasted) -> Iterator[str]:
    """What is left for the editor to do, each in a sentence."""
    for number, words in enumerate(pasted.pictures_left_out, 1):
        facts = {"key": f"image:not-pasted-{number}", "words": words}
        if words:
            yield gettext("Upload the picture “%(words)s” and put it where %(key)s stands.") % facts
        else:
            yield gettext("Upload the picture that belongs where %(key)s stands.") % facts
    if pasted.footnotes:
        yield gettext(
            "Each [@note-…] was a footnote. Its text stands at the end: add the source to the "
            "register, cite it instead, and take the note away."
        )
    if number := pasted.merged_cells:
        yield (
            ngettext(
                "%d merged cell was taken apart: look its table through.",
                "%d merged cells were taken apart: look their tables through.",
                number,
            )
            % number
        )


def left_out_of(pasted: Pasted) -> Iterator[str]:
    """What was left out, each in a sentence."""
    counted = [
        (
            pasted.deletions,
            ngettext("%d tracked deletion", "%d tracked deletions", pasted.deletions),
        ),
        (pasted.comments, ngettext("%d comment", "%d comments", pasted.comments)),
        (
            pasted.media,
            ngettext("%d film, sound or drawing", "%d films, sounds or drawings", pasted.media),
        ),
        (
            pasted.links_without_address,
            ngettext(
                "the address of %d link that leads to nowhere public",
                "the addresses of %d links that lead to nowhere public",
                pasted.links_without_address,
            ),
        ),
    ]
    for number, words in counted:
        if number:
            yield gettext("Left out: %s.") % (words % number)
    if pasted.controls:
        words = " · ".join(pasted.controls[:_NAMED_CONTROLS])
        more = "…" if len(pasted.controls) > _NAMED_CONTROLS else ""
        yield gettext("Left out as menus and buttons: “%s”.") % (words + more)

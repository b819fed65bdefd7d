"""The cheat sheet: all that can be typed into a text, with what readers get of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles import rendering

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


@dataclass(frozen=True)
class Example:
    """One thing that can be typed: what it is called, how, and a sentence about it if it needs one.

    What comes out is the renderer's own word for it, so it cannot be out of date.
    """

    name: str | Promise
    typed: str | Promise
    note: str | Promise = ""

    @property
    def html(self) -> str:
        """What readers get, from a site with one of everything."""
        return rendering.render(
            str(self.typed),
            pictures={"nerve": _picture()},
            works={_WORK.key: _WORK},
            entries=(_entry(),),
            pages={"causes": _page()},
            snippets={"approved-treatments-us": gettext("Five medicines are approved.")},
        ).html


EXAMPLES = (
    Example(
        _("Headings"),
        _("## Signs\n\nSome words.\n\n### Of the eyes\n\nMore words."),
        _("The page’s title is its own heading; a text begins with two signs."),
    ),
    Example(
        _("Paragraphs"),
        _("One paragraph.\nStill the same one.\n\nThe next, after an empty line."),
    ),
    Example(
        _("Bold and italic"), _("Very **important**, and somewhat *different*, and ***both***.")
    ),
    Example(_("List"), _("- Double vision\n- Drooping lids\n  - of one eye\n  - of both")),
    Example(_("Numbered list"), _("1. Sit down.\n2. Rest.\n3. Call somebody.")),
    Example(
        _("Links"),
        _("Use the [search of this site](/search/), or ask the [NIH](https://www.nih.gov/)."),
        _("The words in brackets say where the link leads."),
    ),
    Example(
        _("Links to our own pages"),
        _("See [[causes]], or what is known about [[causes|what causes it]]."),
        _("By the last part of the page’s address. Such a link follows when the page moves."),
    ),
    Example(
        _("A fact that is kept once"),
        _("{{approved-treatments-us}}"),
        _("Change it in one place, under “Facts kept once”, and it changes on every page."),
    ),
    Example(
        _("Source of a claim"),
        _("The lids are often the first to tire.[@gilhus-2019]"),
        _("Several sources: [@gilhus-2019; @bril-2023]. The list of references comes by itself."),
    ),
    Example(
        _("Terms"),
        _("Many people notice ptosis first."),
        _("Words that the glossary explains become links by themselves, once a page."),
    ),
    Example(
        _("Picture"),
        _('![A nerve ending beside a muscle](image:nerve "Where nerve and muscle meet")'),
        _("In brackets what it shows, in quotation marks its caption. It needs a line of its own."),
    ),
    Example(
        _("Picture that only decorates"),
        _("![](image:nerve){.decorative}"),
        _("Screen readers pass it over."),
    ),
    Example(
        _("Table"),
        _(
            "Table: How often each sign comes first\n\n"
            "| Sign | People |\n| --- | ---: |\n| Double vision | 251 |\n| Drooping lids | 157 |"
        ),
        _("The line with the colon is its caption. “---:” puts a column to the right."),
    ),
    Example(
        _("Box: get help now"),
        _("::: urgent\nCall for help when breathing is hard.\n:::"),
        _("Only for what cannot wait."),
    ),
    Example(
        _("Box: good to know"),
        _("::: note Before you travel\nTake the list of your medicines along.\n:::"),
        _("Words behind “note” or “urgent” become the title of the box."),
    ),
    Example(
        _("Bars"),
        _(
            "```chart bars What makes reading hard\nsource: Reader survey, 2026\nn: 412\n\n"
            "Answer | Share\nDouble vision | 61%\nSmall print | 38%\n```"
        ),
        _(
            "Numbers become a drawing, and a table for those who cannot see it. Possible beside "
            "“source” and “n” (how many answered): “unit”, “note”, and “draw”, which names the "
            "columns to draw."
        ),
    ),
    Example(
        _("Lines"),
        _(
            "```chart lines Readers of the site\nYear | Readers\n2024 | 1,200\n2025 | 1,900\n"
            "2026 | 2,600\n```"
        ),
    ),
    Example(
        _("Words and what they mean"),
        _("Relapse\n: Signs come back.\n\nRemission\n: Signs are gone for a while."),
    ),
    Example(_("Quotation"), _("> I learned to plan my day around my rest.")),
    Example(_("A line across"), _("Before.\n\n---\n\nAfter.")),
    Example(
        _("Signs as they are"),
        _("A star \\* and brackets \\[ \\] with a backslash before them are no marks."),
    ),
)

_WORK = rendering.Work(key="gilhus-2019", authors="Gilhus NE", title="Myasthenia gravis", year=2019)


def _picture() -> rendering.Picture:
    return rendering.Picture(
        key="nerve", url=static("img/junction.svg"), width=320, height=320, credit=gettext("mgnews")
    )


def _entry() -> rendering.Entry:
    return rendering.Entry(slug="ptosis", url=reverse("glossary"), names=("ptosis",))


def _page() -> rendering.LinkedPage:
    return rendering.LinkedPage(slug="causes", title=gettext("Causes"), url="/about-mg/causes/")


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def cheat_sheet_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The cheat sheet as a page to read and to print; without the desk's frame in the form's."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Cheat sheet"),
        "subtitle": None,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "examples": EXAMPLES,
        "is_popup": IS_POPUP_VAR in request.GET,
    }
    return render(request, "admin/articles/article/cheat_sheet.html", context)

"""Bringing in a text without a clipboard: HTML that was typed or a file becomes a new article."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_paste import left_out_of, pasted_from, said_of, to_do_for
from articles.admin.article_text import content_from
from articles.admin.typed_before import asks_to_look_again, say_look_again
from articles.publishing import keep_open, reasons_not_to_store
from articles.rendering import Pasted, SourceTooLong
from articles.rendering import render as rendered
from articles.rendering.pasted import BadFile, html_from_file

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# An element with its end: a text that only mentions <b> is no page.
_HTML = re.compile(
    r"<(p|div|span|h[1-6]|ul|ol|li|table|body|html|b|i|em|strong|a|br)\b[^>]*>", re.IGNORECASE
)


class BringInForm(forms.Form):
    """What is brought in: its source, or a file."""

    source = forms.CharField(
        label=_("The text, or its HTML"),
        required=False,
        strip=False,
        widget=AdminTextareaWidget(attrs={"rows": 12}),
        help_text=_("Paste it here. HTML becomes Markdown; a text without tags stays as it is."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.html,.htm"}),
        help_text=_(
            "A Word document (.docx) or a saved web page (.html), up to 15 MB. From Google Docs "
            "or LibreOffice: File → Download or Save as → .docx."
        ),
    )

    pasted: Pasted

    def clean(self) -> dict[str, Any]:
        """Convert it now, so that what cannot be read is an error beside its field."""
        cleaned = super().clean()
        name = "file" if cleaned.get("file") else "source"
        if name == "source" and not cleaned.get("source", "").strip():
            raise forms.ValidationError(_("Paste a text, or choose a file."))
        try:
            self.pasted = _pasted(cleaned[name].read() if name == "file" else cleaned[name])
        except (BadFile, SourceTooLong) as error:
            self.add_error(name, str(error))
            return cleaned
        if not self.pasted.markdown and not self.pasted.title:
            self.add_error(name, _("There are no words in it."))
        return cleaned


class BroughtInForm(forms.Form):
    """A text that was brought in, as it may start an article."""

    # More than a title can have is shortened in the article's own form, which says so.
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=10_000,
        widget=AdminTextInputWidget(attrs={"data-counter": 200}),
    )
    body = forms.CharField(
        label=_("Text in Markdown"),
        strip=False,
        widget=AdminTextareaWidget(attrs={"rows": 20}),
        help_text=_("For a page that is there already, copy it into the text of that page."),
    )

    def clean_body(self) -> str:
        """Refuse what no article could hold."""
        content = content_from({"title": "Text", "body": self.cleaned_data["body"]})
        reasons = [str(reason) for reason in reasons_not_to_store(content)]
        if reasons:
            raise forms.ValidationError(reasons)
        return content.body


def bring_in_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Asks for a text, shows it as a page would with what was left out, and starts an article."""
    may_start = model_admin.has_add_permission(request)
    if not may_start and not model_admin.has_change_permission(request):
        raise PermissionDenied
    context: dict[str, Any] = {"may_start": may_start}
    if "body" in request.POST and ("start" in request.POST or asks_to_look_again(request)):
        text = BroughtInForm(request.POST)
        if asks_to_look_again(request):
            say_look_again(text)
        elif may_start and text.is_valid():
            return _start(request, text)
        context |= {"text": text}
    else:
        form = BringInForm(request.POST or None, request.FILES or None)
        context |= {"form": form}
        if request.method == "POST" and asks_to_look_again(request):
            say_look_again(form)
        elif form.is_valid():
            context |= _shown(form.pasted)
    page = model_admin.admin_site.each_context(request) | {
        "title": gettext("Bring in a text"),
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
    return render(request, "admin/articles/article/bring_in.html", page | context)


def _pasted(brought: str | bytes) -> Pasted:
    if isinstance(brought, bytes):
        return pasted_from(html_from_file(brought), takes_title=True)
    if _HTML.search(brought):
        return pasted_from(brought, takes_title=True)
    return Pasted(markdown=brought.replace("\r\n", "\n").strip("\n"))


def _shown(pasted: Pasted) -> dict[str, Any]:
    """What the page prints of a text that was read."""
    facts = {"title": pasted.title, "body": pasted.markdown}
    try:
        html = rendered(pasted.markdown).html
    except SourceTooLong:
        html = ""  # its form says so as soon as it is sent
    return {
        "text": BroughtInForm(initial=facts),
        "html": html,
        "said": said_of(pasted),
        "to_do": list(to_do_for(pasted)),
        "left_out": list(left_out_of(pasted)),
    }


def _start(request: HttpRequest, text: BroughtInForm) -> HttpResponse:
    """Keep the text as unsaved, and open the form of a new article with it."""
    typed = {"title": text.cleaned_data["title"], "body": text.cleaned_data["body"]}
    kept = keep_open(None, by=request.user, key=secrets.token_hex(16), typed=typed)
    return HttpResponseRedirect(f"{reverse('admin:articles_article_add')}?unsaved={kept.pk}")

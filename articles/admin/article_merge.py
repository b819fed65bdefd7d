"""Merging two texts of an article at the desk, and keeping one's own after a conflict."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_differences import around, differences, labels, options
from articles.admin.article_form import ArticleForm
from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    back_to_form,
    conflict_page,
    number_or_none,
    say_beside_fields,
    whose,
)
from articles.admin.article_text import content_from
from articles.admin.typed_before import asks_to_look_again, say_look_again
from articles.models import Article, Image, Revision
from articles.publishing import (
    Conflict,
    Content,
    Merge,
    Refused,
    content_of,
    merge_revisions,
    save_draft,
)
from articles.rendering import Choice

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class ClashForm(forms.Form):
    """One choice for each place that both texts have changed; none is made beforehand."""

    def __init__(self, merge: Merge, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clash in merge.clashes:
            self.fields[clash.name] = forms.ChoiceField(
                choices=[(choice, choice) for choice in clash.choices],
                error_messages={
                    "required": _("Choose what stands here."),
                    "invalid_choice": _("Choose what stands here."),
                },
            )


class MergeForm(forms.Form):
    """The merged text: each field in which the two differ, to be read and changed."""

    def __init__(self, article: Article, merge: Merge, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.merge = merge
        if article.schedule_id:
            self.fields["keep_schedule"] = deepcopy(ArticleForm.base_fields["keep_schedule"])
            self.fields["keep_schedule"].required = True
        for name in merge.differing:
            self.fields[name] = field = deepcopy(ArticleForm.base_fields[name])
            field.help_text = ""
            if name == "body":
                field.widget = AdminTextareaWidget(attrs={"rows": 24})
            elif name == "lead_image":
                texts = (merge.base, merge.mine, merge.theirs)
                known = [text.lead_image.pk for text in texts if text.lead_image]
                field.widget = forms.Select()
                field.queryset = Image.objects.filter(pk__in=known)

    @property
    def keeps_schedule(self) -> bool:
        """Whether the merged text should go out at the time for which the draft is scheduled."""
        return self.is_bound and self.cleaned_data.get("keep_schedule") == ArticleForm.KEEP

    @staticmethod
    def initial_of(content: Content) -> dict[str, Any]:
        """Return `content` as it stands in the fields."""
        return {name: getattr(content, name) for name in ArticleForm.TEXT} | {
            "key_points": "\n".join(content.key_points)
        }

    def content(self) -> Content:
        """Return the text as it stands in the form; what has no field is the same in both texts."""
        typed = content_from(self.cleaned_data)
        return replace(
            self.merge.theirs, **{name: getattr(typed, name) for name in self.merge.differing}
        )


def merge_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a text that was set aside together with the draft: first the clashes, then the result.

    ?mine=N names the text. What is sent names both: when another one is the draft by then, what
    was merged is kept and the page of conflicts comes again.
    """
    article = article_or_404(model_admin, request, pk)
    sent = request.POST if request.method == "POST" else None
    named = (sent or request.GET).get("mine", ""), sent.get("theirs", "") if sent else None
    if (pair := _pair(request, article, *named)) is None:
        return back_to_form(article)
    merge = merge_revisions(*pair)
    if not merge.differing:
        messages.info(request, gettext("There is nothing to merge: the draft says the same."))
        return back_to_form(article)
    if sent and "_save" in sent:
        form, together = MergeForm(article, merge, sent), None
        text = form.content() if form.is_valid() else None
    else:
        clashes = ClashForm(merge, sent if sent and "_choose" in sent else None)
        if merge.clashes and not clashes.is_valid():
            return _clashes_page(model_admin, request, article, pair, merge, clashes)
        chosen = clashes.cleaned_data if merge.clashes else {}
        together = merge.content({name: Choice(value) for name, value in chosen.items()})
        form = MergeForm(article, merge, initial=MergeForm.initial_of(together))
        is_asked = article.schedule_id is not None
        text = together if sent and "_at_once" in sent and not is_asked else None
    if text and asks_to_look_again(request):
        form.errors  # noqa: B018 (looked at, so that there can be another)
        say_look_again(form)
    elif text:
        try:
            return _saved(model_admin, request, article, pair, text, keeps=form.keeps_schedule)
        except Refused as refused:
            _say(request, form, refused)
    return _result_page(model_admin, request, article, pair, form, together)


def _say(request: HttpRequest, form: MergeForm, refused: Refused) -> None:
    """Put every reason beside its field, or above the page where nothing was typed yet."""
    if form.is_bound:
        return say_beside_fields(form, refused)
    for reason in refused.reasons:
        messages.error(request, str(reason))
    return None


def mine_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a text that was set aside the draft, in the place of the one seen beside it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = article_or_404(model_admin, request, pk)
    names = request.POST.get("mine", ""), request.POST.get("theirs", "")
    if (pair := _pair(request, article, *names)) is None:
        return back_to_form(article)
    said = gettext("Your text is the draft now. The other stays in the history.")
    try:
        return _saved(model_admin, request, article, pair, content_of(pair[0]), said=said)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason))
        return back_to_form(article)


Pair = tuple[Revision, Revision]


def _pair(request: HttpRequest, article: Article, mine: str, theirs: str | None) -> Pair | None:
    """The texts with these numbers, for `theirs` None the one that stands now.

    Where the article has no such text, the editor is told so.
    """
    texts = article.revisions.select_related("lead_image")
    one = texts.filter(number=number_or_none(mine)).first()
    other = article.working_revision
    if theirs is not None:
        other = texts.filter(number=number_or_none(theirs)).first()
    if one and other:
        return one, other
    messages.error(request, gettext("This article has no such text. Look into its history."))
    return None


def _saved(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    pair: Pair,
    content: Content,
    *,
    said: str = "",
    keeps: bool = False,
) -> HttpResponse:
    """Save a text over the one that was seen; raises Refused when it cannot be stored."""
    _mine, theirs = pair
    try:
        save_draft(article, content, by=request.user, based_on=theirs.number, keep_schedule=keeps)
    except Conflict as conflict:
        return conflict_page(model_admin, request, article, conflict)
    messages.success(
        request, said or gettext("Merged: this is the draft now. Read it once more as a whole.")
    )
    return back_to_form(article)


def _clashes_page(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    pair: Pair,
    merge: Merge,
    form: ClashForm,
) -> HttpResponse:
    who = whose(pair[1], request.user)
    context = admin_context(model_admin, request, article, gettext("Merge two texts")) | {
        "mine": pair[0],
        "theirs": pair[1],
        "who": who,
        "form": form,
        "clashes": [
            {
                "label": labels()[clash.field],
                "around": around(clash),
                "options": options(merge, clash, who=who),
                "field": form[clash.name],
            }
            for clash in merge.clashes
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/merge_clashes.html", context, status=status)


def _result_page(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    pair: Pair,
    form: MergeForm,
    together: Content | None,
) -> HttpResponse:
    theirs = form.merge.theirs
    changed = differences(theirs, together) if together else []
    runs = {difference.name: difference.runs for difference in changed}
    context = admin_context(model_admin, request, article, gettext("Merge two texts")) | {
        "mine": pair[0],
        "theirs": pair[1],
        "who": whose(pair[1], request.user),
        "form": form,
        "fields": [(form[name], runs.get(name, [])) for name in form.fields],
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/merge.html", context, status=status)

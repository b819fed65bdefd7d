"""The register of sources in the admin."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.reference_form import Filling, NewReferenceForm, ReferenceForm, already_there
from articles.admin.reference_retractions import retractions_page
from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Article, Citation, ListedWork, Reference
from articles.publishing import Refused, add_reference, change_reference, remove_reference

MAX_FOUND = 10
MAX_QUERY = 200  # characters; nobody types more to find a source


class IsCited(admin.SimpleListFilter):
    """Sources that any text cites, and those that none does."""

    title = _("cited")
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Cited")), ("no", _("Never cited"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        cited = Exists(Citation.objects.filter(reference=OuterRef("pk")))
        match self.value():
            case "yes":
                return queryset.filter(cited)
            case "no":
                return queryset.filter(~cited)
        return queryset


@admin.register(Reference)
class ReferenceAdmin(SeenRowAdmin):
    when_empty = _(
        "Add the first source by pasting its DOI or PMID, or the text of an NBIB or RIS file."
    )
    actions = None
    change_list_template = "admin/articles/reference/change_list.html"
    change_form_template = "admin/articles/reference/change_form.html"
    list_display = ("name", "title", "type", "year", "state_now", "cited")
    list_filter = ("type", "state", IsCited)
    search_fields = ("authors", "title", "journal", "doi", "pmid", "key")
    search_help_text = _("Searches authors, titles, journals, DOIs, PMIDs and keys.")
    list_per_page = 50
    show_full_result_count = False

    # -- The list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_cited()

    @admin.display(description=_("source"), ordering="authors")
    def name(self, reference: Reference) -> str:
        return reference.as_work().name

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, reference: Reference) -> str:
        return format_html(
            '<span class="state state--{}">{}</span>',
            reference.state,
            reference.get_state_display(),
        )

    @admin.display(description=_("cited on pages"), ordering="cited")
    def cited(self, reference: Reference) -> int:
        return reference.cited

    # -- The form -------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[ModelForm]:
        kwargs["form"] = ReferenceForm if obj else NewReferenceForm
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[Any, Any]]:
        work = ("type", "authors", "title", "journal", "year", ("volume", "issue", "pages"))
        facts = [
            (None, {"fields": ("cite_as", "as_readers_see_it") if obj else ("key",)}),
            (_("The work"), {"fields": work}),
            (_("Where it is found"), {"fields": ("doi", "pmid", "url")}),
            (_("Whether it still holds"), {"fields": ("state", "state_note")}),
        ]
        if obj:
            return [*facts, (_("Where it is cited"), {"fields": ("where_cited",)})]
        # The key comes last: it is made from what stands above it.
        pasted = (_("Paste instead of typing"), {"fields": ("pasted", "pasted_file")})
        return [pasted, *facts[1:], (_("Key"), facts[0][1])]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("cite_as", "as_readers_see_it", "where_cited") if obj else ()

    @admin.display(description=_("in a text"))
    def cite_as(self, reference: Reference) -> str:
        reason = gettext("The key never changes, because texts refer to it.")
        return format_html(
            '<code>{}</code><br><span class="help">{}</span>', reference.markdown, reason
        )

    @admin.display(description=_("as readers see it"))
    def as_readers_see_it(self, reference: Reference) -> str:
        listed = ListedWork(key=reference.key, number=1, uses=0, work=reference.as_work())
        return render_to_string("components/reference.html", {"reference": listed})

    @admin.display(description=_("articles"))
    def where_cited(self, reference: Reference) -> str:
        # What is in the bin keeps the source in the register, too.
        citing = Article.everything.citing(reference).with_working_text()
        rows = [
            (
                reverse("admin:articles_article_change", args=[article.pk]),
                str(article),
                _where(article),
            )
            for article in citing.order_by("-cites_live", "-cites_in_draft", "pk")
        ]
        if not rows:
            return format_html('<span id="where-cited">{}</span>', gettext("Nowhere at present."))
        return format_html(
            '<ul id="where-cited">{}</ul>',
            format_html_join("", '<li><a href="{}">{}</a>: {}</li>', rows),
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show and save the form; fill it in from what was pasted when asked to."""
        if request.method == "POST" and object_id is None and "_fill" in request.POST:
            self._fill_in(request)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, IntegrityError):
            # Somebody was faster between the form's check and the save. Nothing was stored; on a
            # second look the form sees it and says so beside the field.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _fill_in(self, request: HttpRequest) -> None:
        names = NewReferenceForm.base_fields
        typed = {name: request.POST.get(name, "") for name in names if name != "pasted_file"}
        request.filling = filling = Filling(typed, request.FILES.get("pasted_file"))
        if filling.problem:
            self.message_user(request, filling.problem, messages.ERROR)
        else:
            self.message_user(request, " ".join(filling.sentences), messages.INFO)
        for found in filling.already_there:
            self.message_user(request, already_there(found), messages.WARNING)
        # Nothing is to be saved: the form is shown anew, with other values in it.
        request.method = "GET"

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        if filling := getattr(request, "filling", None):
            return filling.values
        return super().get_changeform_initial_data(request)

    # -- Saving and deleting --------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Reference, form: Any, change: bool) -> None:
        if not change:
            add_reference(obj, by=request.user)
            if count := obj.citations.count():
                self._say_rendered(request, count)
            return
        self._say_rendered(
            request, change_reference(obj, fields=form.changed_data, by=request.user)
        )
        if "state" in form.changed_data and obj.state != Reference.State.CURRENT:
            self._say_who_cites(request, obj)

    def _say_rendered(self, request: HttpRequest, count: int) -> None:
        said = ngettext(
            "%(count)s text was rendered again.", "%(count)s texts were rendered again.", count
        )
        self.message_user(request, said % {"count": count}, messages.INFO)

    def _say_who_cites(self, request: HttpRequest, reference: Reference) -> None:
        """Tell on how many public pages readers are warned of it from now on, and where."""
        count = Article.objects.public().citing(reference).filter(cites_live=True).count()
        said = ngettext(
            "%(count)s public page cites this source and says so beside every mark.",
            "%(count)s public pages cite this source and say so beside every mark.",
            count,
        )
        url = reverse("admin:articles_reference_change", args=[reference.pk])
        words = gettext("See where it is cited")
        self.message_user(
            request,
            format_html('{} <a href="{}#where-cited">{}</a>', said % {"count": count}, url, words),
            messages.WARNING,
        )

    def has_delete_permission(self, request: HttpRequest, obj: Reference | None = None) -> bool:
        """A source that any text has ever cited stays in the register."""
        is_free = obj is None or not obj.citations.exists()
        return is_free and super().has_delete_permission(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, *args)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(
                reverse("admin:articles_reference_change", args=[object_id])
            )

    def delete_model(self, request: HttpRequest, obj: Reference) -> None:
        remove_reference(obj, by=request.user)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"may_mark": self.has_change_permission(request)} | (extra_context or {})
        return super().changelist_view(request, context)

    # -- The picker of the article form -----------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        retractions = self.admin_site.admin_view(partial(retractions_page, self))
        return [
            path("search/", self.search, name="articles_reference_search"),
            path("retractions/", retractions, name="articles_reference_retractions"),
            *super().get_urls(),
        ]

    def search(self, request: HttpRequest) -> HttpResponse:
        """Answer which sources have every word of ?q= somewhere; at most MAX_FOUND.

        JSON for scripts: 403 for strangers, never a redirect.
        """
        may_cite = any(
            request.user.has_perm(f"articles.{permission}")
            for permission in ("add_article", "change_article")
        )
        if not self.admin_site.has_permission(request) or not (
            may_cite or self.has_view_permission(request)
        ):
            return JsonResponse({"said": gettext("Sign in again to search.")}, status=403)
        return self._search(request)

    @staticmethod
    @require_safe
    def _search(request: HttpRequest) -> HttpResponse:
        found = list(
            Reference.objects.matching(request.GET.get("q", "")[:MAX_QUERY])[: MAX_FOUND + 1]
        )
        return JsonResponse(
            {"said": _how_many(len(found)), "found": [_as_found(one) for one in found[:MAX_FOUND]]}
        )


def _where(article: Article) -> str:
    """In which of its texts an article cites a source, as `citing()` found."""
    if article.is_in_bin:
        return gettext("in the bin")
    places = [
        words
        for is_so, words in (
            (article.cites_live, gettext("what readers see")),
            (article.cites_in_draft, gettext("the draft")),
        )
        if is_so
    ]
    if places:
        return ", ".join(places)
    if article.cites_in_edition:
        return gettext("old editions only")
    return gettext("old drafts only")


def _how_many(count: int) -> str:
    if not count:
        return gettext("No source found.")
    if count > MAX_FOUND:
        return gettext("More than %(count)s sources found; type another word.") % {
            "count": MAX_FOUND
        }
    said = ngettext("%(count)s source found.", "%(count)s sources found.", count)
    return said % {"count": count}


def _as_found(reference: Reference) -> dict[str, str]:
    is_current = reference.state == Reference.State.CURRENT
    return {
        "key": reference.key,
        "name": reference.as_work().name,
        "title": reference.title,
        "about": " · ".join(filter(None, (reference.get_type_display(), reference.journal))),
        "state": "" if is_current else reference.get_state_display(),
    }

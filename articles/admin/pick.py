"""Editors' picks in the admin: which pages stand first for a query."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import Pick, PickedPage
from articles.search import key_of


class PickForm(SeenRowForm):
    """A pick; there is one for all ways of typing a query."""

    class Meta:
        model = Pick
        fields = ("query",)

    def clean_query(self) -> str:
        query = " ".join(self.cleaned_data["query"].split())
        self.instance.key = key_of(query)
        if not self.instance.key:
            raise ValidationError(_("Write at least one word."))
        others = Pick.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk)
        if other := others.first():
            raise ValidationError(
                _("The pick for “%(query)s” answers this already. Change that one."),
                params={"query": other.query},
            )
        return query


class PickedPageFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse a pick without pages, which would do nothing."""
        super().clean()
        rows = (form.cleaned_data for form in self.forms if form.is_valid())
        if not any(row.get("article") and not row.get("DELETE") for row in rows):
            raise ValidationError(_("Choose at least one page."))


class PickedPageInline(admin.TabularInline):
    model = PickedPage
    form = SeenRowForm
    formset = PickedPageFormSet
    fields = ("article", "position")
    autocomplete_fields = ("article",)
    extra = 1


@admin.register(Pick)
class PickAdmin(SeenRowAdmin):
    when_empty = _("A pick names the page that stands first when readers search for certain words.")
    form = PickForm
    inlines = (PickedPageInline,)
    list_display = ("query", "pages_in_order", "on_site")
    search_fields = ("query",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_pages()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"query": request.GET.get("query", "")[:80]}

    @admin.display(description=_("pages"))
    def pages_in_order(self, pick: Pick) -> str:
        return "; ".join(str(page) for page in pick.pages.all())

    @admin.display(description=_("on the site"))
    def on_site(self, pick: Pick) -> str:
        return link_to_search(pick.query)


def link_to_search(query: str) -> str:
    """Return a link to what readers get for `query`."""
    address = f"/search/?{urlencode({'q': query})}"
    return format_html('<a href="{}">{}</a>', address, gettext("View results"))

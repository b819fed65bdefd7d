"""Sections in the admin, with the order of their pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, QuerySet
from django.forms import BaseFormSet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import Article, Right, Section, may
from articles.models.shown import is_in_bin
from articles.publishing import doubt, move_section, reasons_not_to_become, refile


class SectionForm(SeenRowForm):
    """A section; its kind decides whether its pages need a second pair of eyes."""

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if reasons := reasons_not_to_become(self.instance, kind):
            raise forms.ValidationError(list(map(str, reasons)))
        return kind


class PlaceForm(SeenRowForm):
    """One line of the list of sections, whose only field has no label but its column's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("Place of “%(section)s” among the sections") % {"section": self.instance}
        self.fields["position"].widget.attrs["aria-label"] = said


class OrderForm(SeenRowForm):
    """One line of the section's list: only the page's place in it can change."""

    by: AbstractBaseUser

    class Meta:
        model = Article
        fields = ("position",)

    def save(self, commit: bool = True) -> Article:
        # Never the whole row: it may have been published since the list was opened.
        refile(self.instance, by=self.by, position=self.cleaned_data["position"])
        return self.instance

    def save_m2m(self) -> None:
        """Nothing: a place in a list has no relations."""


class OrderInline(admin.TabularInline):
    model = Article
    form = OrderForm
    fields = ("page", "position")
    readonly_fields = ("page",)
    extra = 0
    can_delete = False
    verbose_name_plural = _("order of its pages")
    ordering = ("position", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_working_text()

    def get_formset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[BaseFormSet]:
        formset = super().get_formset(request, *args, **kwargs)
        formset.form.by = request.user
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return may(request.user, Right.FILE)

    @admin.display(description=_("page"))
    def page(self, article: Article) -> str:
        return str(article)


@admin.register(Section)
class SectionAdmin(SeenRowAdmin):
    when_empty = _("Add the first section, such as “About MG”; every article stands in one.")
    list_display = ("title", "kind", "position", "pages", "on_site")
    list_editable = ("position",)
    ordering = ("position", "title")
    actions = None
    form = SectionForm
    fields = ("title", "slug", "kind", "intro", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .annotate(pages=Count("articles", filter=~is_in_bin("articles__")))
        )

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": PlaceForm} | kwargs)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Section | None = None
    ) -> dict[str, Any]:
        return {} if obj else {"slug": ("title",)}

    def get_inlines(self, request: HttpRequest, obj: Section | None) -> list[Any]:
        return [OrderInline] if obj and not obj.is_dated else []

    @admin.display(description=_("pages"), ordering="pages")
    def pages(self, section: Section) -> int:
        return section.pages

    @admin.display(description=_("on the site"))
    def on_site(self, section: Section) -> str:
        return format_html('<a href="{}">{}</a>', section.url, gettext("View section"))

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        slug = obj.slug
        if change and "slug" in form.changed_data:
            move_section(Section.objects.get(pk=obj.pk), slug=slug, by=request.user)
        super().save_model(request, obj, form, change)
        if change and "kind" in form.changed_data:
            search.index_section(obj)
            # Pages about the disease need what others do not.
            doubt(Article.objects.filter(section=obj))

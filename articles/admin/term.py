"""The glossary in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_body import script
from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import Article, Term
from articles.models.term import MAX_WORDS
from articles.publishing import Refused, reasons_not_to_name, remove_term, save_term, tidy_term

PAGES_SHOWN = 50


class TermForm(SeenRowForm):
    """A term with its other names, one a line.

    What is too long is said beside its field: a maxlength would cut what is pasted without a word.
    """

    aliases = forms.CharField(
        label=_("Also called"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=_(
            "One a line: other words for the same thing, abbreviations, plurals that do not just "
            "add an s. They lead to this term too, and each belongs to one term only."
        ),
    )

    class Meta:
        model = Term
        fields = ("name", "slug", "say", "definition", "is_medicine")
        help_texts = {
            "slug": _("Made from the term. It stays once the term is stored: others link to it."),
        }
        error_messages = {"slug": {"unique": _("Another term already has this address.")}}

    class Media:
        js = ("admin/js/urlify.js", script("counter"), script("slug"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who may only look has a form without fields.
        for name in {"name", "say", "definition"} & set(self.fields):
            self.fields[name].widget.attrs.pop("maxlength", None)
        if "definition" in self.fields:
            self.fields["definition"].widget.attrs |= {
                "rows": 5,
                "data-counter": MAX_WORDS,
                "data-counter-unit": gettext("words"),
            }
        if self.instance.pk:
            names = self.instance.aliases.values_list("name", flat=True)
            self.initial["aliases"] = "\n".join(names)
        else:
            self.fields["slug"].required = False
            self.fields["slug"].widget.attrs["data-propose-from"] = "id_name"

    def clean_slug(self) -> str:
        """Propose the address of a new term, where no script has done so."""
        slug = self.cleaned_data["slug"] or slugify(self.data.get(self.add_prefix("name"), ""))
        if not slug:
            raise ValidationError(gettext("Give the term an address of Latin letters or digits."))
        return slug

    def clean_aliases(self) -> list[str]:
        return [
            name for line in self.cleaned_data["aliases"].splitlines() if (name := line.strip())
        ]

    def clean(self) -> dict[str, Any]:
        """Add every reason why the term cannot have these names, beside the field it is about.

        What nobody can see is gone before a field is asked whether it is empty.
        """
        cleaned = super().clean()
        written = {name: cleaned[name] for name in ("name", "say", "definition") if name in cleaned}
        named = Term(pk=self.instance.pk, **written)
        tidy_term(named)
        cleaned |= {name: getattr(named, name) for name in written}
        for reason in reasons_not_to_name(named, cleaned.get("aliases", [])):
            self.add_error(reason.field, str(reason))
        return cleaned

    def changed_term(self) -> Term:
        """The term as it is stored by now, with what was changed in this form."""
        term = Term.objects.filter(pk=self.instance.pk).first()
        if term is None:  # new, or deleted while it was being edited
            return self.instance
        for name in set(self.changed_data) & set(TermForm.Meta.fields):
            setattr(term, name, self.cleaned_data[name])
        return term

    def changed_aliases(self, term: Term) -> list[str]:
        """The other names that `term` is to have."""
        if not term.pk or "aliases" in self.changed_data:
            return self.cleaned_data["aliases"]
        return list(term.aliases.values_list("name", flat=True))


@admin.register(Term)
class TermAdmin(SeenRowAdmin):
    when_empty = _(
        "Add a word that readers may not know; texts link to its explanation by themselves."
    )
    form = TermForm
    list_display = ("name", "also_called", "is_medicine", "pages", "on_site")
    list_filter = ("is_medicine",)
    search_fields = ("name", "aliases__name", "definition")
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_page_counts().prefetch_related("aliases")

    def get_fields(self, request: HttpRequest, obj: Term | None = None) -> tuple[str, ...]:
        may_change = self.has_change_permission(request, obj) if obj else True
        aliases = "aliases" if may_change else "also_called"
        fields = ("name", "slug", aliases, "say", "definition", "is_medicine")
        return (*fields, "where_used") if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> tuple[str, ...]:
        # Other sites link to the address, and nothing would lead on from an old one.
        return ("slug", "where_used") if obj else ()

    def view_on_site(self, term: Term) -> str:
        return term.url

    # -- What the list and the form show --------------------------------------------------------

    @admin.display(description=_("also called"))
    def also_called(self, term: Term) -> str:
        return ", ".join(alias.name for alias in term.aliases.all()) or "–"

    @admin.display(description=_("pages that use it"), ordering="pages")
    def pages(self, term: Term) -> int:
        return term.pages

    @admin.display(description=_("on the site"))
    def on_site(self, term: Term) -> str:
        return format_html('<a href="{}">{}</a>', term.url, gettext("View term"))

    @admin.display(description=_("where used"))
    def where_used(self, term: Term) -> str:
        articles = Article.objects.mentioning(term).with_working_text()
        shown = [
            (reverse("admin:articles_article_change", args=[article.pk]), article)
            for article in articles[:PAGES_SHOWN]
        ]
        if not shown:
            return gettext("Nowhere at present.")
        items = format_html_join("", '<li><a href="{}">{}</a></li>', shown)
        if more := articles.count() - len(shown):
            sentence = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
            items += format_html("<li>{}</li>", sentence)
        return format_html("<ul>{}</ul>", items)

    # -- Saving and deleting --------------------------------------------------------------------

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show and save the form; a term whose name was taken this instant is asked again."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (Refused, ValidationError):
            # Somebody was faster between the form's check and the save. Nothing was stored; on a
            # second look the form sees it and says so beside the field.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Term, form: TermForm, change: bool) -> None:
        term = form.changed_term()
        count = save_term(term, aliases=form.changed_aliases(term), by=request.user)
        obj.pk, obj._state.adding = term.pk, False
        obj.refresh_from_db()
        messages.info(request, rendered_again(count))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        term = self.get_object(request, object_id)
        pages = term.pages if term else 0
        return super().delete_view(request, object_id, (extra_context or {}) | {"pages": pages})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Only the terms: where they are linked from is said as a number of pages."""
        return [str(term) for term in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        messages.info(request, rendered_again(remove_term(obj, by=request.user)))


def rendered_again(count: int) -> str:
    """Say how many texts a change of the glossary has reached."""
    if not count:
        return gettext("No text had to be rendered again.")
    return ngettext(
        "%(count)s text (pages, drafts, older editions) was rendered again. No date has moved.",
        "%(count)s texts (pages, drafts, older editions) were rendered again. No date has moved.",
        count,
    ) % {"count": count}

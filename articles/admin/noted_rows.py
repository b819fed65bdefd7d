"""Rows whose changes are noted in the audit trail: the one place for all that the admin stores."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.forms import BaseFormSet, BaseModelFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from articles.models import TrailEntry
from articles.publishing import in_words, note_done

Changes = list[tuple[str, str, str]]
Kind = TrailEntry.Kind

# So many entries stand on one page of a history.
A_PAGE = 50


class NotesRows:
    """Before a ModelAdmin: what it adds, changes and deletes is noted in the audit trail.

    It stands in the place of Django's own log, so that there is one truth. A form that changed
    nothing is not noted.
    """

    realm = TrailEntry.Realm.CONTENT

    def construct_change_message(
        self,
        request: HttpRequest,
        form: forms.Form,
        formsets: Iterable[BaseFormSet] | None,
        add: bool = False,
    ) -> Changes:
        """What is other than before, which `log_change` is given as its message."""
        own = [] if add else list(changes_in(form))
        return own + list(changes_in_lines(formsets or ()))

    def log_addition(self, request: HttpRequest, obj: Model, message: Changes) -> TrailEntry:
        return note_done(Kind.ADDED, obj, by=request.user, changes=message, realm=self.realm)

    def log_change(
        self, request: HttpRequest, obj: Model, message: Changes | str
    ) -> TrailEntry | None:
        """Note what a form changed, or in a sentence what a page beside it did."""
        if not message:
            return None
        said = {"reason": message} if isinstance(message, str) else {"changes": message}
        return note_done(Kind.CHANGED, obj, by=request.user, realm=self.realm, **said)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> list[TrailEntry]:
        return [note_done(Kind.DELETED, row, by=request.user, realm=self.realm) for row in queryset]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done to one row, newest first."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        entries = TrailEntry.objects.seen_by(request.user).about(row)
        context = self.admin_site.each_context(request) | {
            "title": gettext("History"),
            "subtitle": str(row),
            "object": row,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "page": Paginator(entries, A_PAGE).get_page(request.GET.get("p")),
        }
        return render(request, "admin/row_history.html", context)


def changes_in(form: forms.Form) -> Iterator[tuple[str, str, str]]:
    """What a valid form changes: each field with what it said and what it says, in words."""
    for name in form.changed_data:
        # Not even how long a password is, is anybody's business.
        if name not in form.fields or isinstance(form.fields[name].widget, forms.PasswordInput):
            continue
        field = form.fields[name]
        before = said_by(field, form.get_initial_for_field(field, name))
        after = said_by(field, form.cleaned_data.get(name))
        yield str(field.label or name), before, after


def changes_in_lines(formsets: Iterable[BaseModelFormSet]) -> Iterator[tuple[str, str, str]]:
    """What the lines below a form have added, changed and removed, once they are stored."""
    for formset in formsets:
        kind = capfirst(str(formset.model._meta.verbose_name))
        for row in formset.new_objects:
            yield kind, "", str(row)
        for row, names in formset.changed_objects:
            line = next(form for form in formset.initial_forms if form.instance.pk == row.pk)
            for label, before, after in changes_in(line):
                yield f"{kind} “{row}”, {label}" if len(names) else kind, before, after
        for row in formset.deleted_objects:
            yield kind, str(row), ""


def said_by(field: forms.Field, value: Any) -> str:
    """Return what a field of a form says with `value`, in words; "" for nothing."""
    match value:
        case None | "":
            return ""
        case bool():
            return gettext("Yes") if value else gettext("No")
        case FieldFile():
            return value.name
        case datetime.datetime():
            return in_words(value)
        case datetime.date():
            return date_format(value, "F j, Y")
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = value if _are_rows(value) else field.queryset.filter(pk__in=value)
        return ", ".join(sorted(map(str, rows)))
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, Model) else field.queryset.filter(pk=value).first()
        return str(row or value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)


def _are_rows(values: Any) -> bool:
    return all(isinstance(value, Model) for value in values)

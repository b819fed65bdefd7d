"""Rows as an editor saw them: what somebody else changed meanwhile is never overwritten unseen."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from articles.admin.noted_rows import NotesRows, said_by
from articles.admin.typed_before import ShowsFilled
from articles.models import TrailEntry
from articles.publishing import in_words


class SeenRowForm(forms.ModelForm):
    """A form of a row that other editors may change while it is open.

    What its editor saw travels with the form. A field that only somebody else has changed since is
    left as they made it; one that both have changed says so beside the field, and what was typed
    stands there until it is sent once more.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.seen_fields() if self.instance.pk else ():
            self.fields[name].show_hidden_initial = True

    def seen_fields(self) -> list[str]:
        """The fields that are compared with the row; by default all."""
        return list(self.fields)

    def clean(self) -> dict[str, Any]:
        """Leave alone what only others have changed; say what both have changed."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            if field.show_hidden_initial and not field.disabled and self._is_outdated(name):
                self._settle(name, cleaned)
        return cleaned

    def _is_outdated(self, name: str) -> bool:
        """Whether the row says something else by now than what this form showed in a field."""
        field = self.fields[name]
        seen = self._widget_data_value(field.hidden_widget(), self[name].html_initial_name)
        return seen is not None and not _is_same(field, self._now(name), seen)

    def _settle(self, name: str, cleaned: dict[str, Any]) -> None:
        field, now = self.fields[name], self._now(name)
        columns = {column.name for column in self.instance._meta.fields}
        if name not in self.changed_data:
            if name in columns & set(cleaned):
                cleaned[name] = getattr(self.instance, name)
        elif not _is_same(field, now, self[name].data):
            self.add_error(name, self._what_stands_there(name))
            # Having been told, the editor may send it again.
            self.data = self.data.copy()
            shown = field.hidden_widget().format_value(field.prepare_value(now))
            self.data[self[name].html_initial_name] = "" if shown is None else shown

    def _now(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _what_stands_there(self, name: str) -> str:
        said = gettext("Somebody changed this after you had opened it.")
        if last := _last_saved(self.instance):
            said = gettext(
                "This was changed after you had opened it; %(who)s saved last, on %(when)s."
            ) % {
                "who": last.by_name,
                "when": in_words(last.done_at),
            }
        now = gettext("It says now: “%(words)s”.") % {"words": self._in_words(name)}
        rest = gettext("What you typed is still here: save again to put it in its place.")
        return f"{said} {now} {rest}"

    def _in_words(self, name: str) -> str:
        """What the row says by now, as the form would show it."""
        return said_by(self.fields[name], self._now(name)) or "–"


class SeenRowAdmin(NotesRows, ShowsFilled, admin.ModelAdmin):
    """An admin whose forms, list and deletions never overwrite unseen what others did meanwhile.

    What is done is noted in the audit trail, in the same transaction.

    Rows are locked before a form is looked at, so that of two that are sent at once the second
    finds what the first has stored.
    """

    form = SeenRowForm
    # Whether a deletion that does not say what it showed is refused.
    deletes_only_what_was_seen = False

    def version_of(self, row: Model) -> str:
        """What tells the row from the same row changed."""
        facts = repr(sorted(model_to_dict(row).items()))
        return hashlib.sha256(facts.encode()).hexdigest()[:32]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self._lock(object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "POST" or not self.list_editable:
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            self._lock()
            return super().changelist_view(request, extra_context)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": SeenRowForm} | kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask before a row goes; one that was changed after that was asked stays."""
        with transaction.atomic():
            if request.method == "POST":
                self._lock(object_id)
            row = self.get_object(request, object_id)
            version = self.version_of(row) if row else ""
            seen = request.POST.get("seen", "" if self.deletes_only_what_was_seen else version)
            may_go = seen == version or not self.has_delete_permission(request, row)
            if request.method != "POST" or may_go:
                context = (extra_context or {}) | {"seen": version}
                return super().delete_view(request, object_id, context)
        self.message_user(
            request,
            gettext(
                "This was changed after you had been asked whether to delete it, so nothing was "
                "deleted. Look at it again."
            ),
            messages.WARNING,
        )
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[object_id]))

    def _lock(self, object_id: str | None = "") -> None:
        """Lock the row, or without its key all rows, until the transaction ends."""
        # Not the keys: rows that refer to this one can be stored meanwhile.
        rows = self.model.objects.select_for_update(no_key=True).order_by("pk")
        if object_id:
            rows = rows.filter(pk=object_id) if object_id.isdecimal() else rows.none()
        if object_id is not None:
            list(rows.values_list("pk"))


def _is_same(field: forms.Field, now: Any, sent: Any) -> bool:
    """Whether a form has sent what the row says; browsers write line ends in their own way."""
    if isinstance(now, str) or (now is None and isinstance(field, forms.CharField)):
        return _plain(now) == _plain(sent)
    return not field.has_changed(now, sent)


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _last_saved(row: Model) -> TrailEntry | None:
    """The last time that somebody saved `row` at the desk."""
    return TrailEntry.objects.about(row).filter(realm=TrailEntry.Realm.CONTENT).first()

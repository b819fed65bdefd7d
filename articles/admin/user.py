"""Accounts in the admin: Django's own form, with what is done to them noted in the trail."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseFormSet
from django.http import HttpRequest

from articles.admin.noted_rows import Changes, NotesRows
from articles.models import TrailEntry
from articles.publishing import note_password

User = get_user_model()
admin.site.unregister(User)

# Stands for "another password", of which nothing else is told.
ANOTHER_PASSWORD = [("password", "", "")]


@admin.register(User)
class NotedUserAdmin(NotesRows, UserAdmin):
    """Who gave whom which rights, and that somebody has another password, is on record."""

    realm = TrailEntry.Realm.ACCOUNTS
    # When somebody came in is a fact, which nobody types.
    readonly_fields = ("last_login", "date_joined")

    def construct_change_message(
        self,
        request: HttpRequest,
        form: forms.Form,
        formsets: Iterable[BaseFormSet] | None,
        add: bool = False,
    ) -> Changes:
        if isinstance(form, self.change_password_form):
            return ANOTHER_PASSWORD
        return super().construct_change_message(request, form, formsets, add)

    def log_change(
        self, request: HttpRequest, obj: AbstractBaseUser, message: Changes
    ) -> TrailEntry | None:
        if message is ANOTHER_PASSWORD:
            return note_password(obj, by=request.user)
        return super().log_change(request, obj, message)

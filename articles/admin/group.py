"""Groups in the admin: those that are roles are shown, and made from the table of rights."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.noted_rows import NotesRows
from articles.models import Role, TrailEntry

admin.site.unregister(Group)


@admin.register(Group)
class RoleAwareGroupAdmin(NotesRows, GroupAdmin):
    """A right that is taken from a role here would come back with the next update, unasked."""

    realm = TrailEntry.Realm.ACCOUNTS
    list_display = ("name", "is_role")

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "name":
            kwargs["help_text"] = _("e.g. “Translators”. People of a group may do what it may do.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("a role of this software, which cannot be changed"), boolean=True)
    def is_role(self, group: Group) -> bool:
        return group.name in Role.values

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self._is_role(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self._is_role(obj) and super().has_delete_permission(request, obj)

    def _is_role(self, group: Group | None) -> bool:
        return group is not None and self.is_role(group)

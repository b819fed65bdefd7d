"""Groups: roles are shown and cannot be changed; an installation's own groups can."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Role

pytestmark = pytest.mark.django_db


def test_a_role_is_shown_and_not_changed(desk):
    role = Group.objects.get(name=Role.AUTHOR)
    address = f"/admin/auth/group/{role.pk}/change/"
    page = desk.get(address).content.decode()
    assert "Can hand a text in for review" in page
    assert 'name="permissions"' not in page
    assert desk.post(address, {"name": "Author", "permissions": []}).status_code == 403
    assert desk.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"}).status_code == 403
    assert role.permissions.exists()


def test_an_own_group_is_made_and_changed(desk):
    desk.post("/admin/auth/group/add/", {"name": "Translators", "permissions": []})
    group = Group.objects.get(name="Translators")
    desk.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Interpreters"})
    assert Group.objects.filter(name="Interpreters").exists()


def test_roles_do_not_go_with_a_bulk_delete(desk):
    chosen = [Group.objects.get(name=Role.EDITOR).pk]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    desk.post("/admin/auth/group/", sent)
    assert Group.objects.filter(name=Role.EDITOR).exists()

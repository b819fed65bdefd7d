"""Roles: one table says who may do what."""

import pytest
from django.contrib.auth.models import Group, Permission

from articles.models import RIGHTS, Right, Role, make_roles, may, roles_of
from tests.factories import make_editor, make_member

pytestmark = pytest.mark.django_db


def test_migrating_makes_the_three_groups_with_the_rights_of_the_table():
    for role, rights in RIGHTS.items():
        group = Group.objects.get(name=role.value)
        assert set(group.permissions.values_list("codename", flat=True)) == set(rights)


def test_every_right_of_the_table_is_a_permission():
    known = set(Permission.objects.values_list("codename", flat=True))
    assert not set().union(*RIGHTS.values(), Right.values) - known


def test_a_role_that_was_changed_by_hand_is_put_right_and_other_groups_are_left_alone():
    author, own = Group.objects.get(name=Role.AUTHOR), Group.objects.create(name="Translators")
    publish = Permission.objects.get(codename=Right.PUBLISH)
    author.permissions.add(publish)
    own.permissions.add(publish)
    make_roles(using="default")
    assert not author.permissions.filter(pk=publish.pk).exists()
    assert own.permissions.filter(pk=publish.pk).exists()


@pytest.mark.parametrize(
    ("right", "holders"),
    [
        (Right.CHANGE, {Role.AUTHOR, Role.EDITOR}),
        (Right.SUBMIT, {Role.AUTHOR, Role.EDITOR}),
        (Right.APPROVE, {Role.EDITOR, Role.REVIEWER}),
        (Right.REVIEW, {Role.EDITOR, Role.REVIEWER}),
        (Right.PUBLISH, {Role.EDITOR}),
        (Right.WITHDRAW, {Role.EDITOR}),
        (Right.FILE, {Role.EDITOR}),
        (Right.OVERRIDE, set()),
    ],
)
def test_who_may_do_what(right, holders):
    members = {role: make_member(role) for role in Role}
    assert {role for role, member in members.items() if may(member, right)} == holders
    assert may(make_editor("boss"), right)  # a superuser
    assert may(None, right)  # the software


def test_nobody_who_has_left_may_do_anything():
    assert not may(make_editor("gone", is_active=False), Right.PUBLISH)


def test_whoever_has_two_roles_is_told_both():
    member = make_member(Role.EDITOR)
    member.groups.add(Group.objects.get(name=Role.REVIEWER))
    assert roles_of(member) == [Role.EDITOR, Role.REVIEWER]

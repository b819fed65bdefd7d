"""Roles: who may do what. The one table that the admin and the verbs go by.

A role is a group of Django's; a right is a permission. The three groups are made as this table
says after every `migrate`; an installation that wants it otherwise makes groups of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What somebody may do to articles."""

    VIEW = "view_article", _("Can read every text at the desk, and comment on it for colleagues")
    ADD = "add_article", _("Can start an article")
    CHANGE = "change_article", _("Can write drafts")
    DELETE = "delete_article", _("Can delete an article that was never published")
    DELETE_FOR_GOOD = "delete_article_for_good", _("Can delete for good what is in the bin")
    SUBMIT = "submit_article", _("Can hand a text in for review")
    APPROVE = "approve_article", _("Can approve a text of others, or send it back")
    PUBLISH = "publish_article", _("Can publish and schedule")
    PUBLISH_ALONE = "publish_article_alone", _("Can publish without a second pair of eyes")
    OVERRIDE = "override_checks", _("Can publish in spite of the checks")
    WITHDRAW = "withdraw_article", _("Can withdraw a page and amend what readers were told")
    REVIEW = "review_article", _("Can record a medical review")
    REVIEW_FOR_OTHERS = "review_for_others", _("Can record a review that somebody else has made")
    FILE = "file_article", _("Can change address, section, order and authors of a page")
    SHARE = "share_article", _("Can make preview links for outside reviewers")


# Django makes the permissions to add, change, delete and view by itself.
OWN_RIGHTS = tuple(
    (right.value, right.label)
    for right in Right
    if right not in (Right.VIEW, Right.ADD, Right.CHANGE, Right.DELETE)
)


class Role(models.TextChoices):
    """The names of the groups; a superuser needs none."""

    AUTHOR = "Author", _("Author")
    EDITOR = "Editor", _("Editor")
    REVIEWER = "Medical reviewer", _("Medical reviewer")


def _rights(*models: str, to: str) -> frozenset[str]:
    """The codes of Django's own permissions `to` ("view change") do something to `models`."""
    return frozenset(f"{verb}_{model}" for verb in to.split() for model in models)


# What stands beside the articles. Whoever changes one of these changes public pages at once.
BESIDE = (
    *("callout", "image", "person", "pick", "reference", "snippet", "synonymset", "term"),
    "wording",
)
# Rows that are edited within the page of one of the above.
WITHIN = ("alias", "byline", "pickedpage", "related", "synonym")

_LOOKING = frozenset(
    {
        *_rights("article", "revision", "publication", "section", "redirect", "thread", to="view"),
        *_rights(*BESIDE, *WITHIN, to="view"),
    }
)
_WRITING = frozenset({Right.ADD, Right.CHANGE, Right.SUBMIT})

RIGHTS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        # An author's words reach readers through somebody else, so nothing that acts at once.
        Role.AUTHOR: _LOOKING
        | _WRITING
        | _rights("image", "reference", to="add")
        | _rights("byline", "related", to="add change delete"),
        Role.EDITOR: _LOOKING
        | _WRITING
        | {
            Right.DELETE,
            Right.APPROVE,
            Right.PUBLISH,
            Right.PUBLISH_ALONE,
            Right.WITHDRAW,
            Right.REVIEW,
            Right.REVIEW_FOR_OTHERS,
            Right.FILE,
            Right.SHARE,
        }
        | _rights(*BESIDE, *WITHIN, "redirect", to="add change delete")
        | _rights("section", to="add change")
        | _rights("feedback", "missingaddress", "emptysearch", to="view change delete")
        | _rights("trailentry", to="view"),
        Role.REVIEWER: _LOOKING | {Right.APPROVE, Right.REVIEW},
    }
)


def may(user: AbstractBaseUser | None, right: str) -> bool:
    """Return whether `user` holds `right`, one of Right; None is the software itself."""
    return user is None or user.has_perm(f"articles.{right}")


def accounts_with(right: str) -> models.QuerySet:
    """The accounts that hold `right`, one of Right, and can come to the desk with it."""
    backend = "articles.models.rights_backend.RightsBackend"
    held = auth.get_user_model().objects.with_perm(f"articles.{right}", backend=backend)
    return held.filter(is_staff=True)


def colleagues() -> models.QuerySet:
    """The accounts that may read texts at the desk, by the names they sign in with."""
    return accounts_with(Right.VIEW).order_by("username")


def roles_of(user: AbstractBaseUser) -> list[Role]:
    """The roles that `user` has been given, in the order of the table."""
    names = set(user.groups.values_list("name", flat=True))
    return [role for role in Role if role.value in names]


def make_roles(*, using: str, **kwargs: Any) -> None:
    """Make the groups as RIGHTS says, in the database `using`; a receiver of post_migrate."""
    config = apps.get_app_config("articles")
    # Django does this later in the same signal, and a group cannot hold what is not there.
    create_contenttypes(config, verbosity=0, using=using)
    create_permissions(config, verbosity=0, using=using)
    group_model = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label=config.label)
    for role, rights in RIGHTS.items():
        group, _created = group_model.objects.using(using).get_or_create(name=role.value)
        group.permissions.set(ours.filter(codename__in=rights))

"""Redirects that somebody sets up: from the addresses of an older site, or of a missing page."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, MissingAddress, Person, Redirect
from articles.models.redirect import MAX_LENGTH, old_address, tidy_path
from articles.publishing.beats import name_of
from articles.publishing.paths import (
    Target,
    is_for_staff,
    lives_at,
    own_path,
    row_at,
    todays_address,
)
from articles.publishing.reasons import Reason, Refused


def read_old_address(typed: str) -> str:
    """Return the old address that `typed` means, which may be whole as people copy it.

    An empty string when it is no address at all.
    """
    try:
        parts = urlsplit(typed.strip())
    except ValueError:
        return ""
    return old_address(unquote(parts.path), parts.query)


def read_target(typed: str) -> Target:
    """Return the row whose page a reader finds at the address `typed`, or the path of another page.

    An address that has moved means the page where it is today. "" is no address of this site.
    """
    path = unquote(own_path(typed.strip()))
    if not path or "\x00" in path:
        return ""
    tidy = tidy_path(path)
    address = todays_address(path) or todays_address(tidy) or tidy
    return row_at(address) or address


def reasons_not_to_redirect(
    old_path: str, target: Target, *, may_wait: bool = False
) -> list[Reason]:
    """Every reason why `old_path` cannot lead to `target`.

    With `may_wait` the target may be a page that readers cannot see yet: the redirect then begins
    to work when they can.
    """
    reasons = []
    if not old_path.isprintable() or not old_path:
        reasons.append(Reason(_("This is not an address."), field="old_path"))
    elif len(old_path) > MAX_LENGTH:
        sentence = _("Shorten the address to %(limit)s characters.") % {"limit": MAX_LENGTH}
        reasons.append(Reason(sentence, field="old_path"))
    elif is_for_staff(old_path):
        reasons.append(Reason(_("This address is the editors' own."), field="old_path"))
    elif "?" not in old_path and lives_at(old_path, Article.objects.ever_public()):
        sentence = _("A page lives at this address, so it needs no redirect.")
        reasons.append(Reason(sentence, field="old_path"))

    match target:
        case str():
            if not target or is_for_staff(target) or not lives_at(target, Article.objects.public()):
                sentence = _("Readers find no page of this site at this address.")
                reasons.append(Reason(sentence, field="path"))
        case Article() if not target.is_public and not may_wait:
            sentence = _("Readers cannot see “%(title)s”. Publish it first.") % {"title": target}
            reasons.append(Reason(sentence, field="article"))
        case Person() if not may_wait and not _has_page(target):
            sentence = _("%(name)s has no page yet: it comes with their first article or review.")
            reasons.append(Reason(sentence % {"name": target.name}, field="person"))
    return reasons


@transaction.atomic
def add_redirect(
    old: str, target: Target, *, by: AbstractBaseUser | None, may_wait: bool = False
) -> Redirect:
    """Lead readers from the address `old` to `target` in one hop; acts at once.

    `old` is an address as people copy it: whole, or a path, with "?p=123" where that is all there
    was. `target` is a row, which may move on, or an address of this site. An old address that
    leads somewhere already leads to `target` from now on, so an import can be repeated.
    Raises Refused with every reason why not (`reasons_not_to_redirect`).
    """
    old_path = read_old_address(old)
    target = read_target(target) if isinstance(target, str) else target
    if reasons := reasons_not_to_redirect(old_path, target, may_wait=may_wait):
        raise Refused(reasons)
    redirect, _created = Redirect.objects.update_or_create(
        old_path=old_path,
        defaults=dict.fromkeys(Redirect.TARGETS)
        | {"path": "", column_of(target): target, "made_by_name": name_of(by)},
    )
    MissingAddress.objects.filter(path=old_path).delete()
    return redirect


def column_of(target: Target) -> str:
    """The column of a redirect in which `target` is kept."""
    return "path" if isinstance(target, str) else target._meta.model_name


def _has_page(person: Person) -> bool:
    return Person.objects.public().filter(pk=person.pk).exists()

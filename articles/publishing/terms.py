"""The glossary: a term that comes, changes or goes reaches the pages that use it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import Alias, Article, Revision, Term
from articles.publishing.beats import lock_register
from articles.publishing.derived import render_again
from articles.publishing.reasons import Reason, Refused
from articles.publishing.verdicts import as_linked, doubt
from articles.publishing.workflow import reasons_without_permission, refuse_without_permission
from articles.rendering import without_unseen

# The texts that somebody can read or is writing; the others are old editions.
IN_USE = ("draft_revision", "live_revision", "withdrawal__revision")
AT_ONCE = 100
# What a reviewer of a page that links to a term has read of it.
VOUCHED_FOR = ("name", "definition", "is_medicine")
# More than any word has; and a database can only be asked for so many at a time.
MOST_ALIASES = 50

# Signs without a width come along when a word is copied; a name that holds one is never found.
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Hyphens and apostrophes that the renderer takes for one another.
_ALIKE = str.maketrans("‐‑’", "--'")
# What both databases find in capitals and small letters alike; SQLite knows only these.
_PARTS = re.compile("[A-Za-z0-9]+")


@transaction.atomic
def save_term(term: Term, *, aliases: Sequence[str], by: AbstractBaseUser | None) -> int:
    """Store a term, new or changed, with all its other names, and link it where it is used.

    Pages are rendered again; their texts and dates stay. Returns how many texts were: live pages,
    drafts, and old editions that link to it. Raises ValidationError when a value cannot be used,
    Refused when a name cannot, or `by` may not.
    """
    lock_register()
    tidy_term(term)
    aliases = [name for alias in aliases if (name := _tidied(alias))]
    permission = "add_term" if term.pk is None else "change_term"
    reasons = reasons_without_permission(permission, by) + reasons_not_to_name(term, aliases)
    if reasons:
        raise Refused(reasons)
    term.full_clean()

    before = _as_linked(term)
    linked = _linked_from(term)
    _note_since_when(term)
    # Texts may link to a term by its address, which leads somewhere else or nowhere from now on.
    _doubt_links(before.get("slug"), term.slug)
    # The whole row: a term that was deleted while somebody wrote about it is stored anew.
    term.save()
    Alias.objects.filter(term=term).delete()
    Alias.objects.bulk_create(Alias(term=term, name=alias) for alias in aliases)
    getattr(term, "_prefetched_objects_cache", {}).clear()
    search.index_term(term)
    after = _as_linked(term)
    if before == after:  # pages show nothing of the definition, nor how to say it
        return 0
    # A name that was there before and still is leads to the same places.
    return _render_again(linked, set(before.get("names", ())) ^ set(after["names"]))


@transaction.atomic
def remove_term(term: Term, *, by: AbstractBaseUser | None) -> int:
    """Delete a term; the pages that linked to it do so no more.

    Returns how many texts were rendered again, as `save_term` does. Raises Refused without the
    right.
    """
    refuse_without_permission("delete_term", by)
    lock_register()
    linked, names = _linked_from(term), term.names
    _doubt_links(term.slug, "")
    search.forget_term(term)
    term.delete()
    # By name as well: where a longer name stood, a shorter one may be found now.
    return _render_again(linked, names)


def _doubt_links(before: str | None, after: str) -> None:
    """Have the pages looked at again that link to the address of a term, when it is another."""
    if before != after:
        paths = [reverse("term", args=[slug]) for slug in (before, after) if slug]
        doubt(Article.objects.leading_to(as_linked(*paths)))


def tidy_term(term: Term) -> None:
    """Bring what was typed into the form in which the glossary keeps it; nothing is stored."""
    term.name, term.say = _tidied(term.name), _on_one_line(term.say)
    term.definition = _on_one_line(term.definition)


def reasons_not_to_name(term: Term, aliases: Sequence[str]) -> list[Reason]:
    """Every reason why `term` cannot have its name and these others, each beside its field."""
    if len(aliases) > MOST_ALIASES:
        sentence = _("A term has at most %(limit)s other names; here are %(count)s.")
        facts = {"limit": MOST_ALIASES, "count": len(aliases)}
        return [Reason(sentence % facts, field="aliases")]
    names = [_tidied(name) for name in (term.name, *aliases)]
    others = Term.objects.exclude(pk=term.pk).with_names()
    owners = {_key(name): other for other in others for name in other.names}
    limit = Alias._meta.get_field("name").max_length
    reasons, seen = [], set()
    for position, name in enumerate(names):
        # The name itself is asked for and measured by its own field.
        if not name:
            continue
        sentences, key = [], _key(name)
        if not any(sign.isalnum() for sign in name):
            sentences.append(_("“%(name)s” has no letter and no digit, so no text can use it."))
        if len(name) > limit and position:
            sentences.append(_("“%(name)s” is longer than %(limit)s characters."))
        if key in seen:
            sentences.append(_("“%(name)s” stands here twice."))
        if key in owners:
            sentences.append(_("“%(name)s” belongs to the term “%(term)s” already."))
        seen.add(key)
        facts = {"name": name, "limit": limit, "term": owners.get(key)}
        reasons += [
            Reason(sentence % facts, field="aliases" if position else "name")
            for sentence in sentences
        ]
    return reasons


def _note_since_when(term: Term) -> None:
    """Keep the moment at which `term` began to say something else than it did.

    How to say it and what else it is called is nothing that a reviewer has vouched for.
    """
    stored = Term.objects.filter(pk=term.pk).first()
    if stored is None:
        return
    if any(getattr(stored, fact) != getattr(term, fact) for fact in VOUCHED_FOR):
        term.changed_at = timezone.now()
    else:  # of the row that is there: the caller's may be an older one
        term.changed_at = stored.changed_at


def _on_one_line(text: str) -> str:
    return " ".join(without_unseen(text).split())


def _tidied(name: str) -> str:
    """`name` without what nobody can see, accents in one spelling."""
    return _on_one_line(unicodedata.normalize("NFC", _NO_WIDTH.sub("", name)))


def _key(name: str) -> str:
    """What two names have in common that readers, and the renderer, cannot tell apart."""
    return name.translate(_ALIKE).casefold()


def _as_linked(term: Term) -> dict[str, Any]:
    """What pages show of `term` as it is stored; nothing of a new one."""
    stored = Term.objects.with_names().filter(pk=term.pk).first()
    if stored is None:
        return {}
    facts = ("slug", "name", "names", "is_medicine")
    return {fact: getattr(stored, fact) for fact in facts}


def _linked_from(term: Term) -> set[tuple]:
    """The texts that link to `term`, old editions among them, as `_places` gives them."""
    if term.pk is None:
        return set()
    return _places(Revision.objects.filter(term_uses__term=term.pk), "")


def _render_again(linked: set[tuple], names: Collection[str]) -> int:
    """Render the texts `linked` and those in use that have one of `names` in them."""
    found = set(linked)
    if names:
        for pointer in IN_USE:
            # From the articles, so that only texts in use are searched.
            articles = Article.objects.exclude(**{pointer: None})
            found |= _places(articles.filter(_may_have(names, pointer)), f"{pointer}__")
    return render_again(_in_turn(sorted(found)))


def _places(rows: Any, prefix: str) -> set[tuple]:
    """The texts of `rows`: article, number backwards and key of each."""
    columns = (f"{prefix}article_id", f"{prefix}number", f"{prefix}pk")
    return {(article, -number, pk) for article, number, pk in rows.values_list(*columns)}


def _in_turn(places: Sequence[tuple]) -> Iterator[Revision]:
    """The texts at `places`, some at a time, in the order in which every verb renders again.

    One order for all, so that two verbs wait for each other and never in a circle.
    """
    for start in range(0, len(places), AT_ONCE):
        keys = [place[-1] for place in places[start : start + AT_ONCE]]
        yield from Revision.objects.filter(pk__in=keys).select_related("lead_image")


def _may_have(names: Collection[str], pointer: str) -> Q:
    """Those whose text may have one of `names` in it: the renderer looks closer.

    The renderer takes some hyphens, blanks and capitals for one another, which a database does
    not; so a name is looked for by its plain parts. One that has none may stand anywhere.
    """
    any_of_them = Q()
    for name in names:
        parts = _PARTS.findall(name)
        if not parts:
            return Q()
        all_parts = Q()
        for part in parts:
            all_parts &= Q(**{f"{pointer}__text__icontains": part})
        any_of_them |= all_parts
    return any_of_them

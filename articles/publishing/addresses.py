"""Addresses: where an article lives, and what happens to the ones it has left."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import search
from articles.models import Article, Redirect, Right, Section, TrailEntry, slugs
from articles.publishing.beats import lock_register, locked, name_of
from articles.publishing.owners import reasons_not_to_answer
from articles.publishing.page_links import (
    bring_addresses_to_linking_texts,
    bring_to_linking_texts,
    shown_of,
)
from articles.publishing.reasons import Reason, Refused
from articles.publishing.trail import note_done
from articles.publishing.verdicts import as_linked, doubt
from articles.publishing.workflow import reasons_without_right

# How the site files an article, apart from its address.
FILING = frozenset(
    {
        "position",
        "start_here",
        "is_sample",
        "review_interval",
        "policy",
        "owner",
        "import_key",
        "import_digest",
    }
)

IMPORT_KEEPS = frozenset({"import_key", "import_digest"})

# What a page leads to from every other one, or says of itself on top: nobody would notice who made
# a new page one of those when it is published.
PROMINENT = frozenset({"start_here", "policy", "is_sample"})
# What takes the right to file even on a page that nobody has seen yet.
OF_EDITORS = PROMINENT | {"owner"}


def propose_slug(title: str) -> str:
    """Return a free slug made from `title`, cut at a word."""
    # slugify keeps underscores, which addresses here do not have.
    words = slugify(title.replace("_", " "))
    room = slugs.MAX_LENGTH - 4  # for "-999"
    if len(words) > room:
        words = words[:room].rpartition("-")[0] or words[:room]
    words = words.strip("-") or "article"
    proposal, number = words, 1
    while slugs.is_reserved(proposal) or Article.everything.filter(slug=proposal).exists():
        number += 1
        proposal = f"{words}-{number}"
    return proposal


def reasons_not_to_use(slug: str, *, article: Article | None = None) -> list[Reason]:
    """Every reason why `slug` cannot be the address of `article` (or of a new one).

    The address that it has already can always be used: a word may be reserved later than that.
    """
    if article and slug == article.slug:
        return []
    reasons = []
    if not slug:
        return [Reason(_("Give the article an address."), field="slug")]
    if len(slug) > slugs.MAX_LENGTH:
        reasons.append(
            Reason(
                _("Shorten the address to %(limit)s characters; it has %(length)s.")
                % {"limit": slugs.MAX_LENGTH, "length": len(slug)},
                field="slug",
            )
        )
    for validator in slugs.VALIDATORS:
        try:
            validator(slug)
        except ValidationError as error:
            reasons += [Reason(message, field="slug") for message in error.messages]
    # What is in the bin keeps its address, or it could not be brought back.
    taken = Article.everything.filter(slug=slug).exclude(pk=article and article.pk)
    if owner := taken.with_working_text().first():
        sentence = _("The article “%(title)s” already has this address.")
        if owner.is_in_bin:
            sentence = _(
                "The article “%(title)s” in the bin has this address. Choose another one, or take "
                "that article out of the bin and give it another."
            )
        reasons.append(Reason(sentence % {"title": owner}, field="slug"))
    return reasons


def reasons_not_to_file(article: Article, *, by: AbstractBaseUser | None) -> list[Reason]:
    """Why `by` may not change how `article` is filed, which readers see at once; or nothing.

    Nobody has seen a page that was never published, so its author may find the place for it.
    """
    if article.first_published_on is None:
        return []
    return reasons_without_right(Right.FILE, by)


def reasons_not_to_become(section: Section, kind: str) -> list[Reason]:
    """Why a section about the site cannot become one about the disease, or nothing.

    Its pages went out without anybody asking whether somebody else had read them.
    """
    was_about = Section.objects.filter(pk=section.pk, kind=Section.Kind.ABOUT).exists()
    if not was_about or kind == Section.Kind.ABOUT:
        return []
    has_readers = Article.objects.public().filter(section=section).exists()
    return [_not_read_for_this(field="kind")] if has_readers else []


def _not_read_for_this(*, field: str) -> Reason:
    sentence = _(
        "Readers see this among the pages about the site, which need no second pair of eyes. "
        "Withdraw it, move it, and hand it in, so that somebody reads it as health information."
    )
    return Reason(sentence, field=field)


@transaction.atomic
def move(
    article: Article,
    *,
    slug: str | None = None,
    section: Section | None = None,
    by: AbstractBaseUser | None,
) -> Redirect | None:
    """Give the article another slug, another section or both; acts at once.

    The old address leads to the article from then on, and texts that link to it by its slug print
    the new one. Returns the redirect, or None when nothing moved. Raises Refused when the slug
    cannot be used.
    """
    current = locked(article)
    slug, section = slug or current.slug, section or current.section
    if (slug, section) == (current.slug, current.section):
        return None
    reasons = reasons_not_to_file(current, by=by)
    if by and current.is_public and current.is_about and section.kind != Section.Kind.ABOUT:
        reasons.append(_not_read_for_this(field="section"))
    if reasons:
        raise Refused(reasons)
    if slug != current.slug and (reasons := reasons_not_to_use(slug, article=current)):
        raise Refused(reasons)

    lock_register()
    old_path, shown = current.get_absolute_url(), shown_of(current)
    current.slug, current.section = slug, section
    current.save(update_fields=["slug", "section"])
    search.index_article(current)
    # Among other pages it may need what it did not need before; old links lead here as they did,
    # and some may have led nowhere until now.
    doubt(Article.objects.filter(pk=current.pk))
    doubt(Article.objects.failing().leading_to(as_linked(current.url)))
    # A page lives at its new address now, so nothing may lead away from it.
    Redirect.objects.filter(old_path=current.get_absolute_url()).delete()
    redirect, _created = Redirect.objects.update_or_create(
        old_path=old_path,
        defaults=dict.fromkeys(Redirect.TARGETS)
        | {"path": "", "article": current, "made_by_name": name_of(by)},
    )
    bring_to_linking_texts(current, before=shown)
    where = [(_("Address"), old_path, current.get_absolute_url())]
    note_done(TrailEntry.Kind.MOVED, current, by=by, changes=where)
    article.refresh_from_db()
    return redirect


def reasons_not_to_be_policy(policy: str | None, *, article: Article | None = None) -> list[Reason]:
    """The reason why `article` (or a new one) cannot be this policy of the site, or none."""
    others = Article.everything.filter(policy=policy).exclude(pk=article and article.pk)
    if not policy or (owner := others.with_working_text().first()) is None:
        return []
    sentence = _("“%(title)s” is this policy already. Take it off that page first.")
    if owner.is_in_bin:
        sentence = _("“%(title)s” in the bin is this policy. Take it out and take it off first.")
    return [Reason(sentence % {"title": owner}, field="policy")]


def refile(article: Article, *, by: AbstractBaseUser | None, **filing: object) -> None:
    """Change how the site files an article, by the names in FILING; acts at once.

    Only the columns named are written, so nothing that another editor did meanwhile is undone.
    Raises Refused when another page is the policy that this one should be, the `owner` cannot sign
    in, or `by` may not file this page so.
    """
    if unknown := filing.keys() - FILING:
        raise TypeError(f"refile() does not change {unknown}")
    reasons = reasons_not_to_file(article, by=by) if filing else []
    if not reasons and filing.keys() & OF_EDITORS:
        reasons = reasons_without_right(Right.FILE, by)
    reasons += reasons_not_to_be_policy(filing.get("policy"), article=article)
    reasons += reasons_not_to_answer(filing.get("owner"))
    if reasons:
        raise Refused(reasons)
    if not filing:
        return
    with transaction.atomic():
        current = locked(article)
        # Whatever an import keeps for itself is nobody's business.
        changes = [
            (Article._meta.get_field(name).verbose_name, getattr(current, name), value)
            for name, value in filing.items()
            if name not in IMPORT_KEEPS and getattr(current, name) != value
        ]
        for name, value in filing.items():
            setattr(article, name, value)
        article.save(update_fields=list(filing))
        if changes:
            note_done(TrailEntry.Kind.FILED, current, by=by, changes=changes)
        if "start_here" in filing:  # such pages stand first among equals
            search.index_article(locked(article))


@transaction.atomic
def move_section(section: Section, *, slug: str, by: AbstractBaseUser | None) -> int:
    """Give the section another slug, and with it all its pages another address; acts at once.

    Every old address leads to its page from then on. Returns how many redirects were made.
    Raises ValidationError when the slug cannot be used.
    """
    current = Section.objects.select_for_update().get(pk=section.pk)
    if slug == current.slug:
        return 0
    old_slug = current.slug
    articles = list(current.articles.select_related("section"))
    lock_register()
    old_paths = {current.get_absolute_url(): {"section": current}}
    old_paths |= {article.get_absolute_url(): {"article": article} for article in articles}

    current.slug = slug
    current.full_clean()
    current.save(update_fields=["slug"])
    new_paths = [current.get_absolute_url()]
    for article in articles:
        article.section = current
        new_paths.append(article.get_absolute_url())
    Redirect.objects.filter(old_path__in=[*new_paths, *old_paths]).delete()
    Redirect.objects.bulk_create(
        Redirect(old_path=path, made_by_name=name_of(by), **target)
        for path, target in old_paths.items()
    )
    bring_addresses_to_linking_texts(articles)
    note_done(TrailEntry.Kind.MOVED, current, by=by, changes=[(_("Address"), old_slug, slug)])
    section.refresh_from_db()
    return len(old_paths)

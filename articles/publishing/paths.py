"""Paths: which addresses of this site lead a reader to something, and to what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from types import MappingProxyType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q, QuerySet
from django.urls import Resolver404, resolve

from articles.models import Article, Image, Person, Redirect, Section, Term

# What an address may lead to: a row with an address of its own, or a plain path of this site.
Target = Article | Section | Person | Term | str

FEED = "updates.atom"
COPY = "offline.html"
# What stands below a page moves with it: its history, and its feed and the copy to keep, which have
# no slash at their end.
BELOW_A_PAGE = re.compile(
    rf"\A(/[^/]+/[^/]+/)(history/(?:\d+/(?:text/)?)?|{re.escape(FEED)}|{re.escape(COPY)})/?\Z",
    re.ASCII,
)
# And the years and months below a section, /news/2026/11/, and its booklet.
BELOW_A_SECTION = re.compile(r"\A(/[^/]+/)(\d{4}/(?:\d\d/)?|booklet/)\Z", re.ASCII)
# A section's feed moves with the section, and programs never look at its page.
A_FEED = re.compile(r"\A(/feeds/(?:people/)?)([^/]+)(\.(?:atom|rss|json))/?\Z")


def is_elsewhere(href: str) -> bool:
    """Whether `href` is a full https:// address of another site."""
    try:
        URLValidator(schemes=["https"])(href)
    except ValidationError:
        return False
    return not own_path(href)


def own_path(href: str) -> str:
    """Return the path when `href` is an address of this site, else an empty string.

    What is no address at all comes back as it is; no page of ours lives there.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # not an address at all, such as "https://["
        return href
    if parts.scheme in ("http", "https"):
        own = urlsplit(settings.ORIGIN)
        return (parts.path or "/") if parts.netloc == own.netloc else ""
    return parts.path if not parts.scheme and not parts.netloc else ""


def is_public_path(path: str, going_out: Set[int] = frozenset()) -> bool:
    """Whether a reader who follows `path` finds a page, and not only why one was taken back.

    `going_out` are the keys of articles that are about to be published and count as public.
    """
    pages = Article.objects.public() | Article.objects.filter(pk__in=going_out)
    if not is_for_staff(path) and lives_at(path, pages):
        return True
    redirect = Redirect.objects.public().filter(old_path=path).first()
    return redirect is not None and (not redirect.path or lives_at(redirect.path, pages))


def todays_address(path: str) -> str | None:
    """Return where a reader who asks for the tidy `path` finds what they ask for, or None.

    That is an address that answers by itself and leads nowhere else. A page that was taken back
    has one too, where it says why; one that was merged has that of the page that took it in.
    """
    if parts := A_FEED.match(path):
        path = _feed_of_today(*parts.groups())
    address = _address_of_today(path)
    return address if lives_at(address, Article.objects.ever_public()) else None


def _address_of_today(path: str, *, may_lead_on: bool = True) -> str:
    page, below = _once_at(path), ""
    if page is None and (parts := BELOW_A_PAGE.match(path) or BELOW_A_SECTION.match(path)):
        page, below = _once_at(parts[1]), parts[2]
    if page is None:
        return path
    if isinstance(page, str):
        if not may_lead_on or lives_at(page, Article.objects.ever_public()):
            return page
        # The plain path may have moved since it was typed: one look further, and never round.
        return _address_of_today(page, may_lead_on=False)
    today = page.leads_to if isinstance(page, Article) else page
    # The other page has a history of its own, in which a page that it took in has no part.
    return today.url + (below if today == page or below in (FEED, COPY) else "")


def _feed_of_today(folder: str, slug: str, ending: str) -> str:
    redirect = Redirect.objects.leading_from(f"/{slug}/") if folder == "/feeds/" else None
    section = redirect and redirect.section
    return f"{folder}{section.slug if section else slug}{ending}"


def _once_at(path: str) -> Target | None:
    """What lives at `path`, as far as it has moved, or once lived there."""
    if redirect := Redirect.objects.leading_from(path):
        return redirect.target
    match path.strip("/").split("/"):
        case [section, slug]:
            pages = Article.objects.ever_public().with_withdrawal()
            return pages.filter(section__slug=section, slug=slug).first()
    return None


def lives_at(path: str, pages: QuerySet[Article]) -> bool:
    """Whether something answers at `path`, when `pages` are the articles that have an address."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.app_name == "admin":
        # The admin has a pattern for everything; only its pages have names.
        return match.url_name is not None
    is_there = IS_THERE.get(match.url_name)
    return is_there is None or is_there(pages, **match.kwargs)


def row_at(path: str) -> Article | Section | Person | Term | None:
    """The row whose own page has the address `path`, whoever may see it; None for other pages."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    names = match.kwargs
    match match.url_name:
        case "section":
            return Section.objects.filter(slug=names["section_slug"]).first()
        case "article":
            pages = Article.objects.select_related("section")
            return pages.filter(section__slug=names["section_slug"], slug=names["slug"]).first()
        case "person":
            return Person.objects.filter(slug=names["slug"]).first()
        case "term":
            return Term.objects.filter(slug=names["slug"]).first()
    return None


def is_for_staff(path: str) -> bool:
    """Whether `path` is one of those that readers are not let through."""
    return path.startswith(("/admin/", "/styleguide/"))


def _is_section(pages: QuerySet[Article], section_slug: str) -> bool:
    return Section.objects.filter(slug=section_slug).exists()


def _has_booklet(pages: QuerySet[Article], section_slug: str) -> bool:
    section = Section.objects.filter(slug=section_slug).first()
    return (
        section is not None
        and section.has_booklet
        and pages.public().filter(section=section).exists()
    )


def _is_archive(
    pages: QuerySet[Article], section_slug: str, year: int, month: int | None = None
) -> bool:
    # A page of before the years had addresses may have four digits for one.
    if month is None and _is_page(pages, section_slug, f"{year:04}"):
        return True
    section = Section.objects.filter(slug=section_slug).first()
    return (
        section is not None
        and section.is_dated
        and pages.public().of(section, year, month).exists()
    )


def _is_page(pages: QuerySet[Article], section_slug: str, slug: str) -> bool:
    return pages.filter(section__slug=section_slug, slug=slug).exists()


def _is_edition(pages: QuerySet[Article], section_slug: str, slug: str, number: int) -> bool:
    page = pages.filter(section__slug=section_slug, slug=slug)
    return page.filter(publications__number=number).exists()


def _has_feed(pages: QuerySet[Article], slug: str) -> bool:
    return slug == "all" or Section.objects.filter(slug=slug).exists()


def _has_written(pages: QuerySet[Article], slug: str) -> bool:
    return Article.objects.public().filter(bylines__person__slug=slug).exists()


def _is_person(pages: QuerySet[Article], slug: str) -> bool:
    return Person.objects.public().filter(slug=slug).exists()


def _is_term(pages: QuerySet[Article], slug: str) -> bool:
    return Term.objects.filter(slug=slug).exists()


def _is_for_one_reader(pages: QuerySet[Article], **names: str) -> bool:
    return False  # whoever holds a preview link has it, and nobody is led there


def _is_picture(pages: QuerySet[Article], name: str) -> bool:
    # Of a file that a better one has replaced, too: links to it stay good.
    return Image.objects.filter(Q(file=name) | Q(replacements__file=name)).exists()


# By the name of the route. What is not named here is always there.
IS_THERE: Mapping[str, Callable[..., bool]] = MappingProxyType(
    {
        "section": _is_section,
        "booklet": _has_booklet,
        "year": _is_archive,
        "month": _is_archive,
        "article": _is_page,
        "history": _is_page,
        "updates": _is_page,
        "offline": _is_page,
        "changes": _is_edition,
        "edition": _is_edition,
        "person": _is_person,
        "term": _is_term,
        "media": _is_picture,
        "preview": _is_for_one_reader,
        "preview-picture": _is_for_one_reader,
    }
    | {f"section-{ending}": _has_feed for ending in ("atom", "rss", "json")}
    | {f"person-{ending}": _has_written for ending in ("atom", "rss", "json")}
)

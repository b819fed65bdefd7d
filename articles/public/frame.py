"""The frame: what stands around every page (the site's name, sections, callouts, disclaimer).

It is read with one query, because every page needs it: a few rows of each kind as JSON.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, to_locale

from articles.models import Article, Callout, Image, Section, SiteSettings
from articles.public.share_card import ShareCard

SITE = tuple(field.name for field in SiteSettings._meta.concrete_fields)
SECTION = tuple(field.name for field in Section._meta.concrete_fields)
CALLOUT = tuple(field.attname for field in Callout._meta.concrete_fields)
POLICY = ("policy", "slug")
DUE = {"schedule": ("due_at",)}
PICTURE = ("key", "file", "width", "height", "renditions", "caption", "credit", "licence")


@dataclass(frozen=True)
class Policy:
    """One page about the site that every page links to; `kind` is one of Article.Policy."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What surrounds a page. `callouts` are those whose dates include today, best first.

    `policies` are the public pages that are a policy of the site, in the order of Article.Policy.
    `due_at` is when the next scheduled text goes out, or None.
    """

    site: SiteSettings
    sections: tuple[Section, ...] = ()
    callouts: tuple[Callout, ...] = ()
    policies: tuple[Policy, ...] = ()
    origin: str = settings.ORIGIN
    due_at: datetime.datetime | None = None

    def policy(self, kind: str) -> Policy | None:
        """Return the page that is the site's policy of this kind, if readers may see one."""
        return next((policy for policy in self.policies if policy.kind == kind), None)

    @property
    def share_card(self) -> ShareCard:
        """The card of the site, for pages that have none of their own."""
        return ShareCard.of_site(self.site)

    @property
    def locale(self) -> str:
        """The language and country of the pages as Open Graph writes them; "" without a country."""
        locale = to_locale(get_language() or "")
        return locale if "_" in locale else ""

    def sections_of(self, kind: str) -> list[Section]:
        """Return the sections of one kind, in the editors' order; asks no database."""
        return [section for section in self.sections if section.kind == kind]

    def section_at(self, slug: str) -> Section | None:
        """Return the section whose address is `slug`, or None; asks no database."""
        return next((section for section in self.sections if section.slug == slug), None)

    def callout_on(
        self, *, section: Section | None = None, article: Article | None = None
    ) -> Callout | None:
        """Return the one callout for a page in `section`, for `article`, or for any other page."""
        section_id = article.section_id if article else section and section.pk
        article_id = article and article.pk
        fitting = [
            callout
            for callout in self.callouts
            if callout.placement == Callout.Placement.EVERYWHERE
            or (callout.section_id is not None and callout.section_id == section_id)
            or (callout.article_id is not None and callout.article_id == article_id)
        ]
        return max(fitting, key=_rank, default=None)


def _rank(callout: Callout) -> tuple[int, int, datetime.date, int]:
    """Priority first; among equals the most narrowly placed, then the newest."""
    narrowness = list(Callout.Placement).index(Callout.Placement(callout.placement))
    return (callout.priority, narrowness, callout.starts_on, callout.pk)


def read_frame() -> Frame:
    """Read the frame from the database, with one query."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(*_query(datetime.datetime.now(datetime.UTC).date(), connection.vendor))
        for noun, facts in cursor.fetchall():
            found[noun].append(json.loads(facts))

    site = SiteSettings(**found["site"][0]) if found["site"] else SiteSettings(pk=1)
    sections = sorted(
        (Section(**facts) for facts in found["section"]),
        key=lambda section: (section.position, section.title),
    )
    today = site.today()
    callouts_today = filter(lambda callout: callout.is_due(today), map(_callout, found["callout"]))
    return Frame(
        site=site,
        sections=tuple(sections),
        callouts=tuple(callouts_today),
        policies=tuple(sorted(map(_policy, found["policy"]), key=_place)),
        due_at=min(map(_moment, found["due"]), default=None),
    )


# Django takes ten times longer to write this query than a database to answer it, and it is the
# same all day.
@lru_cache(maxsize=4)
def _query(today_somewhere: datetime.date, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query that reads the frame, as the database wants it."""
    # Which day it is depends on the site's time zone, which the same query brings: take a day
    # more on both sides and decide afterwards.
    day = datetime.timedelta(days=1)
    callouts = Callout.objects.filter(starts_on__lte=today_somewhere + day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today_somewhere - day)
    )
    policies = Article.objects.public().filter(policy__isnull=False)
    rows = _as_json("site", SiteSettings.objects.all(), SITE).union(
        _as_json("section", Section.objects.all(), SECTION),
        _as_json("callout", callouts, CALLOUT, image=PICTURE),
        _as_json(
            "policy", policies, ("policy", "slug"), section=("slug",), live_revision=("title",)
        ),
        _as_json("due", Article.objects.filter(state=Article.State.SCHEDULED), (), **DUE),
        all=True,
    )
    return rows.query.sql_with_params()


def _as_json(noun: str, rows: QuerySet, fields: tuple[str, ...], **joined: Any) -> QuerySet:
    facts: dict[str, Any] = {field: F(field) for field in fields}
    for relation, columns in joined.items():
        facts |= {f"{relation}__{column}": F(f"{relation}__{column}") for column in columns}
    return (
        rows.order_by()
        .annotate(noun=Value(noun), facts=JSONObject(**facts))
        .values_list("noun", "facts")
    )


def _callout(facts: dict[str, Any]) -> Callout:
    image = {column: facts.pop(f"image__{column}") for column in PICTURE}
    callout = Callout(**facts)
    callout.starts_on = datetime.date.fromisoformat(facts["starts_on"])
    callout.ends_on = facts["ends_on"] and datetime.date.fromisoformat(facts["ends_on"])
    if callout.image_id:
        # SQLite hands JSON within JSON on as text, PostgreSQL as JSON.
        if isinstance(image["renditions"], str):
            image["renditions"] = json.loads(image["renditions"])
        callout.image = Image(pk=callout.image_id, **image)
    return callout


def _policy(facts: dict[str, Any]) -> Policy:
    url = reverse("article", args=[facts["section__slug"], facts["slug"]])
    return Policy(kind=facts["policy"], title=facts["live_revision__title"], url=url)


def _moment(facts: dict[str, Any]) -> datetime.datetime:
    """PostgreSQL writes a moment with its zone, SQLite without: it is stored in UTC."""
    moment = datetime.datetime.fromisoformat(facts["schedule__due_at"])
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _place(policy: Policy) -> int:
    return Article.Policy.values.index(policy.kind)


# The last frame that this process has read, for the one page that must not ask the database.
_last_frame: Frame | None = None


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of the page that answers `request`; read once a request."""
    global _last_frame
    if not hasattr(request, "frame"):
        request.frame = read_frame()
        # Without the callouts: nobody would notice when their time is over.
        _last_frame = replace(request.frame, callouts=())
    return request.frame


def last_frame() -> Frame:
    """Return the frame as this process last read it, or the defaults. Asks no database."""
    return _last_frame or Frame(site=SiteSettings(pk=1))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, read only by a template that prints it."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}

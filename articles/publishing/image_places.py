"""Places of a picture: everything that shows it, or leads to one of its files."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Article, Callout, Image, Person, Redirect, Revision, SiteSettings

# Of how many articles the texts are read for the words in them; a picture is rarely in more.
MAX_READ = 50


@dataclass(frozen=True)
class Place:
    """One row that shows a picture: where in it, whether readers meet it, and its words there.

    `words` are the alternative texts, one a use; None stands for a use that is decorative.
    """

    row: Article | Callout | Person | Redirect
    where: str
    is_live: bool
    words: tuple[str | None, ...] = ()


def places_of(image: Image) -> list[Place]:
    """Return every place of `image`, those that readers meet first."""
    places = [*_articles(image), *_callouts(image), *_people(image), *_redirects(image)]
    return sorted(places, key=lambda place: not place.is_live)


def _articles(image: Image) -> list[Place]:
    found = list(
        # What is in the bin can come back, with its pictures.
        Article.everything.showing(image)
        .select_related(
            "section", "draft_revision__lead_image", "live_revision__lead_image", "withdrawal"
        )
        .order_by("-shows_live", "-shows_in_draft", "pk")
    )
    return [
        Place(
            row=article,
            where=_where(article),
            # An old edition stays readable below the page.
            is_live=article.shows_live or article.shows_in_edition,
            words=_words_in(article, image) if number < MAX_READ else (),
        )
        for number, article in enumerate(found)
    ]


def _where(article: Article) -> str:
    if article.is_in_bin:
        return _("an article in the bin")
    places = [
        words
        for is_so, words in (
            (article.shows_live, _("what readers see")),
            (article.shows_in_draft, _("the draft")),
        )
        if is_so
    ]
    if places:
        return ", ".join(places)
    return _("old editions only") if article.shows_in_edition else _("old drafts only")


def _words_in(article: Article, image: Image) -> tuple[str | None, ...]:
    """What the picture says in the text that is worked on, or in the one that readers see."""
    revision = article.draft_revision if article.shows_in_draft else None
    revision = revision or (article.live_revision if article.shows_live else None)
    return words_in(revision, image) if revision else ()


def words_in(revision: Revision, image: Image) -> tuple[str | None, ...]:
    """Return the alternative texts of `image` in one text, in order; None where decorative."""
    words: list[str | None] = []
    if revision.lead_image_id == image.pk:
        words.append(None if revision.lead_is_decorative else revision.lead_alt)
    words += [
        None if use.decorative else use.alt
        for use in rendering.render(revision.body).pictures
        if use.key == image.key
    ]
    return tuple(words)


def _addresses(image: Image) -> list[str]:
    """Where its files are asked for, as links are typed."""
    paths = [default_storage.url(name) for name in sorted(image.all_file_names)]
    return paths + [settings.ORIGIN + path for path in paths]


def _callouts(image: Image) -> list[Place]:
    addresses = _addresses(image)
    found = Callout.objects.filter(
        Q(image=image) | Q(image_link__in=addresses) | Q(story_link__in=addresses)
    ).with_due(SiteSettings.current().today())
    return [
        Place(
            row=callout,
            where=_("shown today") if callout.is_due_today else _("its dates do not include today"),
            is_live=callout.is_due_today,
            words=(callout.image_alt,) if callout.image_id == image.pk else (),
        )
        for callout in found
    ]


def _people(image: Image) -> list[Place]:
    public = set(Person.objects.public().filter(photo=image).values_list("pk", flat=True))
    return [
        Place(
            row=person,
            where=_("portrait") if person.pk in public else _("portrait; no page yet"),
            is_live=person.pk in public,
            words=(image.description,),
        )
        for person in image.people.all()
    ]


def _redirects(image: Image) -> list[Place]:
    found = Redirect.objects.filter(path__in=_addresses(image))
    return [Place(row=row, where=_("leads to its file"), is_live=True) for row in found]

"""Rows of articles by what their texts point at: pages, terms, facts, pictures, sources, people."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.html import escape

from articles.models.citation import Citation
from articles.models.image import Image
from articles.models.person import Person
from articles.models.public_rows import PublicRows
from articles.models.reference import Reference
from articles.models.revision import Revision
from articles.models.snippet import Snippet, SnippetUse

if TYPE_CHECKING:
    from articles.models.article import Article
    from articles.models.term import Term


class LinkRows(PublicRows):
    """What the queryset of articles knows of links, uses and citations."""

    def leading_to(self, addresses: Collection[str]) -> Self:
        """The public ones whose text links to one of `addresses`, or to a part of what is there."""
        links = Q(pk__in=[])
        for address in addresses:
            for end in ('"', "#", "?"):
                links |= Q(live_revision__html__contains=f'href="{escape(address)}{end}')
        return self.public().filter(links)

    def as_linked(self) -> Self:
        """Each with what a link to it shows: its address, its title and why it was taken back."""
        return self.select_related(
            "section",
            "live_revision",
            "withdrawal__revision",
            "withdrawal__replacement__section",
        ).only(
            "slug",
            "section__slug",
            "live_revision__title",
            "withdrawal__outcome",
            "withdrawal__revision__title",
            "withdrawal__replacement__slug",
            "withdrawal__replacement__section__slug",
            "withdrawal__replacement__live_revision",
        )

    def using_snippet(self, snippet: Snippet) -> Self:
        """Those of which the draft or the live text has any version of `snippet`."""
        uses = SnippetUse.objects.filter(version__snippet=snippet).values("revision")
        return self.filter(Q(draft_revision__in=uses) | Q(live_revision__in=uses))

    def linking_to_page(self, article: Article) -> Self:
        """The others of which the draft or the live text links to `article` by its slug."""
        links = article.page_links.values("revision")
        here = Q(draft_revision__in=links) | Q(live_revision__in=links)
        return self.filter(here).exclude(pk=article.pk)

    def showing(self, image: Image) -> Self:
        """Those of which any text, however old, shows `image`, in the body or as lead picture.

        Each says where: `shows_live` (what readers see), `shows_in_draft`, `shows_in_edition`
        (readers saw it once).
        """
        texts = Revision.objects.filter(
            Q(lead_image=image) | Exists(image.uses.filter(revision=OuterRef("pk")))
        )
        of_this = texts.filter(article=OuterRef("pk"))
        return self.filter(Exists(of_this)).annotate(
            shows_live=Exists(of_this.filter(pk=OuterRef("live_revision"))),
            shows_in_draft=Exists(of_this.filter(pk=OuterRef("draft_revision"))),
            shows_in_edition=Exists(of_this.filter(publications__isnull=False)),
        )

    def linking_to(self, term: Term) -> Self:
        """Those whose live text links to `term`: by section as the site lists them, then by title.

        No page comes twice.
        """
        return self.filter(live_revision__term_uses__term=term).order_by(
            "section__position", "section__title", Lower("live_revision__title"), "pk"
        )

    def mentioning(self, term: Term) -> Self:
        """Those whose draft or live text links to `term`, for the editors; newest page first."""
        uses = term.uses.values("revision")
        return self.filter(Q(draft_revision__in=uses) | Q(live_revision__in=uses)).order_by("-pk")

    def written_by(self, person: Person) -> Self:
        """Those that name `person` in their byline, newest first."""
        return self.filter(bylines__person=person).order_by("-first_published_on", "-pk")

    def citing(self, reference: Reference) -> Self:
        """Those of which any text, however old, cites `reference`.

        Each says where: `cites_live` (what readers see), `cites_in_draft`, `cites_in_edition`
        (readers saw it once).
        """
        citations = Citation.objects.filter(reference=reference)
        of_this = citations.filter(revision__article=OuterRef("pk"))
        return self.filter(Exists(of_this)).annotate(
            cites_live=Exists(citations.filter(revision=OuterRef("live_revision"))),
            cites_in_draft=Exists(citations.filter(revision=OuterRef("draft_revision"))),
            cites_in_edition=Exists(of_this.filter(revision__publications__isnull=False)),
        )

    def showing_sources(self, references: Collection[Reference]) -> Self:
        """The public ones whose text cites any of `references`."""
        citations = Citation.objects.filter(reference__in=references)
        return self.public().filter(live_revision__in=citations.values("revision"))

"""Pages: what the checks know of a text and of the page that it is for."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from articles import rendering
from articles.models import Article, Section, SiteSettings, Thread, Wording
from articles.publishing.checks.reading import Reading, reading_of
from articles.publishing.checks.typed_text import TypedText
from articles.publishing.content import Content
from articles.publishing.paths import is_public_path


class Site:
    """What the checks ask of the site: public addresses, wordings to avoid, open comments.

    Asks the database once for each thing, however many pages are checked with it.
    """

    def __init__(
        self,
        public_paths: Set[str] = frozenset(),
        wordings: Collection[Wording] | None = None,
        open_threads: Mapping[int, int] | None = None,
    ) -> None:
        self._public: dict[str, bool] = dict.fromkeys(public_paths, True)
        self._wordings = wordings
        self._open_threads = open_threads

    def look_up(self, paths: Collection[str]) -> None:
        """Ask for the articles among `paths` in one query, before each is asked for."""
        slugs = {path.rstrip("/").rpartition("/")[2] for path in paths if path not in self._public}
        if slugs:
            pages = Article.objects.public().filter(slug__in=slugs).select_related("section")
            for page in pages.only("slug", "section__slug"):
                self._public[page.url] = True

    def is_public(self, path: str) -> bool:
        """Whether a reader who follows `path` finds a page."""
        if path not in self._public:
            self._public[path] = is_public_path(path)
        return self._public[path]

    @cached_property
    def today(self) -> datetime.date:
        """The day that it is now where the site is."""
        return SiteSettings.current().today()

    @cached_property
    def wordings(self) -> list[Wording]:
        """The list of wordings to avoid, the longest first."""
        listed = Wording.objects.all() if self._wordings is None else self._wordings
        return sorted(listed, key=lambda wording: (-len(wording.avoid), wording.avoid))

    @cached_property
    def open_threads(self) -> Mapping[int, int]:
        """How many comments of colleagues are open, by the key of the article."""
        if self._open_threads is not None:
            return self._open_threads
        return Thread.objects.open().count_by_article()


@dataclass(frozen=True)
class Page:
    """One text to be checked, with the facts of its page that matter.

    `kind` is that of its section; `going_out` are the keys of articles that count as public.
    `article` is the key of its own, None while it has none.
    """

    content: Content
    kind: str = Section.Kind.INFORMATION
    going_out: Set[int] = frozenset()
    site: Site = field(default_factory=Site)
    article: int | None = None

    @classmethod
    def of(
        cls,
        content: Content,
        article: Article | None,
        going_out: Set[int],
        site: Site | None = None,
    ) -> Page:
        """Return the page of `article`; a text without one is checked as health information."""
        if article is None:
            return cls(content, going_out=going_out, site=site or Site())
        if article.pk:
            going_out = going_out | {article.pk}
        kind = article.section.kind or cls.kind  # none is chosen yet in a new form
        return cls(content, kind, going_out, site or Site(), article.pk)

    @property
    def rendered(self) -> rendering.Rendered:
        return self.content.rendered

    @property
    def is_information(self) -> bool:
        return self.kind == Section.Kind.INFORMATION

    @cached_property
    def fields(self) -> dict[str, str]:
        """Every field with words that readers get, in the order of the page."""
        content = self.content
        return {
            "title": content.title,
            "summary": content.summary,
            "key_points": "\n".join(content.key_points),
            "lead_alt": content.lead_alt,
            "body": content.body,
        }

    @cached_property
    def typed(self) -> TypedText:
        """The body as it was typed."""
        return TypedText(self.content.body)

    @cached_property
    def names(self) -> list[str]:
        """Every name of every term that the glossary explains."""
        return [name for term in self.content.glossary for name in term.names]

    @cached_property
    def reading(self) -> Reading:
        """How hard it is to read."""
        return reading_of(self)

    @property
    def open_threads(self) -> int:
        """How many comments of colleagues about it are open."""
        return self.site.open_threads.get(self.article, 0) if self.article else 0

    @property
    def blocks(self) -> Sequence[rendering.Block]:
        return self.rendered.blocks

    def is_public(self, path: str) -> bool:
        """Whether a reader who follows `path` finds a page once this one is out."""
        return self.site.is_public(path) or (
            bool(self.going_out) and is_public_path(path, self.going_out)
        )

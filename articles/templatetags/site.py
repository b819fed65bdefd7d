"""What templates need beyond Django's own tags. Nothing here asks the database."""

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext

from articles.models import Article, Callout, Section

register = template.Library()


@register.filter
def holds(section: Section, path: str) -> bool:
    """Whether the page at `path` is the section's own or one of its articles."""
    return bool(path) and path.startswith(section.url)


@register.filter
def in_words(names: list[str]) -> str:
    """Names as a sentence lists them: "one, two and three"."""
    return get_text_list(names, gettext("and"))


@register.simple_tag(takes_context=True)
def callout_here(
    context: template.Context, section: Section | None = None, article: Article | None = None
) -> Callout | None:
    """Return the one callout for this page, from the frame that is already read."""
    return context["frame"].callout_on(section=section, article=article)

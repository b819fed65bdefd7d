"""The glossary: the words that the pages use, explained."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Term, a_to_z, in_order
from articles.public import linked_data
from articles.public.frame import frame_of
from articles.public.pagination import numbers_around, page_of
from articles.rendering import link_terms

ARTICLES_A_PAGE = 20


def glossary(request: HttpRequest) -> HttpResponse:
    """A to Z: every term with its definition, and every other name with the way to its term."""
    terms = in_order(Term.objects.with_names())
    title, url = _("Glossary"), reverse("glossary")
    return render(
        request,
        "pages/glossary.html",
        {
            "title": title,
            "url": url,
            "has_terms": bool(terms),
            "letters": a_to_z(terms),
            "graph": linked_data.of_glossary(frame_of(request), terms, url=url, name=title),
        },
    )


def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One term, and the pages that use it."""
    # All of them: the definition links to others, and the neighbours are the next of the alphabet.
    terms = in_order(Term.objects.with_names())
    place = next((place for place, term in enumerate(terms) if term.slug == slug), None)
    if place is None:
        raise Http404
    term = terms[place]
    others = [other.as_entry() for other in terms if other is not term]
    hub = linked_data.Hub(title=_("Glossary"), url=reverse("glossary"))
    page = page_of(request, Article.objects.public().as_cards().linking_to(term), ARTICLES_A_PAGE)
    return render(
        request,
        "pages/term.html",
        {
            "term": term,
            "definition": link_terms(term.definition, others),
            "other_names": [alias.name for alias in term.aliases.all()],
            "glossary": hub,
            "previous": terms[place - 1] if place else None,
            "next": terms[place + 1] if place + 1 < len(terms) else None,
            "page_obj": page,
            "page_numbers": numbers_around(page),
            "graph": linked_data.of_term(frame_of(request), term, glossary=hub),
        },
    )

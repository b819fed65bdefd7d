"""A section's page: its introduction and its articles."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, Section
from articles.public import linked_data
from articles.public.frame import frame_of

ARTICLES_A_PAGE = 20


def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    """One page of the section's list; a page number that does not exist is not found."""
    section = get_object_or_404(Section, slug=section_slug)
    articles = Article.objects.public().as_cards().in_order_of(section)
    number = request.GET.get("page", "1")
    try:
        page = Paginator(articles, ARTICLES_A_PAGE).page(number)
    except InvalidPage as error:
        raise Http404(str(error)) from error
    if number != str(page.number):  # "01" would be the same list at a second address
        raise Http404
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return render(
        request,
        "pages/section.html",
        {
            "section": section,
            "page_obj": page,
            "page_numbers": list(numbers),
            "graph": linked_data.of_section(frame_of(request), section, page.object_list),
        },
    )

"""A whole section as a booklet to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.public.booklet import booklet_of
from articles.public.frame import frame_of


def booklet(request: HttpRequest, section_slug: str) -> HttpResponse:
    """Every page of a section behind each other. What is dated is no book, and not found here."""
    frame = frame_of(request)
    section = frame.section_at(section_slug)
    booklet = section and booklet_of(section, frame.site.today())
    if booklet is None:
        raise Http404
    # Search engines find the pages themselves, of which this is a copy.
    context = {"booklet": booklet, "section": section, "noindex": True}
    return render(request, "pages/booklet.html", context)

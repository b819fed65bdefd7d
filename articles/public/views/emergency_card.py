"""The emergency card: a sheet to print and fill in by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.public.emergency_card import DATED_ON, sources
from articles.public.frame import frame_of


def emergency_card(request: HttpRequest) -> HttpResponse:
    """The blank card in two sizes. It has no field: nothing personal is typed into the site."""
    return render(
        request,
        "pages/emergency-card.html",
        {
            # Its address lies below a section that another site may not have.
            "section": frame_of(request).section_at("living"),
            "dated_on": DATED_ON,
            "references": sources(),
        },
    )

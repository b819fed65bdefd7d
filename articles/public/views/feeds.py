"""The list of feeds: what they are, in two sentences, and where each lives."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Person
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of


def feeds(request: HttpRequest) -> HttpResponse:
    """All feeds but those of single pages, which each page names itself."""
    frame = frame_of(request)
    title, url = _("Feeds"), reverse("feeds")
    writers = Person.objects.public().filter(has_written=True)
    return render(
        request,
        "pages/feeds.html",
        {
            "title": title,
            "url": url,
            "everything": FeedAddress.of_everything(_("Everything on this site")),
            "sections": [FeedAddress.of_section(section) for section in frame.sections],
            "corrections": FeedAddress.of_corrections(_("Corrections")),
            "people": [FeedAddress.of_person(person) for person in writers],
            "graph": linked_data.of_list(frame, url, title),
        },
    )

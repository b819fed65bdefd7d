"""People: who writes here and who reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Person
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of
from articles.public.pagination import numbers_around, page_of

ARTICLES_A_PAGE = 20


def people(request: HttpRequest) -> HttpResponse:
    """Everybody who wrote or reviewed something that readers may see."""
    title, url = _("People"), reverse("people")
    people = list(Person.objects.public().select_related("photo"))
    links = [(person.name, person.url) for person in people if not person.is_sample]
    return render(
        request,
        "pages/people.html",
        {
            "title": title,
            "url": url,
            "people": people,
            "graph": linked_data.of_list(frame_of(request), url, title, links),
        },
    )


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: what they declared, what they wrote and what they reviewed."""
    person = get_object_or_404(Person.objects.public().select_related("photo"), slug=slug)
    hub = linked_data.Hub(title=_("People"), url=reverse("people"))
    articles = Article.objects.public().as_cards().written_by(person)
    page = page_of(request, articles, ARTICLES_A_PAGE)
    return render(
        request,
        "pages/person.html",
        {
            "person": person,
            "hub": hub,
            "page_obj": page,
            "page_numbers": numbers_around(page),
            "feed": FeedAddress.of_person(person),
            "reviews": person.reviews.latest_of_each_page().with_pages(),
            "graph": linked_data.of_person(frame_of(request), person, people=hub),
        },
    )

"""Every public address, on one screen. The general patterns stand last."""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, path, register_converter
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.public import converters, feeds
from articles.public.sitemaps import NEWS, SITEMAPS
from articles.public.views import (
    archive,
    article,
    booklet,
    comfort,
    corrections,
    emergency_card,
    feedback,
    glossary,
    history,
    home,
    media,
    offline,
    people,
    preview,
    search,
    section,
    share_card,
    site,
    styleguide,
)
from articles.public.views import feeds as list_of_feeds

register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")


def page(route: str, view: Callable, name: str) -> URLPattern:
    """A page for readers: GET and HEAD only, the same for everybody, asked for again each time.

    `no-cache` lets a browser keep the page but makes it ask whether it has changed, so that a
    correction is seen on the next visit and an unchanged page costs a 304.
    """
    for_readers = require_safe(cache_control(public=True, no_cache=True)(view))
    # Nothing is ever sent to these pages, so a POST is the wrong method and no forgery.
    return path(route, csrf_exempt(for_readers), name=name)


def form(route: str, view: Callable, name: str) -> URLPattern:
    """A page whose form readers send back to it.

    They have no cookie, and so no CSRF token: the view itself sees to it that another site gains
    nothing by sending the form.
    """
    may_be_sent = require_http_methods(["GET", "HEAD", "POST"])(view)
    return path(route, csrf_exempt(may_be_sent), name=name)


def in_each_format(route: str, views: Mapping[str, Callable], name: str) -> list[URLPattern]:
    """The routes of a feed: one for each ending of its address, named "section-atom" and so on."""
    return [
        page(f"{route}.{extension}", view, f"{name}-{extension}")
        for extension, view in views.items()
    ]


urlpatterns = [
    # The site itself
    page("", home.home, "home"),
    page("robots.txt", site.robots, "robots"),
    page("sitemap.xml", partial(sitemap, sitemaps=SITEMAPS), "sitemap"),
    page(
        "sitemap-news.xml",
        partial(sitemap, sitemaps=NEWS, template_name="sitemap-news.xml"),
        "sitemap-news",
    ),
    page("manifest.webmanifest", site.manifest, "manifest"),
    page(".well-known/security.txt", site.security, "security"),
    page("favicon.ico", site.favicon, "favicon"),
    path("healthz", site.healthz, name="healthz"),
    path("media/<path:name>", media.media, name="media"),
    page("search/", search.search, "search"),
    path(
        "search/suggest/",
        require_safe(cache_control(public=True, max_age=60)(search.suggestions)),
        name="suggestions",
    ),
    # A form without a token: the view says why. Its answer is never kept.
    path("comfort/", csrf_exempt(comfort.comfort), name="comfort"),
    path("cards/site/<slug:digest>.png", share_card.of_site, name="site-card"),
    path("cards/section/<slug:slug>/<slug:digest>.png", share_card.of_section, name="section-card"),
    path("cards/article/<slug:slug>/<slug:digest>.png", share_card.of_article, name="article-card"),
    # For somebody outside: a text that is not published. These addresses are never told to readers
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("preview/<str:token>/<path:name>", preview.picture, name="preview-picture"),
    # For staff: every component on one page
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    # Who writes here, what words mean, what was wrong
    page("people/", people.people, "people"),
    page("people/<slug:slug>/", people.person, "person"),
    page("glossary/", glossary.glossary, "glossary"),
    page("glossary/<slug:slug>/", glossary.term, "term"),
    page("corrections/", corrections.corrections, "corrections"),
    # To take along. The card's address is always there, whether or not a section is called so
    page("living/emergency-card/", emergency_card.emergency_card, "emergency-card"),
    # What readers tell us
    form("feedback/", feedback.feedback, "feedback"),
    page("feedback/thanks/", feedback.thanks, "feedback-thanks"),
    # What programs follow; each format has a route of its own
    page("feeds/", list_of_feeds.feeds, "feeds"),
    *in_each_format("feeds/corrections", feeds.CORRECTIONS_FEEDS, "corrections"),
    *in_each_format("feeds/people/<slug:slug>", feeds.PERSON_FEEDS, "person"),
    *in_each_format("feeds/<slug:slug>", feeds.SECTION_FEEDS, "section"),
    # Where readers of a WordPress site follow it already
    page("feed/", feeds.SECTION_FEEDS["rss"], "feed"),
    page("feed/atom/", feeds.SECTION_FEEDS["atom"], "feed-atom"),
    # The content
    page("<slug:section_slug>/", section.section, "section"),
    page("<slug:section_slug>/booklet/", booklet.booklet, "booklet"),
    page("<slug:section_slug>/<year:year>/", archive.year, "year"),
    page("<slug:section_slug>/<year:year>/<month:month>/", archive.month, "month"),
    page("<slug:section_slug>/<slug:slug>/", article.article, "article"),
    page("<slug:section_slug>/<slug:slug>/offline.html", offline.offline, "offline"),
    # What has changed on a page
    page("<slug:section_slug>/<slug:slug>/history/", history.history, "history"),
    page("<slug:section_slug>/<slug:slug>/history/<int:number>/", history.changes, "changes"),
    page("<slug:section_slug>/<slug:slug>/history/<int:number>/text/", history.edition, "edition"),
    page("<slug:section_slug>/<slug:slug>/updates.atom", feeds.updates, "updates"),
]

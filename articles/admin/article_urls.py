"""The addresses of the pages beside the article form and its list, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import URLPattern, path

from articles.admin.article_amendment import amend_page
from articles.admin.article_approval import approval_page, confirm_page, submit_page
from articles.admin.article_bulk import publish_selected_page, submit_selected_page
from articles.admin.article_checks import checks
from articles.admin.article_embargo import embargo_page
from articles.admin.article_merge import merge_page, mine_page
from articles.admin.article_pages import discard_page
from articles.admin.article_plan import calendar_page, unschedule_page
from articles.admin.article_preview import draft_page, preview, text_page
from articles.admin.article_publish import publish_page
from articles.admin.article_review import review_page
from articles.admin.article_sharing import sharing_page
from articles.admin.article_unsaved import keep, unsaved_page
from articles.admin.article_withdrawal import withdraw_page
from articles.admin.page_link import find_pages

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def pages_of(model_admin: ArticleAdmin) -> list[URLPattern]:
    """Every page of our own below /admin/articles/article/, each a view of `model_admin`."""

    def named(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(address, view, name=f"articles_article_{name}")

    def for_script(name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """Asked by a script: the view itself answers strangers, who must not be led to sign in."""
        return named(f"{name}/", partial(view, model_admin), name)

    def page(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return named(address, model_admin.admin_site.admin_view(partial(view, model_admin)), name)

    def of_one(name: str, view: Callable[..., HttpResponse], rest: str = "") -> URLPattern:
        return page(f"<int:pk>/{name}/{rest}", view, name)

    return [
        # What the form's scripts ask while somebody types
        for_script("preview", preview),
        for_script("checks", checks),
        for_script("keep", keep),
        for_script("pages", find_pages),
        # Several articles
        page("calendar/", calendar_page, "calendar"),
        page("selected/publish/", publish_selected_page, "publish_selected"),
        page("selected/submit/", submit_selected_page, "submit_selected"),
        page("unsaved/<int:pk>/", unsaved_page, "unsaved"),
        # One text on its way to readers
        of_one("submit", submit_page),
        of_one("approve", approval_page),
        of_one("publish", publish_page),
        of_one("unschedule", unschedule_page),
        of_one("embargo", embargo_page),
        of_one("discard", discard_page),
        of_one("merge", merge_page),
        of_one("mine", mine_page),
        # What readers would see, or somebody outside
        of_one("draft", draft_page),
        of_one("text", text_page, "<int:number>/"),
        of_one("share", sharing_page),
        # A page that readers know
        of_one("confirm", confirm_page),
        of_one("review", review_page),
        of_one("withdraw", withdraw_page),
        of_one("amend", amend_page, "<int:publication_pk>/"),
    ]

"""The addresses of the pages beside the article form and its list, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import URLPattern, path

from articles.admin.article_amendment import amend_page
from articles.admin.article_approval import approval_page, confirm_page, submit_page
from articles.admin.article_bin import delete_for_good_page, or_bin, take_out_page
from articles.admin.article_bring_in import bring_in_page
from articles.admin.article_bulk import publish_selected_page, submit_selected_page
from articles.admin.article_checks import checks
from articles.admin.article_comments import comments_page
from articles.admin.article_compare import compare_page
from articles.admin.article_embargo import embargo_page
from articles.admin.article_merge import merge_page, mine_page
from articles.admin.article_owners import hand_over_page
from articles.admin.article_pages import discard_page
from articles.admin.article_paste import paste
from articles.admin.article_plan import calendar_page, unschedule_page
from articles.admin.article_preview import draft_page, preview, text_page
from articles.admin.article_publish import publish_page
from articles.admin.article_restore import restore_page
from articles.admin.article_review import review_page
from articles.admin.article_sharing import sharing_page
from articles.admin.article_unsaved import keep, unsaved_page
from articles.admin.article_withdrawal import withdraw_page
from articles.admin.cheat_sheet import cheat_sheet_page
from articles.admin.desk import digest_page, look_again_page
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
        shown = partial(or_bin(view), model_admin)
        return named(address, model_admin.admin_site.admin_view(shown), name)

    def of_one(
        name: str, view: Callable[..., HttpResponse], rest: str = "", *, named_as: str = ""
    ) -> URLPattern:
        return page(f"<int:pk>/{name}/{rest}", view, named_as or name)

    return [
        # What the form's scripts ask while somebody types
        for_script("preview", preview),
        for_script("checks", checks),
        for_script("keep", keep),
        page("cheat-sheet/", cheat_sheet_page, "cheat_sheet"),
        for_script("paste", paste),
        for_script("pages", find_pages),
        # Several articles
        page("calendar/", calendar_page, "calendar"),
        page("selected/publish/", publish_selected_page, "publish_selected"),
        page("selected/submit/", submit_selected_page, "submit_selected"),
        page("hand-over/", hand_over_page, "hand_over"),
        page("look-again/", look_again_page, "look_again"),
        page("digest/", digest_page, "digest"),
        page("paste/bring-in/", bring_in_page, "bring_in"),
        page("unsaved/<int:pk>/", unsaved_page, "unsaved"),
        page("bin/take-out/", take_out_page, "take_out"),
        # One text on its way to readers
        of_one("submit", submit_page),
        of_one("approve", approval_page),
        of_one("publish", publish_page),
        of_one("unschedule", unschedule_page),
        of_one("embargo", embargo_page),
        of_one("discard", discard_page),
        of_one("merge", merge_page),
        of_one("mine", mine_page),
        # What colleagues say to each other about it
        of_one("comments", comments_page),
        # What readers would see, or somebody outside
        of_one("draft", draft_page),
        of_one("text", text_page, "<int:number>/"),
        of_one("share", sharing_page),
        # Texts of before
        of_one("compare", compare_page),
        of_one("restore", restore_page, "<int:number>/"),
        of_one("delete-for-good", delete_for_good_page, named_as="delete_for_good"),
        # A page that readers know
        of_one("confirm", confirm_page),
        of_one("review", review_page),
        of_one("withdraw", withdraw_page),
        of_one("amend", amend_page, "<int:publication_pk>/"),
    ]

"""One site with a text in every state in which nobody outside the desk may find it."""

import datetime
import re

import pytest

from articles.models import Article, Pick, Redirect, Related
from articles.publishing import (
    Conflict,
    approve,
    discard_draft,
    keep_open,
    publish,
    reply_to,
    resolve_thread,
    save_draft,
    schedule,
    send_back,
    set_embargo,
    start_thread,
    submit,
)
from articles.rendering import Quotation
from articles.search import key_of
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_person,
    make_reference,
    make_reviewer,
    make_section,
    make_term,
    publish_again,
    review,
    share,
    take_back,
)

NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


LATER = NOW + datetime.timedelta(days=2)


# A word of every hidden text, that a reader may look for without giving a mark away.
WORD = "platypus"


def in_review(article, mark, by):
    submit(article, note=f"{mark}note.", by=None)


def sent_back(article, mark, by):
    submit(article, by=None)
    send_back(article, reason=f"{mark}reason.", by=by)


def approved(article, mark, by):
    submit(article, by=None)
    approve(article, note=f"{mark}note.", by=by)


def scheduled(article, mark, by):
    approved(article, mark, by)
    kind = "significant" if article.first_published_on else "first"
    schedule(article, due_at=LATER, kind=kind, note=f"{mark}note.", by=by)


def embargoed(article, mark, by):
    set_embargo(article, until=LATER, by=by)
    scheduled(article, mark, by)


def shared(article, mark, by):
    share(f"secret-{mark}", article, by=by)


def commented(article, mark, by):
    """Colleagues whose names carry the mark talk about a passage, and settle one of two things."""
    name = f"{mark}colleague"
    colleague = make_editor(f"{mark}account", first_name=name, last_name=name)
    passage = Quotation(f"{mark}text")
    words = f"{mark}words, @{mark}account."
    start_thread(article, words=words, passage=passage, assignee=colleague, by=by)
    settled = start_thread(article, words=f"{mark}question", by=colleague)
    reply_to(settled, words=f"{mark}answer", by=by)
    resolve_thread(settled, words=f"{mark}settled", by=colleague)


def set_aside(article, mark, by):
    """Another text lost a race against it."""
    late = {"title": f"{mark}late", "summary": f"{mark}late.", "body": f"{mark}late.\n"}
    with pytest.raises(Conflict):
        save_draft(article, make_content(**late), by=by, based_on=0)


def unsaved(article, mark, by):
    typed = {"title": f"{mark}typed", "body": f"{mark}typed."}
    keep_open(article, by=by, key=mark, based_on=1, typed=typed)


def discarded(article, mark, by):
    discard_draft(article, by=by)


def in_error(article, mark, by):
    kind = "significant" if article.first_published_on else "first"
    publish(article, kind=kind, note="Readers are told so.", alone=ALONE, by=None)
    take_back(article, outcome="in_error")


def in_error_and_back(article, mark, by):
    """Its page is public again, with another text; what was wrong stays closed."""
    in_error(article, mark, by)
    publish_again(article, "significant", note="It is back.", summary="As it was.")


STATES = {
    "draft": lambda article, mark, by: None,
    "in review": in_review,
    "sent back": sent_back,
    "approved": approved,
    "scheduled": scheduled,
    "embargoed": embargoed,
    "shared": shared,
    "commented": commented,
    "set aside": set_aside,
    "unsaved": unsaved,
    "in error": in_error,
}


OVER_LIVE = STATES | {"discarded": discarded, "in error and back": in_error_and_back}


# A text may be the first of its article, or be meant for a page that readers see already.
CASES = [("first", state) for state in STATES] + [("over live", state) for state in OVER_LIVE]


# One more text is public, so that the walk can be seen to find what is to be found.
PUBLIC = "wombat"


# Whoever follows an old link to a page that was published in error is told its name, and no more.
NAMED_AT_ITS_ADDRESS = ("in error", "in error and back")


def mark_of(case):
    """What stands in every field of one text. No mark is the beginning of another."""
    return "quokka" + re.sub("[^a-z]", "", "".join(case)) + "zz"


def marked(mark):
    """A content that carries the mark in every field, and in its pictures and sources."""
    words = {"description": f"{mark}description", "caption": f"{mark}caption"}
    lead = make_image(f"{mark}-lead", credit=f"{mark}credit", **words)
    rights = {"licence": f"{mark}licence", "credit": f"{mark}credit"}
    make_image(f"{mark}-body", **rights, **words)
    make_reference(f"{mark}-key", title=f"{mark}source", authors=f"{mark} Q")
    return {
        "title": f"{mark}title returns",
        "summary": f"{mark}summary.",
        "body": (
            f"## {mark}heading\n\n{mark}text, {WORD} and ptosis [@shared; @{mark}-key]. See "
            f"[the causes](/about-mg/causes/).\n\n![{mark}alt](image:{mark}-body)\n"
        ),
        "key_points": (f"{mark}point",),
        "lead_image": lead,
        "lead_alt": f"{mark}leadalt",
    }


def first_text(mark):
    """A draft to which as much leads as an editor can make lead there."""
    article = make_draft(mark, section=make_section("news", "news"), **marked(mark))
    article.bylines.create(person=make_person(f"{mark} writer", bio=f"{mark}bio."))
    review(article, reviewer=make_reviewer(f"{mark} reviewer"))
    Article.objects.filter(pk=article.pk).update(start_here=1)
    Related.objects.create(article=Article.objects.get(slug="causes"), other=article)
    Pick.objects.get().pages.create(article=article)
    Redirect.objects.create(old_path=f"/old-{mark}/", article=article)
    article.refresh_from_db()
    return article


def text_over_live(mark):
    article = make_article(f"page-{mark[-8:-2]}-{Article.objects.count()}", title="Types")
    publish_again(article, "significant", note="More.", summary="More of it.")
    change(article, **marked(mark))
    return article


def build_site():
    """A public site, and a text in each state beside it; returns each text's own address."""
    make_term("ptosis")
    make_reference("shared", title="A shared source")
    causes = make_article("causes", title="Causes", body="## Why\n\nBecause of ptosis [@shared].\n")
    publish_again(causes, "correction", was_wrong="A.", is_right="B.", summary="Right.")
    causes.bylines.create(person=make_person("Zoe Ash"))
    review(causes)
    make_article("story", title="Story", section=make_section("news", "news"))
    Pick.objects.create(query="tired", key=key_of("tired"))
    by = make_editor("colleague")
    homes = {}
    for case in CASES:
        mark = mark_of(case)
        article = first_text(mark) if case[0] == "first" else text_over_live(mark)
        # One of those that are never published is a policy; there are not enough for all.
        if case == ("first", "draft"):
            Article.objects.filter(pk=article.pk).update(policy=Article.Policy.PRIVACY)
        OVER_LIVE[case[1]](article, mark, by)
        homes[case] = article.url
    public = first_text(PUBLIC)
    publish(public, alone=ALONE, by=None)
    publish_again(public, "significant", note="wombatnote.", **again(public))
    return homes


def again(article):
    """The same words once more, and one that is new."""
    shown = article.live_revision
    return {
        "title": shown.title,
        "summary": "wombatsummary, newer.",
        "body": shown.body,
        "key_points": tuple(shown.key_points),
        "lead_image": shown.lead_image,
        "lead_alt": shown.lead_alt,
    }

"""Verdicts: what the checks said of each public page, and when it must be asked again."""

import pytest
from django.utils import timezone

from articles.models import Article, Section, Verdict
from articles.publishing import (
    audit,
    look_again,
    move,
    publish,
    remove_term,
    render_everything_again,
    save_term,
)
from tests.factories import (
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_reference,
    make_section,
    make_term,
    publish_again,
    take_back,
)

pytestmark = pytest.mark.django_db


def failing():
    return set(Article.objects.failing())


def not_looked_at():
    return set(Article.objects.not_looked_at())


def in_spite(slug="", **content):
    """A page that went out although the checks would have stopped it."""
    draft = make_draft(slug, **content)
    publish(draft, override="It cannot wait.", by=make_editor(f"boss-{draft.pk}"))
    return draft


def test_publishing_says_what_the_checks_said():
    good, bad = make_article(), in_spite(summary="")
    assert failing() == {bad}
    assert not_looked_at() == set()
    assert good.verdict.revision == good.live_revision
    publish_again(bad, summary="There is one now.")
    assert failing() == set()


def test_a_page_of_before_verdicts_were_kept_is_to_be_looked_at():
    page = in_spite(summary="")
    Verdict.objects.all().delete()
    assert not_looked_at() == {page}
    assert look_again() == 1
    assert (failing(), not_looked_at()) == ({page}, set())


def test_when_a_page_is_taken_back_those_that_link_to_it_are_looked_at_again():
    target, other = make_article("target"), make_article("other")
    linking = make_article(body="See [the target](/about-mg/target/#part).")
    take_back(target, outcome="in_error")
    assert not_looked_at() == {linking}
    assert look_again() == 1
    assert failing() == {linking}
    # And again when it comes back.
    publish(target, kind="significant", note="It is back.", by=None)
    assert not_looked_at() == {linking}
    look_again()
    assert failing() == set()
    assert other.verdict.doubted_at is None


def test_what_was_missing_when_a_page_went_out_may_have_come_since():
    by_link = in_spite(body="See [it](/about-mg/later/).")
    by_source = in_spite(body="It is so [@later-2020].")
    by_picture = in_spite(body="![A nerve](image:later)")
    assert failing() == {by_link, by_source, by_picture}
    make_article("later")
    assert not_looked_at() == {by_link}
    make_reference("later-2020")
    make_image("later")
    assert not_looked_at() == {by_link, by_source, by_picture}
    assert look_again() == 3
    assert failing() == set()


def test_a_page_that_moves_is_looked_at_again_and_what_waited_for_its_new_address():
    page = make_article("here")
    waiting = in_spite(body="See [it](/about-mg/there/).")
    linking = make_article(body="See [it](/about-mg/here/).")
    move(page, slug="there", by=None)
    assert not_looked_at() == {page, waiting}
    look_again()
    # The old address leads to the new one, so nothing is wrong with this one.
    assert linking not in failing()
    assert failing() == set()


def test_a_term_that_goes_or_gets_another_address_makes_its_links_doubtful():
    term = make_term("ptosis")
    linking = make_article(body="See [the word](/glossary/ptosis/).")
    make_article(body="Nothing of it.")
    term.definition = "Another sentence."
    save_term(term, aliases=[], by=None)
    assert not_looked_at() == set()
    remove_term(term, by=None)
    assert not_looked_at() == {linking}
    look_again()
    assert failing() == {linking}


def test_a_section_of_another_kind_and_a_new_renderer_make_all_their_pages_doubtful(client):
    news = make_section("news", "news")
    page, other = make_article(section=news), make_article()
    client.force_login(make_editor())
    address = f"/admin/articles/section/{news.pk}/change/"
    from tests.admin.filling import fields_of

    client.post(address, fields_of(client.get(address)) | {"kind": Section.Kind.INFORMATION})
    assert not_looked_at() == {page}
    list(render_everything_again())
    assert not_looked_at() == {page, other}


def test_only_so_many_are_looked_at_at_once_the_oldest_first():
    pages = [make_article() for _ in range(3)]
    Verdict.objects.update(doubted_at=timezone.now())
    assert look_again(2) == 2
    assert not_looked_at() == {pages[2]}
    assert look_again(2) == 1
    assert look_again(2) == 0


def test_the_audit_keeps_what_it_finds():
    page = in_spite(summary="")
    Verdict.objects.update(blocks=0, doubted_at=timezone.now())
    assert len(list(audit())) == 1
    assert (failing(), not_looked_at()) == ({page}, set())


def test_what_is_doubted_while_a_long_look_goes_on_stays_doubtful():
    page = make_article()
    looking = audit()
    next(looking)
    Verdict.objects.update(doubted_at=timezone.now())
    list(looking)
    assert not_looked_at() == {page}

"""The audit: the checks, for every page that readers can see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.publishing import audit, bin_article
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_image,
    make_reference,
    make_section,
    make_term,
    take_back,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wordings")]

BODY = (
    "![A nerve](image:junction)\n\nAbout 30% of people.[@gilhus-2019] See [the causes]"
    "(/about-mg/causes/), [[causes|why]], [the section](/about-mg/), [ptosis](/glossary/ptosis/)."
)


@pytest.fixture
def site():
    make_image(key="junction")
    make_reference("gilhus-2019")
    make_term()
    make_article("causes")
    for number in range(3):
        make_article(f"page-{number}", body=BODY)


def test_it_looks_at_every_public_page_and_at_nothing_else(site):
    make_draft("never-seen")
    take_back(make_article("taken-back"))
    change(make_article("with-draft"), body="[here](/nowhere/)")
    seen = {audited.article.slug: audited for audited in audit()}
    assert set(seen) == {"causes", "page-0", "page-1", "page-2", "with-draft"}
    assert all(audited.is_live and not audited.blockers for audited in seen.values())


def test_it_looks_at_texts_in_work_when_asked(site):
    make_draft("never-seen", body="[here](/nowhere/)")
    drafts = [audited for audited in audit(drafts=True) if not audited.is_live]
    assert [audited.article.slug for audited in drafts] == ["never-seen"]
    assert {finding.check for finding in drafts[0].blockers} == {"link-texts", "links"}


def test_a_link_to_what_was_deleted_is_found_and_stops_nothing_else():
    gone = make_draft("gone")
    make_draft("linking", body="See [[gone|the other page]].")
    bin_article(gone, by=None)
    [draft] = audit(drafts=True)
    assert draft.article.slug == "linking"
    assert "links" in {finding.check for finding in draft.blockers}


def test_it_knows_what_kind_of_page_it_looks_at(site):
    make_article("a-crisis", section=make_section("news", "news"), title="A crisis")
    assert not any(audited.blockers for audited in audit())


def test_the_number_of_queries_does_not_grow_with_the_pages(site):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert len(list(audit())) > 3
        return len(captured)

    few = queries()
    for number in range(5):
        make_article(f"more-{number}", body=BODY)
    assert queries() == few
    assert few <= 13

"""The sample site: complete, consistent, and honest about what it is."""

import datetime

import pytest
from django.test import Client

from articles.importing.sample_site import is_first_start, load_sample, read_pages
from articles.models import (
    Article,
    Callout,
    Image,
    Person,
    Publication,
    Reference,
    Revision,
    Section,
    SiteSettings,
    Term,
    TermUse,
    standing_of,
)
from articles.publishing import audit, reasons_not_to_publish

pytestmark = pytest.mark.django_db


def test_it_holds_what_a_site_needs(sample):
    def count(section):
        return Article.objects.public().filter(section__slug=section).count()

    assert count("about-mg") == 8
    assert count("treatments") == 3
    assert count("living") == 2
    assert count("news") == 9
    assert count("columns") == 2
    assert count("surveys") == 1
    assert count("about") == 7
    assert Callout.objects.count() == 1
    assert Article.objects.public().to_start_with().count() == 4


def test_every_page_can_be_read_and_says_that_it_is_a_sample(sample):
    client = Client()
    for article in Article.objects.public():
        response = client.get(article.url)
        assert response.status_code == 200
        html = response.content.decode()
        assert "Sample page" in html, article.url
        assert "gives no medical advice" in html, article.url
        assert "missing-" not in html, article.url


def test_it_shows_what_a_page_can_say_of_itself(sample, time_machine):
    time_machine.move_to("2026-11-25T12:00:00Z")
    today = SiteSettings.current().today()
    public = Article.objects.public().with_live_text()
    standings = [standing_of(article, article.live_revision, today) for article in public]
    assert Term.objects.count() >= 25
    assert TermUse.objects.values("term").distinct().count() >= 25
    assert any(len(standing.editions) >= 4 for standing in standings)
    assert any(standing.is_review_overdue for standing in standings)
    assert any(standing.is_changed_since_review for standing in standings)
    assert any(standing.fresh_corrections for standing in standings)
    assert any(standing.past_corrections for standing in standings)
    outcomes = {article.withdrawal.outcome for article in Article.objects.withdrawn()}
    assert outcomes == {"outdated", "merged"}
    retracted = Reference.objects.get(state="retracted")
    assert public.filter(live_revision__citations__reference=retracted).exists()


def test_its_people_are_made_up_and_say_so(sample):
    for person in Person.objects.all():
        assert person.is_sample, person
        assert "not exist" in person.bio or "fictional" in person.bio, person


def test_nothing_in_it_would_be_refused_today(sample):
    for article in Article.objects.public():
        assert reasons_not_to_publish(article) == [], article.url


def test_the_checks_find_nothing_to_mend_in_it_and_nothing_worth_a_look(sample):
    for audited in audit(drafts=True):
        assert [finding.sentence for finding in audited.findings] == [], audited.article.url


def test_its_dates_are_spread_over_years_and_none_is_ours(sample, time_machine):
    dates = set(Publication.objects.values_list("dated_on", flat=True))
    assert len({date.year for date in dates}) >= 6
    assert max(dates) <= datetime.date(2026, 11, 24)
    assert set(Publication.objects.values_list("carried_from", flat=True)) == {"sample site"}


def test_editions_differ_by_what_they_say_they_added(sample):
    for page in read_pages():
        bodies = [page.body_of(edition) for edition in page.published]
        assert len(set(bodies)) == len(bodies), page.slug
        assert bodies[-1] == page.body


def test_loading_again_changes_nothing(sample):
    def everything():
        return [
            list(model.objects.order_by("pk").values())
            for model in (Article, Revision, Publication, Section, Image, Callout)
        ]

    before = everything()
    again = load_sample()
    assert everything() == before
    assert again.created == []
    assert again.unchanged


def test_it_is_loaded_on_the_first_start_only(sample):
    assert not is_first_start()
    SiteSettings.objects.all().delete()  # nothing an editor does makes it first again
    assert not is_first_start()

"""Sections, callouts, redirects and settings in the admin."""

import datetime

import pytest

from articles.models import Article, Callout, Section, SiteSettings
from articles.publishing import publish
from tests.factories import change, make_article, make_image, make_section

pytestmark = pytest.mark.django_db


def errors(response, field):
    return " ".join(response.context["adminform"].form.errors.get(field, []))


# -- Sections -----------------------------------------------------------------------------------


def section_form(section, *articles, **typed):
    sent = {
        "title": section.title,
        "slug": section.slug,
        "kind": section.kind,
        "intro": section.intro,
        "position": section.position,
        "articles-TOTAL_FORMS": len(articles),
        "articles-INITIAL_FORMS": len(articles),
    }
    for number, (article, position) in enumerate(articles):
        sent |= {
            f"articles-{number}-id": article.pk,
            f"articles-{number}-section": section.pk,
            f"articles-{number}-position": position,
        }
    return sent | typed


def test_each_place_in_the_list_of_sections_says_whose_it_is(desk):
    make_section("about-mg", title="About MG")
    listed = desk.get("/admin/articles/section/").content.decode()
    assert 'aria-label="Place of “About MG” among the sections"' in listed


def test_the_pages_of_a_section_are_put_in_order_without_touching_their_texts(desk, client):
    first, second = make_article(title="AAA"), make_article(title="BBB")
    stale = Article.objects.get(pk=first.pk)
    change(first, title="AAA", summary="In work.")
    publish(first, kind="minor", by=None)
    section = stale.section
    url = f"/admin/articles/section/{section.pk}/change/"
    assert desk.post(url, section_form(section, (first, 2), (second, 1))).status_code == 302
    html = client.get("/about-mg/").content.decode()
    assert html.index("BBB") < html.index("AAA")
    first.refresh_from_db()
    assert first.live_revision.summary == "In work."


def test_a_new_address_of_a_section_leaves_redirects(desk, client):
    article = make_article("causes")
    section = article.section
    url = f"/admin/articles/section/{section.pk}/change/"
    desk.post(url, section_form(section, (article, 0), slug="mg"))
    assert client.get("/about-mg/causes/")["Location"] == "/mg/causes/"


def test_a_section_with_a_reserved_or_taken_address_is_refused(desk):
    make_section("news", "news")
    for slug, words in (("admin", "kept for"), ("news", "already has"), ("A b", "lower-case")):
        sent = {"title": "New", "slug": slug, "kind": "news", "position": 0}
        response = desk.post("/admin/articles/section/add/", sent)
        assert words in errors(response, "slug")
    assert Section.objects.count() == 1


def test_a_section_with_pages_cannot_be_deleted(desk):
    section = make_article().section
    desk.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})
    assert Section.objects.filter(pk=section.pk).exists()


# -- Callouts -----------------------------------------------------------------------------------


def callout_form(**typed):
    sent = {
        "title": "Survey",
        "text": "What readers told us.",
        "placement": "everywhere",
        "starts_on": "2026-01-01",
        "priority": 0,
    }
    return sent | typed


def test_a_callout_is_made_and_stands_on_the_site(desk, client):
    image = make_image()
    make_section("surveys", "surveys")
    sent = callout_form(
        image=image.pk,
        image_alt="Open the infographic",
        image_link="/surveys/",
        story_link="/surveys/",
        story_link_text="Read the story",
    )
    assert desk.post("/admin/articles/callout/add/", sent).status_code == 302
    assert "Open the infographic" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"ends_on": "2025-12-31"}, "ends_on", "before the first day"),
        ({"starts_on": "soon"}, "starts_on", "valid date"),
        ({"placement": "section"}, "section", "which one"),
        ({"placement": "article"}, "article", "which one"),
        (
            {"story_link": "/nowhere/", "story_link_text": "Read"},
            "story_link",
            "Readers cannot see",
        ),
        ({"story_link": "javascript:1", "story_link_text": "Read"}, "story_link", "Use an address"),
        ({"story_link": "https://[", "story_link_text": "Read"}, "story_link", "Use an address"),
        ({"story_link": "https://", "story_link_text": "Read"}, "story_link", "Use an address"),
        ({"priority": "99999"}, "priority", "less than or equal"),
        ({"story_link": "/"}, "story_link_text", "its words"),
        ({"story_link_text": "Read"}, "story_link", "which page"),
        ({"title": ""}, "title", "required"),
    ],
)
def test_a_callout_that_contradicts_itself_is_refused_beside_its_field(desk, typed, field, words):
    response = desk.post("/admin/articles/callout/add/", callout_form(**typed))
    assert response.status_code == 200
    assert words in errors(response, field)
    assert response.context["adminform"].form["text"].value() == "What readers told us."
    assert not Callout.objects.exists()


def test_a_callout_with_a_picture_must_say_where_it_leads(desk):
    response = desk.post("/admin/articles/callout/add/", callout_form(image=make_image().pk))
    assert "where the picture leads" in errors(response, "image_alt")
    assert "which page" in errors(response, "image_link")


def test_a_new_callout_starts_today_where_the_site_is(desk, time_machine):
    time_machine.move_to("2026-06-14T13:00:00Z")
    SiteSettings.objects.create(pk=1, time_zone="Pacific/Auckland")
    form = desk.get("/admin/articles/callout/add/").context["adminform"].form
    assert form["starts_on"].value() == datetime.date(2026, 6, 15)
    assert desk.get("/admin/articles/callout/").status_code == 200


# -- Redirects, settings --------------------------------------------------------------------------


def test_a_stale_form_does_not_bring_an_old_disclaimer_back(desk):
    sent = stale(desk.get(SETTINGS), name="MG Today")
    desk.post(SETTINGS, stale(desk.get(SETTINGS), disclaimer_long="Ask your doctor, always."))
    desk.post(SETTINGS, sent)
    stored = SiteSettings.objects.get()
    assert stored.name == "MG Today"
    assert stored.disclaimer_long == "Ask your doctor, always."


def stale(response, **typed):
    """What a browser sends: the fields, and beside each what it showed when it was opened."""
    form = response.context["adminform"].form
    sent = {field.html_name: field.value() for field in form}
    return sent | {field.html_initial_name: field.value() for field in form} | typed


SETTINGS = "/admin/articles/sitesettings/1/change/"


def settings_form(desk, **typed):
    form = desk.get(SETTINGS).context["adminform"].form
    return {field.html_name: field.value() for field in form} | typed


def test_settings_open_at_once_and_act_at_once(desk, client):
    assert desk.get("/admin/articles/sitesettings/").headers["Location"] == SETTINGS
    assert desk.post(SETTINGS, settings_form(desk, name="MG Today")).status_code == 302
    assert "MG Today" in client.get("/").content.decode()


def test_a_new_wording_of_the_disclaimer_gets_the_next_number(desk):
    desk.post(SETTINGS, settings_form(desk, name="MG Today"))
    assert SiteSettings.objects.get().disclaimer_version == 1
    desk.post(SETTINGS, settings_form(desk, disclaimer_long="Ask your doctor, always."))
    assert SiteSettings.objects.get().disclaimer_version == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("disclaimer_long", "\u200b"),
        ("disclaimer_long", ""),
        ("disclaimer_short", " "),
        ("time_zone", "Mars/North"),
        ("name", ""),
    ],
)
def test_settings_that_would_break_the_promise_are_refused(desk, field, value):
    response = desk.post(SETTINGS, settings_form(desk, **{field: value}))
    assert response.status_code == 200
    assert errors(response, field)
    assert not SiteSettings.objects.exists()


def test_settings_can_be_neither_added_nor_deleted(desk):
    assert desk.get("/admin/articles/sitesettings/add/").status_code == 403
    assert desk.post("/admin/articles/sitesettings/1/delete/", {"post": "yes"}).status_code == 403

"""The glossary in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from articles.admin import term as term_module
from articles.models import Term
from articles.publishing import reasons_not_to_name
from tests.factories import change, make_article, make_draft, make_editor, make_term

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/term/"
ADD = f"{LIST}add/"


def url_of(term, action="change"):
    return f"{LIST}{term.pk}/{action}/"


def typed(**fields):
    return {
        "name": "ptosis",
        "slug": "ptosis",
        "aliases": "droopy lid\r\n\r\n  ptoses ",
        "say": "TOE-sis",
        "definition": "A lid that hangs.",
    } | fields


def shown(response, **changes):
    """What a browser sends: the fields, and beside each what it showed when it was opened."""
    form = response.context["adminform"].form
    sent = {}
    for field in form:
        value = "" if field.value() in (None, False) else field.value()
        sent[field.html_name] = value
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = value
    return sent | changes


def errors(response, field):
    assert response.status_code == 200
    return " ".join(response.context["adminform"].form.errors.get(field, []))


def messages(response):
    return " ".join(map(str, response.context["messages"]))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": "\u200b"}, "name", "cannot be blank"),
        ({"definition": "\u202e"}, "definition", "cannot be blank"),
        ({"aliases": "\n".join(f"lid {n}" for n in range(1000))}, "aliases", "at most 50 other"),
    ],
)
def test_what_no_form_would_send_gets_a_sentence_beside_its_field(desk, fields, field, words):
    assert words in errors(desk.post(ADD, typed(**fields)), field)
    assert not Term.objects.exists()


def test_a_term_is_made_linked_and_the_editor_is_told_how_far_it_reaches(desk, client):
    article = make_article("eyes", body="A droopy lid.")
    response = desk.post(ADD, typed(), follow=True)
    assert "1 text (pages, drafts, older editions) was rendered again" in messages(response)
    assert Term.objects.get().names == ("ptosis", "droopy lid", "ptoses")
    assert 'href="/glossary/ptosis/"' in client.get(article.url).content.decode()


def test_without_an_address_one_is_made_of_the_name(desk):
    desk.post(ADD, typed(name="Ångström unit", slug=""))
    assert Term.objects.get().slug == "angstrom-unit"
    response = desk.post(ADD, typed(name="αντίσωμα", slug="", aliases=""))
    assert "Latin letters" in errors(response, "slug")


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "Fatigue"}, "name", "belongs to the term “fatigue” already"),
        ({"name": "tired"}, "name", "belongs to the term “fatigue” already"),
        ({"name": "?!", "slug": "x"}, "name", "no letter and no digit"),
        ({"name": "x" * 81}, "name", "at most 80 characters"),
        ({"aliases": "lid\nTIRED"}, "aliases", "“TIRED” belongs to the term “fatigue” already"),
        ({"aliases": "Ptosis"}, "aliases", "stands here twice"),
        ({"aliases": "x" * 81}, "aliases", "longer than 80 characters"),
        ({"slug": "fatigue"}, "slug", "Another term already has this address"),
        ({"slug": "A b"}, "slug", "lower-case"),
        ({"definition": ""}, "definition", "required"),
        ({"definition": "word " * 61}, "definition", "60 words; it has 61"),
        ({"definition": "w" * 601}, "definition", "600 characters"),
        ({"definition": "a\x00b"}, "definition", "Null characters"),
    ],
)
def test_what_cannot_be_stored_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk, fields, field, words
):
    make_term("fatigue", aliases=["tired"])
    sent = typed(**fields)
    response = desk.post(ADD, sent)
    assert errors(response, field).count(words) == 1
    form = response.context["adminform"].form
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in sent} == sent
    assert Term.objects.count() == 1


def test_the_form_counts_words_and_cuts_nothing_that_is_pasted(desk):
    html = desk.get(ADD).content.decode()
    definition = html.partition('<textarea name="definition"')[2].partition(">")[0]
    assert 'data-counter="60"' in definition
    assert 'data-counter-unit="words"' in definition
    assert "maxlength" not in definition
    assert 'data-propose-from="id_name"' in html


def test_a_change_reaches_its_pages_and_the_address_stays(desk):
    term = make_term("ptosis", aliases=["droopy lid"])
    article = make_article(body="Hanging lids.")
    sent = shown(desk.get(url_of(term)), aliases="hanging lids", slug="elsewhere")
    response = desk.post(url_of(term), sent, follow=True)
    assert "1 text" in messages(response)
    article.refresh_from_db()
    assert 'href="/glossary/ptosis/">Hanging lids</a>' in article.live_revision.html
    assert Term.objects.get().names == ("ptosis", "hanging lids")


def test_a_better_definition_says_that_no_text_was_rendered(desk):
    term = make_term("ptosis")
    make_article(body="Ptosis.")
    sent = shown(desk.get(url_of(term)), definition="Said better.")
    assert "No text had to be rendered again" in messages(
        desk.post(url_of(term), sent, follow=True)
    )
    assert Term.objects.get().definition == "Said better."


def test_two_editors_who_change_different_fields_both_keep_their_work(desk):
    term = make_term("ptosis", aliases=["lid"])
    mine = shown(desk.get(url_of(term)), definition="My words.")
    theirs = shown(desk.get(url_of(term)), say="TOE-sis", aliases="lid\ndroopy lid")
    desk.post(url_of(term), theirs)
    desk.post(url_of(term), mine)
    term = Term.objects.get()
    assert (term.definition, term.say) == ("My words.", "TOE-sis")
    assert term.names == ("ptosis", "lid", "droopy lid")


def test_a_name_that_is_taken_between_the_check_and_the_save_is_a_sentence(desk, monkeypatch):
    make_term("lid", aliases=["ptosis"])
    looks = []

    def at_first_not_there(term, aliases):
        looks.append(term)
        return reasons_not_to_name(term, aliases) if len(looks) > 1 else []

    monkeypatch.setattr(term_module, "reasons_not_to_name", at_first_not_there)
    response = desk.post(ADD, typed())
    assert "belongs to the term “lid” already" in errors(response, "name")
    assert response.context["adminform"].form["definition"].value() == "A lid that hangs."
    assert Term.objects.count() == 1


def test_the_form_says_where_a_term_is_used(desk):
    term = make_term("ptosis")
    assert "Nowhere at present" in desk.get(url_of(term)).content.decode()
    live = make_article(title="Eyes", body="Ptosis.")
    draft = make_draft(title="Lids", body="Ptosis.")
    make_article(title="Elsewhere", body="Nothing.")
    html = desk.get(url_of(term)).content.decode()
    for article in (live, draft):
        assert f'<a href="/admin/articles/article/{article.pk}/change/">{article}</a>' in html
    assert "Elsewhere" not in html


def test_a_long_list_of_uses_is_cut_and_says_so(desk, monkeypatch):
    monkeypatch.setattr(term_module, "PAGES_SHOWN", 2)
    term = make_term("ptosis")
    for _ in range(4):
        make_article(body="Ptosis.")
    assert "and 2 more" in desk.get(url_of(term)).content.decode()


def test_the_list_finds_terms_by_any_name_and_counts_their_pages(
    desk, django_assert_max_num_queries
):
    make_term("ptosis", aliases=["droopy lid", "droopy eyelid"])
    make_term("fatigue")
    for _ in range(3):
        make_article(body="Ptosis.")
    change(make_article(body="Nothing."), body="Ptosis, soon.")
    found = desk.get(f"{LIST}?q=droopy").context["cl"].result_list
    assert [(term.name, term.pages) for term in found] == [("ptosis", 3)]
    with django_assert_max_num_queries(8):
        html = desk.get(f"{LIST}?o=-4").content.decode()
    assert "droopy lid, droopy eyelid" in html


def test_deletion_says_how_many_pages_link_to_it_and_takes_the_links_away(desk):
    term = make_term("ptosis")
    article = make_article(body="Ptosis.")
    html = desk.get(url_of(term, "delete")).content.decode()
    assert "1 page links to “ptosis”" in html
    response = desk.post(url_of(term, "delete"), {"post": "yes"}, follow=True)
    assert "1 text" in messages(response)
    article.refresh_from_db()
    assert "/glossary/" not in article.live_revision.html
    assert not Term.objects.exists()


def test_nothing_is_deleted_in_bulk(desk):
    term = make_term("ptosis")
    assert "delete_selected" not in desk.get(LIST).content.decode()
    desk.post(LIST, {"action": "delete_selected", "_selected_action": term.pk, "post": "yes"})
    assert Term.objects.exists()


def test_somebody_who_may_only_look_sees_all_and_changes_nothing():
    term = make_term("ptosis", aliases=["droopy lid"])
    reader = make_editor("ben", is_superuser=False)
    reader.user_permissions.add(Permission.objects.get(codename="view_term"))
    client = Client()
    client.force_login(reader)
    html = client.get(url_of(term)).content.decode()
    assert "droopy lid" in html
    assert client.post(url_of(term), typed(definition="Mine.")).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.get(url_of(term, "delete")).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client):
    term = make_term("ptosis")
    for url in (LIST, ADD, url_of(term), url_of(term, "delete")):
        assert client.get(url).status_code == 302

"""The glossary: what a term may be called, and how it reaches the pages."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Alias, Revision, Term, TermUse
from articles.publishing import Refused, publish, remove_term, save_term, withdraw
from tests.factories import change, make_article, make_draft, make_term

pytestmark = pytest.mark.django_db

LINK = '<a class="term" href="/glossary/ptosis/">'


def page_of(article):
    article.refresh_from_db()
    return article.live_revision.html


def refused(term, *aliases):
    with pytest.raises(Refused) as outcome:
        save_term(term, aliases=aliases, by=None)
    return {reason.field: str(reason) for reason in outcome.value.reasons}


def new(name="ptosis", **fields):
    return Term(name=name, **{"slug": "other", "definition": "It is explained."} | fields)


# -- Names --------------------------------------------------------------------------------------


def test_a_name_belongs_to_one_term_whether_as_its_name_or_another():
    make_term("ptosis", aliases=["droopy lid"])
    assert "belongs to the term “ptosis” already" in refused(new("PTOSIS"))["name"]
    assert "belongs to the term “ptosis” already" in refused(new("Droopy  lid"))["name"]
    assert "belongs to the term “ptosis” already" in refused(new("x"), "Ptosis")["aliases"]
    assert "belongs to the term “ptosis” already" in refused(new("x"), "droopy LID")["aliases"]
    assert Term.objects.count() == 1


def test_names_that_readers_cannot_tell_apart_are_one_name():
    make_term("Guillain-Barré", slug="guillain-barre")
    for same in (
        "Guillain‑Barré",
        "guillain-barré",
        "Guillain-Barre\u0301",
        "Guil\u00adlain-Barré",
    ):
        assert "already" in refused(new(same))["name"]


def test_a_name_stands_in_its_term_once():
    assert "“Ptosis” stands here twice" in refused(new(), "Ptosis")["aliases"]
    assert "“Lid” stands here twice" in refused(new(), "lid", "Lid")["aliases"]


@pytest.mark.parametrize("name", ["…", "?!", "+", "-", "“”"])
def test_a_name_of_signs_alone_is_refused_since_no_text_can_use_it(name):
    assert "no letter and no digit" in refused(new(name))["name"]
    assert "no letter and no digit" in refused(new(), name)["aliases"]


def test_all_reasons_come_at_once():
    make_term("fatigue")
    with pytest.raises(Refused) as outcome:
        save_term(new("fatigue"), aliases=["x" * 81, "?", "lid", "LID"], by=None)
    assert [reason.field for reason in outcome.value.reasons] == ["name", *["aliases"] * 3]


def test_a_name_that_is_missing_or_too_long_is_refused():
    for name in ("", " ", "\u200b", "\x00", "x" * 81):
        with pytest.raises(ValidationError) as outcome:
            save_term(new(name), aliases=[], by=None)
        assert "name" in outcome.value.message_dict


def test_what_nobody_can_see_is_left_out():
    term = new("pto\u200bsis\x00", definition="A lid\r\n\u202ethat  hangs.", say=" TOE-sis\x07 ")
    save_term(term, aliases=["\u2066droopy\n lid", "  ", "\ufeff"], by=None)
    term.refresh_from_db()
    assert term.names == ("ptosis", "droopy lid")
    assert term.definition == "A lid that hangs."
    assert term.say == "TOE-sis"


def test_other_names_are_replaced_and_may_change_places_with_the_name():
    term = make_term("ptosis", aliases=["droopy lid", "lid"])
    term.name = "droopy lid"
    save_term(term, aliases=["ptosis"], by=None)
    assert term.names == ("droopy lid", "ptosis")
    assert Alias.objects.count() == 1


def test_a_term_that_was_deleted_while_somebody_wrote_about_it_is_stored_anew():
    term = make_term("ptosis", aliases=["lid"])
    remove_term(Term.objects.get(), by=None)
    term.definition = "What I have just written."
    save_term(term, aliases=["lid"], by=None)
    assert Term.objects.get().definition == "What I have just written."
    assert Term.objects.get().names == ("ptosis", "lid")


# -- Pages --------------------------------------------------------------------------------------


def test_a_new_term_reaches_live_pages_drafts_and_what_was_withdrawn_without_their_dates():
    live = make_article(body="Ptosis comes and goes.")
    draft = make_draft(body="Ptosis, too.")
    gone = make_article(body="Ptosis of old.")
    withdraw(gone, outcome="outdated", reason="Newer studies say otherwise.", by=None)
    over_live = make_article(body="Ptosis first.")
    change(over_live, body="Ptosis second.")
    facts = Revision.objects.order_by("pk").values("pk", "title", "body", "created_at")
    before = list(facts.all())
    dates = live.last_updated_on, live.publications.count()

    assert save_term(new("ptosis", slug="ptosis"), aliases=[], by=None) == 5

    assert LINK in page_of(live)
    assert all(LINK in text for text in Revision.objects.values_list("html", flat=True))
    draft.refresh_from_db()
    assert LINK in draft.draft_revision.html
    assert (
        list(Revision.objects.order_by("pk").values("pk", "title", "body", "created_at")) == before
    )
    assert (live.last_updated_on, live.publications.count()) == dates
    assert TermUse.objects.count() == 5


def test_old_editions_that_never_linked_to_a_term_stay_as_they_were():
    article = make_article(body="Ptosis first.")
    change(article, body="Ptosis second.")
    publish(article, kind="minor", by=None)
    assert save_term(new("ptosis", slug="ptosis"), aliases=[], by=None) == 1
    assert LINK not in article.revisions.get(number=1).html


def test_old_editions_that_link_to_a_term_follow_it():
    make_term("ptosis")
    article = make_article(body="Ptosis first.")
    change(article, body="Another text.")
    publish(article, kind="minor", by=None)
    assert remove_term(Term.objects.get(), by=None) == 1
    assert LINK not in article.revisions.get(number=1).html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ÉTAT", "ÉTAT is written so."),
        ("état", "État at the beginning."),
        ("αντίσωμα", "The word αντίσωμα is Greek."),
        ("anti-AChR", "It is anti‑AChR with another hyphen."),
        ("droopy lid", "A droopy\u00a0lid that does not break."),
        ("droopy lid", "A droopy\nlid over two lines."),
        ("droopy lid", "A *droopy lid* with stress."),
        ("Lambert's sign", "It is Lambert’s sign."),
        ("100%", "It is 100% of them."),
        ("a_b", "It is a_b."),
    ],
)
def test_a_name_is_found_however_the_text_writes_it(name, text):
    article = make_article(body=text)
    make_article(body="Nothing of the kind.")
    save_term(new(name, slug="x"), aliases=[], by=None)
    assert 'href="/glossary/x/"' in page_of(article)


def test_another_name_that_comes_or_goes_reaches_its_pages():
    term = make_term("ptosis")
    article = make_article(body="A droopy lid.")
    assert save_term(term, aliases=["droopy lid"], by=None) == 1
    assert f"{LINK}droopy lid</a>" in page_of(article)
    assert save_term(term, aliases=[], by=None) == 1
    assert "/glossary/" not in page_of(article)


def test_a_new_address_or_name_is_on_the_pages_at_once():
    term = make_term("ptosis", is_medicine=False)
    article = make_article(body="Ptosis.")
    term.slug, term.is_medicine = "lids", True
    save_term(term, aliases=[], by=None)
    assert 'href="/glossary/lids/"' in page_of(article)
    assert article.live_revision.medicines == ["ptosis"]


def test_a_new_definition_renders_nothing_since_no_page_shows_it():
    term = make_term("ptosis")
    make_article(body="Ptosis.")
    term.definition, term.say = "Said better.", "TOE-sis"
    assert save_term(term, aliases=[], by=None) == 0
    term.refresh_from_db()
    assert term.definition == "Said better."


def test_where_a_longer_name_goes_a_shorter_one_is_found():
    make_term("myasthenia")
    longer = make_term("ocular myasthenia")
    article = make_article(body="*Ocular* myasthenia. ")
    linked = make_article(body="Ocular myasthenia.")
    assert 'href="/glossary/ocular-myasthenia/"' in page_of(linked)
    assert remove_term(longer, by=None) == 2
    assert 'href="/glossary/myasthenia/"' in page_of(article)
    assert 'href="/glossary/myasthenia/"' in page_of(linked)
    assert not TermUse.objects.exclude(term__name="myasthenia").exists()


def test_a_refused_term_changes_no_page():
    make_term("fatigue")
    article = make_article(body="Ptosis and fatigue.")
    before = page_of(article)
    refused(new("ptosis"), "fatigue")
    assert page_of(article) == before
    assert Term.objects.count() == 1


def test_the_number_of_queries_to_find_pages_does_not_grow_with_them(django_assert_max_num_queries):
    term = make_term("ptosis")
    for _ in range(30):
        make_article(body="Nothing of the kind.")
    with django_assert_max_num_queries(36):
        save_term(term, aliases=["droopy lid"], by=None)

"""An earlier text becomes the draft again."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Reference, TrailEntry
from articles.publishing import (
    Conflict,
    Content,
    Refused,
    content_of,
    gone_since,
    restore_revision,
    save_draft,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_reference,
)

pytestmark = pytest.mark.django_db


def uses_of(revision):
    """The sources and pictures of a text, as rows."""
    return (
        list(revision.citations.order_by("number").values_list("reference__key", "number")),
        sorted(revision.image_uses.values_list("image__key", flat=True)),
    )


@pytest.fixture
def library():
    make_reference("one")
    make_reference("two")
    return {"nerve": make_image("nerve"), "muscle": make_image("muscle")}


PIECES = [
    "It is rare.[@one]",
    "Others say more.[@two]",
    "![A nerve](image:nerve)",
    "Old words.",
    "",
]
CONTENTS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Causes", "Types of MG"]),
        "summary": st.text("ab æ\u202e", max_size=5),
        "body": st.lists(st.sampled_from(PIECES), max_size=4).map("\n\n".join),
        "key_points": st.lists(st.sampled_from(["It is rare.", "It is treated."])).map(tuple),
        "lead": st.sampled_from([None, "nerve", "muscle"]),
    }
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(CONTENTS, min_size=2, max_size=4), data=st.data())
def test_whatever_was_written_comes_back_exactly(library, texts, data):
    with transaction.atomic():
        contents = []
        for typed in texts:
            lead = library.get(typed.pop("lead"))
            contents.append(Content(**typed, lead_image=lead, lead_alt="A nerve" if lead else ""))
        article = make_draft(title="Begun")
        for content in contents:
            save_draft(article, content, by=None, based_on=article.working_revision.number)
        old = data.draw(st.sampled_from(list(article.revisions.order_by("number"))))
        standing = article.working_revision
        try:
            draft = restore_revision(article, old, by=None, based_on=standing.number)
        except Refused:
            assert content_of(old) == content_of(standing)
        else:
            assert content_of(draft) == content_of(old)
            assert uses_of(draft) == uses_of(old)
            assert (draft.html, draft.works) == (old.html, old.works)
            assert draft.restored_from == old
            article.refresh_from_db()
            assert article.draft_revision == draft
        transaction.set_rollback(True)


def test_readers_see_no_change_and_an_approval_does_not_come_along():
    article = make_article()
    change(article, summary="Second.")
    first = article.revisions.get(number=1)
    draft = restore_revision(article, first, by=make_editor(), based_on=2)
    assert draft.number == 3
    assert article.live_revision == first
    assert article.state == Article.State.DRAFT
    assert TrailEntry.objects.about(article)[0].kind == TrailEntry.Kind.RESTORED


def test_a_text_that_was_saved_meanwhile_is_not_overwritten():
    article = make_article()
    change(article, summary="Second.")
    change(article, summary="Third, by somebody else.")
    with pytest.raises(Conflict) as conflict:
        restore_revision(article, article.revisions.get(number=1), by=None, based_on=2)
    assert conflict.value.theirs.summary == "Third, by somebody else."
    assert conflict.value.kept.was_set_aside
    article.refresh_from_db()
    assert article.draft_revision.number == 3


def test_a_text_of_another_article_is_refused():
    other = make_article()
    with pytest.raises(Refused, match="another article"):
        restore_revision(make_article(), other.live_revision, by=None, based_on=1)


def test_the_text_that_stands_is_not_stored_again():
    article = make_article()
    with pytest.raises(Refused, match="nothing to restore"):
        restore_revision(article, article.live_revision, by=None, based_on=1)
    assert article.revisions.count() == 1


def test_a_source_that_is_called_otherwise_now_is_named_and_the_text_comes_back_whole():
    make_reference("old-name")
    article = make_draft(body="It is rare.[@old-name] Nobody knows.[@never-there]")
    first = article.draft_revision
    change(article, body="Without.")
    # No verb does so; an installation may have been mended by hand.
    Reference.objects.filter(key="old-name").update(key="new-name")
    said = " ".join(gone_since(first))
    assert "“old-name” is called “new-name” now" in said
    assert "“never-there” is not in the register" in said
    draft = restore_revision(article, first, by=None, based_on=2)
    assert content_of(draft) == content_of(first)


def test_nobody_restores_what_they_may_not_write():
    article = make_article()
    save_draft(article, make_content(summary="Second."), by=None, based_on=1)
    stranger = make_editor("stranger", is_superuser=False)
    with pytest.raises(Refused, match="does not have the right"):
        restore_revision(article, article.live_revision, by=stranger, based_on=2)

"""Merging two texts of an article, field by field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Image
from articles.publishing import (
    Conflict,
    Content,
    common_base,
    discard_draft,
    merge_contents,
    save_draft,
)
from articles.rendering import Choice
from tests.factories import change, make_article, make_content, make_editor

BASE = Content(
    title="Causes of MG",
    summary="Antibodies disturb the signal.",
    body="One.\n\nTwo.\n",
    key_points=("First.", "Second."),
    lead_image=Image(pk=1, key="nerve"),
    lead_alt="A nerve ending",
)
LID = Image(pk=2, key="lid")
EYE = Image(pk=3, key="eye")
LINES = st.text(st.sampled_from("ab \n."), max_size=12)
CONTENTS = st.builds(
    Content,
    title=LINES.map(lambda text: " ".join(text.split()) or "x"),
    summary=LINES.map(lambda text: " ".join(text.split())),
    body=LINES,
    key_points=st.lists(st.sampled_from(["One.", "Two.", "Three."]), max_size=3).map(tuple),
    lead_image=st.sampled_from([None, LID, EYE]),
    lead_alt=st.sampled_from(["", "A lid", "A lid that droops"]),
    lead_is_decorative=st.booleans(),
)


def together(mine, theirs):
    """The merge of two sets of changes that do not clash."""
    merge = merge_contents(BASE, replace(BASE, **mine), replace(BASE, **theirs))
    assert merge.clashes == []
    return merge.content({})


def clashes(mine, theirs):
    merge = merge_contents(BASE, replace(BASE, **mine), replace(BASE, **theirs))
    return merge, [clash.name for clash in merge.clashes]


def test_what_each_changed_in_another_field_comes_together():
    mine = {"title": "What causes MG", "key_points": ("First.", "Second.", "Third.")}
    theirs = {"summary": "They disturb it.", "lead_is_decorative": True, "body": "One.\n"}
    assert together(mine, theirs) == replace(BASE, **mine, **theirs)


def test_points_that_two_editors_add_in_different_places_both_stand():
    merged = together(
        {"key_points": ("Zeroth.", "First.", "Second.")},
        {"key_points": ("First.", "Second.", "Third.")},
    )
    assert merged.key_points == ("Zeroth.", "First.", "Second.", "Third.")


def test_points_that_two_editors_add_in_one_place_stand_one_after_the_other_if_chosen():
    merge, names = clashes(
        {"key_points": ("First.", "Second.", "Mine.")},
        {"key_points": ("First.", "Second.", "Theirs.")},
    )
    assert names == ["key_points-0"]
    points = merge.content({names[0]: Choice.BOTH}).key_points
    assert points == ("First.", "Second.", "Theirs.", "Mine.")


def test_a_picture_that_one_chose_keeps_the_words_of_the_one_who_chose_it():
    chosen = {"lead_image": LID, "lead_alt": "A drooping lid"}
    assert together(chosen, {"title": "Other"}) == replace(BASE, title="Other", **chosen)
    for mine, theirs in (
        (chosen, {"lead_alt": "A nerve ending beside a muscle"}),
        (chosen, {"lead_image": EYE, "lead_alt": "An eye"}),
        ({"lead_image": None, "lead_alt": ""}, {"lead_is_decorative": True}),
    ):
        merge, names = clashes(mine, theirs)
        assert names == ["lead_image-0"]
        assert merge.clashes[0].choices == [Choice.MINE, Choice.THEIRS]
        assert merge.content({names[0]: Choice.MINE}) == replace(BASE, **mine)
        assert merge.content({names[0]: Choice.THEIRS}) == replace(BASE, **theirs)


def test_a_clash_without_a_choice_is_no_text():
    merge, _names = clashes({"title": "Mine"}, {"title": "Theirs"})
    with pytest.raises(KeyError):
        merge.content({})


@given(CONTENTS, CONTENTS)
def test_merging_with_an_unchanged_text_gives_the_other(base, other):
    assert merge_contents(base, other, base).content({}) == other
    assert merge_contents(base, base, other).content({}) == other
    assert merge_contents(base, other, other).content({}) == other


@given(CONTENTS, CONTENTS, CONTENTS)
def test_it_does_not_matter_who_is_who(base, mine, theirs):
    merge = merge_contents(base, mine, theirs)
    other = merge_contents(base, theirs, mine)
    assert [clash.name for clash in merge.clashes] == [clash.name for clash in other.clashes]
    for choice, mirrored in ((Choice.MINE, Choice.THEIRS), (Choice.THEIRS, Choice.MINE)):
        one = merge.content({clash.name: choice for clash in merge.clashes})
        assert one == other.content({clash.name: mirrored for clash in other.clashes})


# -- The common base ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_common_base_is_the_newest_text_that_both_were_made_from():
    article = make_article()
    ida, omar = make_editor("ida"), make_editor("omar")
    change(article, summary="Two.", by=ida)
    change(article, summary="Three.", by=ida)
    standing = change(article, summary="Four.", by=ida)
    with pytest.raises(Conflict) as raised:
        save_draft(article, make_content(summary="Late."), by=omar, based_on=2)
    assert common_base(raised.value.kept, standing).summary == "Two."
    assert common_base(standing, standing) == standing


@pytest.mark.django_db
def test_the_common_base_of_a_discarded_draft_is_the_text_that_readers_see():
    article = make_article()
    draft = change(article, summary="Two.")
    discard_draft(article, by=None)
    assert common_base(draft, article.working_revision) == article.live_revision


@pytest.mark.django_db
def test_where_the_chain_is_broken_the_oldest_text_stands_in():
    article = make_article()
    with pytest.raises(Conflict) as raised:
        save_draft(article, make_content(summary="Late."), by=None, based_on=99)
    assert common_base(raised.value.kept, article.working_revision).number == 1

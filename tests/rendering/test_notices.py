"""Notices: the two boxes, their labels, and what is not a notice."""

import pytest

from .page import page


@pytest.mark.parametrize(("kind", "label"), [("urgent", "Get help now"), ("note", "Good to know")])
def test_a_notice_is_a_box_with_its_label(kind: str, label: str) -> None:
    drawn = page(f"::: {kind}\nCall **112**.\n:::\n\nafter")
    assert drawn.one("div").classes == ["notice", f"notice--{kind}"]
    assert drawn.one("p", "notice__label").text == label
    assert drawn.one("div").text.split("\n")[2] == "Call 112."
    assert "after" not in drawn.one("div").text


def test_the_authors_title_takes_the_place_of_the_label() -> None:
    drawn = page("::: urgent Trouble *breathing* <b>\nCall.\n:::")
    assert drawn.one("p", "notice__label").text == "Trouble *breathing* <b>"
    assert "Get help now" not in drawn.text


def test_an_unclosed_notice_ends_with_the_text() -> None:
    drawn = page("::: note\none\n\ntwo")
    assert "two" in drawn.one("div").text
    assert drawn.faults == []


@pytest.mark.parametrize("line", ["::: warning", "::: urgently", "::: notice--urgent", ":::"])
def test_any_other_container_stays_text(line: str) -> None:
    drawn = page(f"{line}\nbody\n:::")
    assert drawn.all("div") == []
    assert drawn.text.strip() == f"{line}\nbody\n:::"


def test_lists_and_pictures_stand_in_a_notice() -> None:
    drawn = page("::: note\n- a\n\n![b](image:eye)\n:::")
    assert drawn.one("figure").parents == ("div",)
    assert drawn.one("li").parents == ("div", "ul")

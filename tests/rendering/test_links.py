"""Links: what may become one, and what stays visible text."""

import pytest

from articles.rendering import Link, render

from .page import page


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c&d=e#f",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:me@example.org",
        "tel:+496221123",
        "/about/",
        "/",
        "#causes",
    ],
)
def test_an_address_of_an_allowed_kind_becomes_a_link(address: str) -> None:
    (link,) = render(f"see [the page]({address})").links
    assert link.text == "the page"
    assert link.href.lower().rstrip("/") == address.lower().rstrip("/")
    assert page(f"[a]({address})").one("a").attributes["href"] == link.href


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "image:eye",
        "//example.org/",
        "example.org",
        "page.html",
        "http:example.org",
        "http:///example.org",
    ],
)
def test_any_other_address_stays_visible_and_is_no_link(address: str) -> None:
    drawn = page(f"see [the page]({address}) and <{address}>")
    assert drawn.all("a") == []
    assert "the page" in drawn.text
    assert address in drawn.text


def test_a_note_in_brackets_does_not_vanish_as_a_link_definition() -> None:
    assert render("[Dr. Jones]: hello").text == "[Dr. Jones]: hello"


def test_backslashes_and_tabs_do_not_lead_to_another_site() -> None:
    drawn = page("[a](/\\example.org) [b](/&Tab;/example.org) [c](</\\/example.org>)")
    assert [e.attributes["href"][:3] for e in drawn.all("a")] == ["/%5", "/%0"]


def test_other_sites_are_not_told_what_the_reader_was_reading() -> None:
    drawn = page("[a](https://example.org) [b](/about/) [c](mailto:a@b.org)")
    assert [e.attributes.get("rel") for e in drawn.all("a")] == ["noreferrer", None, None]


def test_no_link_opens_a_window() -> None:
    assert "target" not in page("[a](https://example.org)").one("a").attributes


def test_the_links_of_a_text_come_in_order_with_their_words() -> None:
    source = "[*one* two](/a) <https://b.org/> [c][d] ![e](https://f.org/g.png)\n\n[d]: /h"
    assert render(source).links == (
        Link("/a", "one two"),
        Link("https://b.org/", "https://b.org/"),
        Link("/h", "c"),
        Link("https://f.org/g.png", "e"),
    )


def test_a_link_around_a_picture_is_named_by_its_description() -> None:
    assert render("[![the survey](image:x)](/survey/)").links == (Link("/survey/", "the survey"),)

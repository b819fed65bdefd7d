"""Pictures: figures, pictures in a line, and everything that is not in the library."""

import pytest

from articles.rendering import PictureUse, render

from .page import EYE, LIBRARY, page


def test_a_picture_alone_becomes_a_figure_with_all_its_sizes() -> None:
    drawn = page("![A lid](image:eye)")
    assert drawn.tags == ["figure", "a", "picture", "source", "img", "span", "figcaption", "span"]
    assert drawn.one("source").attributes == {
        "type": "image/webp",
        "srcset": "/media/eye-400.webp 400w, /media/eye-800.webp 800w",
        "sizes": "(max-width: 45rem) 100vw, 40rem",
    }
    assert drawn.one("img").attributes == {
        "src": "/media/eye.jpg",
        "srcset": "/media/eye-400.jpg 400w, /media/eye-800.jpg 800w",
        "sizes": "(max-width: 45rem) 100vw, 40rem",
        "width": "1200",
        "height": "800",
        "alt": "A lid",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_figure_shows_caption_credit_and_licence() -> None:
    drawn = page("![A lid](image:eye)")
    credit = "Picture: Ann Onymous. Licence: CC BY 4.0"
    assert drawn.one("figcaption", "figure__caption").text == f"A drooping eyelid {credit}"
    assert drawn.one("span", "figure__credit").text == credit


def test_the_authors_caption_goes_before_the_librarys() -> None:
    caption = page('![A lid](image:eye "In the *evening*")').one("figcaption").text
    assert caption.startswith("In the *evening* Picture:")


def test_a_picture_without_caption_and_credit_has_no_figcaption() -> None:
    drawn = page("![A map](image:plain)")
    assert drawn.tags == ["figure", "a", "picture", "img", "span"]
    assert "srcset" not in drawn.one("img").attributes


def test_a_figure_opens_full_size_by_a_plain_link_named_by_the_picture() -> None:
    link = page("![A lid](image:eye)").one("a", "figure__link")
    assert link.attributes == {"class": "figure__link", "href": "/media/eye.jpg"}
    assert link.text.strip() == "Open the picture full size"
    assert page("![A lid](image:eye)").one("img").parents == ("figure", "a", "picture")


@pytest.mark.parametrize(
    "source", ["![](image:eye){.decorative}", "before ![a](image:eye)", "![a](image:gone)"]
)
def test_what_is_decorative_within_a_line_or_missing_opens_nothing(source: str) -> None:
    assert page(source).all("a") == []


def test_the_link_to_the_whole_picture_is_none_of_the_authors() -> None:
    made = render("![A lid](image:eye)", pictures=LIBRARY)
    assert made.links == ()
    assert made.text == ""


def test_a_decorative_picture_has_an_empty_description() -> None:
    (use,) = render("![](image:plain){.decorative}", pictures=LIBRARY).pictures
    assert use.decorative
    drawn = page("![](image:plain){.decorative}")
    assert drawn.one("img").attributes["alt"] == ""
    assert "decorative" not in drawn.html


def test_an_undescribed_picture_still_has_an_alt() -> None:
    assert page("![](image:plain)").one("img").attributes["alt"] == ""
    assert not render("![](image:plain)", pictures=LIBRARY).pictures[0].decorative


def test_pictures_that_share_a_paragraph_alone_become_figures() -> None:
    drawn = page("![a](image:eye) ![b](image:plain)\n![c](image:eye){.decorative}")
    assert len(drawn.all("figure")) == 3
    assert drawn.all("p") == []


def test_a_picture_in_a_line_of_text_stays_in_it() -> None:
    drawn = page("before ![a](image:eye) after")
    assert drawn.tags == ["p", "img"]
    assert drawn.one("img", "inline-picture").attributes["alt"] == "a"


@pytest.mark.parametrize("source", ["## ![a](image:eye)", "|![a](image:eye)|\n|-|"])
def test_a_picture_in_a_heading_or_cell_is_no_figure(source: str) -> None:
    assert page(source).all("figure") == []
    assert len(page(source).all("img", "inline-picture")) == 1


def test_a_picture_in_a_list_item_may_be_a_figure() -> None:
    assert page("- ![a](image:eye)\n- b").one("figure").parents == ("ul", "li")


def test_a_linked_picture_keeps_its_link() -> None:
    drawn = page("[![a](image:eye)](/survey/)")
    assert drawn.tags == ["p", "a", "img"]
    assert drawn.one("img").parents == ("p", "a")


def test_a_picture_that_is_not_in_the_library_leaves_a_visible_placeholder() -> None:
    drawn = page('![my alt](image:gone "cap")\n\n![](image:gone)')
    first, second = drawn.all("span", "missing-picture")
    assert first.text == "[Picture “gone” is not in the library: my alt]"
    assert second.text == "[Picture “gone” is not in the library]"
    assert drawn.all("img") == []


def test_a_missing_picture_beside_a_known_one_does_not_hide_it() -> None:
    drawn = page("![a](image:eye)\n![b](image:gone)")
    assert drawn.one("figure").parents == ()
    assert drawn.one("span", "missing-picture").parents == ("p",)
    assert drawn.faults == []


@pytest.mark.parametrize("address", ["https://example.org/a.png", "/media/a.png", "#a"])
def test_a_picture_from_elsewhere_is_a_link_and_is_not_loaded(address: str) -> None:
    drawn = page(f"![my alt]({address})\n\n![]({address})")
    assert drawn.all("img") == []
    assert [(e.attributes["href"], e.text) for e in drawn.all("a")] == [
        (address, "my alt"),
        (address, address),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/png;base64,AAAA", "a.png"])
def test_a_picture_with_an_impossible_address_is_a_placeholder(address: str) -> None:
    drawn = page(f"![my alt]({address})")
    assert set(drawn.tags) == {"p", "span"}
    assert "my alt" in drawn.text
    (use,) = render(f"![my alt]({address})").pictures
    assert (use.key, use.known, use.src) == ("", False, address)


def test_a_linked_picture_from_elsewhere_makes_no_link_within_a_link() -> None:
    drawn = page("[![a](https://example.org/a.png)](/b)")
    assert [e.attributes["href"] for e in drawn.all("a")] == ["/b"]
    assert drawn.one("a").text == "a"


def test_every_use_of_a_picture_is_reported_in_order() -> None:
    source = 'x ![*a* b](image:eye "c")\n\n![](image:gone){.decorative}\n\n![d](/m.png)'
    assert render(source, pictures=LIBRARY).pictures == (
        PictureUse("eye", "image:eye", "a b", False, "c", True),
        PictureUse("gone", "image:gone", "", True, "", False),
        PictureUse("", "/m.png", "d", False, "", False),
    )


def test_a_picture_knows_its_srcsets() -> None:
    assert EYE.srcset == "/media/eye-400.jpg 400w, /media/eye-800.jpg 800w"
    assert EYE.webp_srcset == "/media/eye-400.webp 400w, /media/eye-800.webp 800w"

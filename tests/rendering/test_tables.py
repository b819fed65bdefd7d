"""Tables: readable, reachable by keyboard, without a style and without a loss."""

from articles.rendering import render

from .page import page

TABLE = "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|"


def test_tables_are_numbered_regions_that_scroll() -> None:
    regions = page(f"{TABLE}\n\ntext\n\n> {TABLE.replace(chr(10), chr(10) + '> ')}").all("div")
    assert [e.attributes for e in regions] == [
        {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": f"Table {n}"}
        for n in (1, 2)
    ]


def test_alignment_is_a_class_and_never_a_style() -> None:
    drawn = page(TABLE)
    for tag in ("th", "td"):
        assert [e.classes for e in drawn.all(tag)] == [
            ["align-left"],
            ["align-center"],
            ["align-right"],
        ]
    assert all("style" not in e.attributes for e in drawn.elements)


def test_header_cells_say_that_they_head_a_column() -> None:
    drawn = page("|a|b|\n|-|-|\n|1|2|")
    assert [e.attributes for e in drawn.all("th")] == [{"scope": "col"}] * 2
    assert [e.attributes for e in drawn.all("td")] == [{}] * 2


def test_cells_beyond_the_last_column_are_not_lost() -> None:
    drawn = page("|a|b|\n|-|-|\n|1|2|*three*|four|\n|5|")
    assert [e.text for e in drawn.all("td")] == ["1", "2 | three | four", "5", ""]


def test_a_table_wider_than_a_person_can_read_stays_text() -> None:
    wide = f"|{'a|' * 2000}\n|{'-|' * 2000}"
    assert page(wide).all("table") == []
    assert render(wide).text.count("a") == 2000


def test_a_table_that_would_be_filled_with_empty_cells_stops_and_loses_no_row() -> None:
    source = f"|{'h|' * 50}\n|{'-|' * 50}\n" + "".join(f"w{n}\n" for n in range(1000))
    assert len(page(source).all("td")) <= 20_000
    assert render(source).text.split()[50:] == [f"w{n}" for n in range(1000)]


def test_a_long_table_of_a_usual_width_is_whole() -> None:
    assert len(page("|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 1000).all("td")) == 3000

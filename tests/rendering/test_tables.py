"""Tables: readable, reachable by keyboard, without a style and without a loss."""

import pytest

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


@pytest.mark.parametrize(
    "source",
    [
        f"Table: Doses *a day*\n{TABLE}",
        f"table:Doses *a day*\n\n{TABLE}",
        f"{TABLE}\n\nTable: Doses *a day*",
        f"{TABLE}\nTable: Doses *a day*",
        f"- x\n\n  Table: Doses *a day*\n  {TABLE.replace(chr(10), chr(10) + '  ')}",
    ],
)
def test_a_line_beside_a_table_is_its_caption_and_names_its_region(source: str) -> None:
    drawn = page(source)
    assert drawn.one("caption").text == "Doses a day"
    assert drawn.one("caption").parents[-1] == "table"
    assert drawn.one("div", "table-scroll").attributes["aria-label"] == "Doses a day"
    assert drawn.tags.index("caption") == drawn.tags.index("table") + 1
    assert "Table:" not in drawn.text
    assert [e.text for e in drawn.all("td")] == ["1", "2", "3"]
    assert render(source).text.split()[-9:] == ["Doses", "a", "day", *"abc123"]


def test_a_caption_between_two_tables_belongs_to_the_one_below_it() -> None:
    drawn = page(f"{TABLE}\n\nTable: Second\n\n{TABLE}\n\nText.")
    assert [e.attributes["aria-label"] for e in drawn.all("div")] == ["Table 1", "Second"]


def test_a_table_has_one_caption() -> None:
    drawn = page(f"Table: Before\n{TABLE}\n\nTable: After")
    assert drawn.one("caption").text == "Before"
    assert drawn.one("p").text == "Table: After"


@pytest.mark.parametrize("line", ["Table:", "Tables: many", "A table: this", "## Table: one"])
def test_other_lines_beside_a_table_stay_where_they_are(line: str) -> None:
    drawn = page(f"{line}\n\n{TABLE}")
    assert drawn.all("caption") == []
    assert drawn.text.strip().startswith(line.lstrip("# "))


def test_a_caption_without_a_table_is_a_paragraph() -> None:
    assert page("Table: Doses").one("p").text == "Table: Doses"


def test_a_caption_may_cite_its_source() -> None:
    drawn = page(f"Table: Doses [@gilhus-2019]\n{TABLE}")
    assert drawn.one("a", "citation__link").parents[-2:] == ("caption", "sup")
    assert drawn.one("div").attributes["aria-label"] == "Doses"

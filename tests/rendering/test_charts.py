"""Charts: numbers that an author types as a table, drawn so that nobody is left out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import Document, compare, render
from articles.rendering.chart_pen import shortened, width_of, wrapped
from articles.rendering.passages import sections_of

from .barrier import dangers
from .page import Page, page

HARD = """\
```chart bars What makes reading hard
draw: Share
n: 412
source: Reader survey, 2026.
note: Several answers were possible.

| Answer        | Readers | Share |
| ------------- | ------- | ----- |
| Double vision | 251     | 61%   |
| Tired eyes    | 235     | 57%   |
| Small print   | 157     | 38%   |
```
"""
YEARS = """\
```chart lines Readers
unit: mg
Year | Women | Men
2019 | 1,200 | -3.5
2020 | 1,300.5 | 0
2021 | 900 | 4
```
"""


def faults(source: str) -> tuple[str, ...]:
    return render(source).faults


def cells(drawn: Page) -> list[str]:
    return [e.text for e in drawn.elements if e.tag in ("th", "td")]


def values(drawn: Page) -> list[str]:
    return [e.text for e in drawn.all("text", "chart__value")]


def percent(value: str) -> float:
    return float(value.removesuffix("%"))


def test_a_chart_is_a_figure_with_its_title_a_drawing_and_the_same_as_a_table() -> None:
    drawn = page(HARD)
    assert drawn.one("figcaption", "chart__title").text == "What makes reading hard"
    assert drawn.one("svg", "chart__svg").parents == ("figure", "div")
    assert drawn.one("table").parents == ("figure", "div")
    assert cells(drawn) == [
        *("Answer", "Readers", "Share"),
        *("Double vision", "251", "61%", "Tired eyes", "235", "57%", "Small print", "157", "38%"),
    ]
    assert [e.text for e in drawn.all("p", "chart__note")] == [
        "Several answers were possible.",
        "Answers: 412.",
        "Source: Reader survey, 2026.",
    ]
    assert dangers(drawn.html) == []


def test_the_table_has_a_caption_and_says_what_each_cell_belongs_to() -> None:
    drawn = page(HARD)
    assert drawn.one("caption").text == "In numbers"
    assert [e.attributes["scope"] for e in drawn.all("th")] == ["col"] * 3 + ["row"] * 3
    region = drawn.one("div", "table-scroll").attributes
    assert (region["tabindex"], region["role"]) == ("0", "region")
    assert region["aria-label"] == "In numbers: What makes reading hard"


def test_the_drawing_says_in_words_what_it_shows() -> None:
    drawing = page(HARD).one("svg", "chart__svg").attributes
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == (
        "Bar chart: What makes reading hard. Highest: 61%, Double vision. "
        "Lowest: 38%, Small print. All numbers are in the table below."
    )
    assert page(YEARS).one("svg", "chart__svg").attributes["aria-label"] == (
        "Line chart: Readers. "
        "Women: From 1,200\xa0mg (2019) to 900\xa0mg (2021). Highest: 1,300.5\xa0mg, 2020. "
        "Lowest: 900\xa0mg, 2021. "
        "Men: From -3.5\xa0mg (2019) to 4\xa0mg (2021). Highest: 4\xa0mg, 2021. "
        "Lowest: -3.5\xa0mg, 2019. All numbers are in the table below."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a|2\nb|2\nc|1", "Highest: 2, a and b. Lowest: 1, c."),
        ("a|2\nb|2", "All are 2."),
        ("a|1\nb|2\nc|2\nd|2\ne|2\nf|2", "Highest: 2, b, c, d and 2 more. Lowest: 1, a."),
    ],
)
def test_what_is_as_high_as_the_highest_is_said_too(rows: str, said: str) -> None:
    assert said in page(f"```chart T\n{rows}\n```").one("svg").attributes["aria-label"]


def test_the_drawing_shows_the_labels_and_the_numbers_of_the_table() -> None:
    drawn = page(HARD)
    assert [e.text for e in drawn.all("text", "chart__label")] == [
        *("Double vision", "Tired eyes", "Small print"),
    ]
    assert values(drawn) == ["61%", "57%", "38%"]


def test_bars_are_as_long_as_their_numbers_and_percentages_are_parts_of_a_whole() -> None:
    drawn = page(HARD)
    whole = {percent(e.attributes["width"]) for e in drawn.all("rect", "chart__trough")}
    (full,) = whole
    lengths = [percent(e.attributes["width"]) / full for e in drawn.all("rect", "chart__bar")]
    assert lengths == pytest.approx([0.61, 0.57, 0.38], abs=0.001)


def test_bars_of_other_numbers_are_parts_of_the_longest() -> None:
    drawn = page("```chart T\na | 50\nb | 200\nc | 0\n```")
    lengths = [percent(e.attributes["width"]) for e in drawn.all("rect", "chart__bar")]
    assert lengths[1] > 70
    assert lengths[0] / lengths[1] == pytest.approx(0.25, abs=0.001)
    assert lengths[2] == 0
    assert drawn.all("rect", "chart__trough") == []


def test_points_of_a_line_are_as_high_as_their_numbers() -> None:
    drawn = page("```chart lines T\na | 0\nb | 20\nc | 40\nd | 10\n```")
    points = drawn.one("polyline").attributes["points"].split()
    assert points == ["0,100", "33.33,50", "66.67,0", "100,75"]
    assert [e.text for e in drawn.all("text", "chart__tick")] == ["0", "10", "20", "30", "40"]
    assert len(drawn.all("path", "chart__marker--1")) == 4


def test_lines_begin_at_zero_and_go_below_it_only_with_their_numbers() -> None:
    assert [e.text for e in page(YEARS).all("text", "chart__tick")] == [
        *("-500", "0", "500", "1,000", "1,500"),
    ]
    high = page("```chart lines T\na | 98\nb | 99\n```").all("text", "chart__tick")
    assert [e.text for e in high] == ["0", "50", "100"]


def test_the_names_of_svg_keep_their_capitals() -> None:
    html = render(YEARS).html
    assert 'viewBox="0 0 100 100" preserveAspectRatio="none"' in html


def test_series_differ_without_colour_and_are_named() -> None:
    drawn = page("```chart T\nWhat | Women | Men\na | 1 | 2\n```")
    assert [e.text for e in drawn.all("text", "chart__name")] == ["Women", "Men"]
    assert len(drawn.all("line", "chart__fill--1")) == len(drawn.all("line", "chart__fill--2")) == 2
    lines = page("```chart lines T\nWhat | Women and girls | Men\na | 1 | 2\nb | 2 | 3\n```")
    assert [e.text for e in lines.all("text", "chart__name")] == ["A: Women and girls", "B: Men"]
    assert values(lines) == ["A: 2", "B: 3"]
    assert len(lines.all("polyline", "chart__line--2")) == 1
    assert len({e.attributes["d"] for e in lines.all("path")}) == 2


def test_lines_with_short_names_are_named_where_they_end() -> None:
    drawn = page(YEARS)
    assert drawn.all("text", "chart__name") == []
    assert values(drawn) == ["900\xa0mg Women", "4\xa0mg Men"]


def test_nothing_has_a_style_or_an_id() -> None:
    for element in page(HARD + YEARS).elements:
        assert not {"style", "id", "fill", "stroke"} & element.attributes.keys()


def test_a_unit_is_written_behind_each_number_that_is_drawn() -> None:
    drawn = page("```chart T\nunit: %\ndraw: Share\nWhat | n | Share\na | 3 | 30\n```")
    assert cells(drawn)[-3:] == ["a", "3", "30%"]
    assert values(drawn) == ["30%"]
    assert values(page("```chart T\nunit: mg\na | 30\n```")) == ["30\xa0mg"]


def test_the_names_of_the_columns_and_the_rule_below_them_may_be_left_out() -> None:
    assert cells(page("```chart T\nDouble vision | 61\n```")) == [
        *("What", "How many", "Double vision", "61"),
    ]
    assert cells(page("```chart T\nAnswer | Share\nDouble vision | 61\n```")) == [
        *("Answer", "Share", "Double vision", "61"),
    ]
    with_years = "```chart lines T\nWhat | 2019 | 2020\n-|-|-\na | 1 | 2\nb | 2 | 3\n```"
    assert [e.text for e in page(with_years).all("th")] == ["What", "2019", "2020", "a", "b"]


def test_kind_and_title_may_stand_on_lines_of_their_own() -> None:
    drawn = page("```chart\nTitle: Bars | and more\nkind: LINES\na | 1\nb | 2\n```")
    assert drawn.one("figcaption").text == "Bars | and more"
    assert len(drawn.all("polyline")) == 1


def test_other_blocks_of_code_are_no_charts() -> None:
    for source in ("```charts\na | 1\n```", "```\nchart\na | 1\n```", "    chart T\n    a | 1"):
        assert page(source).all("figure") == []
        assert faults(source) == ()


@pytest.mark.parametrize("place", ["- x\n\n  ", "> "])
def test_a_chart_may_stand_in_a_list_or_a_quote(place: str) -> None:
    lines = HARD.replace("\n", "\n  " if place.startswith("-") else "\n> ")
    drawn = page(place + lines)
    assert len(drawn.all("figure", "chart")) == 1
    assert drawn.faults == []


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("chart T\n", "it has no numbers. Write rows such as “Double vision | 61”."),
        ("chart T\nWhat | Share\n", "it has no numbers."),
        ("chart\na | 1\n", "A chart cannot be drawn: it has no title."),
        ("chart T\na | 6l\n", "“6l” in the row “a” is not a number. Write it as 61, 61%, 1,234"),
        ("chart T\na | 1,5\n", "“1,5” in the row “a” is not a number."),
        ("chart T\na | 1\nb |\n", "the row “b” has 1 cells, and there are 2 columns."),
        ("chart T\na | 1\nb | 2 | 3\n", "the row “b | 2 | 3” has 3 cells"),
        ("chart T\na | 1\nb | 1 %\n", "percentages and other numbers"),
        ("chart T\nX | n | %\na | 3 | 1%\n", "(“n” and “%”) do not fit on one scale. Name what"),
        ("chart T\nunit: mg\na | 1%\n", "its unit is “mg”, but its numbers are percentages."),
        ("chart T\na | -1\n", "bars cannot show “-1”, which is below zero. Draw lines."),
        ("chart lines T\na | 1\n", "a line needs at least two rows."),
        ("chart T\nkind: pie\na | 1\n", "“pie” is no kind of chart. Use one of these: bars, lines"),
        ("chart T\ndraw: Men\nX | Women\na | 1\n", "no column has the name “Men”"),
        ("chart T\na | 1 | 2\n", "its columns have no names. Write them in a first row."),
        ("chart T\nX | A |  | B\na | 1 | 2 | 3\n", "a column has no name."),
        ("chart T\ncolour: red\na | 1\n", "“colour: red” (line 1) is neither a row"),
        ("chart T\nX | A\n | 1\n", "the row “1” has 1 cells"),
        ("chart T\n" + "a | 1\n" * 41, "it has more than 40 rows."),
        (
            "chart T\nX" + " | b" * 7 + "\na" + " | 1" * 7,
            "it would draw 7 columns, and more than 6",
        ),
        ("chart T\nX" + " | b" * 11 + "\na" + " | 1" * 11, "it has more than 10 columns."),
        (f"chart T\n{'a' * 101} | 1\n", "is longer than 100 characters."),
        (f"chart {'T' * 151}\na | 1\n", "its title is longer than 150 characters."),
        (f"chart T\nunit: {'m' * 13}\na | 1\n", "its unit is longer than 12 characters."),
    ],
)
def test_what_cannot_be_drawn_is_said_where_it_stands_and_to_the_checks(
    block: str, fault: str
) -> None:
    source = f"```{block}\n```"
    assert any(fault in said for said in faults(source)), faults(source)
    drawn = page(source)
    assert drawn.all("svg") == []
    box = drawn.one("div", "broken-chart").text
    assert fault.partition("drawn: ")[2] or fault in box
    assert block.partition("\n")[2].strip() in box
    assert dangers(drawn.html) == []


def test_a_fault_names_its_chart_and_a_text_of_mistakes_gets_five() -> None:
    assert faults("```chart Eyes\n```")[0].startswith("The chart “Eyes” cannot be drawn: it has")
    assert len(faults("```chart Eyes\n" + "no row\n" * 100 + "```")) == 5


def test_forty_rows_and_six_series_are_drawn() -> None:
    head = "X | " + " | ".join(f"Series number {n}" for n in range(6))
    rows = "\n".join(f"Row {n} | " + " | ".join(map(str, range(n, n + 6))) for n in range(40))
    for kind in ("bars", "lines"):
        drawn = page(f"```chart {kind} T\n{head}\n{rows}\n```")
        assert drawn.one("table")
        assert drawn.faults == []


def test_its_words_count_and_are_found() -> None:
    assert render(HARD).text.split("\n") == [
        *("What makes reading hard", "Answer", "Readers", "Share"),
        *("Double vision", "251", "61%", "Tired eyes", "235", "57%", "Small print", "157", "38%"),
        *("Several answers were possible.", "412", "Reader survey, 2026."),
    ]


def test_its_rows_are_passages_so_that_a_changed_number_is_seen() -> None:
    (section,) = sections_of(HARD)
    assert [(passage.kind, passage.text) for passage in section.passages][:4] == [
        ("caption", "What makes reading hard"),
        ("row", "Answer | Readers | Share"),
        ("row", "Double vision | 251 | 61%"),
        ("row", "Tired eyes | 235 | 57%"),
    ]
    from_table = HARD.replace("```chart bars What makes reading hard", "").replace("```", "")
    rows = [passage.keys for passage in section.passages if passage.kind == "row"][:4]
    (table,) = sections_of(from_table[from_table.index("|") :])
    assert [passage.keys for passage in table.passages] == rows


@given(
    kind=st.sampled_from(["bars", "lines", ""]),
    title=st.text(max_size=20),
    rows=st.lists(
        st.tuples(
            st.text(max_size=30),
            st.floats(-(10**9), 10**9) | st.integers(0, 10**15) | st.text(max_size=5),
        ),
        max_size=45,
    ),
    unit=st.text(max_size=4),
)
def test_any_block_is_a_sound_chart_or_says_what_is_wrong(
    kind: str, title: str, rows: list[tuple[str, object]], unit: str
) -> None:
    lines = "\n".join(f"{label} | {cell}" for label, cell in rows)
    made = render(f"```chart {kind} {title}\nunit: {unit}\n{lines}\n```")
    drawn = Page(made.html)
    assert dangers(made.html) == []
    assert len(drawn.all("figure", "chart")) + len(drawn.all("div", "broken-chart")) <= 1
    assert bool(made.faults) == bool(drawn.all("div", "broken-chart"))
    for length in re.findall(r' (?:x|y|width|height|x1|x2|y1|y2|dx)="([^"]*)"', made.html):
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(%|em)?", length), length


@given(
    st.lists(st.integers(0, 100_000), min_size=2, max_size=40),
    st.sampled_from(["bars", "lines"]),
)
def test_every_number_of_a_drawing_is_one_of_its_table(numbers: list[int], kind: str) -> None:
    rows = "\n".join(f"row {at} | {number}" for at, number in enumerate(numbers))
    drawn = page(f"```chart {kind} T\n{rows}\n```")
    assert [e.text for e in drawn.all("td")] == list(map(str, numbers))
    shown = values(drawn)
    assert set(shown) <= set(map(str, numbers))
    assert str(max(numbers)) in shown
    if kind == "bars":
        assert shown == list(map(str, numbers))


@given(st.text(max_size=120), st.floats(2, 30))
def test_words_are_cut_into_lines_that_fit_and_none_is_lost(words: str, width: float) -> None:
    lines = list(wrapped(words, width))
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width_of(line) <= width or len(line) == 1 for line in lines)
    assert width_of(shortened(words, width)) <= max(width, 2.1)


def test_a_changed_number_of_a_chart_stands_in_the_comparison() -> None:
    before, after = Document("T", body=HARD), Document("T", body=HARD.replace("61%", "63%"))
    (part,) = (part for part in compare(before, after).parts if part.kind == "section")
    marks = {
        run.mark: run.words.strip()
        for passage in part.passages
        for run in getattr(passage, "runs", ())
    }
    assert (marks["deleted"], marks["inserted"]) == ("61%", "63%")

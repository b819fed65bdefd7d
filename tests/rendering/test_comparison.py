"""The comparison: what a reader is told about what changed."""

from articles.rendering import Comparison, Document, Folded, Part, PassageChange, compare

MARKS = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
LONG = "Drooping lids are the first sign that most people notice in the evening."
OTHER = "The thymus gland is larger than usual in one person out of three who are young."
THIRD = "Rest and a cool room make it better for some hours, and heat makes it worse."


def compared(old: str, new: str, **more) -> Comparison:
    return compare(Document("Title", body=old, **more), Document("Title", body=new, **more))


def sections(old: str, new: str, **more) -> list[Part]:
    return [part for part in compared(old, new, **more).parts if part.kind == "section"]


def written(runs) -> str:
    return "".join(run.before + MARKS[run.mark].format(run.words) for run in runs)


def lines(part: Part) -> list[str]:
    """What is shown of a part: a changed passage with its marks, and how much is folded."""
    shown = []
    for item in part.passages:
        if isinstance(item, Folded):
            shown.append(f"({item.word_count} words)")
        elif item.verdict.startswith("moved"):
            shown.append(f"{item.verdict} {item.elsewhere}: {written(item.runs)}")
        else:
            shown.append(written(item.runs))
    return shown


def changed(old: str, new: str, **more) -> list[str]:
    """The lines of the only section of two texts."""
    (part,) = sections(old, new, **more)
    return lines(part)


def test_an_edition_compared_with_itself_has_nothing_changed() -> None:
    comparison = compared(f"{LONG}\n\n## Signs\n\n{OTHER}", f"{LONG}\n\n## Signs\n\n{OTHER}")
    assert not comparison.is_changed
    assert (comparison.inserted, comparison.deleted) == (0, 0)
    assert [part.verdict for part in comparison.parts] == ["same", "same", "same"]
    assert [lines(part) for part in comparison.parts[1:]] == [["(13 words)"], ["(16 words)"]]


def test_markup_alone_is_no_change_for_a_reader() -> None:
    assert not compared("- weak\n- *tired*", "* **weak**\n* tired").is_changed


def test_a_full_stop_that_became_a_comma_is_a_small_change() -> None:
    assert changed("Lids are weak.", "Lids are weak, often.") == ["Lids are weak{+, often+}."]


def test_a_number_changes_as_a_whole() -> None:
    assert changed("Take 5 mg for 30–40 % of it.", "Take 50 mg for 30–45 % of it.") == [
        "Take [-5 mg-] {+50 mg+} for [-30–40 %-] {+30–45 %+} of it."
    ]


def test_an_added_source_and_a_dropped_one_are_seen() -> None:
    citations = {"a": "[source: Gilhus 2019]", "b": "[source: Wolfe 2016]"}
    assert changed("Rare [@a]. Mild [@a].", "Rare [@a; @b]. Mild.", citations=citations) == [
        "Rare [source: Gilhus 2019] {+[source: Wolfe 2016]+}. Mild [-[source: Gilhus 2019]-]."
    ]


def test_where_a_link_leads_is_said_only_if_it_changed() -> None:
    assert changed("See [causes](/a/), [signs](/b/).", "See [causes](/c/), [signs](/b/).") == [
        "See causes [-(link to /a/)-] {+(link to /c/)+}, signs."
    ]
    assert changed("See it.", "See it, and [the signs](/b/).") == ["See it{+, and the signs+}."]
    assert changed("See [it](/a/).", "See it.") == ["See it [-(link to /a/)-]."]


def test_a_picture_is_compared_by_its_description_and_by_which_it_is() -> None:
    assert changed("![An eye](image:a)", "![A tired eye](image:a)") == [
        "[Picture: [-An-] {+A tired+} eye]"
    ]
    assert changed("![An eye](image:a)", "![An eye](image:b)") == [
        "[Picture: An eye] [-(picture “a”)-] {+(picture “b”)+}"
    ]


def test_list_items_and_rows_are_compared_with_what_they_were() -> None:
    assert changed("- Take pills.\n- Rest often.", "- Take pills.\n- Swim.\n- Rest daily.") == [
        "Take pills.",
        "{+Swim.+}",
        "Rest [-often-] {+daily+}.",
    ]
    table = "|Drug|Dose|\n|-|-|\n"
    assert changed(f"{table}|Mestinon|60 mg|", f"{table}|Imuran|50 mg|\n|Mestinon|90 mg|") == [
        "Drug | Dose",
        "{+Imuran | 50 mg+}",
        "Mestinon | [-60 mg-] {+90 mg+}",
    ]


def test_a_paragraph_that_was_split_or_joined_keeps_its_words() -> None:
    assert changed(f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}") == [
        f"{LONG} {{+(new paragraph)+}} {OTHER}"
    ]
    assert changed(f"{LONG}\n\n{OTHER}", f"{LONG} {OTHER}") == [
        f"{LONG} [-(new paragraph)-] {OTHER}"
    ]


def test_a_notice_that_becomes_urgent_is_a_change() -> None:
    assert changed("::: note\nCall.\n:::", "::: urgent\nCall.\n:::") == [
        "[-Good to know-]",
        "{+Get help now+}",
        "Call.",
    ]


def test_what_is_far_from_a_change_is_folded() -> None:
    paragraphs = ["one two", "three four", "five", "six", "seven"]
    new = [*paragraphs[:4], "eight", "seven"]
    assert changed("\n\n".join(paragraphs), "\n\n".join(new)) == [
        "(5 words)",
        "six",
        "{+eight+}",
        "seven",
    ]


def test_a_reworded_heading_over_the_same_text_is_renamed() -> None:
    (part,) = sections(f"## Signs\n\n{LONG}", f"## Signs and symptoms\n\n{LONG}")
    assert (part.verdict, written(part.heading)) == ("renamed", "Signs {+and symptoms+}")
    assert (part.heading_text, part.id) == ("Signs and symptoms", "signs-and-symptoms")
    assert lines(part) == ["(13 words)"]


def test_a_section_that_stands_elsewhere_is_moved_with_its_changes() -> None:
    old = f"## A\n\n{LONG} {LONG}\n\n## B\n\n{OTHER} {OTHER}\n\n## C\n\n{THIRD}"
    new = f"## A\n\n{LONG} {LONG}\n\n## C\n\n{THIRD} Now.\n\n## B\n\n{OTHER} {OTHER}"
    first, second, third = sections(old, new)
    assert (first.verdict, second.verdict, third.verdict) == ("same", "moved", "same")
    assert (second.was_after, second.is_after) == ("B", "A")
    assert lines(second) == [f"{THIRD} {{+Now.+}}"]


def test_a_removed_section_is_shown_where_it_stood() -> None:
    old = f"## A\n\n{LONG}\n\n## Gone\n\n{THIRD}\n\n## B\n\n{OTHER}"
    parts = sections(old, f"## A\n\n{LONG}\n\n## New\n\nx\n\n## B\n\n{OTHER}")
    assert [(part.verdict, part.heading_text) for part in parts] == [
        ("same", "A"),
        ("removed", "Gone"),
        ("added", "New"),
        ("same", "B"),
    ]
    assert lines(parts[1]) == [f"[-{THIRD}-]"]


def test_a_section_written_anew_is_shown_as_two_wholes() -> None:
    (part,) = sections(f"## A\n\n{LONG}\n\n{OTHER}", "## A\n\nSince 1672 doctors wrote of it.")
    assert part.verdict == "rewritten"
    assert lines(part) == [
        f"[-{LONG}-]",
        f"[-{OTHER}-]",
        "{+Since 1672 doctors wrote of it.+}",
    ]


def test_a_text_written_anew_says_so() -> None:
    comparison = compared(f"## A\n\n{LONG}\n\n{OTHER}", f"## B\n\n{THIRD}")
    assert comparison.is_rewritten
    assert not compared(LONG, f"{LONG} {OTHER}").is_rewritten


def test_a_paragraph_in_another_section_is_moved_and_not_deleted() -> None:
    old = f"## A\n\n{LONG}\n\n{OTHER}\n\n## B\n\n{THIRD}"
    first, second = sections(old, f"## A\n\n{LONG}\n\n## B\n\n{THIRD}\n\n{OTHER}")
    assert lines(first) == [LONG, "moved away B: "]
    assert lines(second) == [THIRD, f"moved A: {OTHER}"]


def test_a_section_cut_in_two_deletes_no_word() -> None:
    comparison = compared(f"## A\n\n{LONG}\n\n{OTHER}", f"## A\n\n{LONG}\n\n## B\n\n{OTHER}")
    assert (comparison.inserted, comparison.deleted) == (1, 0)


def test_items_that_changed_places_are_moved() -> None:
    old = Document("T", key_points=("Rest.", "Swim a lot.", "Eat well."))
    new = Document("T", key_points=("Swim a lot.", "Eat well.", "Rest."))
    (part,) = (part for part in compare(old, new).parts if part.kind == "key points")
    assert lines(part) == ["moved away : ", "Swim a lot.", "Eat well.", "moved : Rest."]


def test_every_field_of_an_edition_is_compared_in_reading_order() -> None:
    old = Document("A title", "A summary", ("x",), "An eye", "Text", {}, ("Old 2019.",), "eye-1")
    new = Document(
        "My title", "My summary", ("x", "y"), "An eye", "Text", {}, ("Old 2019.", "New."), "eye-2"
    )
    comparison = compare(old, new)
    assert [(part.kind, part.verdict, lines(part)) for part in comparison.parts] == [
        ("title", "changed", ["[-A-] {+My+} title"]),
        ("summary", "changed", ["[-A-] {+My+} summary"]),
        ("key points", "changed", ["x", "{+y+}"]),
        (
            "lead picture",
            "changed",
            ["[Picture: An eye] [-(picture “eye-1”)-] {+(picture “eye-2”)+}"],
        ),
        ("section", "same", ["(1 words)"]),
        ("references", "changed", ["Old 2019.", "{+New.+}"]),
    ]
    assert (comparison.inserted, comparison.deleted) == (4, 2)


def test_a_field_that_came_or_went_is_added_or_removed() -> None:
    verdicts = [
        part.verdict
        for part in compare(Document("T", summary="x"), Document("T", references=("y",))).parts
    ]
    assert verdicts == ["same", "removed", "added"]


def test_a_change_counts_its_words() -> None:
    (part,) = sections("One two three.", "One two four five.")
    (change,) = part.passages
    assert isinstance(change, PassageChange)
    assert (change.same, change.deleted, change.inserted) == (2, 1, 2)


def test_a_word_that_went_from_the_beginning_does_not_touch_the_next() -> None:
    assert changed("The lids are weak.", "lids are weak.") == ["[-The-] lids are weak."]
    assert changed("The lids are weak.", "Both lids are weak.") == [
        "[-The-] {+Both+} lids are weak."
    ]

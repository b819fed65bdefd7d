"""What is found, and in which order. The same on SQLite and on PostgreSQL."""

import pytest

from articles.models import Pick, PickedPage, SynonymSet
from articles.publishing import refile, remove_term, save_term
from articles.search import find, key_of, know_set
from tests.factories import make_article, make_draft, make_section, make_term

pytestmark = pytest.mark.django_db

FILLER = "## Other things\n\nNothing of what is looked for stands here.\n"


def titles(typed, **options):
    return [result.entry.title for result in find(typed, **options).results]


def article(title, *, words="", where="body", **fields):
    """An article that has `words` in one place only."""
    given = {"summary": "Of other things.", "body": FILLER} | fields
    if where == "body":
        given["body"] = f"{given['body']}\n{words}.\n"
    elif where == "heading":
        given["body"] = f"## {words}\n\nOf other things.\n"
    elif where == "summary":
        given["summary"] = f"{words}."
    return make_article(title=title, **given)


def synonyms(*words):
    know_set(SynonymSet.objects.create(listed=", ".join(words)))


def test_title_comes_before_summary_before_heading_before_text():
    article("In the text", words="zebra stripes")
    article("Under a heading", words="Zebra stripes", where="heading")
    article("In the summary", words="A zebra has stripes", where="summary")
    article("Zebra and stripes")
    assert titles("zebra stripes") == [
        "Zebra and stripes",
        "In the summary",
        "Under a heading",
        "In the text",
    ]


def test_the_page_that_is_called_so_comes_first():
    article("Diary plans and what they are for: diary, diary, diary")
    article("A diary")
    assert titles("diary")[0] == "A diary"


def test_a_page_whose_title_has_all_words_comes_first():
    article("Symptoms", words="What brings a fever and a cough", where="summary")
    article("When a cough comes with fever")
    assert titles("fever cough")[0] == "When a cough comes with fever"


def test_of_two_alike_the_information_page_comes_before_the_news():
    article("In the news", words="zebra", section=make_section("news", "news"))
    article("On a page", words="zebra")
    assert titles("zebra") == ["On a page", "In the news"]


def test_of_many_alike_the_pages_to_start_with_come_first():
    pages = [article(f"Zebra {number:02}", words="zebra") for number in range(70)]
    refile(pages[40], by=None, start_here=1)
    assert titles("zebra")[0] == "Zebra 40"


def test_other_endings_capitals_and_accents_make_no_difference():
    article("Barré", words="antibodies against nerves")
    for typed in ("ANTIBODY", "antibodies", "barre antibody", "Nerve"):
        assert titles(typed) == ["Barré"], typed


def test_all_words_must_be_there_and_small_ones_do_not_count():
    article("Pregnancy", words="pregnant with zebras")
    article("Zebras", words="zebras only")
    assert titles("can i get pregnant with zebras?") == ["Pregnancy"]


def test_words_in_quotation_marks_are_found_only_together_and_in_order():
    article("Together", words="she has double vision at night")
    article("Apart", words="vision that is double")
    assert titles('"double vision"') == ["Together"]
    assert sorted(titles("double vision")) == ["Apart", "Together"]
    assert titles('"night vision"') == []


def test_no_phrase_reaches_from_the_title_into_the_summary():
    article("Of zebras", summary="Stripes and more.")
    assert titles('"zebras stripes"') == []


def test_when_no_page_has_all_words_those_with_most_are_shown_and_it_is_said():
    article("Zebra and lion", words="zebra lion")
    article("Only zebra", words="zebra")
    found = find("zebra lion giraffe")
    assert found.is_partial
    assert found.results[0].entry.title == "Zebra and lion"
    assert not find("zebra lion").is_partial
    assert find("giraffe").total == 0


def test_synonyms_find_each_other_in_both_directions():
    article("Lids", words="With ptosis a lid hangs")
    article("Droopy things", words="A droopy eyelid in the evening")
    assert titles("ptosis") == ["Lids"]
    synonyms("ptosis", "droopy eyelid")
    assert sorted(titles("ptosis")) == sorted(titles("droopy eyelids")) == ["Droopy things", "Lids"]


def test_a_synonym_of_several_words_stands_for_one_within_a_longer_query():
    synonyms("MG", "myasthenia gravis")
    article("Causes of myasthenia gravis")
    article("Symptoms of MG", words="what causes them")
    assert titles("mg causes")[0] == "Causes of myasthenia gravis"
    assert titles("causes of myasthenia gravis")[0] == "Causes of myasthenia gravis"


def test_the_longest_words_with_one_meaning_win():
    synonyms("crisis plan", "emergency card")
    synonyms("plan", "map")
    article("Card", words="an emergency card")
    article("Map", words="a crisis without a map")
    assert titles("crisis plan") == ["Card"]


def test_the_other_names_of_a_term_are_synonyms_until_it_is_gone():
    article("Two pictures", words="about diplopia")
    term = make_term("diplopia", aliases=["double vision"])
    assert titles("double vision") == ["diplopia", "Two pictures"]
    remove_term(term, by=None)
    assert titles("double vision") == []


def test_a_changed_set_forgets_its_old_words():
    article("Eyes", words="ptosis")
    words = SynonymSet.objects.create(listed="ptosis, hanging lid")
    know_set(words)
    words.listed = "ptosis, droopy lid"
    words.save(update_fields=["listed"])
    know_set(words)
    assert titles("droopy lid") == ["Eyes"]
    assert titles("hanging lid") == []
    words.delete()
    assert titles("droopy lid") == []


def test_glossary_terms_are_found_by_all_their_names_and_their_meaning():
    term = make_term("ptosis", definition="A lid that hangs lower.", aliases=["drooping lid"])
    assert titles("ptosis") == titles("drooping lids") == titles("lid hangs lower") == ["ptosis"]
    save_term(term, aliases=["droopy lid"], by=None)
    assert titles("drooping") == []
    assert titles("droopy") == ["ptosis"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("myastenia", "myasthenia"),
        ("mayasthenia", "myasthenia"),
        ("msyathenia", "myasthenia"),
        ("mysthenia gravis", "myasthenia gravis"),
        ("grvais", "gravis"),
        ("Thymektomy", "thymectomy"),
    ],
)
def test_mistyped_words_are_put_right_when_nothing_is_found(typed, meant):
    article("MG", words="Myasthenia gravis, thymectomy")
    found = find(typed)
    assert found.is_corrected
    assert (found.query.typed, found.typed) == (meant, typed)
    assert [result.entry.title for result in found.results] == ["MG"]
    assert not find(typed, exact=True).is_corrected


def test_nothing_is_put_right_while_enough_is_found():
    for number in range(3):
        article(f"Forms {number}", words="a form")
    article("From", words="frim")
    assert not find("forms").is_corrected


def test_a_mistake_on_one_page_does_not_hide_what_is_on_many():
    article("With a mistake", words="myastenia")
    assert titles("myastenia") == ["With a mistake"]
    for number in range(11):
        article(f"Page {number}", words="myasthenia")
    assert find("myastenia").query.typed == "myasthenia"
    assert titles("myastenia", exact=True) == ["With a mistake"]


def test_brand_names_are_put_right_too_although_no_page_has_them():
    synonyms("Mestinon", "pyridostigmine")
    article("Easing symptoms", words="pyridostigmine")
    assert titles("mestinom") == ["Easing symptoms"]


def test_a_word_of_a_withdrawn_or_unpublished_text_is_no_suggestion():
    make_draft(title="Secret", body="thymectomy")
    found = find("thymectomi thymektomy")
    assert not found.is_corrected
    assert found.total == 0


def test_a_pick_stands_first_and_only_once_however_the_query_is_typed():
    first = article("Newly diagnosed", words="for you")
    article("Diagnosed and new: newly diagnosed people")
    pick = Pick.objects.create(query="Newly diagnosed", key=key_of("Newly diagnosed"))
    PickedPage.objects.create(pick=pick, article=first)
    for typed in ("newly diagnosed", "I am NEWLY diagnosed"):
        found = find(typed)
        assert [result.entry.title for result in found.picks] == ["Newly diagnosed"]
        assert "Newly diagnosed" not in [result.entry.title for result in found.results]
    assert find("diagnosed").picks == []


def test_a_pick_shows_public_pages_only():
    pick = Pick.objects.create(query="secret", key=key_of("secret"))
    PickedPage.objects.create(pick=pick, article=make_draft(title="Secret"))
    assert find("secret").picks == []


def test_results_are_counted_by_kind_and_can_be_narrowed_to_one():
    article("Page", words="zebra")
    for number in range(2):
        article(f"Story {number}", words="zebra", section=make_section("news", "news"))
    make_term("zebra", definition="An animal.")
    found = find("zebra", kind="news")
    assert {result.entry.kind for result in found.results} == {"news"}
    assert found.total == 2
    assert (found.counts["pages"], found.counts["news"], found.counts["glossary"]) == (1, 2, 1)
    assert find("zebra").total == 4


def test_a_long_list_has_pages_that_show_everything_once():
    for number in range(45):
        article(f"Zebra {number:02}")
    pages = [titles("zebra", number=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert find("zebra").pages == 3
    assert find("zebra", number=99).number == 3


def test_no_more_than_the_first_five_hundred_can_be_turned_through(monkeypatch):
    monkeypatch.setattr("articles.search.finding.MOST", 40)
    for number in range(45):
        article(f"Zebra {number:02}")
    found = find("zebra")
    assert (found.total, found.pages) == (45, 2)


def test_snippets_show_the_place_and_mark_the_words():
    text = "Before that comes much else. " * 30 + "Then her eyelids droop in the evening."
    article("Lids", words=text)
    (result,) = find("eyelid drooping").results
    marked = [piece.text for piece in result.snippet if piece.is_marked]
    assert marked == ["eyelids", "droop"]
    assert len("".join(piece.text for piece in result.snippet)) < 300


def test_a_summary_that_says_all_is_the_snippet():
    article("Lids", words="A droopy lid is called ptosis", where="summary")
    (result,) = find("ptosis").results
    assert "".join(piece.text for piece in result.snippet) == "A droopy lid is called ptosis."


def test_the_usual_query_asks_the_database_three_times(django_assert_num_queries):
    for number in range(25):
        article(f"Zebra {number:02}", words="and a lion")
    with django_assert_num_queries(3):
        find("zebra lion")


def test_a_mistyped_query_asks_no_more_than_eight_times(django_assert_max_num_queries):
    article("MG", words="Myasthenia gravis")
    with django_assert_max_num_queries(8):
        find("myastenia grafis")

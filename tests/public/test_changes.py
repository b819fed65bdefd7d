"""What changed from one edition to another, as readers see and hear it."""

import re
from itertools import pairwise

import pytest

from articles.models import Reference
from articles.publishing import add_reference, change_reference, withdraw
from tests.factories import change, make_article, make_image, make_reference, publish_again
from tests.public.reading import links, read, words

pytestmark = pytest.mark.django_db

BODY = """\
A few words to begin with.

## Causes

Antibodies disturb the signal between nerve and muscle, and so the muscle tires.

## Treatment

There are many ways to treat it, and rest is one of them for everybody.

## Outlook

Most people live as long as others do, and many of them live well with it.
"""


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, response
    return response.content.decode()


def marked(html, tag):
    """The words within <ins> or <del> of the changes themselves."""
    changes = html.partition('id="frame-changes"')[2]
    return [words(found) for found in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", changes)]


def test_words_that_came_and_went_are_marked_for_eyes_and_ears(client):
    article = make_article("causes", body=BODY)
    publish_again(
        article, "significant", note="Better.", body=BODY.replace("rest is one", "sleep is one")
    )
    html = page(client, "/about-mg/causes/history/2/")
    assert marked(html, "ins") == ["inserted: sleep (end of insertion)"]
    assert marked(html, "del") == ["deleted: rest (end of deletion)"]
    text = words(html)
    assert "1 word added, 1 removed." in text
    assert "Underlined with a plus: added . Struck through with a minus: removed ." in text


def test_words_and_punctuation_stay_apart_as_in_the_text(client):
    article = make_article("causes", body="It is weak and heavy in the evening and tired now.")
    publish_again(article, body="It is weak, and heavy in the evening and very tired now.")
    html = page(client, "/about-mg/causes/history/2/")
    comma, very = re.findall(r"\w+ ?<ins.*?</ins> ?\w+", html)[-2:]
    assert re.match("weak<ins", comma)
    assert comma.endswith("</ins> and")
    assert re.match("and <ins", very)
    assert very.endswith("</ins> tired")


def test_it_says_of_both_editions_when_and_why(client, time_machine):
    time_machine.move_to("2025-03-02T12:00:00Z")
    article = make_article("causes")
    time_machine.move_to("2026-07-27T12:00:00Z")
    publish_again(
        article, "correction", was_wrong="One in nine.", is_right="One in ten.", summary="Right."
    )
    text = read(client, "/about-mg/causes/history/2/")
    assert "What changed in edition 2 of “Causes of MG”" in text
    assert text.index("From edition 1 March 2, 2025") < text.index("To edition 2 July 27, 2026")
    assert "What was wrong: One in nine. What is right: One in ten." in text


def test_parts_that_did_not_change_are_folded_and_the_others_listed(client):
    article = make_article("causes", body=BODY)
    body = BODY.replace("many ways", "several ways").replace("live well", "live very well")
    publish_again(article, "significant", note="Better.", body=body, title="Origins of MG")
    html = page(client, "/about-mg/causes/history/2/")
    folded = "".join(re.findall(r'<details class="unchanged">.*?</details>', html, re.DOTALL))
    assert "Causes" in folded
    assert "disturb the signal" in folded
    assert "Treatment" not in folded
    jumps = html.partition('aria-label="Parts that changed"')[2].partition("</nav>")[0]
    assert words(jumps).endswith("Title Treatment Outlook")
    for path in links(jumps):
        assert f'id="{path.removeprefix("#")}"' in html


def test_what_became_of_a_section_is_said_in_words(client):
    article = make_article("causes", body=BODY)
    opening, causes, _, outlook = BODY.split("## ")
    rewritten = (
        "Treatment\n\nThymectomy, immunoglobulin, plasma exchange: neurologists choose whichever "
        "fits each patient's antibodies, age, pregnancy plans besides severity. Steroids work "
        "within weeks; azathioprine needs months.\n\n"
    )
    new = "Driving\n\nAsk before you drive again after a crisis, since seeing double is a danger.\n"
    publish_again(
        article,
        "significant",
        note="All new.",
        body="## ".join([opening, outlook + "\n", causes.replace("Causes", "Why it comes"),
                         rewritten, new]),
    )  # fmt: skip
    text = read(client, "/about-mg/causes/history/2/")
    assert "This section was moved. It stood after “Treatment”; now it stands" in text
    assert "Only the heading was reworded." in text
    assert "This section was rewritten: the old text comes first, then the new." in text
    assert "All of this is new." in text


def test_a_removed_section_is_said_to_be_gone(client):
    article = make_article("causes", body=BODY)
    publish_again(article, "significant", note="Shorter.", body=BODY.partition("## Outlook")[0])
    assert "All of this was removed." in read(client, "/about-mg/causes/history/2/")


def test_key_points_pictures_and_sources_are_compared_too(client):
    facts = {"authors": "Mahic M", "title": "Time to diagnosis", "journal": "J Neurol"}
    reference = Reference(key="mahic-2023", type="cohort", year=2023, **facts)
    add_reference(reference, by=None)
    article = make_article("causes", key_points=("Rest helps.",))
    lead = make_image("nerve")
    publish_again(
        article,
        "significant",
        note="More.",
        key_points=("Rest helps.", "Ask early."),
        lead_image=lead,
        lead_alt="A nerve ending",
        body="It takes a year.[@mahic-2023]",
    )
    html = page(client, "/about-mg/causes/history/2/")
    inserted = " ".join(marked(html, "ins"))
    assert "Ask early." in inserted
    assert "A nerve ending" in inserted
    assert "[source: Mahic 2023]" in inserted
    assert "Mahic M. Time to diagnosis." in inserted


@pytest.mark.parametrize(
    ("state", "mark"),
    [("retracted", "[retracted source: Mahic 2023]"), ("superseded", "[superseded source: ")],
)
def test_a_source_that_no_longer_holds_is_said_beside_its_marks_here_too(client, state, mark):
    reference = make_reference("mahic-2023", authors="Mahic M", year=2023)
    article = make_article("causes", body="One thing.")
    publish_again(article, body="One thing and another.[@mahic-2023]")
    reference.state, reference.state_note = state, "The journal says so."
    change_reference(reference, by=None)
    html = page(client, "/about-mg/causes/history/2/")
    inserted = " ".join(marked(html, "ins"))
    assert mark in inserted
    assert "The journal says so." in inserted


def test_any_earlier_edition_can_stand_against_it(client):
    article = make_article("causes", body="One two three four.")
    publish_again(article, body="One two three five.")
    publish_again(article, body="One two six five.")
    html = page(client, "/about-mg/causes/history/3/?from=1")
    assert "From edition 1" in words(html)
    assert marked(html, "ins") == ["inserted: six five (end of insertion)"]
    assert marked(page(client, "/about-mg/causes/history/3/"), "del") == [
        "deleted: three (end of deletion)"
    ]


def test_the_older_one_comes_first_whatever_was_asked_for(client):
    article = make_article("causes")
    publish_again(article, summary="Other.")
    response = client.get("/about-mg/causes/history/1/?from=2")
    assert response.status_code == 302
    assert response["Location"] == "/about-mg/causes/history/2/?from=1"


def test_an_edition_against_itself_leads_to_the_form_that_says_so(client):
    article = make_article("causes")
    publish_again(article, summary="Other.")
    response = client.get("/about-mg/causes/history/2/?from=2", follow=True)
    assert response.redirect_chain == [("/about-mg/causes/history/?from=2&to=2#frame-compare", 302)]
    assert "Choose two different editions." in words(response.content.decode())


@pytest.mark.parametrize(
    "query", ["from=0", "from=9", "from=x", "from=-1", "from=1.5", "from=%00", "from=" + "1" * 5000]
)
def test_a_number_that_no_edition_has_is_not_found(client, query):
    article = make_article("causes")
    publish_again(article, summary="Other.")
    response = client.get(f"/about-mg/causes/history/2/?{query}")
    assert response.status_code in (400, 404)


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999999", "-1", "x"])
def test_an_edition_that_does_not_exist_is_not_found(client, number):
    article = make_article("causes")
    publish_again(article, summary="Other.")
    for below in ("", "text/"):
        assert client.get(f"/about-mg/causes/history/{number}/{below}").status_code == 404


def test_the_first_edition_has_nothing_to_be_compared_with_and_says_so(client):
    make_article("causes")
    assert "No earlier edition can be read" in read(client, "/about-mg/causes/history/1/")


def test_two_editions_that_read_the_same_are_said_to(client):
    article = make_article("causes", body="Some words.")
    publish_again(article, body="Some *words*.")
    assert "Nothing differs between these two editions" in read(
        client, "/about-mg/causes/history/2/"
    )


def test_a_page_written_anew_is_shown_readably(client):
    article = make_article("causes", title="Causes of MG", body=BODY, summary="Old.")
    new = "\n\n".join(f"## Topic{n}\n\n" + f"Entirely{n} fresh{n} wording{n}. " * 8 for n in "abc")
    publish_again(article, "significant", note="Anew.", title="Origins", body=new, summary="New.")
    text = read(client, "/about-mg/causes/history/2/")
    assert "Little of the older edition is left." in text


def test_a_draft_never_shows_in_the_changes(client):
    article = make_article("causes", body=BODY)
    publish_again(article, body=BODY.replace("many", "several"))
    change(article, title="A secret", body="Secret words.")
    assert "ecret" not in page(client, "/about-mg/causes/history/2/")


def test_an_outdated_page_still_shows_what_changed_under_its_notice(client):
    article = make_article("causes", body=BODY)
    publish_again(article, body=BODY.replace("many", "several"))
    withdraw(article, outcome="outdated", reason="Newer work exists.", by=None)
    text = read(client, "/about-mg/causes/history/2/")
    assert "Newer work exists." in text
    assert "several" in text


def test_search_engines_pass_it_over_and_are_led_to_the_page(client, settings):
    article = make_article("causes")
    publish_again(article, summary="Other.")
    html = " ".join(page(client, "/about-mg/causes/history/2/").split())
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.ORIGIN}/about-mg/causes/">' in html
    assert "<title>What changed in edition 2 of “Causes of MG” – MG News</title>" in html


def test_headings_are_in_order_and_every_section_is_named(client):
    article = make_article("causes", body=BODY)
    publish_again(article, body=BODY.replace("many", "several").replace("live well", "live"))
    html = page(client, "/about-mg/causes/history/2/")
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert name in ids


def test_it_takes_five_queries_however_many_editions_there_are(client, django_assert_num_queries):
    article = make_article("causes", lead_image=make_image("nerve"), lead_alt="A nerve")
    for number in range(20):
        publish_again(article, "significant", note=f"Change {number}.", summary=f"{number}")
    with django_assert_num_queries(5):
        page(client, "/about-mg/causes/history/20/?from=2")

"""The glossary: A to Z, and a page for each term."""

import json
import re

import pytest

from articles.models import Callout
from articles.publishing import withdraw
from tests.factories import change, make_article, make_draft, make_section, make_term

pytestmark = pytest.mark.django_db


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def graph_of(html):
    text = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    return {node["@type"]: node for node in json.loads(text)["@graph"]}


# -- A to Z -------------------------------------------------------------------------------------


def test_terms_stand_below_their_letters_with_their_definitions(client):
    make_term("ptosis", definition="A lid that hangs.")
    make_term("Ångström", definition="A very short length.")
    html = main_of(read(client, "/glossary/"))
    assert html.index('id="frame-letter-a"') < html.index("Ångström</a>")
    assert html.index("A very short length.") < html.index('id="frame-letter-p"')
    assert '<a class="glossary__link" href="/glossary/ptosis/">ptosis</a>' in html
    assert "A lid that hangs." in html


def test_only_letters_with_words_are_links_and_each_leads_somewhere(client):
    make_term("ptosis", aliases=["droopy lid"])
    make_term("5-HT")
    html = main_of(read(client, "/glossary/"))
    letters = html.partition("<nav")[2].partition("</nav>")[0]
    linked = re.findall(r'href="#([^"]+)">([^<]+)</a>', letters)
    assert [label for _, label in linked] == ["0–9", "D", "P"]
    assert all(f'id="{anchor}"' in html for anchor, _ in linked)
    assert len(re.findall(r"<span[^>]*>[A-Z]</span>", letters)) == 24


def test_another_name_says_where_to_look(client):
    make_term("ptosis", aliases=["droopy lid", "ptotic lid"])
    html = main_of(read(client, "/glossary/"))
    assert re.search(r'droopy lid</dt> <dd[^>]*> See <a[^>]*href="/glossary/ptosis/">', html)
    assert "ptotic lid" not in html


def test_a_glossary_without_terms_says_so(client):
    html = read(client, "/glossary/")
    assert "No word is explained here yet" in html
    assert 'class="alphabet"' not in html


def test_names_that_look_like_markup_are_words(client):
    make_term("<b>x</b>", slug="b", definition="Less < more & <script>.", say="<i>")
    for url in ("/glossary/", "/glossary/b/"):
        html = read(client, url)
        assert "&lt;b&gt;x&lt;/b&gt;" in html
        assert "<b>" not in html
        assert "Less &lt; more &amp; &lt;script&gt;." in html


def test_readers_find_it_at_the_foot_of_every_page(client):
    make_article("causes")
    for url in ("/", "/about-mg/causes/", "/glossary/"):
        foot = read(client, url).partition("<footer")[2]
        assert 'href="/glossary/">Glossary</a>' in foot


def test_the_list_is_read_with_few_queries(client, django_assert_num_queries):
    for number in range(12):
        make_term(f"word {number}", aliases=[f"other {number}"])
    with django_assert_num_queries(3):
        client.get("/glossary/")


# -- A term -------------------------------------------------------------------------------------


def test_a_term_says_what_it_means_how_to_say_it_and_what_else_it_is_called(client):
    make_term("ptosis", say="TOE-sis", definition="A lid that hangs.", aliases=["droopy lid"])
    html = main_of(read(client, "/glossary/ptosis/"))
    assert re.search(r"<h1[^>]*> ?<dfn[^>]*>ptosis</dfn> ?</h1>", html)
    assert re.search(r"Say: <span[^>]*>TOE-sis</span>", html)
    assert "A lid that hangs." in html
    assert re.search(r"Also called</p> <ul[^>]*> <li>droopy lid</li>", html)
    assert 'href="/glossary/">Glossary, A to Z</a>' in html


def test_what_is_not_known_of_a_term_is_not_on_its_page(client):
    make_term("ptosis")
    html = main_of(read(client, "/glossary/ptosis/"))
    assert "Say:" not in html
    assert "Also called" not in html


def test_a_definition_links_to_other_terms_and_never_to_its_own(client):
    make_term("antibody", aliases=["antibodies"])
    make_term("AChR", slug="achr", definition="AChR is what antibodies attack. Antibodies of AChR.")
    text = main_of(read(client, "/glossary/achr/")).partition("definition__text")[2]
    text = text.partition("</p>")[0]
    assert text.count("<a ") == 1
    assert '<a class="term" href="/glossary/antibody/">antibodies</a>' in text


def test_pages_that_use_it_are_listed_and_no_others(client):
    make_term("ptosis")
    gone = make_article(title="Taken back", body="Ptosis.")
    withdraw(gone, outcome="outdated", reason="Newer studies say otherwise.", by=None)
    make_draft(title="Not yet", body="Ptosis.")
    change(make_article(title="Soon", body="Nothing."), title="Soon", body="Ptosis.")
    make_article(title="Only a heading", body="## Ptosis\n\nNothing.")
    make_article("eyes", title="Eyes and lids", body="Ptosis.")
    html = main_of(read(client, "/glossary/ptosis/"))
    assert '<a class="card__link" href="/about-mg/eyes/">Eyes and lids</a>' in html
    assert html.count('class="card__link"') == 1


def test_a_term_that_no_page_uses_says_so(client):
    make_term("ptosis")
    assert "No page uses this word at present" in read(client, "/glossary/ptosis/")


def test_many_pages_come_twenty_at_a_time(client):
    make_term("ptosis")
    for number in range(21):
        make_article(title=f"Page {number:02}", body="Ptosis.")
    first = read(client, "/glossary/ptosis/")
    assert "Page 19" in first
    assert "Page 20" not in first
    assert "part 1 of 2" in first
    assert 'href="/glossary/ptosis/?page=2"' in first
    second = read(client, "/glossary/ptosis/?page=2")
    assert "Page 20" in second
    assert 'rel="canonical" href="http' in second
    assert '/glossary/ptosis/?page=2">' in second.partition('rel="canonical"')[2]
    for number in ("0", "3", "x", "01"):
        assert client.get(f"/glossary/ptosis/?page={number}").status_code == 404


def test_the_page_leads_to_the_terms_before_and_after_it(client):
    for name in ("ptosis", "antibody", "Éclat"):
        make_term(name)
    html = read(client, "/glossary/eclat/")
    assert re.search(r'rel="prev" href="/glossary/antibody/"', html)
    assert re.search(r'rel="next" href="/glossary/ptosis/"', html)
    assert 'rel="prev"' not in read(client, "/glossary/antibody/")
    assert 'rel="next"' not in read(client, "/glossary/ptosis/")


def test_an_unknown_term_is_not_found(client):
    make_term("ptosis")
    assert client.get("/glossary/nothing/").status_code == 404


@pytest.mark.parametrize("url", ["/glossary/", "/glossary/ptosis/"])
def test_it_rejects_what_is_sent(client, url):
    make_term("ptosis")
    assert client.post(url).status_code == 405


def test_machines_are_told_what_stands_on_the_page(client):
    make_term("ptosis", definition="A lid that hangs.", aliases=["droopy lid"])
    html = read(client, "/glossary/ptosis/")
    nodes = graph_of(html)
    assert nodes["DefinedTerm"]["description"] == "A lid that hangs."
    assert nodes["DefinedTerm"]["alternateName"] == ["droopy lid"]
    names = [item["name"] for item in nodes["BreadcrumbList"]["itemListElement"]]
    assert names == ["Home", "Glossary", "ptosis"]
    trail = html.partition('class="breadcrumb__list"')[2].partition("</ol>")[0]
    assert [name in trail for name in names] == [True] * 3
    listed = graph_of(read(client, "/glossary/"))["DefinedTermSet"]["hasDefinedTerm"]
    assert [term["name"] for term in listed] == ["ptosis"]


@pytest.mark.parametrize("url", ["/glossary/", "/glossary/ptosis/"])
def test_the_callout_of_every_page_stands_here_and_that_of_one_section_does_not(client, url):
    make_term("ptosis")
    everywhere = {"text": "What readers told us.", "starts_on": "2026-01-01"}
    Callout.objects.create(title="For all", placement="everywhere", **everywhere)
    section = make_section()
    Callout.objects.create(
        title="For one", placement="section", section=section, priority=9, **everywhere
    )
    html = read(client, url)
    assert "For all" in html
    assert "For one" not in html


def test_a_term_is_read_with_few_queries(client, django_assert_num_queries):
    for number in range(12):
        make_term(f"word{chr(97 + number)}", aliases=[f"other{number}"])
        make_article(body="A worda.")
    with django_assert_num_queries(5):
        client.get("/glossary/worda/")

"""The site's policies are linked from the foot of every page."""

import pytest
from django.test import RequestFactory

from articles.models import Article
from articles.public.frame import read_frame
from articles.public.views import errors
from articles.publishing import move, refile
from tests.factories import change, make_article, make_draft, make_section, publish_again, take_back
from tests.public.reading import links
from tests.public.schema_org import graph_in

pytestmark = pytest.mark.django_db


def make_policy(kind, **content):
    article = make_article(section=make_section("about", "about"), **content)
    refile(article, by=None, policy=kind)
    return article


def footer(html):
    return html.partition('<footer class="site-footer"')[2]


@pytest.mark.parametrize("path", ["/", "/about-mg/", "/people/", "/corrections/", "/nowhere/"])
def test_every_page_leads_to_the_policies_and_to_who_and_what_stands_behind_it(client, path):
    make_section("about-mg")
    policy = make_policy("funding", title="Who pays for this site")
    html = footer(client.get(path).content.decode())
    assert {policy.url, "/people/", "/corrections/", "/glossary/"} <= set(links(html))
    assert "Who pays for this site" in html


def test_they_stand_in_an_order_of_their_own(client):
    for kind in reversed(Article.Policy.values):
        make_policy(kind, title=f"The policy on {kind}")
    html = footer(client.get("/").content.decode())
    places = [html.index(f"The policy on {kind}") for kind in Article.Policy.values]
    assert places == sorted(places)


def test_a_policy_that_readers_cannot_see_is_not_linked(client):
    draft = make_draft(section=make_section("about", "about"), title="A draft")
    refile(draft, by=None, policy="privacy")
    withdrawn = make_policy("terms", title="Old terms")
    take_back(withdrawn)
    html = footer(client.get("/").content.decode())
    assert "A draft" not in html
    assert "Old terms" not in html


def test_its_name_and_address_are_those_of_today(client):
    policy = make_policy("privacy", title="Privacy")
    change(policy, title="What nobody sees yet")
    assert "What nobody sees yet" not in footer(client.get("/").content.decode())
    publish_again(policy, title="What we know about you")
    move(policy, slug="what-we-know", by=None)
    html = footer(client.get("/").content.decode())
    assert "What we know about you" in html
    assert "/about/what-we-know/" in links(html)


def test_an_error_of_ours_still_leads_to_them(client):
    policy = make_policy("contact", title="Write to us")
    client.get("/")
    html = errors.server_error(RequestFactory().get("/")).content.decode()
    assert policy.url in links(footer(html))


def test_the_frame_is_still_one_query(django_assert_num_queries):
    for kind in Article.Policy.values:
        make_policy(kind)
    with django_assert_num_queries(1):
        frame = read_frame()
    assert [policy.kind for policy in frame.policies] == Article.Policy.values


def test_machines_are_told_of_them(client, settings):
    policy = make_policy("corrections")
    (site,) = (node for node in graph_in(client.get("/").content.decode())
               if node["@type"] == "NewsMediaOrganization")  # fmt: skip
    assert site["correctionsPolicy"] == settings.ORIGIN + policy.url
    assert "ownershipFundingInfo" not in site

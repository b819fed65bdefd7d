"""The graphs, one function for each kind of page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from articles.models import Article, Person, Revision, Section, Standing, Term
from articles.public.frame import Frame
from articles.public.linked_data.graph import Graph, Node, id_of, policy_of
from articles.public.linked_data.parts import (
    Hub,
    authors_of,
    breadcrumbs,
    collection,
    correction_node,
    description_of,
    list_node,
    person_in_full,
    picture_node,
    source_node,
    vouched_for,
)

MAX_HEADLINE = 110
# The codes by which databases know the disease: ICD-10-CM and the Medical Subject Headings.
CONDITION: Node = {
    "@type": "MedicalCondition",
    "name": "Myasthenia gravis",
    "alternateName": ["MG"],
    "code": [
        {"@type": "MedicalCode", "codingSystem": "ICD-10-CM", "codeValue": "G70.0"},
        {"@type": "MedicalCode", "codingSystem": "MeSH", "codeValue": "D009157"},
    ],
}
TYPES = {
    Section.Kind.INFORMATION: "MedicalWebPage",
    Section.Kind.NEWS: "NewsArticle",
    Section.Kind.SURVEYS: "NewsArticle",
    Section.Kind.COLUMNS: "OpinionNewsArticle",
    Section.Kind.ABOUT: "AboutPage",
}


def of_article(frame: Frame, article: Article, revision: Revision, standing: Standing) -> Graph:
    """The page of an article: its dates, authors, reviewer, sources and corrections."""
    url = frame.origin + article.url
    kind = TYPES[article.section.kind]
    editorial = policy_of(frame, Article.Policy.EDITORIAL)
    page: Node = {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": revision.title,
        "headline": revision.title[:MAX_HEADLINE],
        "description": description_of(article, revision),
        "inLanguage": get_language(),
        "isPartOf": {"@id": id_of(frame, "website")},
        "publisher": {"@id": id_of(frame, "organization")},
        "publishingPrinciples": editorial,
        "isAccessibleForFree": True,
        "usageInfo": f"{url}#frame-disclaimer",
        "datePublished": article.first_published_on.isoformat(),
        "dateModified": article.last_updated_on.isoformat(),
        "version": str(standing.edition.number) if standing.edition else None,
        "author": authors_of(frame, article) or {"@id": id_of(frame, "organization")},
        "image": picture_node(frame, revision.lead_image, revision.lead_words),
        "citation": [source_node(work) for work in revision.works if work["known"]],
        "correction": [correction_node(edition) for edition in standing.corrections],
        "speakable": revision.key_points
        and {"@type": "SpeakableSpecification", "cssSelector": [".key-points"]},
    }
    if kind.endswith("NewsArticle"):
        page["articleSection"] = article.section.title
        page["wordCount"] = revision.word_count
    else:
        page |= vouched_for(frame, article, standing)
    if article.is_information:
        page |= {"about": CONDITION, "audience": {"@type": "Patient", "name": "Patients"}}
    elif not article.is_about:
        page["about"] = CONDITION
    return Graph(frame, page, breadcrumbs(frame, revision.title, article.section))


def of_section(frame: Frame, section: Section, articles: Iterable[Article]) -> Graph:
    """A section's page, with the articles that stand on it."""
    hub = collection(frame, section.url, section.title, section.intro) | {
        "mainEntity": list_node(frame, ((article.title, article.url) for article in articles))
    }
    return Graph(frame, hub, breadcrumbs(frame, section.title))


def of_list(
    frame: Frame,
    url: str,
    name: str,
    links: Iterable[tuple[str, str]] = (),
    *,
    parents: Iterable[Section | Hub] = (),
) -> Graph:
    """A list such as the corrections or the people: its name, and (name, path) of its entries.

    `parents` are what stands above it in its breadcrumb.
    """
    page = collection(frame, url, name, "") | {"mainEntity": list_node(frame, links)}
    return Graph(frame, page, breadcrumbs(frame, name, *parents))


def of_home(frame: Frame) -> Graph:
    """The front page."""
    page = {
        "@type": "WebPage",
        "@id": f"{frame.origin}/",
        "url": f"{frame.origin}/",
        "name": frame.site.name,
        "description": frame.site.tagline,
        "isPartOf": {"@id": id_of(frame, "website")},
        "about": CONDITION,
    }
    return Graph(frame, page)


def of_person(frame: Frame, person: Person, *, people: Hub) -> Graph:
    """Somebody's page. A sample person does not exist, and machines are not told otherwise."""
    url = frame.origin + person.url
    page: Node = {
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "name": person.name,
        "isPartOf": {"@id": id_of(frame, "website")},
    }
    if not person.is_sample:
        page["mainEntity"] = {"@id": f"{url}#person"}
    somebody = None if person.is_sample else person_in_full(frame, person)
    return Graph(frame, page, somebody, breadcrumbs(frame, person.name, people))


def of_glossary(frame: Frame, terms: Iterable[Term], *, url: str, name: str) -> Graph:
    """The glossary as a set of defined terms."""
    glossary = {
        "@type": "DefinedTermSet",
        "@id": f"{frame.origin}{url}",
        "url": f"{frame.origin}{url}",
        "name": name,
        "about": CONDITION,
        "hasDefinedTerm": [
            {"@type": "DefinedTerm", "@id": frame.origin + term.url, "name": term.name}
            for term in terms
        ],
    }
    return Graph(frame, glossary, breadcrumbs(frame, name))


def of_term(frame: Frame, term: Term, *, glossary: Hub) -> Graph:
    """One term of the glossary."""
    url = frame.origin + term.url
    node = {
        "@type": "DefinedTerm",
        "@id": url,
        "url": url,
        "name": term.name,
        "alternateName": [alias.name for alias in term.aliases.all()],
        "description": term.definition,
        "inDefinedTermSet": {"@id": f"{frame.origin}{glossary.url}"},
    }
    return Graph(frame, node, breadcrumbs(frame, term.name, glossary))

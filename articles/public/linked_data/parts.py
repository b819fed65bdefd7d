"""The parts of which the nodes of a page are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from articles.models import Article, Image, Person, Publication, Review, Revision, Section, Standing
from articles.public.frame import Frame
from articles.public.linked_data.graph import Node, filled, id_of


def vouched_for(frame: Frame, article: Article, standing: Standing) -> Node:
    """Who checked the page: only if that is true of the text as it stands, and of a real person."""
    review = standing.review
    is_made_up = article.is_sample or (review is not None and review.reviewer.is_sample)
    if review is None or is_made_up or standing.is_changed_since_review:
        return {}
    return {
        "lastReviewed": review.reviewed_on.isoformat(),
        "reviewedBy": _reviewer_node(frame, review),
    }


def authors_of(frame: Frame, article: Article) -> list[Node]:
    """Its authors, without those of a sample page who do not exist."""
    return [person_node(frame, person) for person in article.byline if not person.is_sample]


def _reviewer_node(frame: Frame, review: Review) -> Node:
    """Who reviewed, under the name and title of that day, as the page has them."""
    node = person_node(frame, review.reviewer)
    if str(review.reviewer) == review.reviewer_name:
        return node
    return {"@type": "Person", "name": review.reviewer_name, "url": node["url"]}


def person_node(frame: Frame, person: Person) -> Node:
    return filled(
        {
            "@type": "Person",
            "name": person.name,
            "honorificSuffix": person.credentials,
            "url": frame.origin + person.url,
        }
    )


def person_in_full(frame: Frame, person: Person) -> Node:
    url = frame.origin + person.url
    return {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": person.name,
        "url": url,
        "jobTitle": person.role,
        "description": person.bio,
        "honorificSuffix": person.credentials,
        "hasCredential": person.credentials
        and {"@type": "EducationalOccupationalCredential", "name": person.credentials},
        "sameAs": person.orcid and [f"https://orcid.org/{person.orcid}"],
        "image": person.photo and picture_node(frame, person.photo, person.name),
    }


def picture_node(frame: Frame, image: Image | None, words: str) -> Node | None:
    if image is None:
        return None
    picture = image.as_picture()
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": frame.origin + picture.url,
            "caption": picture.caption,
            "description": words,
            "creditText": picture.credit,
        }
    )


def source_node(work: dict[str, Any]) -> Node:
    """One source of the list of references."""
    is_web = work["type"] == "web"
    doi, pmid = work["doi"], work["pmid"]
    addresses = [
        doi and f"https://doi.org/{doi}",
        pmid and f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        work["url"],
    ]
    return filled(
        {
            "@type": "WebPage" if is_web else "ScholarlyArticle",
            "name": work["title"],
            "datePublished": work["year"] and str(work["year"]),
            "isPartOf": {"@type": "Periodical", "name": work["journal"]}
            if work["journal"] and not is_web
            else None,
            "identifier": doi and f"doi:{doi}",
            "sameAs": [address for address in addresses if address],
            "creativeWorkStatus": "" if work["state"] == "current" else work["state"].capitalize(),
        }
    )


def description_of(article: Article, revision: Revision) -> str:
    """The page in a sentence or two; a column's says what every column says above its text."""
    if not article.is_column:
        return revision.summary
    note = gettext(
        "This column is one person's own story. What helped or harmed them may not do the same for "
        "you."
    )
    return f"{revision.summary} {note}"


def correction_node(edition: Publication) -> Node:
    words = edition.words
    # With the words of the page: a mistake alone would read as a statement.
    told = [
        words.was_wrong and f"{gettext('What was wrong:')} {words.was_wrong}",
        words.is_right and f"{gettext('What is right:')} {words.is_right}",
        words.note,
    ]
    return {
        "@type": "CorrectionComment",
        "text": " ".join(text for text in told if text),
        "datePublished": edition.dated_on.isoformat(),
    }


def collection(frame: Frame, path: str, name: str, description: str) -> Node:
    return {
        "@type": "CollectionPage",
        "@id": frame.origin + path,
        "url": frame.origin + path,
        "name": name,
        "description": description,
        "isPartOf": {"@id": id_of(frame, "website")},
    }


def list_node(frame: Frame, links: Iterable[tuple[str, str]]) -> Node:
    items = _items((name, frame.origin + path) for name, path in links)
    return {"@type": "ItemList", "itemListElement": items} if items else {}


@dataclass(frozen=True)
class Hub:
    """A list of the site's own that pages are filed under, such as the glossary."""

    title: str
    url: str


def breadcrumbs(frame: Frame, current: str, *parents: Section | Hub) -> Node:
    """The way to the page, as its breadcrumb shows it; the page itself has no link."""
    trail: list[tuple[str, str | None]] = [(gettext("Home"), f"{frame.origin}/")]
    trail += [(parent.title, frame.origin + parent.url) for parent in parents]
    trail.append((current, None))
    return {"@type": "BreadcrumbList", "itemListElement": _items(trail)}


def _items(links: Iterable[tuple[str, str | None]]) -> Sequence[Node]:
    return [
        filled(
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": address and {"@id": address},
            }
        )
        for place, (name, address) in enumerate(links, start=1)
    ]

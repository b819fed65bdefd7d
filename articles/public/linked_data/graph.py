"""The graph of a page, and what every graph says of the site."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article
from articles.public.frame import Frame

Node = dict[str, Any]

# Which property of the organization names which policy.
POLICIES = {
    Article.Policy.EDITORIAL: "publishingPrinciples",
    Article.Policy.CORRECTIONS: "correctionsPolicy",
    Article.Policy.FUNDING: "ownershipFundingInfo",
    Article.Policy.CONTACT: "actionableFeedbackPolicy",
}
# In JSON within HTML, these could end the script or begin a comment.
ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


class Graph:
    """The nodes of one page. It prints itself so that no text can leave its script element."""

    def __init__(self, frame: Frame, *nodes: Node | None) -> None:
        self.nodes = [*_site(frame), *(filled(node) for node in nodes if node)]

    def __str__(self) -> SafeString:
        graph = {"@context": "https://schema.org", "@graph": self.nodes}
        text = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode(graph)
        return SafeString(text.translate(ESCAPED))


def _site(frame: Frame) -> list[Node]:
    organization = {
        "@type": "NewsMediaOrganization",
        "@id": id_of(frame, "organization"),
        "name": frame.site.name,
        "url": f"{frame.origin}/",
        "logo": f"{frame.origin}/favicon.ico",
        "email": frame.site.contact_email,
        "masthead": f"{frame.origin}/people/",
    } | {name: policy_of(frame, kind) for kind, name in POLICIES.items()}
    website = {
        "@type": "WebSite",
        "@id": id_of(frame, "website"),
        "name": frame.site.name,
        "url": f"{frame.origin}/",
        "publisher": {"@id": id_of(frame, "organization")},
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{frame.origin}{reverse('search')}?q={{search_term_string}}",
            },
            # Google's addition to schema.org, which says what stands in the braces.
            "query-input": "required name=search_term_string",
        },
    }
    return [filled(organization), filled(website)]


def id_of(frame: Frame, name: str) -> str:
    """The name by which other nodes refer to a part of the site."""
    return f"{frame.origin}/#{name}"


def policy_of(frame: Frame, kind: str) -> str | None:
    """The address of the page that is this policy, if it is public."""
    policy = frame.policy(kind)
    return frame.origin + policy.url if policy else None


def filled(node: Node) -> Node:
    """The node without what there is nothing to say about."""
    return {name: value for name, value in node.items() if value not in (None, "", [], (), {})}

"""Linked data: what a page says of itself to machines, in the words of schema.org.

Each function returns the `Graph` of one kind of page, which the frame prints. Nothing is said here
that the page does not show: dates, people, sources and corrections come from the same rows. The
kinds and their properties follow https://schema.org and Google's guidance on structured data.
"""

from articles.public.linked_data.graph import Graph
from articles.public.linked_data.pages import (
    of_article,
    of_glossary,
    of_home,
    of_list,
    of_person,
    of_section,
    of_term,
)
from articles.public.linked_data.parts import Hub

__all__ = [
    "Graph",
    "Hub",
    "of_article",
    "of_glossary",
    "of_home",
    "of_list",
    "of_person",
    "of_section",
    "of_term",
]

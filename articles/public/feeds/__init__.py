"""Feeds: what is new, for readers who follow it with a program.

Articles (all, a section's, a person's) and corrections come as Atom, RSS 2 and JSON Feed 1.1, and
each page has an Atom feed of its changes. An entry keeps its name for good, carries the dates and
the words of its page, and comes up again only when readers were told of a change.
"""

from articles.public.feeds.address import EVERYTHING, FeedAddress
from articles.public.feeds.articles import PERSON_FEEDS, SECTION_FEEDS
from articles.public.feeds.corrections import CORRECTIONS_FEEDS
from articles.public.feeds.updates import updates

__all__ = [
    "CORRECTIONS_FEEDS",
    "EVERYTHING",
    "PERSON_FEEDS",
    "SECTION_FEEDS",
    "FeedAddress",
    "updates",
]

"""The nouns: what is stored, what must always hold, and which rows readers may see."""

from articles.models.alphabet import Letter, a_to_z, in_order
from articles.models.article import Article
from articles.models.byline import Byline
from articles.models.callout import Callout
from articles.models.citation import Citation
from articles.models.digest import Digest, DigestChoice
from articles.models.empty_search import EmptySearch
from articles.models.feedback import Feedback
from articles.models.history import Edition, Event, History, history_of
from articles.models.image import ENDING_SOON, LICENCES, OWN_WORK, Image
from articles.models.image_shelves import ImageShelf, on_shelf, with_shelves
from articles.models.in_date import InDate, in_date_on
from articles.models.listed_work import ListedWork
from articles.models.missing_address import MissingAddress
from articles.models.neighbours import Neighbour, Neighbours, neighbours_of, with_neighbours
from articles.models.open_form import OpenForm
from articles.models.opinion import Opinion
from articles.models.owners import DAYS_AWAY, is_away
from articles.models.page_link import PageLink, linked_in
from articles.models.person import Person
from articles.models.pick import Pick, PickedPage
from articles.models.preview_link import PreviewLink, PreviewVisit
from articles.models.public_images import is_public_image
from articles.models.publication import Amendment, Publication, Words, texts_in_hand
from articles.models.redirect import Redirect, old_address, tidy_path
from articles.models.reference import Reference, first_fresh_year
from articles.models.related import Related
from articles.models.replacement import Replacement
from articles.models.review import Review, ReviewState
from articles.models.revision import ImageUse, Revision
from articles.models.roles import (
    RIGHTS,
    Right,
    Role,
    accounts_with,
    colleagues,
    make_roles,
    may,
    roles_of,
)
from articles.models.schedule import Schedule
from articles.models.search_entry import (
    SearchEntry,
    SearchWords,
    Shelf,
    kind_of,
    rank_of,
    ranks_of,
)
from articles.models.section import Section
from articles.models.site_settings import SiteSettings
from articles.models.snippet import Snippet, SnippetUse, SnippetVersion, versions_in
from articles.models.standing import Standing, standing_of
from articles.models.step import Step
from articles.models.synonym_set import Synonym, SynonymSet
from articles.models.term import Alias, Term, TermUse
from articles.models.thread import Comment, Thread
from articles.models.trail_entry import Change, TrailEntry
from articles.models.verdict import Verdict
from articles.models.withdrawal import Withdrawal
from articles.models.wording import Wording

__all__ = [
    "DAYS_AWAY",
    "ENDING_SOON",
    "LICENCES",
    "OWN_WORK",
    "RIGHTS",
    "Alias",
    "Amendment",
    "Article",
    "Byline",
    "Callout",
    "Change",
    "Citation",
    "Comment",
    "Digest",
    "DigestChoice",
    "Edition",
    "EmptySearch",
    "Event",
    "Feedback",
    "History",
    "Image",
    "ImageShelf",
    "ImageUse",
    "InDate",
    "Letter",
    "ListedWork",
    "MissingAddress",
    "Neighbour",
    "Neighbours",
    "OpenForm",
    "Opinion",
    "PageLink",
    "Person",
    "Pick",
    "PickedPage",
    "PreviewLink",
    "PreviewVisit",
    "Publication",
    "Redirect",
    "Reference",
    "Related",
    "Replacement",
    "Review",
    "ReviewState",
    "Revision",
    "Right",
    "Role",
    "Schedule",
    "SearchEntry",
    "SearchWords",
    "Section",
    "Shelf",
    "SiteSettings",
    "Snippet",
    "SnippetUse",
    "SnippetVersion",
    "Standing",
    "Step",
    "Synonym",
    "SynonymSet",
    "Term",
    "TermUse",
    "Thread",
    "TrailEntry",
    "Verdict",
    "Withdrawal",
    "Wording",
    "Words",
    "a_to_z",
    "accounts_with",
    "colleagues",
    "first_fresh_year",
    "history_of",
    "in_date_on",
    "in_order",
    "is_away",
    "is_public_image",
    "kind_of",
    "linked_in",
    "make_roles",
    "may",
    "neighbours_of",
    "old_address",
    "on_shelf",
    "rank_of",
    "ranks_of",
    "roles_of",
    "standing_of",
    "texts_in_hand",
    "tidy_path",
    "versions_in",
    "with_neighbours",
    "with_shelves",
]

"""The nouns: what is stored, what must always hold, and which rows readers may see."""

from articles.models.article import Article, Byline
from articles.models.callout import Callout
from articles.models.citation import Citation
from articles.models.empty_search import EmptySearch
from articles.models.image import Image
from articles.models.person import Person
from articles.models.pick import Pick, PickedPage
from articles.models.publication import Amendment, Publication, Words
from articles.models.redirect import Redirect, tidy_path
from articles.models.reference import Reference
from articles.models.review import Review
from articles.models.revision import ImageUse, Revision
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
from articles.models.standing import Standing, standing_of
from articles.models.synonym_set import Synonym, SynonymSet
from articles.models.term import Alias, Term, TermUse
from articles.models.withdrawal import Withdrawal

__all__ = [
    "Alias",
    "Amendment",
    "Article",
    "Byline",
    "Callout",
    "Citation",
    "EmptySearch",
    "Image",
    "ImageUse",
    "Person",
    "Pick",
    "PickedPage",
    "Publication",
    "Redirect",
    "Reference",
    "Review",
    "Revision",
    "SearchEntry",
    "SearchWords",
    "Section",
    "Shelf",
    "SiteSettings",
    "Standing",
    "Synonym",
    "SynonymSet",
    "Term",
    "TermUse",
    "Withdrawal",
    "Words",
    "kind_of",
    "rank_of",
    "ranks_of",
    "standing_of",
    "tidy_path",
]

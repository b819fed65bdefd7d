"""The nouns: what is stored, what must always hold, and which rows readers may see."""

from articles.models.article import Article, Byline
from articles.models.callout import Callout
from articles.models.image import Image
from articles.models.person import Person
from articles.models.publication import Publication
from articles.models.redirect import Redirect, tidy_path
from articles.models.revision import ImageUse, Revision
from articles.models.section import Section
from articles.models.site_settings import SiteSettings

__all__ = [
    "Article",
    "Byline",
    "Callout",
    "Image",
    "ImageUse",
    "Person",
    "Publication",
    "Redirect",
    "Revision",
    "Section",
    "SiteSettings",
    "tidy_path",
]

"""The editors' door: Django's admin, extended. Classes here declare; the verbs do the work."""

from articles.admin.article import ArticleAdmin
from articles.admin.callout import CalloutAdmin
from articles.admin.empty_search import EmptySearchAdmin
from articles.admin.feedback import FeedbackAdmin
from articles.admin.group import RoleAwareGroupAdmin
from articles.admin.image import ImageAdmin
from articles.admin.missing_address import MissingAddressAdmin
from articles.admin.person import PersonAdmin
from articles.admin.pick import PickAdmin
from articles.admin.redirect import RedirectAdmin
from articles.admin.reference import ReferenceAdmin
from articles.admin.section import SectionAdmin
from articles.admin.sign_ins import note_sign_ins
from articles.admin.site_settings import SiteSettingsAdmin
from articles.admin.snippet import SnippetAdmin
from articles.admin.synonym_set import SynonymSetAdmin
from articles.admin.term import TermAdmin
from articles.admin.thread import ThreadAdmin
from articles.admin.trail_entry import TrailEntryAdmin
from articles.admin.user import NotedUserAdmin
from articles.admin.wording import WordingAdmin

__all__ = [
    "ArticleAdmin",
    "CalloutAdmin",
    "EmptySearchAdmin",
    "FeedbackAdmin",
    "ImageAdmin",
    "MissingAddressAdmin",
    "NotedUserAdmin",
    "PersonAdmin",
    "PickAdmin",
    "RedirectAdmin",
    "ReferenceAdmin",
    "RoleAwareGroupAdmin",
    "SectionAdmin",
    "SiteSettingsAdmin",
    "SnippetAdmin",
    "SynonymSetAdmin",
    "TermAdmin",
    "ThreadAdmin",
    "TrailEntryAdmin",
    "WordingAdmin",
]

note_sign_ins()

"""The verbs: the only code that changes which text, date or address of an article readers see.

Each has four beats: lock the article, check, change, record. A verb that may not act raises
`Refused` with every reason why not; one that was based on an older text raises `Conflict`.
"""

from articles.publishing.addresses import (
    move,
    move_section,
    propose_slug,
    reasons_not_to_use,
    refile,
)
from articles.publishing.amendments import amend_note
from articles.publishing.checks import (
    reasons_not_to_publish,
    reasons_not_to_show,
    reasons_not_to_store,
)
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import render_again
from articles.publishing.drafts import (
    discard_draft,
    preview_of,
    save_draft,
    start_article,
)
from articles.publishing.images import add_image, change_image_words, remove_image
from articles.publishing.paths import is_public_path, todays_address
from articles.publishing.pixels import BadImage, Pixels, read_picture
from articles.publishing.reasons import Conflict, Reason, Refused
from articles.publishing.references import (
    add_reference,
    change_reference,
    reference_like,
    remove_reference,
)
from articles.publishing.reviews import due_after, record_review
from articles.publishing.settings import save_site_settings
from articles.publishing.terms import reasons_not_to_name, remove_term, save_term
from articles.publishing.withdrawals import pages_leading_to, withdraw
from articles.publishing.workflow import (
    POSSIBLE_FROM,
    Action,
    date_after,
    possible_actions,
    publish,
)

__all__ = [
    "POSSIBLE_FROM",
    "Action",
    "BadImage",
    "Conflict",
    "Content",
    "Pixels",
    "Reason",
    "Refused",
    "Source",
    "add_image",
    "add_reference",
    "amend_note",
    "change_image_words",
    "change_reference",
    "content_of",
    "date_after",
    "discard_draft",
    "due_after",
    "is_public_path",
    "move",
    "move_section",
    "pages_leading_to",
    "possible_actions",
    "preview_of",
    "propose_slug",
    "publish",
    "read_picture",
    "reasons_not_to_name",
    "reasons_not_to_publish",
    "reasons_not_to_show",
    "reasons_not_to_store",
    "reasons_not_to_use",
    "record_review",
    "reference_like",
    "refile",
    "remove_image",
    "remove_reference",
    "remove_term",
    "render_again",
    "save_draft",
    "save_site_settings",
    "save_term",
    "start_article",
    "todays_address",
    "withdraw",
]

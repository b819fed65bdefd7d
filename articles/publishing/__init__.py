"""The verbs: the only code that changes which text, date or address of an article readers see.

Each has four beats: lock the article, check, change, record. A verb that may not act raises
`Refused` with every reason why not; one that was based on an older text raises `Conflict`.
"""

from articles.publishing.addresses import (
    PROMINENT,
    move,
    move_section,
    propose_slug,
    reasons_not_to_be_policy,
    reasons_not_to_become,
    reasons_not_to_file,
    reasons_not_to_use,
    refile,
)
from articles.publishing.amendments import amend_note
from articles.publishing.approvals import approve, confirm, last_step_of, send_back, submit
from articles.publishing.audit import Audited, audit
from articles.publishing.batches import (
    BatchRefused,
    Chosen,
    publish_together,
    reasons_not_to_publish_together,
    submit_together,
)
from articles.publishing.checks import (
    CHECKS,
    Check,
    Finding,
    Level,
    Reading,
    Report,
    findings_in,
    reasons_not_to_publish,
    reasons_not_to_show,
    reasons_not_to_store,
    report_on,
)
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import render_again, render_everything_again
from articles.publishing.drafts import (
    discard_draft,
    preview_of,
    save_draft,
    start_article,
    started_lately,
)
from articles.publishing.embargoes import embargo_step_of, reasons_of_embargo, set_embargo
from articles.publishing.images import add_image, change_image_words, remove_image
from articles.publishing.merging import (
    Clash,
    Merge,
    common_base,
    merge_contents,
    merge_revisions,
)
from articles.publishing.moments import in_site_time, moment_of, site_clock, site_day
from articles.publishing.pasted_references import Pasted, UnreadableReference, read_reference
from articles.publishing.paths import (
    is_for_staff,
    is_public_path,
    own_path,
    row_at,
    todays_address,
)
from articles.publishing.pixels import BadImage, Pixels, read_picture
from articles.publishing.preview_links import (
    note_visit,
    reasons_not_to_share,
    revoke_preview,
    share_preview,
)
from articles.publishing.publications import date_after, publish
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.redirects import (
    add_redirect,
    read_old_address,
    read_target,
    reasons_not_to_redirect,
)
from articles.publishing.references import (
    add_reference,
    change_reference,
    propose_key,
    reference_like,
    references_like,
    remove_reference,
    tidy_reference,
)
from articles.publishing.reviews import (
    due_after,
    reasons_not_to_write,
    record_review,
    review_of,
    review_that_lasts,
)
from articles.publishing.schedules import publish_due, schedule, state_off_schedule, unschedule
from articles.publishing.second_pair import (
    has_second_pair,
    is_second_pair,
    reasons_not_to_approve,
    reasons_without_second_pair,
    writers_of,
)
from articles.publishing.settings import save_site_settings
from articles.publishing.snippets import (
    Effect,
    SnippetRefused,
    effects_of,
    publish_snippet,
    reasons_alone,
    reasons_not_to_keep,
    remove_snippet,
    retire_snippet,
    save_snippet,
)
from articles.publishing.terms import reasons_not_to_name, remove_term, save_term, tidy_term
from articles.publishing.unsaved import KEPT_FIELDS, forget_unsaved, keep_open
from articles.publishing.withdrawals import (
    callouts_leading_to,
    pages_leading_to,
    pages_replaced_by,
    withdraw,
)
from articles.publishing.workflow import (
    NEEDS,
    POSSIBLE_FROM,
    Action,
    possible_actions,
    reasons_against,
    reasons_without_right,
)

__all__ = [
    "CHECKS",
    "KEPT_FIELDS",
    "NEEDS",
    "POSSIBLE_FROM",
    "PROMINENT",
    "Action",
    "Audited",
    "BadImage",
    "BatchRefused",
    "Check",
    "Chosen",
    "Clash",
    "Conflict",
    "Content",
    "Effect",
    "Finding",
    "Level",
    "Merge",
    "Pasted",
    "Pixels",
    "Reading",
    "Reason",
    "Refused",
    "Report",
    "SnippetRefused",
    "Source",
    "UnreadableReference",
    "add_image",
    "add_redirect",
    "add_reference",
    "amend_note",
    "approve",
    "audit",
    "callouts_leading_to",
    "change_image_words",
    "change_reference",
    "common_base",
    "confirm",
    "content_of",
    "date_after",
    "discard_draft",
    "due_after",
    "effects_of",
    "embargo_step_of",
    "findings_in",
    "forget_unsaved",
    "has_second_pair",
    "in_site_time",
    "in_words",
    "is_for_staff",
    "is_public_path",
    "is_second_pair",
    "keep_open",
    "last_step_of",
    "merge_contents",
    "merge_revisions",
    "moment_of",
    "move",
    "move_section",
    "note_visit",
    "own_path",
    "pages_leading_to",
    "pages_replaced_by",
    "possible_actions",
    "preview_of",
    "propose_key",
    "propose_slug",
    "publish",
    "publish_due",
    "publish_snippet",
    "publish_together",
    "read_old_address",
    "read_picture",
    "read_reference",
    "read_target",
    "reasons_against",
    "reasons_alone",
    "reasons_not_to_approve",
    "reasons_not_to_be_policy",
    "reasons_not_to_become",
    "reasons_not_to_file",
    "reasons_not_to_keep",
    "reasons_not_to_name",
    "reasons_not_to_publish",
    "reasons_not_to_publish_together",
    "reasons_not_to_redirect",
    "reasons_not_to_share",
    "reasons_not_to_show",
    "reasons_not_to_store",
    "reasons_not_to_use",
    "reasons_not_to_write",
    "reasons_of_embargo",
    "reasons_without_right",
    "reasons_without_second_pair",
    "record_review",
    "reference_like",
    "references_like",
    "refile",
    "remove_image",
    "remove_reference",
    "remove_snippet",
    "remove_term",
    "render_again",
    "render_everything_again",
    "report_on",
    "retire_snippet",
    "review_of",
    "review_that_lasts",
    "revoke_preview",
    "row_at",
    "save_draft",
    "save_site_settings",
    "save_snippet",
    "save_term",
    "schedule",
    "send_back",
    "set_embargo",
    "share_preview",
    "site_clock",
    "site_day",
    "start_article",
    "started_lately",
    "state_off_schedule",
    "submit",
    "submit_together",
    "tidy_reference",
    "tidy_term",
    "todays_address",
    "unschedule",
    "withdraw",
    "writers_of",
]

"""The verbs: the only code that changes which text, date or address of an article readers see.

Each has four beats: lock the article, check, change, record. A verb that may not act raises
`Refused` with every reason why not; one that was based on an older text raises `Conflict`.
"""

from articles.publishing.addresses import (
    OF_EDITORS,
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
from articles.publishing.audit import Audited, audit, look_again
from articles.publishing.batches import (
    BatchRefused,
    Chosen,
    publish_together,
    reasons_not_to_publish_together,
    submit_together,
)
from articles.publishing.beats import name_of
from articles.publishing.bin import (
    bin_article,
    delete_for_good,
    empty_bin,
    reasons_not_to_bin,
    take_out_of_bin,
)
from articles.publishing.checks import (
    CHECKS,
    LONGEST_ALT,
    Check,
    Finding,
    Level,
    Reading,
    Report,
    faults_of_alt,
    findings_in,
    reasons_not_to_publish,
    reasons_not_to_show,
    reasons_not_to_store,
    report_on,
)
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import render_again, render_everything_again
from articles.publishing.desks import Desk, Waiting, counts, waiting, worklist, worklists_of
from articles.publishing.digests import Outcome, send_digests
from articles.publishing.drafts import (
    discard_draft,
    preview_of,
    save_draft,
    start_article,
)
from articles.publishing.embargoes import embargo_step_of, reasons_of_embargo, set_embargo
from articles.publishing.image_files import complete_renditions, replace_image, twin_of
from articles.publishing.image_places import Place, places_of
from articles.publishing.images import (
    add_image,
    change_image_words,
    describe_image,
    reasons_against_words,
    reasons_to_keep,
    remove_image,
    take_in_image,
)
from articles.publishing.kinds_of_work import Part, Worklist
from articles.publishing.merging import (
    Clash,
    Merge,
    common_base,
    merge_contents,
    merge_revisions,
)
from articles.publishing.moments import in_site_time, moment_of, site_clock, site_day
from articles.publishing.opinions import (
    ask_for_change,
    decline_review,
    has_declined,
    offer_review,
)
from articles.publishing.owners import (
    hand_over,
    owner_name,
    owners,
    possible_owners,
    reasons_not_to_answer,
)
from articles.publishing.passages import Passages
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
from articles.publishing.register import read_register
from articles.publishing.restoring import gone_since, restore_revision
from articles.publishing.retractions import (
    Retraction,
    RetractionList,
    UnreadableList,
    mark_retracted,
    read_retractions,
)
from articles.publishing.reviews import (
    due_after,
    reasons_not_to_review,
    reasons_not_to_write,
    record_review,
    review_of,
    review_that_lasts,
    sooner_than_usual,
)
from articles.publishing.schedules import publish_due, schedule, state_off_schedule, unschedule
from articles.publishing.second_pair import (
    Readers,
    readers_of,
    reasons_not_to_approve,
    writers_of,
)
from articles.publishing.sent_again import started_lately
from articles.publishing.settings import save_site_settings
from articles.publishing.snippet_publications import (
    Effect,
    SnippetRefused,
    effects_of,
    publish_snippet,
    reasons_alone,
)
from articles.publishing.snippets import (
    reasons_not_to_keep,
    remove_snippet,
    retire_snippet,
    save_snippet,
)
from articles.publishing.terms import reasons_not_to_name, remove_term, save_term, tidy_term
from articles.publishing.threads import (
    assign_thread,
    reasons_not_to_comment,
    reasons_not_to_resolve,
    reopen_thread,
    reply_to,
    resolve_thread,
    start_thread,
)
from articles.publishing.trail import (
    note_done,
    note_export,
    note_failed_sign_in,
    note_password,
    note_sign_in,
    note_sign_out,
)
from articles.publishing.unsaved import KEPT_FIELDS, forget_unsaved, keep_open
from articles.publishing.verdicts import doubt
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
from articles.publishing.worklists import WORKLISTS

__all__ = [
    "CHECKS",
    "KEPT_FIELDS",
    "LONGEST_ALT",
    "NEEDS",
    "OF_EDITORS",
    "POSSIBLE_FROM",
    "WORKLISTS",
    "Action",
    "Audited",
    "BadImage",
    "BatchRefused",
    "Check",
    "Chosen",
    "Clash",
    "Conflict",
    "Content",
    "Desk",
    "Effect",
    "Finding",
    "Level",
    "Merge",
    "Outcome",
    "Part",
    "Passages",
    "Pasted",
    "Pixels",
    "Place",
    "Readers",
    "Reading",
    "Reason",
    "Refused",
    "Report",
    "Retraction",
    "RetractionList",
    "SnippetRefused",
    "Source",
    "UnreadableList",
    "UnreadableReference",
    "Waiting",
    "Worklist",
    "add_image",
    "add_redirect",
    "add_reference",
    "amend_note",
    "approve",
    "ask_for_change",
    "assign_thread",
    "audit",
    "bin_article",
    "callouts_leading_to",
    "change_image_words",
    "change_reference",
    "common_base",
    "complete_renditions",
    "confirm",
    "content_of",
    "counts",
    "date_after",
    "decline_review",
    "delete_for_good",
    "describe_image",
    "discard_draft",
    "doubt",
    "due_after",
    "effects_of",
    "embargo_step_of",
    "empty_bin",
    "faults_of_alt",
    "findings_in",
    "forget_unsaved",
    "gone_since",
    "hand_over",
    "has_declined",
    "in_site_time",
    "in_words",
    "is_for_staff",
    "is_public_path",
    "keep_open",
    "last_step_of",
    "look_again",
    "mark_retracted",
    "merge_contents",
    "merge_revisions",
    "moment_of",
    "move",
    "move_section",
    "name_of",
    "note_done",
    "note_export",
    "note_failed_sign_in",
    "note_password",
    "note_sign_in",
    "note_sign_out",
    "note_visit",
    "offer_review",
    "own_path",
    "owner_name",
    "owners",
    "pages_leading_to",
    "pages_replaced_by",
    "places_of",
    "possible_actions",
    "possible_owners",
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
    "read_register",
    "read_retractions",
    "read_target",
    "readers_of",
    "reasons_against",
    "reasons_against_words",
    "reasons_alone",
    "reasons_not_to_answer",
    "reasons_not_to_approve",
    "reasons_not_to_be_policy",
    "reasons_not_to_become",
    "reasons_not_to_bin",
    "reasons_not_to_comment",
    "reasons_not_to_file",
    "reasons_not_to_keep",
    "reasons_not_to_name",
    "reasons_not_to_publish",
    "reasons_not_to_publish_together",
    "reasons_not_to_redirect",
    "reasons_not_to_resolve",
    "reasons_not_to_review",
    "reasons_not_to_share",
    "reasons_not_to_show",
    "reasons_not_to_store",
    "reasons_not_to_use",
    "reasons_not_to_write",
    "reasons_of_embargo",
    "reasons_to_keep",
    "reasons_without_right",
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
    "reopen_thread",
    "replace_image",
    "reply_to",
    "report_on",
    "resolve_thread",
    "restore_revision",
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
    "send_digests",
    "set_embargo",
    "share_preview",
    "site_clock",
    "site_day",
    "sooner_than_usual",
    "start_article",
    "start_thread",
    "started_lately",
    "state_off_schedule",
    "submit",
    "submit_together",
    "take_in_image",
    "take_out_of_bin",
    "tidy_reference",
    "tidy_term",
    "todays_address",
    "twin_of",
    "unschedule",
    "waiting",
    "withdraw",
    "worklist",
    "worklists_of",
    "writers_of",
]

"""Restoring: an earlier text becomes the draft again, exactly as it was."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.publishing.content import content_of
from articles.publishing.drafts import save_draft
from articles.publishing.reasons import Reason, Refused
from articles.rendering import citation_keys, picture_keys


def restore_revision(
    article: Article,
    revision: Revision,
    *,
    by: AbstractBaseUser | None,
    based_on: int,
    keep_schedule: bool = False,
) -> Revision:
    """Store the text of `revision` again as the draft and return the new revision.

    Every word, picture and mark of a source is as it was; what has become of the sources and
    pictures since, `gone_since` says. `based_on` is the number of the text that the editor
    compared it with. Readers see no change, and the article is a draft as after any save. Raises
    Refused when it is the text that stands already, belongs to another article or cannot be
    stored, and Conflict when somebody has saved meanwhile; the text is kept then as a revision that
    is not in use, as with every save.
    """
    if revision.article_id != article.pk:
        raise Refused([Reason(_("This is a text of another article."))])
    content = content_of(revision)
    article.refresh_from_db()
    standing = article.working_revision
    if standing.number == based_on and content_of(standing) == content:
        raise Refused([Reason(_("This is the text as it stands. There is nothing to restore."))])
    return save_draft(
        article,
        content,
        by=by,
        based_on=based_on,
        keep_schedule=keep_schedule,
        restored=revision,
    )


def gone_since(revision: Revision) -> list[str]:
    """Say in sentences which sources and pictures of `revision` are not there any more today.

    The text can be restored all the same: nothing of it is left out, and before it is published
    the checks ask for what is missing.
    """
    content = content_of(revision)
    sentences = []
    known = {work["key"]: work for work in revision.works if work["known"]}
    keys_now = dict(revision.citations.values_list("number", "reference__key"))
    for key in sorted(citation_keys(revision.body) - set(content.works)):
        new_key = keys_now.get(known[key]["number"]) if key in known else None
        if new_key and new_key != key:
            sentence = _("The source “%(key)s” is called “%(new_key)s” now; mend its mark.")
        else:
            sentence = _("The source “%(key)s” is not in the register any more.")
        sentences.append(sentence % {"key": key, "new_key": new_key})
    for key in sorted(picture_keys(revision.body) - set(content.pictures)):
        sentence = _("The picture “%(key)s” is not in the library any more.")
        sentences.append(sentence % {"key": key})
    return sentences

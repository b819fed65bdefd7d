"""The register of sources: what changes in it reaches every page that cites the source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Reference, Revision
from articles.publishing.beats import lock_register, name_of
from articles.publishing.derived import render_again
from articles.publishing.pasted_references import (
    UnreadableReference,
    normalised_doi,
    normalised_pmid,
    proposed_key,
)
from articles.publishing.reasons import Reason, Refused
from articles.publishing.verdicts import doubt
from articles.publishing.workflow import refuse_without_permission
from articles.rendering import citation_keys, without_unseen

# Texts refer to the key, who added a source is a fact, and since when follows from its state.
NEVER_CHANGED = frozenset({"id", "key", "added_at", "added_by_name", "unsound_since"})
FACTS = tuple(
    field.name for field in Reference._meta.concrete_fields if field.name not in NEVER_CHANGED
)
# No two sources have one of these in common.
UNIQUE = ("key", "doi", "pmid")
_NORMALISED = {"doi": normalised_doi, "pmid": normalised_pmid}


def references_like(reference: Reference) -> dict[str, Reference]:
    """Return the other sources with the same key, DOI or PMID, by the field they share."""
    others = Reference.objects.exclude(pk=reference.pk)
    found = {}
    for field in UNIQUE:
        value = getattr(reference, field)
        if value and (other := others.filter(**{field: value}).first()):
            found[field] = other
    return found


def reference_like(reference: Reference) -> Reference | None:
    """Return the source of the register that `reference` would be a second time, or None.

    The same DOI or PMID is the same source; the same key may be another.
    """
    tidy_reference(reference)
    found = references_like(reference)
    return found.get("doi") or found.get("pmid")


def tidy_reference(reference: Reference) -> None:
    """Bring what was typed into the form in which the register keeps it; nothing is stored.

    One line a field without what nobody can see, one spelling of each DOI and PMID, NULL for none.
    Raises ValidationError with what is wrong with a DOI or a PMID.
    """
    for field in Reference._meta.concrete_fields:
        value = getattr(reference, field.name)
        if isinstance(field, CharField) and value:
            setattr(reference, field.name, " ".join(without_unseen(value).split()))
    errors = {}
    for field, normalised in _NORMALISED.items():
        value = getattr(reference, field) or None
        try:
            setattr(reference, field, normalised(value) if value else None)
        except UnreadableReference as error:
            errors[field] = str(error)
    if errors:
        raise ValidationError(errors)


def propose_key(reference: Reference) -> str:
    """Return a free key for an unsaved source: “gilhus-2019”, then “gilhus-2019-b” and so on."""
    base = proposed_key(reference.authors, reference.year, reference.title)
    # Room for the longest of the endings below.
    base = base[: Reference._meta.get_field("key").max_length - 8].strip("-")
    taken = set(Reference.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in _keys_from(base) if key not in taken)


@transaction.atomic
def add_reference(reference: Reference, *, by: AbstractBaseUser | None) -> Reference:
    """Put an unsaved source into the register; texts that name its key already cite it from now on.

    Raises ValidationError when a value cannot be used, Refused when the register has the source or
    `by` may not add one.
    """
    refuse_without_permission("add_reference", by)
    lock_register()
    reference.added_by_name = name_of(by)
    _note_since_when(reference, was=Reference.State.CURRENT)
    _refuse_unless_usable(reference)
    reference.save(force_insert=True)
    render_again(_naming(reference.key))
    # Those that were waiting for it.
    doubt(Article.objects.failing().filter(live_revision__citations__reference=reference))
    return reference


@transaction.atomic
def change_reference(
    reference: Reference, *, fields: Collection[str] = FACTS, by: AbstractBaseUser | None
) -> int:
    """Store what editors know about a source by now, and bring it to every text that cites it.

    `fields` are those that they changed; the others keep what the register holds, which somebody
    else may have changed meanwhile. Old editions are among the texts: a reader of one must learn
    of a retraction too. No date of a page moves. Returns how many texts were rendered again.
    Raises ValidationError or Refused, as for a new source.
    """
    refuse_without_permission("change_reference", by)
    lock_register()
    fields = [field for field in fields if field in FACTS]
    current = Reference.objects.select_for_update().get(pk=reference.pk)
    was = current.state
    for field in fields:
        setattr(current, field, getattr(reference, field))
    _note_since_when(current, was=was)
    _refuse_unless_usable(current)
    count = 0
    if fields:
        current.save(update_fields=[*fields, "unsound_since"])
        count = render_again(_citing(current))
    reference.refresh_from_db()
    return count


@transaction.atomic
def remove_reference(reference: Reference, *, by: AbstractBaseUser | None) -> None:
    """Delete a source that no text has ever cited.

    Raises Refused while one does, or without the right.
    """
    refuse_without_permission("delete_reference", by)
    lock_register()
    if reference.citations.exists():
        raise Refused([Reason(_("This source is cited, so it stays in the register."))])
    reference.delete()


def _note_since_when(reference: Reference, *, was: str) -> None:
    """Keep the moment from which the source does not hold, or holds still less than it did."""
    if reference.state == Reference.State.CURRENT:
        reference.unsound_since = None
    elif reference.state != was or reference.unsound_since is None:
        reference.unsound_since = timezone.now()


def _refuse_unless_usable(reference: Reference) -> None:
    """Tidy the source; raise what is wrong with its values, then whose it is already."""
    tidy_reference(reference)
    reference.full_clean(validate_unique=False)
    reasons = [
        Reason(
            _("Another source has this key already: %(source)s.") % {"source": found}
            if field == "key"
            else _("The register has this source already: %(source)s. Cite it with %(mark)s.")
            % {"source": found, "mark": found.markdown},
            field=field,
        )
        for field, found in references_like(reference).items()
    ]
    if reasons:
        raise Refused(reasons)


def _naming(key: str) -> Iterator[Revision]:
    """The texts that name `key`. While it was unknown, no row could record that they do."""
    # “@gilhus-2019” stands in “@gilhus-2019-b” as well, which cites another source.
    for revision in Revision.objects.filter(body__icontains=f"@{key}").iterator(chunk_size=100):
        if key in citation_keys(revision.body):
            yield revision


def _citing(reference: Reference) -> QuerySet:
    return (
        Revision.objects.filter(citations__reference=reference)
        .select_related("lead_image")
        .iterator(chunk_size=100)
    )


def _keys_from(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{base}-{number}" for number in range(2, 1_000_000))

"""The register of sources: what changes in it reaches every page that cites the source."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Reference, Revision
from articles.publishing.beats import name_of
from articles.publishing.derived import render_again
from articles.publishing.reasons import Reason, Refused

# Texts refer to the key, and who added a source is a fact.
NEVER_CHANGED = frozenset({"id", "key", "added_at", "added_by_name"})
FACTS = tuple(
    field.name for field in Reference._meta.concrete_fields if field.name not in NEVER_CHANGED
)


def reference_like(reference: Reference) -> Reference | None:
    """Return the other source of the register with the same DOI or PMID, or None."""
    others = Reference.objects.exclude(pk=reference.pk)
    for field in ("doi", "pmid"):
        value = getattr(reference, field)
        if value and (found := others.filter(**{field: value}).first()):
            return found
    return None


@transaction.atomic
def add_reference(reference: Reference, *, by: AbstractBaseUser | None) -> Reference:
    """Put an unsaved source into the register; texts that name its key already cite it from now on.

    Raises ValidationError when a value cannot be used, Refused when the register has the source.
    """
    _refuse_a_duplicate(reference)
    reference.added_by_name = name_of(by)
    reference.full_clean()
    reference.save(force_insert=True)
    # Found by the text, not by rows: nothing could be recorded while the key was unknown.
    render_again(
        Revision.objects.filter(body__icontains=f"@{reference.key}").iterator(chunk_size=100)
    )
    return reference


@transaction.atomic
def change_reference(reference: Reference) -> int:
    """Store what editors know about a source by now, and bring it to every text that cites it.

    Old editions are among them: a reader of one must learn of a retraction too. No date of a page
    moves. Returns how many texts were rendered again. Raises ValidationError or Refused.
    """
    _refuse_a_duplicate(reference)
    reference.full_clean()
    reference.save(update_fields=FACTS)
    return render_again(
        Revision.objects.filter(citations__reference=reference).iterator(chunk_size=100)
    )


@transaction.atomic
def remove_reference(reference: Reference) -> None:
    """Delete a source that no text has ever cited. Raises Refused while one does."""
    if reference.citations.exists():
        raise Refused([Reason(_("This source is cited, so it stays in the register."))])
    reference.delete()


def _refuse_a_duplicate(reference: Reference) -> None:
    if found := reference_like(reference):
        field = "doi" if reference.doi and found.doi == reference.doi else "pmid"
        raise Refused(
            [
                Reason(
                    _("The register has this source already: %(source)s. Cite it with %(mark)s.")
                    % {"source": found, "mark": found.markdown},
                    field=field,
                )
            ]
        )

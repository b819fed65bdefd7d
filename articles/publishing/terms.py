"""The glossary: a term that comes, changes or goes reaches the pages that use it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import search
from articles.models import Alias, Article, Revision, Term
from articles.publishing.derived import render_again
from articles.publishing.reasons import Reason, Refused


@transaction.atomic
def save_term(term: Term, *, aliases: Sequence[str]) -> int:
    """Store a term, new or changed, with all its other names, and link it where it is used.

    Pages are rendered again; their texts and dates stay. Returns how many. Raises ValidationError
    when a value cannot be used, Refused when a name belongs to another term.
    """
    aliases = [" ".join(alias.split()) for alias in aliases if alias.strip()]
    if reasons := reasons_not_to_name(term, aliases):
        raise Refused(reasons)
    before = list(Term.objects.with_names().filter(pk=term.pk))
    names = {name for known in before for name in known.names} | {term.name, *aliases}
    linked = _linked_from(before)
    term.full_clean()
    term.save()
    term.aliases.all().delete()
    Alias.objects.bulk_create(Alias(term=term, name=alias) for alias in aliases)
    search.index_term(term)
    return _render_again(linked, names)


@transaction.atomic
def remove_term(term: Term) -> int:
    """Delete a term; the pages that linked to it do so no more. Returns how many there were."""
    linked = _linked_from([term])
    search.forget(term)
    term.delete()
    return _render_again(linked, [])


def reasons_not_to_name(term: Term, aliases: Sequence[str]) -> list[Reason]:
    """Every reason why `term` cannot have these other names beside its own."""
    reasons = []
    folded = [name.casefold() for name in (term.name, *aliases)]
    for position, alias in enumerate(aliases, start=1):
        try:
            Alias._meta.get_field("name").clean(alias, None)
        except ValidationError as error:
            reasons += [Reason(message, field="aliases") for message in error.messages]
        if folded.index(alias.casefold()) < position:
            reasons.append(
                Reason(_("“%(name)s” stands here twice.") % {"name": alias}, field="aliases")
            )
    others = Term.objects.exclude(pk=term.pk).with_names()
    owners = {name.casefold(): other for other in others for name in other.names}
    for name, key in zip((term.name, *aliases), folded, strict=True):
        if owner := owners.get(key):
            reasons.append(
                Reason(
                    _("“%(name)s” belongs to the term “%(term)s” already.")
                    % {"name": name, "term": owner.name},
                    field="name" if name == term.name else "aliases",
                )
            )
    return reasons


def _linked_from(terms: Collection[Term]) -> set:
    """The keys of the texts that link to one of `terms`, old editions among them."""
    return set(Revision.objects.filter(term_uses__term__in=terms).values_list("pk", flat=True))


def _render_again(linked: set, names: Collection[str]) -> int:
    """Render the texts `linked` and those in use that have one of `names` in them."""
    has_a_name = Q()
    for name in names:
        has_a_name |= Q(text__icontains=name)
    in_use = Q()
    for pointer in ("draft_revision", "live_revision", "withdrawal__revision"):
        in_use |= Q(pk__in=Article.objects.exclude(**{pointer: None}).values(pointer))
    found = Q(pk__in=linked) | (has_a_name & in_use if names else Q(pk__in=[]))
    return render_again(Revision.objects.filter(found).iterator(chunk_size=100))

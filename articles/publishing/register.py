"""The register: what one text is rendered with and checked against, read in one query.

Content and Site ask for each of these themselves, one after the other; the article form asks for
all of them at once, as the frame of a page does with its rows.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import (
    DateField,
    DateTimeField,
    F,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import JSONObject

from articles.models import Alias, Image, Reference, Term, Wording
from articles.models.json_rows import JSONRows
from articles.publishing.checks import Site
from articles.publishing.content import Content


def read_register(content: Content, *, open_threads: Mapping[int, int] | None = None) -> Site:
    """Read what `content` is rendered with, and return what the checks ask of the site.

    The text stays as it is: it knows its glossary, sources and pictures from now on. How many
    comments are open, by the key of the article, is asked for unless `open_threads` says it.
    """
    aliases = Alias.objects.filter(term=OuterRef("pk")).order_by("pk")
    other_names = JSONRows(aliases, {"name": F("name")})
    rows = _as_json("term", Term.objects.all(), other_names=other_names).union(
        _as_json("wording", Wording.objects.all()),
        _as_json("reference", Reference.objects.named_in(content.whole)),
        _as_json("image", Image.objects.named_in(content.body)),
        all=True,
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for noun, facts in rows:
        found[noun].append(facts)
    works = [_row(Reference, facts) for facts in found["reference"]]
    pictures = [_row(Image, facts) for facts in found["image"]]
    known = {
        "glossary": sorted(map(_term, found["term"]), key=lambda term: term.pk),
        "works": {work.key: work.as_work() for work in works},
        "pictures": {picture.key: picture.as_picture() for picture in pictures},
    }
    content.__dict__.update(known)
    wordings = [_row(Wording, facts) for facts in found["wording"]]
    return Site(wordings=wordings, open_threads=open_threads)


def _as_json(noun: str, rows: QuerySet, **others: Any) -> QuerySet:
    # Moments would come as words, and the renderer asks for none.
    names = {
        field.attname: F(field.attname)
        for field in rows.model._meta.concrete_fields
        if not field.is_relation and not isinstance(field, DateTimeField)
    }
    named = rows.order_by().annotate(noun=Value(noun), facts=JSONObject(**names, **others))
    return named.values_list("noun", "facts")


def _row(model: type[Model], facts: dict[str, Any]) -> Any:
    """A row of `model` from its facts. Days come as words, and on SQLite JSON within JSON does."""
    for field in model._meta.concrete_fields:
        said = facts.get(field.attname)
        if isinstance(said, str) and isinstance(field, JSONField):
            facts[field.attname] = json.loads(said)
        elif isinstance(said, str) and isinstance(field, DateField):
            facts[field.attname] = datetime.date.fromisoformat(said)
    return model(**facts)


def _term(facts: dict[str, Any]) -> Term:
    others = facts.pop("other_names")
    term = _row(Term, facts)
    term.other_names = [
        other["name"] for other in (json.loads(others) if isinstance(others, str) else others)
    ]
    return term

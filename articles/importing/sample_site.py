"""The sample site: a small, complete site to look at on first start.

Its texts, pictures and settings lie in `sample/`, written for this project. Every page is marked
as a sample; none has been medically reviewed.
"""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

from django.db import transaction

from articles.importing.report import Report
from articles.importing.sample_pages import SAMPLE, Edition, SamplePage, TakenBack, read_pages
from articles.models import (
    Article,
    Byline,
    Callout,
    Image,
    Person,
    Reference,
    Section,
    SiteSettings,
    Snippet,
    SynonymSet,
    Term,
)
from articles.publishing import (
    Content,
    Source,
    add_image,
    add_reference,
    publish,
    publish_snippet,
    record_review,
    reference_like,
    refile,
    save_draft,
    save_site_settings,
    save_snippet,
    save_term,
    start_article,
    withdraw,
)
from articles.search import know_set


def is_first_start() -> bool:
    """Whether nobody has put anything into this site yet."""
    return not (SiteSettings.objects.exists() or Article.everything.exists())


@transaction.atomic
def load_sample() -> Report:
    """Load the sample site, once: where any of it is there already, nothing is touched.

    Raises Refused when a page of the sample may not go out among what is there.
    """
    report = Report()
    if Article.everything.filter(import_key__startswith="sample:").exists():
        report.unchanged.append("the sample site is there already")
        return report
    _load("section", Section, report)
    _load("person", Person, report)
    _load_register(report)
    _load_facts(report)
    _load_synonyms(report)
    for facts in _table("picture"):
        if not Image.objects.filter(key=facts["key"]).exists():
            with (SAMPLE / "pictures" / facts.pop("file")).open("rb") as file:
                report.created.append(f"picture {add_image(file, by=None, **facts).key}")
    _load_articles(report)
    _load_callout(report)
    if not SiteSettings.objects.exists():
        save_site_settings(SiteSettings(), by=None)
    return report


def _table(name: str) -> list[dict[str, Any]]:
    plural = {"person": "people", "synonym_set": "synonyms"}.get(name, f"{name}s")
    return tomllib.loads((SAMPLE / f"{plural}.toml").read_text())[name]


def _load(name: str, model: type[Section | Person], report: Report) -> None:
    for position, facts in enumerate(_table(name), start=1):
        if model is Section:
            facts["position"] = position * 10
        row, is_new = model.objects.get_or_create(slug=facts["slug"], defaults=facts)
        if is_new:
            report.created.append(f"{name} {row}")


def _load_articles(report: Report) -> None:
    started: list[tuple[SamplePage, Article]] = []
    for page in read_pages():
        if Article.everything.filter(slug=page.slug).exists():
            report.skipped.append(f"article {page.title}: its address is taken")
        else:
            started.append((page, _start(page)))
            report.created.append(f"article {page.title}")
    # They link to one another, so they become public together.
    together = [article for _page, article in started]
    for page, article in started:
        for edition in page.published:
            if edition.kind != "first":
                number = article.working_revision.number
                text, source = _content(page, edition), _source(edition.on)
                save_draft(article, text, by=None, based_on=number, source=source)
            publish(
                article,
                kind=edition.kind,
                note=edition.note,
                was_wrong=edition.was_wrong,
                is_right=edition.is_right,
                by=None,
                alongside=together,
            )
            for review in page.reviews_of(edition):
                record_review(
                    article,
                    reviewer=Person.objects.get(slug=review.by),
                    next_due=review.next_due,
                    by=None,
                    source=_source(review.on),
                )
    for page, article in started:
        if page.withdrawn:
            _take_back(article, page.withdrawn)


def _take_back(article: Article, taken: TakenBack) -> None:
    withdraw(
        article,
        outcome=taken.outcome,
        reason=taken.reason,
        replacement=Article.objects.filter(slug=taken.replacement).first(),
        by=None,
        source=_source(taken.on),
    )


def _load_register(report: Report) -> None:
    """Load the sources and the glossary, before the texts that use them."""
    for facts in _table("reference"):
        reference = Reference(**facts)
        found = reference_like(reference) or Reference.objects.filter(key=reference.key).first()
        if found is None:
            report.created.append(f"source {add_reference(reference, by=None)}")
    for facts in _table("term"):
        aliases, term = facts.pop("aliases", []), Term(**facts)
        if not Term.objects.filter(slug=term.slug).exists():
            save_term(term, aliases=aliases, by=None)
            report.created.append(f"term {term}")


def _load_facts(report: Report) -> None:
    """Load the facts that several texts state: after their sources, before the texts."""
    for fact in _table("fact"):
        if Snippet.objects.filter(key=fact["key"]).exists():
            continue
        snippet = Snippet(key=fact["key"], title=fact["title"])
        save_snippet(snippet, text=fact["text"], as_of=fact["as_of"], by=None)
        publish_snippet(snippet, by=None)
        report.created.append(f"fact {snippet}")


def _load_synonyms(report: Report) -> None:
    for facts in _table("synonym_set"):
        listed = "\n".join(facts["words"])
        if not SynonymSet.objects.filter(listed=listed).exists():
            synonyms = SynonymSet(listed=listed, note=facts.get("note", ""))
            synonyms.full_clean()
            synonyms.save()
            know_set(synonyms)
            report.created.append(f"synonyms {synonyms}")


def _start(page: SamplePage) -> Article:
    first = page.published[0]
    article = start_article(
        _content(page, first),
        section=Section.objects.get(slug=page.section),
        slug=page.slug,
        by=None,
        source=_source(first.on),
    )
    refile(
        article,
        by=None,
        position=page.position,
        start_here=page.start_here,
        is_sample=True,
        policy=page.policy,
        import_key=f"sample:{page.slug}",
    )
    people = Person.objects.in_bulk(page.authors, field_name="slug")
    Byline.objects.bulk_create(
        Byline(article=article, person=people[slug], position=position)
        for position, slug in enumerate(page.authors)
    )
    return article


def _content(page: SamplePage, edition: Edition) -> Content:
    lead = Image.objects.get(key=page.lead_picture) if page.lead_picture else None
    return Content(
        title=page.title,
        summary=page.summary,
        body=page.body_of(edition),
        key_points=tuple(page.key_points),
        lead_image=lead,
        lead_alt=page.lead_alt or (lead.description if lead else ""),
    )


def _source(day: datetime.date) -> Source:
    return Source(name="sample site", dated_on=day)


def _load_callout(report: Report) -> None:
    facts = tomllib.loads((SAMPLE / "callout.toml").read_text())
    if Callout.objects.filter(title=facts["title"]).exists():
        return
    facts["image"] = Image.objects.get(key=facts["image"])
    callout = Callout(starts_on=facts.pop("starts"), **facts)
    callout.full_clean()
    callout.save()
    report.created.append(f"callout {callout}")

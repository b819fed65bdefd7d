"""Whatever editors do to a text, no mark is without its entry and no entry without its mark."""

import random
import re
from html.parser import HTMLParser

import pytest

from articles.models import Citation, Reference
from articles.publishing import (
    Content,
    content_of,
    publish,
    reasons_not_to_publish,
    save_draft,
    start_article,
)
from articles.rendering import render
from tests.factories import change, make_article, make_draft, make_reference, make_section

pytestmark = pytest.mark.django_db

KNOWN = [f"source-{number}" for number in range(12)]
UNKNOWN = ["nobody-knows", "source-99"]
EDITS = 1000
STORED = 120


class Ids(HTMLParser):
    """The ids and the links within the page, in the order of the text."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id", "").startswith("frame-"):
            self.ids.append(attributes["id"])
        if attributes.get("href", "").startswith("#frame-reference-"):
            self.links.append(int(attributes["href"].rsplit("-", 1)[1]))


def keys_in(body):
    """The keys of the marks in `body`, in the order of the text: an oracle of one line."""
    return [
        key
        for mark in re.findall(r"\[(@[a-z0-9-]+(?:; @[a-z0-9-]+)*)\]", body)
        for key in dict.fromkeys(re.findall(r"@([a-z0-9-]+)", mark))
    ]


def check(html, works, body):
    """What must hold of the page of any text."""
    drawn, used = Ids(html), keys_in(body)
    order = list(dict.fromkeys(used))
    # Numbers are 1..n by first use, and the list has every source that a mark names and no other.
    assert [work["number"] for work in works] == list(range(1, len(works) + 1))
    assert [work["key"] for work in works] == order
    assert [work["uses"] for work in works] == [used.count(key) for key in order]
    assert [work["known"] for work in works] == [key in KNOWN for key in order]
    # Each mark leads to the entry of its source; each entry leads back to each of its marks.
    assert drawn.links == [order.index(key) + 1 for key in used if key in KNOWN]
    marks = [
        f"frame-citation-{work['number']}-{use}"
        for work in works
        if work["known"]
        for use in range(1, work["uses"] + 1)
    ]
    assert sorted(drawn.ids) == sorted(marks)
    assert len(set(drawn.ids)) == len(drawn.ids)


def paragraph(chance):
    """A paragraph, an item, a heading or a box, with up to three marks in it."""
    words = []
    for number in range(chance.randint(1, 3)):
        words.append(chance.choice(["A claim", "Another *claim*", "**Numbers**, too", "So it is"]))
        if chance.random() < 0.7:
            keys = chance.sample(KNOWN, chance.randint(1, 3))
            if chance.random() < 0.1:
                keys.append(chance.choice(UNKNOWN))
            words.append(f"{chance.choice(['', ' '])}[{'; '.join('@' + key for key in keys)}]")
        words.append(f", part {number}. ")
    text = "".join(words)
    return chance.choice(
        [text, text, f"- {text}", f"> {text}", f"## {text}", f"::: note\n{text}\n:::"]
    )


def edit(paragraphs, chance):
    """One random edit of a text."""
    paragraphs = list(paragraphs)
    match chance.choice(["insert", "insert", "delete", "reorder", "duplicate", "move"]):
        case "insert":
            paragraphs.insert(chance.randint(0, len(paragraphs)), paragraph(chance))
        case "delete" if len(paragraphs) > 1:
            del paragraphs[chance.randrange(len(paragraphs))]
        case "reorder":
            chance.shuffle(paragraphs)
        case "duplicate":
            paragraphs.append(chance.choice(paragraphs))
        case "move":
            paragraphs.append(paragraphs.pop(chance.randrange(len(paragraphs))))
    return paragraphs[-12:]


@pytest.fixture
def register():
    for key in KNOWN:
        make_reference(key)


def test_a_thousand_random_edits_leave_no_mark_without_entry_and_no_entry_without_mark(register):
    chance = random.Random(2026)
    works = Reference.objects.works_in(" ".join(f"@{key}" for key in KNOWN))
    paragraphs = [paragraph(chance)]
    for _ in range(EDITS):
        paragraphs = edit(paragraphs, chance)
        body = "\n\n".join(paragraphs)
        rendered = render(body, works=works)
        listed = [vars(use) for use in rendered.citations]
        check(rendered.html, listed, body)


def check_stored(revision):
    """What must hold of a stored text: the same, and rows for exactly the known entries."""
    revision.refresh_from_db()
    check(revision.html, revision.works, revision.body)
    rows = Citation.objects.filter(revision=revision).values_list("number", "reference__key")
    assert sorted(rows) == [(one["number"], one["key"]) for one in revision.works if one["known"]]
    assert [entry.number for entry in revision.references] == [
        one["number"] for one in revision.works
    ]
    back = {mark for entry in revision.references for mark in entry.marks}
    assert back == set(Ids(revision.html).ids)


def test_saving_restoring_and_copying_keep_every_citation(register):
    chance = random.Random(1934)
    section = make_section()
    paragraphs = [paragraph(chance)]
    article = start_article(
        Content(title="T", body=paragraphs[0]), section=section, slug="t", by=None
    )
    seen = {}
    for number in range(STORED):
        match chance.choice(["edit", "edit", "restore", "copy"]):
            case "edit":
                paragraphs = edit(paragraphs, chance)
                content = Content(title="T", body="\n\n".join(paragraphs))
            case "restore":
                content = content_of(chance.choice(list(article.revisions.all())))
            case "copy":
                content = content_of(article.working_revision)
                start_article(content, section=section, slug=f"copy-{number}", by=None)
        based_on = article.working_revision.number
        revision = save_draft(article, content, by=None, based_on=based_on)
        check_stored(revision)
        # The same text has the same list, whenever it is saved and wherever.
        assert seen.setdefault(revision.body, revision.works) == revision.works
    for revision in {copy.draft_revision for copy in section.articles.all()}:
        check_stored(revision)
        assert seen.get(revision.body, revision.works) == revision.works


def test_a_source_that_comes_late_takes_the_number_that_was_kept_for_it(register):
    body = "One.[@nobody-knows] Two.[@source-1; @nobody-knows]"
    article = make_draft(body=body)
    revision = article.draft_revision
    check_stored(revision)
    make_reference("nobody-knows")
    revision.refresh_from_db()
    assert [(one["number"], one["known"]) for one in revision.works] == [(1, True), (2, True)]
    assert sorted(Ids(revision.html).ids) == [
        "frame-citation-1-1",
        "frame-citation-1-2",
        "frame-citation-2-1",
    ]
    assert Citation.objects.filter(revision=revision).count() == 2


def test_publishing_again_keeps_the_citations_of_every_edition(register):
    article = make_article(body="One.[@source-1] Two.[@source-2]")
    first = article.live_revision
    change(article, body="Two.[@source-2]")
    publish(article, kind="minor", by=None)
    check_stored(first)
    check_stored(article.live_revision)
    assert [one["key"] for one in first.works] == ["source-1", "source-2"]
    assert [one["key"] for one in article.live_revision.works] == ["source-2"]


@pytest.mark.parametrize("field", ["title", "summary", "key_points"])
def test_a_mark_outside_the_text_is_a_reason_not_to_publish(field):
    words = f"It is so [@{make_reference().key}]."
    draft = make_draft(**{field: (words,) if field == "key_points" else words})
    (reason,) = reasons_not_to_publish(draft)
    assert reason.field == field
    assert "only the text can cite a source" in reason

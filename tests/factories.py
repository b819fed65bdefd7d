"""Things to test with, made by the verbs that editors use. No test can hold an impossible row."""

import io
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.text import slugify
from PIL import Image as Pillow

from articles.models import (
    Person,
    PreviewLink,
    Reference,
    Section,
    SiteSettings,
    Snippet,
    Term,
    make_roles,
)
from articles.models.preview_link import digest_of
from articles.publishing import (
    Content,
    add_image,
    add_reference,
    publish,
    publish_snippet,
    record_review,
    save_draft,
    save_snippet,
    save_term,
    share_preview,
    start_article,
    withdraw,
)

numbers = count(1)

BODY = "## What happens\n\nThe signal between nerve and muscle grows weak.\n"


def make_editor(username="ida", **fields):
    fields = {"is_staff": True, "is_superuser": True, "first_name": "Ida"} | fields
    return get_user_model().objects.create_user(username, password="a good password", **fields)


# Why an editor of a test publishes without a second pair of eyes.
ALONE = "Nobody else was at the desk."


def make_member(role, username="", **fields):
    """Somebody with an account in one of the three roles, such as Role.AUTHOR."""
    fields = {"is_superuser": False, "first_name": username.capitalize() or role} | fields
    member = make_editor(username or slugify(role), **fields)
    if not Group.objects.filter(name=role).exists():
        make_roles(using="default")  # tests that commit empty the tables afterwards
    member.groups.add(Group.objects.get(name=role))
    return member


def make_section(slug="about-mg", kind="information", **fields):
    fields = {"title": slug.replace("-", " ").capitalize(), "kind": kind} | fields
    return Section.objects.get_or_create(slug=slug, defaults=fields)[0]


def make_content(title="Causes of MG", **fields):
    fields = {"summary": "Antibodies disturb the signal.", "body": BODY} | fields
    return Content(title=title, **fields)


def make_draft(slug="", *, section=None, by=None, source=None, **content):
    return start_article(
        make_content(**content),
        section=section or make_section(),
        slug=slug or f"article-{next(numbers)}",
        by=by,
        source=source,
    )


def make_article(slug="", *, section=None, by=None, source=None, **content):
    """A published article."""
    article = make_draft(slug, section=section, by=by, source=source, **content)
    publish(article, by=by, alone=ALONE)
    return article


def make_person(name="Ann Birch", **fields):
    return Person.objects.get_or_create(slug=slugify(name), defaults={"name": name} | fields)[0]


def make_reviewer(name="Vera Stone", credentials="MD", **fields):
    """Somebody with credentials, who may vouch for a text."""
    return make_person(name, credentials=credentials, **fields)


def review(article, **facts):
    """Record that somebody has checked the text that readers see, or the draft."""
    return record_review(article, **{"reviewer": make_reviewer(), "by": None} | facts)


def take_back(article, **facts):
    """Withdraw a page."""
    reason = "The treatment it describes is not used any more."
    return withdraw(article, **{"outcome": "outdated", "reason": reason, "by": None} | facts)


def share(secret, article, *, by=None):
    """A preview link to the draft of `article` with a secret of the test's choice."""
    by = by or get_user_model().objects.filter(username="sharer").first() or make_editor("sharer")
    link, _token = share_preview(article, for_whom="Dr. Lee", by=by)
    PreviewLink.objects.filter(pk=link.pk).update(digest=digest_of(secret))
    return link


def change(article, *, by=None, **content):
    """Save another text as the draft of `article`."""
    return save_draft(
        article, make_content(**content), by=by, based_on=article.working_revision.number
    )


def publish_again(article, kind="minor", *, note="", was_wrong="", is_right="", by=None, **content):
    """Another text of `article`, published: its next edition."""
    change(article, by=by, **content)
    words = {"note": note, "was_wrong": was_wrong, "is_right": is_right}
    return publish(article, kind=kind, **words, alone=ALONE, by=by)


def picture_file(width=64, height=48, kind="PNG", mode="RGB", color=None, **options):
    file = io.BytesIO()
    picture = Pillow.new(mode, (width, height), color or ("teal" if mode != "CMYK" else 0))
    picture.save(file, kind, **options)
    file.seek(0)
    file.name = f"picture.{kind.lower()}"
    return file


def make_image(key="", description="A nerve ending beside a muscle", **words):
    width = words.pop("width", 64)
    words.setdefault("licence", "Own work")
    return add_image(
        picture_file(width=width, height=max(1, width * 3 // 4)),
        description=description,
        key=key,
        by=None,
        **words,
    )


def make_term(name="ptosis", *, aliases=(), slug="", **fields):
    fields = {"definition": "A lid that hangs lower than it should."} | fields
    term = Term(name=name, slug=slug or slugify(name) or f"term-{next(numbers)}", **fields)
    save_term(term, aliases=aliases, by=None)
    return term


def make_reference(key="", *, by=None, **facts):
    """A source in the register."""
    number = next(numbers)
    facts = {"type": "review", "authors": "Gilhus NE", "year": 2019} | facts
    facts.setdefault("title", f"Myasthenia gravis, part {number}")
    return add_reference(Reference(key=key or f"source-{number}", **facts), by=by)


def make_snippet(key="approved", title="Approved treatments", text="Four medicines."):
    """A fact kept once that new texts get."""
    snippet = Snippet(key=key, title=title)
    save_snippet(snippet, text=text, as_of=SiteSettings.current().today(), by=None)
    publish_snippet(snippet, by=None)
    return snippet


def rewrite_snippet(snippet, text, *, by=None):
    """Another text of a fact, which nobody has published yet."""
    number, today = snippet.working_version.number, SiteSettings.current().today()
    return save_snippet(snippet, text=text, as_of=today, by=by, based_on=number)

"""A clean page, and what to change in it so that each check finds exactly one thing."""

import datetime
from dataclasses import replace

from django.utils import timezone

from articles.models import Article, Section
from articles.publishing import findings_in
from tests.factories import make_content, make_image, make_reference, make_term

EASY = (
    "The eyes tire first in many people. They see two of each thing at the end of the day. A short "
    "rest helps them for a while. Some cover one eye when they read. Some use a large screen. Ask "
    "your doctor what may help you. You can try one thing at a time and note how it goes. "
)
HARD = (
    "Notwithstanding considerable heterogeneity, immunological investigations characteristically "
    "necessitate comprehensive interdisciplinary consultation regarding neuromuscular "
    "transmission, particularly where electrophysiological examination demonstrates inconclusive "
    "abnormalities requiring supplementary radiological visualisation and serological "
    "determination. Subsequently, multidisciplinary deliberation concerning individualised "
    "pharmacological intervention constitutes recommended institutional practice throughout "
    "internationally recognised specialist organisations."
)
BODY = f"""::: urgent Get help now
If you cannot breathe well, call your emergency number.
:::

## What happens

{EASY}

About 30% of people see double first.[@gilhus-2019] One medicine helps them for some hours.

![A nerve ending beside a muscle](image:junction "Where they meet")

### What helps

People with MG rest often. The score (CGRQ, a list of questions) says how a week went.

Read [the page on causes](/about-mg/causes/) and [the survey](https://example.org/survey).

```chart bars What tires people
Eyes | 61
Arms | 38
```
"""
TWIN = make_content(
    title="How MG shows itself",
    summary="The eyes tire first in many people, and a short rest helps them for a while.",
    body=BODY,
    key_points=("The eyes tire first.", "Rest helps.", "Ask your doctor."),
)

# Twelve checks: the field, what stands in it, and the defect to plant there.
DEFECTS = {
    "summary-length": ("summary", TWIN.summary, "The eyes tire."),
    "alt-text": ("body", "![A nerve ending", "![Image of a nerve ending"),
    "headings": ("body", "### What helps", "#### What helps"),
    "sources": ("body", "survey).", "survey).[@nobody-2020]"),
    "link-texts": ("body", "[the survey]", "[click here]"),
    "links": ("body", "/about-mg/causes/", "/about-mg/no-such-page/"),
    "urgent-box": ("body", "::: urgent", "::: note"),
    "key-points": ("key_points", TWIN.key_points, TWIN.key_points[:2]),
    "claims": ("body", "first.[@gilhus-2019]", "first."),
    "wording": ("body", "People with MG rest", "Sufferers rest"),
    "abbreviations": ("body", "(CGRQ, a list of questions)", "CGRQ"),
    "reading-grade": ("body", EASY, HARD),
}
# And those that find nothing else where there is nothing to look at, or only when it is whole.
OTHERS = {
    "storable": ("title", TWIN.title, ""),
    "summary": ("summary", TWIN.summary, ""),
    "text": ("body", BODY, ""),
    "pictures": ("body", "image:junction", "image:elsewhere"),
    "picture-rights": ("body", "image:junction", "image:lapsed"),
    "facts": ("body", "Read [the page", "{{no-such-fact}} Read [the page"),
    "charts": ("body", "Eyes | 61\nArms | 38", "Eyes\nArms"),
}


def plant(content, *defects):
    """The same content with these defects in it."""
    for field, good, bad in defects:
        value = getattr(content, field)
        assert value == good or good in value
        changed = value.replace(good, bad, 1) if isinstance(value, str) else bad
        content = replace(content, **{field: changed})
    return content


def prepare():
    """The pictures, sources, terms and pages that the twins name."""
    from tests.factories import make_article

    make_image(key="junction")
    ended = timezone.localdate() - datetime.timedelta(days=1)
    make_image("lapsed", licence="By permission", credit="Rosa Lind", licence_until=ended)
    make_reference("gilhus-2019")
    make_term("myasthenia gravis", aliases=["MG"])
    make_article("causes")


def look(content, *, kind="information", **facts):
    """What the checks find in a text for a page in a section of this kind."""
    section = Section(title="Section", slug="section", kind=kind)
    return findings_in(content, article=Article(section=section, slug="page"), **facts)


def names(findings):
    return [finding.check for finding in findings]


def found(check, body, **content):
    """What one check finds in a text with this body; the sentences of the others are left out."""
    kind = content.pop("kind", "information")
    content = make_content(body=body, **{"title": "Causes"} | content)
    findings = look(content, kind=kind)
    return [finding for finding in findings if finding.check == check]

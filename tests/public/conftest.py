"""What tests of the readers' pages share."""

import pytest

from tests.factories import (
    make_article,
    make_image,
    make_person,
    make_reference,
    make_term,
    publish_again,
)


@pytest.fixture
def causes(db, time_machine):
    """A page with all that a page can have, changed once."""
    make_term("ptosis")
    make_reference("gilhus-2019", title="Myasthenia gravis", doi="10.1000/182")
    make_image("nerve", caption="Nerve and muscle", width=900)
    body = (
        "## Signals\n\nThe signal grows weak [@gilhus-2019]. See [signals](#signals) and "
        "[the glossary](/glossary/). *Ptosis* is one sign.\n\n![A nerve](image:nerve)\n\n"
        "| a | b |\n|--|--:|\n| 1 | 2 |\n\n    code\n\n      more\n"
    )
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes", body=body, lead_image=make_image("lead"), lead_alt="A muscle")
    article.bylines.create(person=make_person("Zoe Ash"))
    article.bylines.create(person=make_person("Ann Birch"), position=1)
    time_machine.move_to("2025-07-27T12:00:00Z")
    publish_again(
        article,
        "significant",
        note="New numbers.",
        body=body,
        key_points=("Nobody is to blame.",),
        lead_image=article.live_revision.lead_image,
        lead_alt="A muscle",
    )
    return article

"""Links whose words are an address."""

import pytest

from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body",
    [
        "See https://example.org/a-long-address for more.",
        "See <https://example.org/a-long-address>.",
        "See [www.example.org/page](https://www.example.org/page).",
    ],
)
def test_an_address_in_the_text_is_worth_a_look(body):
    [finding] = found("link-texts", body)
    assert "stands in the text as it is" in finding.sentence
    assert not finding.is_blocker
    assert finding.quote in body


@pytest.mark.parametrize(
    "body",
    [
        "See [the survey](https://example.org/a-long-address).",
        "Write to <desk@example.org>.",
        "Type `https://example.org/` there.",
    ],
)
def test_a_name_a_mail_address_and_code_pass(body):
    assert found("link-texts", body) == []


def test_many_addresses_are_not_listed_without_end():
    body = "\n\n".join(f"https://example.org/{number}" for number in range(50))
    assert len(found("link-texts", body)) == 20

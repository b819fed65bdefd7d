"""What tests of the desk share."""

import pytest

from tests.factories import make_article


@pytest.fixture
def article(db):
    """A page that readers see."""
    return make_article("causes", title="Causes of MG")

"""manage.py renditions: sizes that stored pictures lack."""

import io

import pytest
from django.core.management import call_command

from tests.factories import make_image

pytestmark = pytest.mark.django_db


def run():
    said = io.StringIO()
    call_command("renditions", stdout=said)
    return said.getvalue()


def test_it_says_which_pictures_were_completed_and_finds_none_the_next_time():
    image = make_image("junction", width=900)
    image.renditions = {name: sizes[1:] for name, sizes in image.renditions.items()}
    image.save(update_fields=["renditions"])
    assert run() == "junction: 2 files\nCompleted pictures: 1\n"
    assert run() == "Completed pictures: 0\n"

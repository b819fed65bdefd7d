"""Cards that were drawn once, kept beside the uploads. What is lost is drawn again."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.public.share_card.card import ShareCard
from articles.public.share_card.drawing import draw

# How every whole PNG ends; a file that was cut off while it was written does not.
_END = b"IEND\xaeB`\x82"


def png_of(card: ShareCard) -> bytes:
    """Return the picture of `card`, drawn now or kept from the first time."""
    folder = f"cards/{card.place}"
    name = f"{folder}/{card.digest}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            data = file.read()
        if data.endswith(_END):
            return data
    data = draw(card)
    _forget(folder)
    default_storage.save(name, ContentFile(data))
    return data


def _forget(folder: str) -> None:
    """Delete what was drawn of the same page before it said something else."""
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")

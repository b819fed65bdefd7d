"""Share cards: the pictures that stand beside a link to the site where somebody shares it.

Each is drawn from words, once, when it is first asked for. Its address holds what it says: other
words are another picture, so it may be kept for ever.
"""

from articles.public.share_card.card import HEIGHT, WIDTH, ShareCard
from articles.public.share_card.store import png_of

__all__ = ["HEIGHT", "WIDTH", "ShareCard", "png_of"]

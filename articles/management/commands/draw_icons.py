"""draw_icons: the site's sign as the icons that phones put on their home screens."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image as Pillow

from articles.public.share_card.drawing import PALE, TEAL, WHITE
from articles.public.share_card.sign import HEIGHT, WIDTH, draw_sign

# How much of the icon's width the sign takes: a phone may cut a "maskable" one into any shape.
ICONS = (("icon-192", 192, 0.75), ("icon-512", 512, 0.75), ("icon-maskable-512", 512, 0.56))


class Command(BaseCommand):
    help = "Draws static/img/icon-*.png from the site's sign; run it when the sign changes."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, size, share in ICONS:
            path = settings.BASE_DIR / "static" / "img" / f"{name}.png"
            icon = Pillow.new("RGB", (size, size), TEAL)
            width = size * share
            corner = ((size - width) / 2, (size - width * HEIGHT / WIDTH) / 2)
            draw_sign(icon, corner, width, lid=WHITE, lashes=PALE)
            icon.quantize(64, dither=Pillow.Dither.NONE).save(path, optimize=True)
            self.stdout.write(f"{path}")

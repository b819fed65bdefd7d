"""Pictures: what the caller knows of the library, and what a text makes of it."""

import datetime
import re
from dataclasses import dataclass

_NAMED = re.compile(r"\bimage:([a-z0-9-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Rendition:
    """One stored size of a picture."""

    url: str
    width: int


@dataclass(frozen=True)
class Picture:
    """A picture of the library, as the caller of `render()` supplies it.

    `renditions` are in the format that every browser reads (JPEG or PNG), `webp` the same
    sizes in the smaller one; `url`, `width` and `height` are those of the fallback file. `focus` is
    the point that matters most, in percent from the left and from the top. What the page does not
    print but its checks ask: until when it may be shown, whether anybody said that it may, and
    whether the library describes it.
    """

    key: str
    url: str
    width: int
    height: int
    renditions: tuple[Rendition, ...] = ()
    webp: tuple[Rendition, ...] = ()
    caption: str = ""
    credit: str = ""
    licence: str = ""
    licence_until: datetime.date | None = None
    has_rights: bool = True
    is_described: bool = True
    focus: tuple[int, int] = (50, 50)

    @property
    def focus_classes(self) -> str:
        """The classes that say which part stays where a list crops it; none for the middle.

        In steps of ten percent, since the page's policy allows no style of its own.
        """
        if self.focus == (50, 50):
            return ""
        across, down = (round(percent / 10) for percent in self.focus)
        return f"focus-x-{across} focus-y-{down}"

    @property
    def srcset(self) -> str:
        return _srcset(self.renditions)

    @property
    def webp_srcset(self) -> str:
        return _srcset(self.webp)


@dataclass(frozen=True)
class PictureUse:
    """One `![alt](src "caption")` of a text, in the author's words.

    `key` is empty when the address is not `image:key`; `caption` is empty when the author did
    not override the library's; `known` says whether the library has the picture, `linked` whether
    it stands in the words of a link.
    """

    key: str
    src: str
    alt: str
    decorative: bool
    caption: str
    known: bool
    linked: bool = False


def _srcset(renditions: tuple[Rendition, ...]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


def picture_keys(source: str) -> set[str]:
    """Return the keys of all pictures that the Markdown `source` may use.

    It finds too many rather than too few (in code, say): it is for asking the library beforehand.
    """
    return set(_NAMED.findall(source))

"""Author names: the form in which the National Library of Medicine writes them, and keys from them.

“Gilhus NE”: the family name, a space, initials without dots, then “Jr”, “2nd” (Citing Medicine,
2nd edition, chapter 1). Committees and study groups keep their name whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.text import slugify

from articles.models import slugs

MAX_AUTHORS = 1000  # characters, as in the register
MAX_KEY_NAME = 40
_SUFFIXES = {"jr": "Jr", "sr": "Sr", "ii": "2nd", "iii": "3rd", "iv": "4th"} | {
    suffix: suffix for suffix in ("2nd", "3rd", "4th")
}
_GROUP = re.compile(
    r"\b(?:academy|agency|association|authority|center|centre|college|collaborat\w*|commission"
    r"|committee|consortium|council|department|federation|foundation|group|institute|investigators"
    r"|ministry|network|office|organi[sz]ation|panel|registry|service|society|team|trialists"
    r"|university)\b",
    re.IGNORECASE,
)
_INITIALS_BEHIND = re.compile(
    r"(?P<family>.+?) (?P<initials>[^\W\d_]{1,4})(?: (?:Jr|Sr|2nd|3rd|4th))?"
)
# Letters that do not come apart into an ASCII letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ħ": "h", "ŋ": "n", "ŧ": "t", "ƒ": "f", "ə": "e"}
    | dict.fromkeys("_/‐‑‒–—", "-")
)
# They say nothing about a work at the start of its title.
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


def authors_line(names: Iterable[str]) -> str:
    """Return the names with commas between; “et al” stands for those beyond MAX_AUTHORS."""
    names = [name for name in names if name]
    line = ", ".join(names)
    if len(line) <= MAX_AUTHORS:
        return line
    room = MAX_AUTHORS - len(", et al")
    # One name that is longer than the room is cut; several are cut between two names.
    whole = line[: room + 1].rpartition(", ")[0]
    return f"{whole or line[:room]}, et al"


def nlm_name(name: str) -> str:
    """Return “Gilhus, Nils Erik” as “Gilhus NE”; a name without a comma, or a group's, as it is."""
    name = " ".join(name.split()).strip(" ,;")
    family, comma, rest = (part.strip() for part in name.partition(","))
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    suffixes = [_SUFFIXES.get(_bare(part), "") for part in parts]
    # More parts than a person's name has belong to an institution.
    if not comma or not parts or _GROUP.search(name) or len(parts) - sum(map(bool, suffixes)) != 1:
        return name
    given = next(part for part, suffix in zip(parts, suffixes, strict=True) if not suffix)
    suffix = "".join(suffixes[:2])
    words = given.replace(".", ". ").split()
    if len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        suffix = suffix or _SUFFIXES[_bare(words.pop())]
    before, *behind = family.rsplit(" ", 1)
    if behind and _bare(behind[0]) in _SUFFIXES:
        family, suffix = before, suffix or _SUFFIXES[_bare(behind[0])]
    particles = [word for word in words if word.islower() and len(word) > 1]
    if len(particles) < len(words):  # “Berg, Jan van der”; but all of “gilhus, nils” are names
        family = " ".join([*particles, family])
        words = [word for word in words if word not in particles]
    initials = "".join(_initials(word, shouted=family.isupper()) for word in words)
    return " ".join(part for part in (family, initials, suffix) if part)


def proposed_key(authors: str, year: int | None, title: str) -> str:
    """Return a key in the shape of a slug, e.g. “gilhus-2019”, from what is known of a source.

    The first author's family name, or the first words of the title where there is no author, and
    the year, or words of the title where there is none. Whether the key is free is not asked here.
    """
    first = authors.split(",")[0].strip()
    if match := _INITIALS_BEHIND.fullmatch(first):
        first = match["family"] if match["initials"].isupper() else first
    name = _slug(first)
    words = [word for word in _slug(title).split("-") if word and word not in _SMALL_WORDS]
    if not name or not year:
        name = "-".join([*([name] if name else []), *words[: 2 if name else 3]])
    room = slugs.MAX_LENGTH if not year else MAX_KEY_NAME
    parts = [_cut(name, min(room, MAX_KEY_NAME)), str(year) if year else ""]
    return "-".join(part for part in parts if part) or "source"


def _initials(given: str, *, shouted: bool) -> str:
    """The initials of one given name: “Jan-Peter” has two, and “NE” is two already.

    In a name that is all capitals, as some publishers write them, “IAN” is no set of initials.
    """
    letters = given.replace(".", "")
    if letters.isupper() and len(letters) <= 3 and not shouted:
        return letters.replace("-", "")
    if letters and letters[0].upper() == letters[0].lower():
        return letters  # a script without capitals, which has no initials either
    return "".join(part[0].upper() for part in re.split(r"[-‐‑–]", letters) if part)


def _bare(word: str) -> str:
    return word.strip(".").lower()


def _slug(text: str) -> str:
    return slugify(text[:500].lower().translate(_LETTERS)).strip("-")


def _cut(slug: str, length: int) -> str:
    """`slug` cut at a word where one ends in time."""
    if len(slug) <= length:
        return slug
    return (slug[: length + 1].rpartition("-")[0] or slug[:length]).strip("-")

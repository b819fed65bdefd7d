"""A page that is shared by a preview link: it leads its reader to nothing that is not public.

As with the copy to keep (offline.py), the page is what the site shows; only addresses in it change.
"""

from __future__ import annotations

import re
from collections.abc import Set
from html import unescape

from django.core.files.storage import default_storage
from django.db.models import Q

from articles.models import Image, Revision
from articles.publishing import is_public_path, own_path

_LINK = re.compile(r'<a\b(?:[^<>"]|"[^"]*")*>(.*?)</a>', re.DOTALL)
_ADDRESS = re.compile(r'\shref="([^"]*)"')


def pictures_of(revision: Revision) -> set[str]:
    """The names of all files of the pictures that `revision` shows or leads to."""
    shown = Image.objects.filter(Q(uses__revision=revision) | Q(leads=revision)).distinct()
    return {name for image in shown for name in image.file_names}


def for_one_reader(html: str, *, pictures: Set[str], folder: str) -> str:
    """Return the page `html` for somebody outside.

    A link to what readers cannot see becomes its words. The files named by `pictures` are asked
    for below the path `folder`, which knows who may see them.
    """
    known: dict[str, bool] = {}

    def leads_somewhere(href: str) -> bool:
        path = own_path(unescape(href))
        if path and path not in known:
            known[path] = is_public_path(path)
        return not path or known[path]

    def followed(found: re.Match[str]) -> str:
        href = _ADDRESS.search(found[0])
        return found[0] if href is None or leads_somewhere(href[1]) else found[1]

    html = _LINK.sub(followed, html)
    for name in pictures:
        html = html.replace(default_storage.url(name), folder + name)
    return html

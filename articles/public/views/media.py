"""Uploaded pictures."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# The kinds of files that uploads are stored as; nothing else is ever served from there.
CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
FOLDER = "images"


@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def media(request: HttpRequest, name: str) -> FileResponse:
    """One stored picture. Its content is part of its name, so it may be kept for ever."""
    path = PurePosixPath(name)
    content_type = CONTENT_TYPES.get(path.suffix)
    # Share cards lie beside the uploads and have an address of their own.
    is_upload = path.parts[:1] == (FOLDER,) and ".." not in path.parts
    if content_type is None or not is_upload or not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), content_type=content_type)

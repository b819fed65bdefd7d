"""Uploaded pictures."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import is_public_image

# The kinds of files that uploads are stored as; nothing else is ever served from there.
CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
FOLDER = "images"


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """One stored picture: to everybody, or to staff only as long as nothing public shows it.

    Its content is part of its name, so it may be kept for ever. Who asks for a public one is not
    looked at. docs/decisions/0009 says what makes a picture public.
    """
    is_public = is_public_image(name)
    if not is_public and not (request.user.is_active and request.user.is_staff):
        raise Http404
    picture = stored_picture(name)
    if is_public:
        patch_cache_control(picture, public=True, max_age=365 * 24 * 3600, immutable=True)
    else:
        patch_cache_control(picture, private=True, max_age=3600)
    return picture


def stored_picture(name: str) -> FileResponse:
    """Return the file `name` of the uploads, whoever may see it. Raises Http404 when it is none."""
    path = PurePosixPath(name)
    content_type = CONTENT_TYPES.get(path.suffix)
    # Share cards lie beside the uploads and have an address of their own.
    is_upload = path.parts[:1] == (FOLDER,) and ".." not in path.parts
    if content_type is None or not is_upload or not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), content_type=content_type)

"""Files: a document that was saved by a word processor or a browser, as HTML."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext

MAX_FILE = 15 * 1024 * 1024
# What a packed document may grow to, in bytes and parts: a book of 1,000 pages stays far below.
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 2_000
_TEXT_OF_WORD = "word/document.xml"
_OTHER_DOCUMENTS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{1,40})""")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|html|body|head|p|div|table|span|h[1-6]|ul|ol)\b", re.I)


class BadFile(ValueError):
    """The file cannot be read; `str()` of it is a sentence for the editor."""


def html_from_file(data: bytes) -> str:
    """Return the HTML of a .docx or .html file, known by its content and not by its name.

    Raises BadFile for anything else, and for what is too large or would grow too large.
    """
    if len(data) > MAX_FILE:
        raise BadFile(gettext("This file is larger than 15 MB. Save it without its pictures."))
    if data.startswith(b"PK"):
        return _html_from_word(data)
    if data.startswith(_OTHER_DOCUMENTS):
        raise _unreadable()
    html = _decoded(data)
    if not _LOOKS_LIKE_HTML.search(html[:100_000]):
        raise _unreadable()
    return html


def _unreadable() -> BadFile:
    return BadFile(
        gettext(
            "This is neither a Word document (.docx) nor a web page (.html). Save it as one of "
            "these, or copy its text and paste it above."
        )
    )


def _html_from_word(data: bytes) -> str:
    # Here, because it costs every start of the site a tenth of a second.
    import mammoth

    _check_package(data)
    try:
        read = mammoth.convert_to_html(
            io.BytesIO(data),
            # The picture's place and description are kept, without its bytes.
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
    except Exception as error:
        raise _damaged() from error
    return read.value


def _damaged() -> BadFile:
    return BadFile(gettext("This Word document is damaged. Open it in Word and save it again."))


def _check_package(data: bytes) -> None:
    """Refuse what would not fit in the memory once it is unpacked, before anything is unpacked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise _damaged() from error
    with package:
        parts = package.infolist()
        # Reading ends at these sizes, whatever else the package holds.
        if sum(part.file_size for part in parts) > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
            raise BadFile(gettext("This document is too large once it is unpacked."))
        if _TEXT_OF_WORD not in package.namelist():
            raise _unreadable()
        for part in parts:
            # An entity of XML can grow without end; no word processor writes one.
            if part.filename.endswith((".xml", ".rels")) and _declares(package, part):
                raise _damaged()


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    try:
        return b"<!DOCTYPE" in package.read(part)
    # All that reading a part can raise: RuntimeError when it is encrypted, NotImplementedError when
    # it was packed in a way that Python does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise _damaged() from error


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:2048])
        try:
            return data.decode(named[1].decode() if named else "cp1252", "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

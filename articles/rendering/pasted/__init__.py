"""Pasted text: the HTML that Word, Google Docs and web pages put on the clipboard becomes Markdown.

`markdown_from_html()` is the only way in. The way of a text, module by module:

    tree        HTML of any quality → elements, in linear time and never deeper than MAX_DEPTH
    leaving_out what nobody saw, or nobody meant to paste, is taken out and counted
    notes       footnotes and endnotes → marks of sources that are still to be completed
    reading     elements → blocks (lists, tables and links have a module each)
    writing     blocks → Markdown in the site's own grammar (inline and escaping write the words)

`html_from_file()` reads what comes as a file instead.
"""

from .conversion import Pasted, markdown_from_html
from .files import BadFile, html_from_file

__all__ = ["BadFile", "Pasted", "html_from_file", "markdown_from_html"]

"""The field of the text in the article form: a plain text area, and the scripts that help in it."""

from __future__ import annotations

from django import forms
from markdownx.widgets import AdminMarkdownxWidget


def script(name: str) -> forms.Script:
    """Return one of our scripts, as a module: it runs once the page is read, in its own scope."""
    return forms.Script(f"js/admin/{name}.js", type="module")


class BodyWidget(AdminMarkdownxWidget):
    """markdownx's editor field with our template and scripts.

    markdownx's own script is left out: it traps the Tab key, breaks undo, paints error pages into
    the preview and lets an older preview overtake a newer one.
    """

    template_name = "admin/articles/widgets/body.html"
    STYLES = ("editor", "toolbar", "preview", "checks")
    # In this order: the first ones are what the others write into the text and measure it by.
    SCRIPTS = (
        *("insert", "mirror", "marks", "emphasis", "search"),
        *("toolbar", "link", "page-links", "table", "pictures", "paste", "citations"),
        *("find", "full-width"),
        *("preview-width", "preview-scroll", "preview"),
        *("checks", "counting", "keeping", "unsaved"),
    )

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": [f"css/admin/{name}.css" for name in self.STYLES]},
            js=[script(name) for name in self.SCRIPTS],
        )

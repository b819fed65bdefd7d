"""The form in which readers tell us what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models.feedback import MAX_MESSAGE, MIN_MESSAGE


class Message(forms.CharField):
    """Several lines, counted as the reader counts them: browsers send two characters a line end."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


class FeedbackForm(forms.Form):
    """A message, the page that it is about, and an address for an answer.

    Browsers are not told the limits: they would cut what is pasted without a word.
    """

    page = forms.CharField(
        label=_("Which page is it about?"),
        max_length=300,
        required=False,
        help_text=_("Its title or its address. Leave it empty for the whole site."),
        error_messages={
            "max_length": _("Shorten the page's title to %(limit_value)d characters."),
        },
    )
    message = Message(
        label=_("What is wrong, or missing?"),
        min_length=MIN_MESSAGE,
        max_length=MAX_MESSAGE,
        help_text=_("If it is a sentence, copy it here. Nothing about your own health, please."),
        error_messages={
            "required": _("Write what is wrong, or missing."),
            "min_length": _("Write a little more, so that we understand what you mean."),
            "max_length": ngettext_lazy(
                "Shorten the message to %(limit_value)d character; it has %(show_value)d.",
                "Shorten the message to %(limit_value)d characters; it has %(show_value)d.",
                "limit_value",
            ),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you would like an answer"),
        required=False,
        help_text=_("Used for the answer only, and deleted after 180 days at the latest."),
        error_messages={"invalid": _("Write the address like name@example.org, or leave it out.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    # People see nothing of it; programs that fill in every field give themselves away.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="frame-feedback-%s", **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs |= {"class": f"form__input form__input--{name}"}
            for limit in ("maxlength", "minlength"):
                field.widget.attrs.pop(limit, None)

    @property
    def is_trapped(self) -> bool:
        """Whether something was written where people see no field."""
        return bool(self.cleaned_data.get("website"))

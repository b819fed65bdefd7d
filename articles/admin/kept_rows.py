"""Lines of a form of which some may be gone by the time it is sent."""

from typing import Any

from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelChoiceField, ModelForm, ValidationError
from django.utils.translation import gettext


class KeptRow(ModelChoiceField):
    """The row behind a line; one that another editor has removed meanwhile is nobody's."""

    def clean(self, value: Any) -> Model | None:
        try:
            return super().clean(value)
        except ValidationError:
            return None


class KeptRowsFormSet(BaseInlineFormSet):
    """Lines that are stored again when their rows were removed meanwhile, instead of refused."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        row = form.fields["id"]
        form.fields["id"] = KeptRow(
            row.queryset, initial=row.initial, required=False, widget=row.widget
        )
        if "DELETE" in form.fields:
            # Its column's head says it to those who see it.
            said = gettext("Remove “%s”") % form.instance if form.instance.pk else gettext("Remove")
            form.fields["DELETE"].widget.attrs["aria-label"] = said

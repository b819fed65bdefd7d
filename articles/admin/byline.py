"""Bylines in the admin: lines of the article's form."""

from django.utils.translation import gettext_lazy as _

from articles.admin.article_filing import FiledInline
from articles.admin.kept_rows import KeptRowsFormSet
from articles.admin.seen_rows import SeenRowForm
from articles.models import Byline
from articles.publishing import reasons_not_to_write


class BylineFormSet(KeptRowsFormSet):
    """Author lines, of which some may be gone by the time the form is sent."""

    def clean(self) -> None:
        """Refuse a new author who vouched for the text as its reviewer."""
        super().clean()
        for form in self.forms if self.instance.pk else ():
            person = form.cleaned_data.get("person")
            if "person" not in form.changed_data or person is None:
                continue
            for reason in reasons_not_to_write(self.instance, person):
                form.add_error("person", str(reason))


class BylineInline(FiledInline):
    model = Byline
    form = SeenRowForm
    formset = BylineFormSet
    extra = 1
    autocomplete_fields = ("person",)
    verbose_name = _("author")

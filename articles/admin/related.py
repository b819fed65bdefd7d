"""Related pages in the admin: lines of the article's form."""

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.article_filing import FiledInline
from articles.admin.kept_rows import KeptRowsFormSet
from articles.admin.seen_rows import SeenRowForm
from articles.models import Related
from articles.models.neighbours import MOST_RELATED
from articles.models.shown import is_in_bin


class RelatedInline(FiledInline):
    """What to read next. Acts at once; without three of them, the site adds pages itself."""

    model = Related
    form = SeenRowForm
    formset = KeptRowsFormSet
    fk_name = "article"
    fields = ("other", "position")
    autocomplete_fields = ("other",)
    extra = 1
    max_num = MOST_RELATED

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Without lines that name a page in the bin: they come back with it."""
        return super().get_queryset(request).exclude(is_in_bin("other__"))

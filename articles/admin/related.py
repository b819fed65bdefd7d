"""Related pages in the admin: lines of the article's form."""

from articles.admin.article_filing import FiledInline
from articles.admin.kept_rows import KeptRowsFormSet
from articles.admin.seen_rows import SeenRowForm
from articles.models import Related
from articles.models.neighbours import MOST_RELATED


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

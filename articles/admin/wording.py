"""The list of wordings to avoid, in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Wording


@admin.register(Wording)
class WordingAdmin(SeenRowAdmin):
    when_empty = _(
        "Add a word that texts should avoid, with a better one; the checks point it out."
    )
    list_display = ("avoid", "instead", "why")
    list_filter = ("is_case_sensitive",)
    search_fields = ("avoid", "instead", "why")
    fields = ("avoid", "instead", "why", "is_case_sensitive", "is_whole_word", "except_in")
    list_per_page = 200
    actions = None

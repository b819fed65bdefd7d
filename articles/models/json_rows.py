"""Rows within a row: a short list that comes along as one column of another query."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JSONRows(Subquery):
    """The rows of `queryset` as a list of dictionaries, in its order; limit it before.

    `facts` are the keys of each dictionary and what stands under them, as in JSONObject. Django
    has this for PostgreSQL only (ArraySubquery).
    """

    template = "(SELECT COALESCE(jsonb_agg(one.facts), '[]') FROM (%(subquery)s) one)"
    output_field = JSONField()

    def __init__(self, queryset: QuerySet, facts: dict[str, Any], **extra: Any) -> None:
        super().__init__(queryset.values(facts=JSONObject(**facts)), **extra)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        template = "(SELECT json_group_array(json(one.facts)) FROM (%(subquery)s) one)"
        return self.as_sql(compiler, connection, template=template, **extra)

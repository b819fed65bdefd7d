"""Places: the numbers by which editors put things in order."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models


class PlaceField(models.PositiveSmallIntegerField):
    """A place in an order; smaller numbers come first.

    Bounded to what PostgreSQL stores: SQLite would take more, and a site could not move.
    """

    default_validators = [MaxValueValidator(32_767)]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"max_value": 32_767, **kwargs})

"""What the templates of the editors' desk need: moments, in the zone that is the site's there."""

import datetime

from django import template
from django.utils import timezone

from articles.publishing import in_site_time, in_words

register = template.Library()


@register.filter
def moment(value: datetime.datetime) -> str:
    """When something happened: "December 1, 2026, 09:00 CET"."""
    return in_words(value)


@register.filter
def planned(value: datetime.datetime) -> str:
    """When something will happen: "Tuesday, December 1, 2026, 09:00 CET (08:00 UTC)"."""
    return in_site_time(value, timezone.get_current_timezone())

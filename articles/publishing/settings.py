"""Settings that stand on every page."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from articles.models import SiteSettings
from articles.publishing.workflow import refuse_without_permission


@transaction.atomic
def save_site_settings(settings: SiteSettings, *, by: AbstractBaseUser | None) -> SiteSettings:
    """Store the settings; a changed disclaimer gets the next version number.

    Raises ValidationError when a value cannot be used, Refused when `by` may not change them.
    """
    refuse_without_permission("change_sitesettings", by)
    settings.pk = 1
    stored = SiteSettings.objects.select_for_update().filter(pk=1).first()
    wording = (settings.disclaimer_long, settings.disclaimer_short)
    if stored and wording != (stored.disclaimer_long, stored.disclaimer_short):
        settings.disclaimer_version = stored.disclaimer_version + 1
    settings.full_clean(validate_unique=False)
    settings.save(force_insert=stored is None, force_update=stored is not None)
    return settings

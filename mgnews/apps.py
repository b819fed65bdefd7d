"""Django's admin with the editors' desk as its first page."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "mgnews.admin.DeskSite"

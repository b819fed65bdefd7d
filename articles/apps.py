"""The one app of the site."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Site"

    def ready(self) -> None:
        from articles.models.guards import install_guards
        from articles.models.roles import make_roles
        from articles.search.engine import install

        post_migrate.connect(install_guards, sender=self)
        post_migrate.connect(install, sender=self)
        post_migrate.connect(make_roles, sender=self)

"""Numbers the editions that were published before editions had numbers."""

from django.db import migrations, models


def number_editions(apps, schema_editor):
    Publication = apps.get_model("articles", "Publication")
    rows = models.QuerySet(Publication)
    counts = {}
    for publication in rows.order_by("article_id", "published_at", "pk"):
        number = counts[publication.article_id] = counts.get(publication.article_id, 0) + 1
        role = "software" if publication.published_by_name == "mgnews" else "editor"
        rows.filter(pk=publication.pk).update(number=number, published_as=role)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_trust")]

    operations = [
        migrations.RunPython(number_editions, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='publication_number_is_unique'),
        ),
    ]

"""The welcome page of Wagtail gives way to a home page of ours."""

from django.db import migrations

TITLE = "Ассоциация образовательных организаций"


def put_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore.Page")
    HomePage = apps.get_model("pages.HomePage")
    ContentType = apps.get_model("contenttypes.ContentType")
    welcome = Page.objects.filter(
        path="00010001", content_type__app_label="wagtailcore", content_type__model="page"
    ).first()
    if welcome is None or welcome.numchild:
        return
    home_type, _ = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    welcome.title = welcome.draft_title = TITLE
    welcome.content_type = home_type
    welcome.save()
    # The row of the welcome page becomes the parent row: the site goes on pointing to it.
    home = HomePage(page_ptr=welcome)
    home.__dict__.update(
        {field.attname: getattr(welcome, field.attname) for field in Page._meta.concrete_fields}
    )
    home.save()


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_pages"), ("wagtailcore", "0002_initial_data")]

    # Nothing to undo: 0001 takes the tables away, and the row of the tree is Wagtail's.
    operations = [migrations.RunPython(put_home_page, migrations.RunPython.noop)]

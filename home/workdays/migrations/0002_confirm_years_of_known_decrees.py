"""Confirm the years whose decree on moved days the pinned `holidays` 0.108 holds.

2013 is the first year of the Labour Code's article 112 as it stands; before it the moved days follow
other rules. The non-working days of the presidential decrees of 2020 and 2021 are not days off in the
sense of the Civil Code's article 193, so they move no deadline and are left out on purpose.
"""

import datetime

from django.db import migrations

YEARS = range(2013, 2028)
GROUND = "постановление Правительства о переносе выходных дней, учтённое в пакете holidays 0.108"


def confirm(apps, schema_editor):
    confirmed_at = datetime.datetime.now(datetime.UTC)
    apps.get_model("workdays", "ConfirmedYear").objects.bulk_create(
        [
            apps.get_model("workdays", "ConfirmedYear")(
                year=year, ground=GROUND, confirmed_at=confirmed_at
            )
            for year in YEARS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_days_and_years")]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]

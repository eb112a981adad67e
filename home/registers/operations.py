"""What the site writes down when a table leaves it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log

from .models import EXPORT

LONGEST_ASKED = 500


def log_export(
    model: type[Model], title: str, *, rows: int, file: str, by, asked: str = ""
) -> None:
    """Somebody takes a table of `rows` rows about `model`, narrowed to `asked` in words (T76).

    `title` is the table as its readers call it, `file` the format: "CSV". It is told of the kind of records and not
    of one: the log of a record is read by people who need not know who else has it.
    """
    log(
        ContentType.objects.get_for_model(model),
        EXPORT,
        user=by,
        title=title,
        data={"rows": rows, "format": file.upper(), "asked": asked[:LONGEST_ASKED]},
    )

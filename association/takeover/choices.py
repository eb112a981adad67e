from django.db.models import TextChoices


class TakeoverState(TextChoices):
    CHECKING = "checking", "Проверяется"
    REFUSED = "refused", "Есть ошибки"
    READY = "ready", "Готов к переносу"
    TAKING = "taking", "Переносится"
    DONE = "done", "Перенесён"


class RowFate(TextChoices):
    """What a take-over does with a row of the workbook."""

    NEW = "new", "Будет перенесена"
    COMPLETED = "completed", "Будет дополнена"
    KNOWN = "known", "Уже в реестре"
    WRONG = "wrong", "Есть ошибки"


class Sheet(TextChoices):
    """The sheets of our workbook, in the order in which they are taken over."""

    ORGANISATIONS = "organisations", "Организации"
    REPRESENTATIVES = "representatives", "Представители"
    CERTIFICATES = "certificates", "Сертификаты"

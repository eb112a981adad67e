from django.db.models import TextChoices


class Role(TextChoices):
    """Roles given by hand, each a Django group named by the label. The applicant, the representative and
    the officer of a body are not given: they follow from what the upper rooms hold about a Person."""

    SECRETARY = "secretary", "Секретарь"
    EDITOR = "editor", "Редактор"
    AUTHORITY_SUPPORT = "authority_support", "Поддержка учредителя (без права голоса)"
    ADMINISTRATOR = "administrator", "Администратор"


class ErasureState(TextChoices):
    WAITING = "waiting", "Рассматривается"
    DONE = "done", "Данные уничтожены"
    REFUSED = "refused", "Отказано"
    TAKEN_BACK = "taken_back", "Отозвано"

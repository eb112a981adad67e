from django.db.models import TextChoices


class HelpTopic(TextChoices):
    """With what an organisation asks for help (2.3.1)."""

    START = "start", "С чего начать СМК"
    DOCUMENTS = "documents", "Документы СМК: политика, процедуры, планы"
    AUDIT = "audit", "Внутренний аудит и проверка СМК"
    TRAINING = "training", "Обучение и стажировки"
    PARTNERS = "partners", "Партнёры для программ"
    JOINING = "joining", "Вступление в Ассоциацию"
    OTHER = "other", "Другое"


class HelpState(TextChoices):
    NEW = "new", "Получено"
    ROUTED = "routed", "Передано исполнителю"
    ANSWERED = "answered", "Дан ответ"
    DECLINED = "declined", "Закрыто без ответа по существу"
    WITHDRAWN = "withdrawn", "Отозвано"


HELP_TONES = {
    HelpState.NEW: "waiting",
    HelpState.ROUTED: "waiting",
    HelpState.ANSWERED: "positive",
    HelpState.DECLINED: "ended",
    HelpState.WITHDRAWN: "ended",
}


class HelpAct(TextChoices):
    ROUTE = "route", "Передать исполнителю"
    ANSWER = "answer", "Ответить"
    DECLINE = "decline", "Закрыть без ответа"
    WITHDRAW = "withdraw", "Отозвать"


class Circle(TextChoices):
    """To whom an information request goes."""

    MEMBERS = "members", "Всем членам Ассоциации"
    TERRITORY = "territory", "Членам одной территории"
    BRANCH = "branch", "Членам одной отрасли"
    CHOSEN = "chosen", "Выбранным членам"


class RequestState(TextChoices):
    OPEN = "open", "Ждёт ответов"
    CLOSED = "closed", "Закрыт"
    CANCELLED = "cancelled", "Отменён"


REQUEST_TONES = {
    RequestState.OPEN: "waiting",
    RequestState.CLOSED: "ended",
    RequestState.CANCELLED: "ended",
}

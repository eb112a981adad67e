from django.db.models import TextChoices

from association.meetings.choices import DecisionForm

__all__ = [
    "Act",
    "Basis",
    "DecisionForm",
    "DepartureAct",
    "DepartureKind",
    "DepartureState",
    "ExpertiseAct",
    "ExpertiseState",
    "Outcome",
    "Period",
    "SignedForm",
    "State",
    "Step",
    "SubmitterRole",
]


class Period(TextChoices):
    ORGANISATIONAL = "organisational", "организационный период"
    WORKING = "working", "период работы"


class Basis(TextChoices):
    """Grounds of the regulation: the first three admit a member, the last one a candidate."""

    CERTIFIED = "certified", "СМК разработана, внедрена и сертифицирована"
    IMPLEMENTED = "implemented", "СМК разработана и внедрена"
    IMPLEMENTING = "implementing", "СМК разработана и активно внедряется"
    CANDIDATE = "candidate", "Намерение внедрить СМК подтверждено документами"

    @property
    def admits_member(self) -> bool:
        return self is not Basis.CANDIDATE

    @property
    def in_sentence(self) -> str:
        """As it stands in the middle of a sentence; «СМК» keeps its capitals."""
        if self.label.startswith("СМК"):
            return self.label
        return self.label[0].lower() + self.label[1:]


class State(TextChoices):
    DRAFT = "draft", "черновик"
    SUBMITTED = "submitted", "подано"
    RETURNED = "returned", "возвращено с замечаниями"
    ADMITTED = "admitted", "решение о приёме принято"
    CONFIRMED = "confirmed", "приём утверждён приказом"
    REFUSED = "refused", "отклонено"
    WITHDRAWN = "withdrawn", "отозвано"

    @property
    def tone(self) -> str:
        """Tone of components/status.html."""
        return _TONES[self]


_TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "waiting",
    State.RETURNED: "attention",
    State.ADMITTED: "waiting",
    State.CONFIRMED: "positive",
    State.REFUSED: "ended",
    State.WITHDRAWN: "ended",
}


class Act(TextChoices):
    """What can be done with an application; the label follows the word «Нельзя»."""

    EDIT = "edit", "изменить заявление"
    SUBMIT = "submit", "подать заявление"
    WITHDRAW = "withdraw", "отозвать заявление"
    ATTACH_SCAN = "attach_scan", "приложить подписанное заявление"
    RECORD_PAPER = "record_paper", "отметить бумажный подлинник"
    RETURN = "return", "вернуть заявление с замечаниями"
    REFUSE = "refuse", "отклонить заявление"
    ASSIGN_EXPERTS = "assign_experts", "поручить экспертизу"
    CONCLUDE = "conclude", "дать экспертное заключение"
    PUT_ON_AGENDA = "put_on_agenda", "вынести заявление в повестку"
    RECORD_CONCLUSION = "record_conclusion", "внести экспертное заключение"
    RECORD_DECISION = "record_decision", "внести решение о приёме"
    RECORD_ORDER = "record_order", "внести приказ"


class Step(TextChoices):
    """Pages of the application, in the order in which they are filled in."""

    BASIS = "basis", "Основание"
    EVIDENCE = "evidence", "Подтверждающие документы"
    RECOMMENDATION = "recommendation", "Рекомендация"
    ACQUAINTANCE = "acquaintance", "Положение"
    REVIEW = "review", "Проверка и отправка"


class SubmitterRole(TextChoices):
    HEAD = "head", "руководитель организации"
    AUTHORITY = "authority", "представитель по документу о полномочиях"


class SignedForm(TextChoices):
    SCAN = "scan", "скан подписанного заявления"
    PAPER = "paper", "бумажный подлинник"


class Outcome(TextChoices):
    POSITIVE = "positive", "положительное"
    WITH_REMARKS = "with_remarks", "с замечаниями"
    NEGATIVE = "negative", "отрицательное"


class ExpertiseState(TextChoices):
    UNDER_WAY = "under_way", "готовится"
    CONCLUDED = "concluded", "заключение дано"
    CALLED_OFF = "called_off", "отменена"


class ExpertiseAct(TextChoices):
    """What can be done with an expertise; the label follows the word «Нельзя»."""

    SAY = "say", "высказать мнение"
    CHANGE_TERM = "change_term", "изменить срок"
    CONCLUDE = "conclude", "дать заключение"
    CALL_OFF = "call_off", "отменить экспертизу"


class DepartureKind(TextChoices):
    """Exit and reorganisation stand in 3.15, removal in 3.14; another ground needs a decision (C14)."""

    EXIT = "exit", "Выход по заявлению"
    REMOVAL = "removal", "Исключение"
    REORGANISATION = "reorganisation", "Реорганизация"
    OTHER = "other", "Иное основание"

    @property
    def paper(self) -> str:
        """How the paper of it is called."""
        return _PAPERS[self]


_PAPERS = {
    DepartureKind.EXIT: "Заявление о выходе",
    DepartureKind.REMOVAL: "Заявление о выводе из состава",
    DepartureKind.REORGANISATION: "Прекращение из-за реорганизации",
    DepartureKind.OTHER: "Прекращение по иному основанию",
}


class DepartureState(TextChoices):
    DRAFT = "draft", "черновик"
    FILED = "filed", "подано"
    DONE = "done", "членство прекращено"
    REJECTED = "rejected", "отклонено"
    WITHDRAWN = "withdrawn", "отозвано"

    @property
    def tone(self) -> str:
        """Tone of components/status.html."""
        return _DEPARTURE_TONES[self]


_DEPARTURE_TONES = {
    DepartureState.DRAFT: "neutral",
    DepartureState.FILED: "waiting",
    DepartureState.DONE: "ended",
    DepartureState.REJECTED: "neutral",
    DepartureState.WITHDRAWN: "neutral",
}


class DepartureAct(TextChoices):
    """What can be done with a departure; the label follows the word «Нельзя»."""

    EDIT = "edit", "изменить заявление"
    FILE = "file", "подать заявление"
    WITHDRAW = "withdraw", "отозвать заявление"
    COMPLETE = "complete", "прекратить членство"
    REJECT = "reject", "отклонить предложение"

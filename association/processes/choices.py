from django.db.models import TextChoices


class Support(TextChoices):
    """What methodical support of a process consists of (3.17, R49)."""

    PROCEDURE = "procedure", "документированная процедура"
    INSTRUCTION = "instruction", "методическая инструкция"
    AUDIT = "audit", "внутренний аудит процесса"

    @property
    def short(self) -> str:
        """The heading of a narrow column."""
        return {"procedure": "Процедуры", "instruction": "Инструкции", "audit": "Аудиты"}[self]


class Assigning(TextChoices):
    """What a line of a proposal to the meeting of the Association says (3.17)."""

    ASSIGN = "assign", "закрепить"
    RELEASE = "release", "снять"


class ProposalAct(TextChoices):
    """What can be done with a proposal to the meeting of the Association; labels go after «нельзя»."""

    EDIT = "edit", "изменить предложение"
    MAKE_READY = "make_ready", "считать предложение готовым"
    TAKE_BACK = "take_back", "вернуть предложение в работу"
    PUT_ON_AGENDA = "put_on_agenda", "внести предложение в повестку"
    APPROVE = "approve", "закрепить процессы"
    REJECT = "reject", "отклонить предложение"
    WITHDRAW = "withdraw", "снять предложение"


class ProposalState(TextChoices):
    DRAFT = "draft", "Готовится"
    READY = "ready", "Готово к заседанию"
    APPROVED = "approved", "Утверждено решением"
    REJECTED = "rejected", "Не утверждено"
    WITHDRAWN = "withdrawn", "Снято"


PROPOSAL_TONES = {
    ProposalState.DRAFT: "neutral",
    ProposalState.READY: "waiting",
    ProposalState.APPROVED: "positive",
    ProposalState.REJECTED: "ended",
    ProposalState.WITHDRAWN: "ended",
}

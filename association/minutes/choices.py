from django.db.models import TextChoices


class ProtocolState(TextChoices):
    DRAFT = "draft", "готовится"
    AGREEMENT = "agreement", "на согласовании"
    SIGNING = "signing", "на подписи"
    SIGNED = "signed", "подписан"
    WRITTEN_OFF = "written_off", "списан"


class Act(TextChoices):
    """What may be done to a protocol; the table of states is rules/procedure.py."""

    EDIT = "edit", "изменить текст"
    SUBMIT = "submit", "передать на согласование или на подпись"
    AGREE = "agree", "согласовать"
    REPLY = "reply", "ответить на замечания"
    END_AGREEMENT = "end_agreement", "закончить согласование"
    REOPEN = "reopen", "вернуть на доработку"
    SIGN = "sign", "подписать"
    RECORD_PAPER = "record_paper", "внести подписанный подлинник"
    ATTACH = "attach", "приложить отсоединённую подпись"
    WRITE_OFF = "write_off", "списать"


class AgreementAnswer(TextChoices):
    """One line of the agreement sheet (3.5 of the working group's rules, R125)."""

    NONE = "none", "нет ответа"
    AGREED = "agreed", "согласовано"
    REMARKS = "remarks", "есть замечания"


class SignatureCapacity(TextChoices):
    PRESIDING = "presiding", "председательствовавший"
    SECRETARY = "secretary", "секретарь"


class SignatureMethod(TextChoices):
    SIMPLE = "simple", "простая электронная подпись"
    PAPER = "paper", "собственноручная на бумаге"


class PaperKind(TextChoices):
    PROTOCOL = "protocol", "Протокол"
    EXTRACT = "extract", "Выписка"
    AGREEMENT = "agreement", "Лист согласования"


class PaperFormat(TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (DOCX)"

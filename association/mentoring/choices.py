from django.db.models import TextChoices


class Criterion(TextChoices):
    """By what a pair is formed; the regulation knows these two (3.16, R47)."""

    TERRITORY = "territory", "территориальное расположение"
    BRANCH = "branch", "отраслевая принадлежность"


class Language(TextChoices):
    """In what two organisations can work together."""

    RUSSIAN = "ru", "русский"
    SIGN = "rsl", "русский жестовый"
    ALTAI = "alt", "алтайский"
    BASHKIR = "ba", "башкирский"
    BURYAT = "bua", "бурятский"
    CHUVASH = "cv", "чувашский"
    KAZAKH = "kk", "казахский"
    TATAR = "tt", "татарский"
    TUVAN = "tyv", "тувинский"
    YAKUT = "sah", "якутский"


class Side(TextChoices):
    """Which of the two of a pair somebody speaks for."""

    MENTOR = "mentor", "наставник"
    CANDIDATE = "candidate", "кандидат"

    @property
    def other(self) -> "Side":
        return Side.CANDIDATE if self is Side.MENTOR else Side.MENTOR


class Roll(TextChoices):
    """The lists behind the counts of the ratio rule; the last are those who could join the first."""

    MENTORS = "mentors", "Наставники"
    CANDIDATES = "candidates", "Кандидаты"
    ABLE = "able", "Могли бы стать наставниками"


class ListState(TextChoices):
    DRAFT = "draft", "Готовит председатель"
    AGREEMENT = "agreement", "Согласуют члены Президиума"
    APPROVED = "approved", "Утверждён решением"
    REJECTED = "rejected", "Не утверждён"
    WITHDRAWN = "withdrawn", "Снят председателем"


class ListAct(TextChoices):
    """What can be done with a list of pairs; labels go after «нельзя»."""

    EDIT = "edit", "изменить список"
    SEND = "send", "отправить на согласование"
    TAKE_BACK = "take_back", "вернуть в работу"
    ANSWER = "answer", "согласовать или возразить"
    PUT_ON_AGENDA = "put_on_agenda", "внести в повестку"
    APPROVE = "approve", "утвердить"
    REJECT = "reject", "отклонить"
    WITHDRAW = "withdraw", "снять список"


class Line(TextChoices):
    """What a line of a list proposes."""

    FORM = "form", "образовать пару"
    END = "end", "прекратить пару"


class Hold(TextChoices):
    """What the chair has said of a proposed pair; the next suggestion respects it."""

    FREE = "free", "предложена"
    LOCKED = "locked", "закреплена"
    DROPPED = "dropped", "исключена"


class OnBoard(TextChoices):
    """Which rows of the chair's board are looked at."""

    ALONE = "alone", "без наставника"
    REFUSED = "refused", "с препятствием"
    FREE = "free", "предложенные"
    LOCKED = "locked", "закреплённые"
    DROPPED = "dropped", "с исключёнными"


class Origin(TextChoices):
    SUGGESTED = "suggested", "подобрана программой"
    CHAIR = "chair", "составлена председателем"


class Stance(TextChoices):
    AGREED = "agreed", "согласен"
    OBJECTED = "objected", "возражает"


class EndGround(TextChoices):
    """Why a pair works no more."""

    CERTIFIED = "certified", "кандидат получил сертификат соответствия"
    DECISION = "decision", "решение Президиума"


class Trouble(TextChoices):
    """Why a pair at work cannot go on as it was approved: only a decision of the Presidium ends it (3.16, 4.11)."""

    CANDIDATE_CERTIFIED = "candidate_certified", "у\xa0кандидата уже есть сертификат СМК"
    CANDIDATE_ADMITTED = "candidate_admitted", "кандидат стал членом без сертификата СМК"
    CANDIDATE_LEFT = "candidate_left", "кандидат вышел из\xa0Ассоциации"
    CANDIDATE_GONE = "candidate_gone", "кандидат реорганизован"
    MENTOR_LEFT = "mentor_left", "наставник больше не\xa0член Ассоциации"
    MENTOR_GONE = "mentor_gone", "наставник реорганизован"
    MENTOR_UNCERTIFIED = "mentor_uncertified", "у\xa0наставника нет действующего сертификата СМК"


class Shown(TextChoices):
    """Which pairs the list of all pairs shows; the first when nothing is asked."""

    WORKING = "", "работают"
    TROUBLED = "troubled", "не\xa0могут работать как прежде"
    SILENT = "silent", "молчат"
    ASKING = "asking", "просят помощи"
    ENDED = "ended", "закончили работу"
    ALL = "all", "все"


class StageAct(TextChoices):
    """What one of the two can do with a stage of their plan; labels go after «нельзя»."""

    CHANGE = "change", "изменить этап"
    REMOVE = "remove", "убрать этап"
    CONFIRM = "confirm", "подтвердить этап"
    TAKE_BACK = "take_back", "снять подтверждение этапа"


class Contact(TextChoices):
    VISIT = "visit", "выезд"
    CALL = "call", "звонок или видеосвязь"
    CONSULTATION = "consultation", "консультация"
    AUDIT = "audit", "внутренний аудит"
    LETTER = "letter", "переписка"


LIST_TONES = {
    ListState.DRAFT: "neutral",
    ListState.AGREEMENT: "waiting",
    ListState.APPROVED: "positive",
    ListState.REJECTED: "ended",
    ListState.WITHDRAWN: "ended",
}
GRATITUDE_KIND = "gratitude"
"""The code of the kind of certificate by which a mentor is thanked."""

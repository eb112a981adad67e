from django.db.models import TextChoices


class MeetingForm(TextChoices):
    IN_PERSON = "in_person", "очное"
    REMOTE = "remote", "дистанционное"
    MIXED = "mixed", "смешанное"
    ABSENTEE = "absentee", "заочное"
    POLL = "poll", "письменный опрос"


WITHOUT_SITTING = (MeetingForm.ABSENTEE, MeetingForm.POLL)
"""Nobody sits together: all of the roster is asked, and answers are taken until a moment (C21)."""


class Occasion(TextChoices):
    ORDINARY = "ordinary", "очередное"
    EXTRAORDINARY = "extraordinary", "внеочередное"
    YEARLY_CONFERENCE = "yearly_conference", "ежегодное, на конференции"


class MeetingState(TextChoices):
    """R108: collecting → drafted → approved → sent; then it is held."""

    COLLECTING = "collecting", "собираются вопросы"
    DRAFTED = "drafted", "повестка на утверждении"
    APPROVED = "approved", "повестка утверждена"
    SENT = "sent", "приглашения разосланы"
    OPEN = "open", "идёт"
    CLOSED = "closed", "состоялось"
    CANCELLED = "cancelled", "отменено"


MEETING_TONES = {
    MeetingState.COLLECTING: "waiting",
    MeetingState.DRAFTED: "waiting",
    MeetingState.APPROVED: "waiting",
    MeetingState.SENT: "positive",
    MeetingState.OPEN: "waiting",
    MeetingState.CLOSED: "neutral",
    MeetingState.CANCELLED: "ended",
}


class Act(TextChoices):
    """What may be done to a meeting; the table of states is rules/procedure.py."""

    CHANGE = "change", "изменить"
    PROPOSE = "propose", "предложить вопрос"
    EDIT_AGENDA = "edit_agenda", "изменить повестку"
    SUBMIT_AGENDA = "submit_agenda", "передать повестку на утверждение"
    RETURN_AGENDA = "return_agenda", "вернуть повестку"
    APPROVE_AGENDA = "approve_agenda", "утвердить повестку"
    SEND = "send", "разослать приглашения"
    INVITE = "invite", "пригласить"
    ANSWER = "answer", "ответить на приглашение"
    GIVE_OPINION = "give_opinion", "прислать мнение"
    CONSIDER_OPINION = "consider_opinion", "отметить, как учтено мнение"
    ADD_MATERIALS = "add_materials", "приложить материалы"
    REMARK = "remark", "заметить к проекту решения"
    MOVE = "move", "перенести"
    CANCEL = "cancel", "отменить"
    OPEN = "open", "открыть"
    ATTEND = "attend", "отметить явку"
    PRESIDE = "preside", "назначить председательствующего"
    RECORD = "record", "записать ход"
    VOTE = "vote", "голосовать"
    CLOSE = "close", "закрыть"


class Fate(TextChoices):
    """What became of a proposal to the agenda (R113)."""

    NEW = "new", "не рассмотрено"
    TAKEN = "taken", "включено в повестку"
    REFUSED = "refused", "отклонено"
    PUT_OFF = "put_off", "отложено"


class Capacity(TextChoices):
    """In what capacity somebody is invited (4.2 (второй), R55, C16)."""

    VOTING = "voting", "с правом голоса"
    ADVISORY = "advisory", "с правом совещательного голоса"
    ATTENDING = "attending", "без права голоса"


class GuestCategory(TextChoices):
    """Who is invited beside the members; each has its usual capacity (4.2 (второй), 2.3 «б», C16)."""

    AUTHORITY = "authority", "представитель органа власти"
    GROUP = "group", "руководитель или член рабочей группы"
    HEAD = "head", "руководитель организации"
    QUALITY = "quality", "ответственный за качество"
    OUTSIDER = "outsider", "другое лицо, не член Ассоциации"


class Answer(TextChoices):
    NONE = "none", "нет ответа"
    COMING = "coming", "будет"
    REMOTE = "remote", "будет дистанционно"
    NOT_COMING = "not_coming", "не будет"
    OPINION = "opinion", "не будет, пришлёт мнение"


class Presence(TextChoices):
    IN_PERSON = "in_person", "очно"
    REMOTE = "remote", "дистанционно"


class ItemState(TextChoices):
    WAITING = "waiting", "впереди"
    CURRENT = "current", "рассматривается"
    DONE = "done", "рассмотрен"
    REMOVED = "removed", "снят"


ITEM_TONES = {
    ItemState.WAITING: "neutral",
    ItemState.CURRENT: "waiting",
    ItemState.DONE: "positive",
    ItemState.REMOVED: "ended",
}


class VoteState(TextChoices):
    OPEN = "open", "идёт"
    CLOSED = "closed", "закрыто"
    ANNULLED = "annulled", "признано несостоявшимся"


class Channel(TextChoices):
    """Who put the mark: the member on their own device, or the secretary at the roll-call."""

    SELF = "self", "сам"
    SECRETARY = "secretary", "секретарь по перекличке"


class DecisionForm(TextChoices):
    """1.5 names the first three; the last one is ours (R7, C37)."""

    CONCLUSION = "conclusion", "заключение"
    PROPOSAL = "proposal", "предложение"
    APPEAL = "appeal", "обращение"
    INTERNAL = "internal", "внутреннее решение (не из положения)"


class Execution(TextChoices):
    NOT_NEEDED = "not_needed", "исполнения не требует"
    ASSIGNED = "assigned", "исполняется"
    REPORTED = "reported", "исполнитель доложил"
    DONE = "done", "исполнено"


class Standing(TextChoices):
    """How the carrying out of a decision stands on a day."""

    IN_TIME = "in_time", "исполнено в срок"
    LATE = "late", "исполнено с опозданием"
    UNDER_WAY = "under_way", "исполняется"
    OVERDUE = "overdue", "просрочено"


class Step(TextChoices):
    """One step of the execution of a decision."""

    PROGRESS = "progress", "ход исполнения"
    REPORT = "report", "доклад об исполнении"
    ACCEPT = "accept", "исполнение принято"
    RETURN = "return", "возвращено исполнителю"
    REASSIGN = "reassign", "сменён исполнитель или срок"

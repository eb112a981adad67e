from django.db.models import TextChoices


class BodyKind(TextChoices):
    PRESIDIUM = "presidium", "Президиум"
    GENERAL_MEETING = "general_meeting", "Общее собрание"
    WORKING_GROUP = "working_group", "Рабочая группа"
    EXPERT_GROUP = "expert_group", "Экспертная группа"
    COMMISSION = "commission", "Комиссия"


class OfficeKind(TextChoices):
    CHAIR = "chair", "Председатель"
    DEPUTY_CHAIR = "deputy_chair", "Заместитель председателя"
    SECRETARY = "secretary", "Секретарь"
    MEMBER = "member", "Член"
    LEADER = "leader", "Руководитель"


SINGLE_BODIES = (BodyKind.PRESIDIUM, BodyKind.GENERAL_MEETING)
"""Kinds of which the Association has one body, and nobody else has any."""

USUAL_RULES = {
    BodyKind.PRESIDIUM: "presidium",
    BodyKind.GENERAL_MEETING: "general-meeting",
    BodyKind.WORKING_GROUP: "working-group",
    BodyKind.EXPERT_GROUP: "working-group",
    BodyKind.COMMISSION: "working-group",
}
"""By which shipped rules a body of a kind decides until somebody chooses others."""

SINGLE_OFFICES = (OfficeKind.CHAIR, OfficeKind.SECRETARY, OfficeKind.LEADER)
"""Offices that one person holds at a time."""

VOTING_OFFICES = (
    OfficeKind.CHAIR,
    OfficeKind.DEPUTY_CHAIR,
    OfficeKind.LEADER,
    OfficeKind.MEMBER,
)
"""Who holds one of them is on the roster. A secretary is not by that alone: 4.4 appoints them from the members of the
Association, and one who also sits in the body holds a member's office too (C23)."""

HEADS = (OfficeKind.CHAIR, OfficeKind.LEADER)
"""Who leads: a body has either a chair or a leader."""


class Filling(TextChoices):
    """How an office is filled (C9)."""

    ELECTED = "elected", "избран"
    APPOINTED = "appointed", "назначен"
    EX_OFFICIO = "ex_officio", "по должности"


class ReleaseGround(TextChoices):
    """The only three grounds on which the chair is released before the term ends (3.7, R31)."""

    LEFT_ORGANISATION = "left_organisation", "уволен из организации — члена Ассоциации"
    OWN_APPLICATION = "own_application", "собственное заявление"
    BREACH = "breach", "грубое нарушение Положения или деятельность против интересов Ассоциации"


class Comparison(TextChoices):
    AT_LEAST = "at_least", "не менее"
    MORE_THAN = "more_than", "более"


class Denominator(TextChoices):
    """Of what the fraction of votes is taken (C5)."""

    ROSTER = "roster", "от списочного состава"
    PRESENT = "present", "от числа присутствующих"
    CAST = "cast", "от числа поданных голосов"


class TieRule(TextChoices):
    """What equal votes for and against lead to (C5b, C5c)."""

    NONE = "none", "особого правила нет"
    PRESIDING = "presiding", "решает голос председательствующего"
    REVOTE = "revote", "голосуют ещё раз"


class Choice(TextChoices):
    FOR = "for", "за"
    AGAINST = "against", "против"
    ABSTAINED = "abstained", "воздержался"


class VoteResult(TextChoices):
    ADOPTED = "adopted", "принято"
    REJECTED = "rejected", "не принято"
    UNDECIDED = "undecided", "решения нет"
    NO_QUORUM = "no-quorum", "нет кворума"


class Period(TextChoices):
    NONE = "none", "по мере необходимости"
    QUARTER = "quarter", "не реже раза в квартал"
    YEAR = "year", "раз в год"


class Signatories(TextChoices):
    """Whose signatures make a protocol whole (C8)."""

    CHAIR_AND_SECRETARY = "chair_and_secretary", "председательствовавший и секретарь"
    PRESIDING = "presiding", "председательствовавший"


class RetentionStart(TextChoices):
    """From when a protocol is kept (C19)."""

    SIGNING = "signing", "со дня подписания"
    NEXT_JANUARY = "next_january", "с 1 января следующего года"


class RuleSetState(TextChoices):
    DRAFT = "draft", "готовится"
    IN_FORCE = "in_force", "действует"
    REPLACED = "replaced", "заменён"


class TermStage(TextChoices):
    """How near the end of a term is (R30)."""

    OPEN = "open", "без срока"
    RUNNING = "running", "идёт"
    NEAR = "near", "истекает через 90 дней или раньше"
    CLOSE = "close", "истекает через 30 дней или раньше"
    OVER = "over", "истёк"

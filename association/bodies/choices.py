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
"""Kinds of which the Association has one body."""

SINGLE_OFFICES = (OfficeKind.CHAIR, OfficeKind.SECRETARY, OfficeKind.LEADER)
"""Offices that one person holds at a time."""

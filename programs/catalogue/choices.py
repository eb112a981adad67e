from django.db.models import TextChoices


class ProgrammeKind(TextChoices):
    ADVANCED = "advanced", "Повышение квалификации"
    RETRAINING = "retraining", "Профессиональная переподготовка"
    SEMINAR = "seminar", "Семинар"


class StudyForm(TextChoices):
    FULL_TIME = "full_time", "Очная"
    PART_TIME = "part_time", "Очно-заочная"
    REMOTE = "remote", "Заочная, с дистанционными технологиями"


class HalfYear(TextChoices):
    FIRST = "first", "Первое полугодие"
    SECOND = "second", "Второе полугодие"

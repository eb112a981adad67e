"""The sets of rules that come with the program, read from the regulations (C5–C10, C19–C22, C36, C39, C41).

Plain data: `association.bodies.shipped.load` puts them into the database of an installation that has none.
What stands in force there is what counts; a change here reaches new installations only.
"""

from dataclasses import dataclass, field
from typing import Any

from home.rulebook import ASSOCIATION
from home.workdays.choices import DayKind

from ..choices import (
    Comparison,
    Denominator,
    Filling,
    Period,
    RetentionStart,
    Signatories,
    TieRule,
)

HALF = (1, 2)


@dataclass(frozen=True)
class Value:
    """A value with its clauses as printed; without them it is «не из положения», and `note` says why it is so."""

    value: Any
    clauses: str = ""
    note: str = ""


@dataclass(frozen=True)
class Matter:
    code: str
    title: str
    clause: str = ""
    note: str = ""
    comparison: Comparison = Comparison.AT_LEAST
    share: tuple[int, int] = HALF
    counted_of: Denominator = Denominator.PRESENT
    tie_rule: TieRule = TieRule.NONE
    tie_clause: str = ""


@dataclass(frozen=True)
class ShippedSet:
    code: str
    title: str
    source: str
    values: dict[str, Value]
    matters: tuple[Matter, ...] = field(default=())


PRESIDIUM = ShippedSet(
    "presidium",
    "Президиум Ассоциации",
    ASSOCIATION,
    {
        "quorum": Value(HALF, "4.7"),
        "remote_counts": Value(
            True,
            note="Об участии по видеосвязи Положение молчит; кто участвует так, считается присутствующим.",
        ),
        "exact_half_note": Value(
            True,
            note="По п. 4.9 хватает ровно половины, а Гражданский кодекс (ст. 181.2) требует большинства.",
        ),
        "minutes_days": Value(5, "4.10"),
        "minutes_day_kind": Value(
            DayKind.CALENDAR, note="В п. 4.10 не сказано, что дни рабочие, поэтому они календарные."
        ),
        "minutes_moves_off_days_off": Value(
            True,
            note="Так считает сроки Гражданский кодекс (ст. 191 и 193), на который ссылается п. 1.2.",
        ),
        "opinion_days": Value(None, note="Письменных мнений отсутствующих Положение не знает."),
        "signatories": Value(
            Signatories.CHAIR_AND_SECRETARY,
            "4.10",
            "Когда председателя не было, подписывает тот, кто вёл заседание (п. 3.9 и 4.6).",
        ),
        "agreement_sheet": Value(False),
        "agreement_days": Value(2),
        "period": Value(Period.QUARTER, "4.2"),
        "extraordinary_fills_period": Value(
            False,
            note="Внеочередное заседание созывают для срочного вопроса; ежеквартального оно не заменяет.",
        ),
        "materials_reminder_days": Value(
            3,
            note="Пункт 4.8 велит выдать материалы до начала заседания, а за сколько дней — не говорит.",
        ),
        "retention_years": Value(3, "4.10"),
        "retention_start": Value(
            RetentionStart.SIGNING, note="С какого дня считать три года, в п. 4.10 не сказано."
        ),
        "absentee_allowed": Value(False, note="Заочных заседаний Президиума Положение не знает."),
        "poll_allowed": Value(False, note="Письменных опросов Президиума Положение не знает."),
        "poll_days": Value(1),
        "chair_filling": Value(
            Filling.ELECTED,
            "3.6",
            "Избирает общее собрание (п. 3.6), а освобождает досрочно Президиум (п. 3.7).",
        ),
        "deputy_filling": Value(
            Filling.ELECTED,
            "3.8",
            "Избирают на первом заседании; если место освободилось позже, выборы возможны и тогда.",
        ),
        "secretary_filling": Value(
            Filling.APPOINTED,
            "4.4",
            "По п. 4.4 секретаря назначает председатель, по п. 5.4 его избирают; принято правило п. 4.4, оно точнее.",
        ),
        "chair_term_years": Value(3, "3.6"),
        "deputy_term_years": Value(3, "3.8"),
        "members_are_heads": Value(True, "3.4"),
    },
    (
        Matter("ordinary", "Обычные вопросы", "4.9"),
        Matter(
            "deputy",
            "Избрание заместителя председателя",
            "3.8",
            "Здесь нужно большинство присутствующих: ровно половины, как по п. 4.9, мало.",
            Comparison.MORE_THAN,
        ),
        Matter(
            "removal",
            "Вывод организации из состава Ассоциации",
            "3.14",
            "Считают от всего списочного состава, а не от присутствующих.",
            share=(2, 3),
            counted_of=Denominator.ROSTER,
        ),
        Matter(
            "chair_release",
            "Досрочное освобождение председателя",
            "4.9",
            "Решает Президиум (п. 3.7); особого большинства Положение не требует.",
        ),
        Matter("admission", "Приём в Ассоциацию", "4.9", "О приёме говорит п. 3.13."),
        Matter(
            "pairs", "Утверждение пар «наставник — кандидат»", "4.9", "О парах говорит п. 3.16."
        ),
        Matter("plan", "Обсуждение годового плана", "4.9", "О плане говорит п. 4.1."),
    ),
)

_AS_PRESIDIUM = "Для общего собрания Положение этого не говорит; взято по аналогии с Президиумом"


def _alike(value: Any, clauses: str) -> Value:
    return Value(value, note=f"{_AS_PRESIDIUM} (п. {clauses}).")


GENERAL_MEETING = ShippedSet(
    "general-meeting",
    "Общее собрание Ассоциации",
    ASSOCIATION,
    {
        "quorum": _alike(HALF, "4.7"),
        "remote_counts": Value(
            True,
            note="Об участии по видеосвязи Положение молчит; кто участвует так, считается присутствующим.",
        ),
        "exact_half_note": Value(
            True,
            note="Ровно половины хватает по аналогии с п. 4.9, а Гражданский кодекс (ст. 181.2) требует большинства.",
        ),
        "minutes_days": _alike(5, "4.10"),
        "minutes_day_kind": Value(
            DayKind.CALENDAR, note="Как в Президиуме: о рабочих днях не сказано."
        ),
        "minutes_moves_off_days_off": Value(
            True,
            note="Так считает сроки Гражданский кодекс (ст. 191 и 193), на который ссылается п. 1.2.",
        ),
        "opinion_days": Value(None, note="Письменных мнений отсутствующих Положение не знает."),
        "signatories": _alike(Signatories.CHAIR_AND_SECRETARY, "4.10"),
        "agreement_sheet": Value(False),
        "agreement_days": Value(2),
        "period": Value(
            Period.YEAR, "6.3", "Заседание Ассоциации проводят в рамках ежегодной конференции."
        ),
        "extraordinary_fills_period": Value(
            False, note="Ежегодное заседание проводят на конференции; другое его не заменяет."
        ),
        "materials_reminder_days": Value(3, note="Как в Президиуме: за сколько дней, не сказано."),
        "retention_years": _alike(3, "4.10"),
        "retention_start": Value(
            RetentionStart.SIGNING, note="С какого дня считать три года, не сказано."
        ),
        "absentee_allowed": Value(False, note="Заочных собраний Положение не знает."),
        "poll_allowed": Value(False, note="Письменных опросов Положение не знает."),
        "poll_days": Value(1),
        "chair_filling": Value(
            Filling.EX_OFFICIO,
            note="Кто ведёт собрание, не сказано; ведёт председатель Президиума.",
        ),
        "deputy_filling": Value(
            Filling.EX_OFFICIO,
            note="Кто ведёт собрание, не сказано; председателя заменяет его заместитель.",
        ),
        "secretary_filling": _alike(Filling.APPOINTED, "4.4"),
        "chair_term_years": Value(None),
        "deputy_term_years": Value(None),
        "members_are_heads": Value(
            True, note="У каждой организации-члена один голос, его подаёт руководитель."
        ),
    },
    (
        Matter("ordinary", "Обычные вопросы", note=f"{_AS_PRESIDIUM} (п. 4.9)."),
        Matter(
            "chair_election",
            "Избрание председателя",
            note="Собрание избирает председателя (п. 3.6), а каким большинством — не сказано; взято по аналогии"
            " с выборами заместителя (п. 3.8).",
            comparison=Comparison.MORE_THAN,
        ),
        Matter(
            "processes",
            "Закрепление ответственности за процессы",
            note="Закрепляют на заседании Ассоциации (п. 3.17), а каким большинством — не сказано; как обычный вопрос.",
        ),
        Matter(
            "conference",
            "Предложения в проект решения конференции",
            note="О предложениях говорит п. 6.3, а каким большинством — не сказано; как обычный вопрос.",
        ),
    ),
)

WORKING_GROUP = ShippedSet(
    "working-group",
    "Рабочая группа",
    "working-group",
    {
        "quorum": Value(HALF, "3.4"),
        "remote_counts": Value(True, "3.1; 3.4"),
        "exact_half_note": Value(
            False, note="При равенстве голосов решает председательствующий: отмечать нечего."
        ),
        "minutes_days": Value(5, "3.5"),
        "minutes_day_kind": Value(DayKind.WORKING, "3.5"),
        "minutes_moves_off_days_off": Value(
            True, note="Рабочие дни на выходной не приходятся; здесь это ничего не меняет."
        ),
        "opinion_days": Value(
            1, "2.7", "В тексте напечатано «за 1 рабочего»: пропущено слово «дня»."
        ),
        "signatories": Value(Signatories.PRESIDING, "3.5"),
        "agreement_sheet": Value(True, "3.5"),
        "agreement_days": Value(
            2,
            note="Сколько дней ждать согласования, не сказано; весь протокол готов за пять рабочих.",
        ),
        "period": Value(Period.NONE, "3.1"),
        "extraordinary_fills_period": Value(False),
        "materials_reminder_days": Value(
            3, note="За сколько дней рассылать материалы, не сказано."
        ),
        "retention_years": Value(
            None, note="Срок хранения протоколов не назван: хранят бессрочно."
        ),
        "retention_start": Value(RetentionStart.SIGNING),
        "absentee_allowed": Value(True, "3.2"),
        "poll_allowed": Value(False, note="О письменном опросе не сказано."),
        "poll_days": Value(
            1,
            note="Срок заочного голосования не назван: не меньше одного дня; спрашивают всех членов.",
        ),
        "chair_filling": Value(Filling.EX_OFFICIO, "2.1; 2.2"),
        "deputy_filling": Value(Filling.ELECTED, "2.2"),
        "secretary_filling": Value(Filling.ELECTED, "2.2"),
        "chair_term_years": Value(None),
        "deputy_term_years": Value(None),
        "members_are_heads": Value(False),
    },
    tuple(
        Matter(
            code,
            title,
            "3.3",
            note,
            Comparison.MORE_THAN,
            tie_rule=TieRule.PRESIDING,
            tie_clause="3.3 абз. 2",
        )
        for code, title, note in (
            ("ordinary", "Обычные вопросы", ""),
            ("deputy", "Избрание заместителя руководителя", "О выборах говорит п. 2.2."),
            ("secretary", "Избрание секретаря", "О выборах говорит п. 2.2."),
        )
    ),
)

_AS_GROUP = "Модель этого не говорит; взято по аналогии с регламентом рабочей группы"

SCHOOL_GROUP = ShippedSet(
    "working-group-school",
    "Рабочая группа образовательной организации",
    "working-group-school",
    {
        "quorum": Value(HALF, note=f"{_AS_GROUP} (п. 3.4)."),
        "remote_counts": Value(True, note=f"{_AS_GROUP} (п. 3.1 и 3.4)."),
        "exact_half_note": Value(
            False, note="При равенстве голосов решает председательствующий: отмечать нечего."
        ),
        "minutes_days": Value(5, note=f"{_AS_GROUP} (п. 3.5)."),
        "minutes_day_kind": Value(DayKind.WORKING, note=f"{_AS_GROUP} (п. 3.5)."),
        "minutes_moves_off_days_off": Value(
            True, note="Рабочие дни на выходной не приходятся; здесь это ничего не меняет."
        ),
        "opinion_days": Value(None, note="О письменных мнениях отсутствующих модель не говорит."),
        "signatories": Value(
            Signatories.PRESIDING, "4.6", "Протокол утверждает тот, кто вёл заседание."
        ),
        "agreement_sheet": Value(False),
        "agreement_days": Value(2),
        "period": Value(Period.QUARTER, "4.5"),
        "extraordinary_fills_period": Value(
            True, "4.5", "Обычные и внеочередные заседания модель не различает: годится любое."
        ),
        "materials_reminder_days": Value(
            3, note="За сколько дней рассылать материалы, не сказано."
        ),
        "retention_years": Value(
            None, note="Срок хранения протоколов не назван: хранят бессрочно."
        ),
        "retention_start": Value(RetentionStart.SIGNING),
        "absentee_allowed": Value(False, note="О заочных заседаниях модель не говорит."),
        "poll_allowed": Value(True, "4.7"),
        "poll_days": Value(
            1, note="Срок опроса не назван: не меньше одного дня; спрашивают всех членов."
        ),
        "chair_filling": Value(Filling.EX_OFFICIO, "4.3"),
        "deputy_filling": Value(
            Filling.ELECTED, note="О заместителе председателя группы не сказано."
        ),
        "secretary_filling": Value(Filling.APPOINTED, "4.4"),
        "chair_term_years": Value(None),
        "deputy_term_years": Value(None),
        "members_are_heads": Value(False),
    },
    tuple(
        Matter(
            code,
            title,
            note=f"{about}{_AS_GROUP} (п. 3.3).",
            comparison=Comparison.MORE_THAN,
            tie_rule=TieRule.PRESIDING,
        )
        for code, title, about in (
            ("ordinary", "Обычные вопросы", ""),
            ("plan", "Согласование плана работы", ""),
            ("achievement", "Достижение показателей, результатов и контрольных точек", ""),
            ("new_project", "Целесообразность новых проектов и мероприятий", ""),
            ("change_request", "Запросы на изменение плана мероприятий", ""),
            ("kpi", "Значения показателей эффективности участников", ""),
            ("disagreement", "Урегулирование разногласий", ""),
        )
    ),
)

SETS = (PRESIDIUM, GENERAL_MEETING, WORKING_GROUP, SCHOOL_GROUP)

"""What the mentors of the demo have done. Invented, as the association is."""

from .choices import Contact

MENTORS = {
    # place in the demo's organisations: (candidates at once, processes, kilometres or None)
    0: (2, ("documents", "audit", "review"), None),
    3: (1, ("planning", "programmes", "teaching"), 150),
    6: (1, ("audit", "corrective"), 100),
    10: (2, ("documents", "risks", "resources"), None),
    13: (1, ("assessment", "satisfaction"), 60),
    17: (1, ("documents", "staff"), None),
    20: (2, ("planning", "resources"), 200),
}
CANDIDATES = {
    14: ("assessment", "teaching"),
    23: ("programmes", "satisfaction"),
    24: ("documents", "review"),
    30: ("documents", "audit", "corrective"),
    31: ("documents", "staff"),
    32: ("planning", "audit", "satisfaction"),
}
LIVELY, SILENT, CERTIFIED = 24, 31, 32
QUIETLY = (14, 23, 30)
ASKING = 23

NOTE = "Список составлен по анкетам. Удалённую работу готовы вести все наставники."
OBJECTION = (
    "У детского сада и техникума мало общего. Может быть, найдётся наставник той же отрасли?"
)
ANSWER = "Наставник той же отрасли уже занят. Признак этой пары — территория, а нужны ей кадры и документы."

# (days after the beginning, what, minutes, words, by the mentor)
JOURNAL = [
    (
        4,
        Contact.CALL,
        50,
        "Познакомились, разобрали самооценку. Договорились созваниваться по вторникам.",
        True,
    ),
    (
        13,
        Contact.VISIT,
        240,
        "Выезд к кандидату: обошли подразделения, прочли положение о совете по качеству.",
        True,
    ),
    (27, Contact.CONSULTATION, 90, "Разобрали проект политики в области качества.", False),
    (41, Contact.CONSULTATION, 75, "Обучение трёх внутренних аудиторов, первая часть.", True),
    (49, Contact.CALL, 40, "План работы совета по качеству согласован.", False),
]
QUESTION = "Можно ли в политике сослаться на программу развития или показатели нужно повторить?"
REPLY = "Достаточно ссылки: политика короткая, а цели с показателями живут в плане."
UNANSWERED = "Пришлёте пример протокола анализа со стороны руководства?"
HELP = "Две недели не удаётся найти время для выезда: у обеих сторон аттестация. Просим перенести второй этап."

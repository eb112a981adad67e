"""The rules by which bodies decide, by name, with the clauses of the shipped sets.

A value of a rule set finds its rule by the code «bodies.<set>.<field>» as long as the set cites the same clauses;
`values.rule_of` makes a rule of its own for any other.
"""

from home.rulebook import law, rule

GROUP = "working-group"

RULE_SETS = rule("bodies.rule_sets", title="Правила органа меняют новой версией")

PRESIDIUM_QUORUM = rule(
    "bodies.presidium.quorum",
    title="Кворум Президиума",
    cites="4.7",
    does="Программа считает кворум от списочного состава без округлений и без него не открывает голосования.",
)
PRESIDIUM_ADOPTION = rule(
    "bodies.presidium.adopt-ordinary",
    title="Как Президиум принимает решения",
    cites="4.9",
    does="Голоса считает программа: решение принято, когда «за» не меньше половины присутствующих, и рядом видно, сколько было нужно.",
)
PRESIDIUM_DEPUTY = rule(
    "bodies.presidium.adopt-deputy",
    title="Большинство на выборах заместителя председателя",
    cites="3.8",
    does="На выборах заместителя программа считает избранным того, за кого больше половины присутствующих.",
)
PRESIDIUM_REMOVAL = rule(
    "bodies.presidium.adopt-removal",
    title="Большинство для вывода из состава Ассоциации",
    cites="3.14",
    does="За вывод из состава программа требует двух третей списочного состава, а не присутствующих.",
)
PRESIDIUM_PERIOD = rule(
    "bodies.presidium.period",
    title="Как часто заседает Президиум",
    cites="4.2",
    does="Правила Президиума требуют заседания в каждом квартале; внеочередное заседание его не заменяет.",
)
PRESIDIUM_MINUTES_TERM = rule(
    "bodies.presidium.minutes_days",
    title="Срок оформления протокола Президиума",
    cites="4.10",
    does="Срок протокола программа считает сама: пять календарных дней после заседания, а с выходного он переходит на рабочий день.",
)
PRESIDIUM_SIGNATORIES = rule(
    "bodies.presidium.signatories",
    title="Кто подписывает протокол Президиума",
    cites="4.10",
    does="Правила Президиума требуют двух подписей под протоколом: того, кто председательствовал, и секретаря.",
)
PRESIDIUM_RETENTION = rule(
    "bodies.presidium.retention_years",
    title="Сколько хранится протокол Президиума",
    cites="4.10",
    does="Срок хранения протокола — три года — программа считает от дня, когда его подписали.",
)
EXACT_HALF = rule(
    "bodies.exact_half",
    title="Решение, принятое ровно половиной",
    cites=("4.9", law("ГК РФ, ст. 181.2, ч. 1")),
    does="Решение, за которое ровно половина присутствующих, принято по этому пункту; программа отмечает такие решения, потому что Гражданский кодекс требует большинства.",
)

GROUP_QUORUM = rule(
    "bodies.working-group.quorum",
    title="Кворум рабочей группы",
    cites="3.4",
    source=GROUP,
    does="Программа считает кворум от числа членов группы без округлений и без него не открывает голосования.",
)
GROUP_REMOTE = rule(
    "bodies.working-group.remote_counts",
    title="Участие по видеосвязи",
    cites=("3.1", "3.4"),
    source=GROUP,
    does="Кто участвует по видеосвязи, для программы присутствует: он в кворуме и голосует.",
)
GROUP_ADOPTION = rule(
    "bodies.working-group.adopt-ordinary",
    title="Как рабочая группа принимает решения",
    cites="3.3",
    source=GROUP,
    does="Голоса считает программа: решение принято, когда «за» больше половины участвующих членов группы.",
)
GROUP_TIE = rule(
    "bodies.working-group.tie-ordinary",
    title="Голоса рабочей группы разделились поровну",
    cites="3.3 абз. 2",
    source=GROUP,
    does="Когда «за» и «против» поровну, решает голос того, кто ведёт заседание; если он воздержался, решения нет.",
)
GROUP_ABSENTEE = rule(
    "bodies.working-group.absentee_allowed",
    title="Заочное заседание рабочей группы",
    cites="3.2",
    source=GROUP,
    does="Правила рабочей группы разрешают заочное заседание.",
)
GROUP_OPINIONS = rule(
    "bodies.working-group.opinion_days",
    title="До какого дня ждут письменное мнение",
    cites="2.7",
    source=GROUP,
    does="Программа считает срок сама: до конца последнего рабочего дня перед заседанием.",
)
GROUP_MINUTES_TERM = rule(
    "bodies.working-group.minutes_days",
    title="Срок оформления протокола рабочей группы",
    cites="3.5",
    source=GROUP,
    does="Срок протокола программа считает сама: пять рабочих дней со дня заседания.",
)
GROUP_AGREEMENT = rule(
    "bodies.working-group.agreement_sheet",
    title="Протокол согласуют члены рабочей группы",
    cites="3.5",
    source=GROUP,
    does="Правила рабочей группы требуют листа согласования: в нём ответ каждого члена и день ответа.",
)
GROUP_SIGNATORIES = rule(
    "bodies.working-group.signatories",
    title="Кто подписывает протокол рабочей группы",
    cites="3.5",
    source=GROUP,
    does="Правила рабочей группы требуют подписи того, кто вёл заседание.",
)

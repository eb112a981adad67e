"""Every rule of this room by name, with its clause."""

from home.rulebook import rule

MENTOR_IS_CERTIFIED = rule(
    "mentoring.mentor_is_certified",
    title="Наставник — член Ассоциации с сертифицированной СМК",
    cites="3.16",
    does="Наставником программа признаёт только члена Ассоциации, у которого сегодня действует подтверждённый сертификат СМК; основание приёма значения не имеет.",
)
CANDIDATE_HAS_STATUS = rule(
    "mentoring.candidate_has_status",
    title="Второй в паре — кандидат",
    cites="3.16",
    does="В пару с наставником программа ставит только организацию, которая сегодня состоит в статусе кандидата.",
)
HELP_CONTENTS = rule(
    "mentoring.help_contents",
    title="В чём наставник помогает кандидату",
    cites="3.16",
    does="План каждой новой пары начинается с этапов, которые перечисляет этот пункт; пара может добавить свои, а этап пройден, когда его подтвердили оба.",
)
FORMED_BY_CHAIR = rule(
    "mentoring.formed_by_chair",
    title="Пары формирует председатель Президиума",
    cites="3.16",
    does="Список пар начинает, меняет и отправляет на согласование только председатель Президиума или его заместитель; программа предлагает варианты и объясняет каждый.",
)
AGREED_WITH_PRESIDIUM = rule(
    "mentoring.agreed_with_presidium",
    title="Пары согласовывают с членами Президиума",
    cites="3.16",
    does="Список не попадёт в повестку, пока каждый член Президиума не ответил или не прошёл срок согласования и пока председатель не ответил на возражения.",
)
APPROVED_BY_MEETING = rule(
    "mentoring.approved_by_meeting",
    title="Пары утверждает решение Президиума",
    cites="3.16",
    does="Пара начинает работать в день решения заседания и хранит ссылку на него; без решения пары нет.",
)
CRITERION = rule(
    "mentoring.criterion",
    title="Признак пары: территория или отрасль",
    cites="3.16",
    does="У каждой пары записано, по территории или по отрасли она образована; пару без признака программа не примет и сама не предложит.",
)
RATIO = rule(
    "mentoring.ratio",
    title="Сколько наставников и кандидатов в паре",
    cites="3.16",
    does="Несколько наставников у кандидата программа допускает, только пока наставников больше, чем кандидатов; несколько кандидатов у наставника — только пока больше кандидатов; при равенстве — один к одному. Числа стоят в решении.",
)
UNTIL_CERTIFICATE = rule(
    "mentoring.until_certificate",
    title="Пара работает до сертификата кандидата",
    cites="4.11",
    does="Когда подтверждён сертификат СМК кандидата, его пары заканчиваются днём выдачи сертификата сами, без решения.",
)
EARLY_END = rule(
    "mentoring.early_end",
    title="Замена и досрочное окончание пары — решением Президиума",
    cites=("3.16", "4.11"),
    does="Раньше сертификата кандидата пара заканчивается только решением Президиума, в том же порядке, каким образована.",
)
# What no clause asks for: a page says of these «не из положения».
PROFILE = rule("mentoring.profile", title="Анкета для подбора пар")
SUGGESTION = rule("mentoring.suggestion", title="Подбор пар программой")
LIST_PROCEDURE = rule("mentoring.list_procedure", title="Порядок работы со списком пар")
LIST_SEEN = rule("mentoring.list_seen", title="Решают по тому, что прочитали")
AGREEMENT_TERM = rule("mentoring.agreement_term", title="Срок согласования списка пар")
ROOM = rule("mentoring.room", title="Кабинет пары открыт только ей, председателю и секретарю")
JOURNAL = rule("mentoring.journal", title="Журнал работы пары")
SILENCE = rule("mentoring.silence", title="Пара без записей дольше срока на виду у председателя")
QUESTIONS = rule("mentoring.questions", title="Вопросы и ответы внутри пары")
PAIR_FILES = rule("mentoring.pair_files", title="Документы пары и срок их хранения")
PAIR_HELP = rule("mentoring.pair_help", title="Пара просит помощи у председателя")
EVALUATION = rule("mentoring.evaluation", title="Взаимная оценка после окончания пары")
GRATITUDE = rule("mentoring.gratitude", title="Благодарность наставнику")

"""Every rule of this room by name, with its clause."""

from home.rulebook import rule

RESPONSIBILITY = rule(
    "processes.responsibility",
    title="Каждый член отвечает за методическую поддержку процесса СМК",
    cites="3.17",
    does="Программа показывает членам, кто за какой процесс отвечает, и перечисляет членов без процесса и процессы без ответственных.",
)
ASSIGNED_BY_MEETING = rule(
    "processes.assigned_by_meeting",
    title="Процесс закрепляет заседание Ассоциации",
    cites="3.17",
    does="Закрепление и снятие вступают в силу решением общего собрания и хранят ссылку на него; вручную закрепить процесс нельзя.",
)
SUPPORT = rule(
    "processes.support",
    title="Чем помогает ответственный за процесс",
    cites="3.17",
    does="Ответственный вносит, кому и чем помог: процедурой, инструкцией или внутренним аудитом процесса.",
)
PROPOSAL_PROCEDURE = rule(
    "processes.proposal_procedure", title="Порядок предложения о закреплении процессов"
)

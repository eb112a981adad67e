"""Letters about profiles: each once, to whoever has not told anything yet."""

from home.notices.registry import notice_kind

from ..rules import names

TELL_YOUR_NEEDS = notice_kind(
    "mentoring.tell_your_needs",
    title="Расскажите, в чём нужна помощь наставника",
    rule=names.CANDIDATE_HAS_STATUS,
    obligatory=False,
)
BECOME_A_MENTOR = notice_kind(
    "mentoring.become_a_mentor",
    title="Приглашение стать наставником",
    rule=names.MENTOR_IS_CERTIFIED,
    obligatory=False,
)

"""Letters of the archive."""

from datetime import datetime

from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import notice_kind

from .models import CommissionMember, WriteOffAct
from .rules import names

ACT_TO_SIGN = notice_kind(
    "records.act_to_sign",
    title="Акт о списании ждёт вашей подписи",
    rule=names.COMMISSION,
    obligatory=True,
)


def ask_to_sign(seat: CommissionMember, act: WriteOffAct, *, at: datetime) -> None:
    """Members of a commission may hold no office and look at no desk: the letter is how they learn of it."""
    context = {"act": str(act), "body": act.body_name, "url": absolute(act.get_absolute_url())}
    about = f"write-off act {act.pk}"
    send_notice(ACT_TO_SIGN, to=seat.person, about=about, context=context, at=at, source=act)

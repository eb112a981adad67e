"""What the room tells its neighbours below at start-up."""

from django.utils import timezone
from django.utils.formats import date_format

from home.accounts import mail, roles
from home.accounts.choices import Role
from home.accounts.registry import PersonalData, register_personal_data

from . import queries
from .operations import forget_person, send_account_letter

roles.grant(Role.SECRETARY, "notices.view_letter", "notices.view_mailing")


def send_from_accounts(letter: mail.Letter) -> None:
    send_account_letter(
        letter.code,
        to_email=letter.to_email,
        subject=letter.subject,
        text=letter.text,
        is_secret=letter.secret,
        at=timezone.now(),
    )


mail.register_sender(send_from_accounts)


def _letter_rows(person):
    for letter in queries.letters_to(person):
        yield {
            "Письмо": letter.subject,
            "Составлено": date_format(timezone.localtime(letter.created_at)),
            "Адрес": letter.address,
            "Состояние": letter.get_status_display(),
        }
    for muted in person.muted_kinds.all():
        yield {"Не присылать": muted.kind}


register_personal_data(
    PersonalData(
        "Письма сайта",
        "Чтобы вы узнавали о делах вовремя, а Ассоциация могла показать, о чём вас известили.",
        "пока действует согласие; потом остаются только вид и день письма, без адреса и текста",
        ("notices.Letter", "notices.MutedKind"),
        _letter_rows,
        forget_person,
        keeps_name=False,
    )
)

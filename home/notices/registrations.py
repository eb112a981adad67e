"""What the room tells its neighbours below at start-up."""

from django.utils import timezone

from home.accounts import mail, roles
from home.accounts.choices import Role

from .operations import send_account_letter

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

import json

from django.core.management.base import BaseCommand, CommandError

from association.minutes.models import Protocol
from association.minutes.recount import recount


class Command(BaseCommand):
    help = (
        "Пересчитывает протоколы: голоса — по каждому бюллетеню и по правилам, которые действовали на заседании, "
        "содержание — по контрольной сумме. Код 1, если что-то не сходится."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--protocol", type=int, metavar="N", help="ключ одного протокола")
        which.add_argument("--all", action="store_true", help="все протоколы")
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    def handle(self, *args, protocol, **options):
        found = Protocol.objects.select_related("body").order_by("pk")
        if protocol is not None:
            found = found.filter(pk=protocol)
            if not found.exists():
                raise CommandError(f"Протокола с ключом {protocol} нет.")
        rows = [_row(each) for each in found.iterator()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self._print(rows)
        wrong = sum(bool(row["differences"]) for row in rows)
        if wrong:
            raise CommandError(f"Не сходится протоколов: {wrong} из {len(rows)}.", returncode=1)

    def _print(self, rows: list[dict]) -> None:
        for row in rows:
            for difference in row["differences"]:
                self.stdout.write(f"{row['title']} (ключ {row['protocol']}): {difference}")
        votes = sum(row["votes"] for row in rows)
        self.stdout.write(f"Пересчитано протоколов: {len(rows)}, голосований: {votes}.")


def _row(protocol: Protocol) -> dict:
    answer = recount(protocol)
    return {
        "protocol": protocol.pk,
        "title": f"{protocol}, {protocol.year}, {protocol.body}",
        "votes": answer.votes,
        "differences": list(answer.differences),
    }

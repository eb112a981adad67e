"""`manage.py suggest_pairs`: the best list of pairs, of the register or of a file.

Exit code 1 and a sentence on stderr when the file will not do. What only the register needs is imported when it is
asked: with `--from` manage.py runs this without loading the applications.
"""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from association.mentoring.rules.suggesting import Field, Suggestion, suggest
from association.mentoring.rules.suggesting.reading import MOST_BYTES, read_field
from home.rulebook import DomainError
from home.rulebook.text import NBSP, counted


class Command(BaseCommand):
    help = (
        "Подбирает пары «наставник — кандидат»: больше всего кандидатов с наставником, а из таких списков — с "
        "наибольшей суммой баллов (п. 3.16). Без --from берёт сегодняшних наставников и кандидатов; ничего не записывает."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="file", type=Path, metavar="FILE.json", help="взять поле из файла"
        )
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)

    def handle(self, *args, file: Path | None, **options):
        field = _from_register() if file is None else _from_file(file)
        suggestion = suggest(field)
        if options["json"]:
            answer = as_data(field, suggestion)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(in_words(field, suggestion)))


def as_data(field: Field, suggestion: Suggestion) -> dict:
    return {
        "pairs": [
            {
                "mentor": pair.mentor.id,
                "candidate": pair.candidate.id,
                "score": pair.score.points,
                "criterion": pair.score.criterion.value,
                "why": pair.score.why,
            }
            for pair in suggestion.pairs
        ],
        "total": suggestion.total,
        "unpaired": [each.id for each in suggestion.unpaired],
        "unpaired_why": [
            {"side": each.side.value, "id": each.id, "why": each.why}
            for each in suggestion.unpaired
        ],
        "mentors": len(field.mentors),
        "candidates": len(field.candidates),
    }


def in_words(field: Field, suggestion: Suggestion) -> list[str]:
    mentors = counted(len(field.mentors), "наставник", "наставника", "наставников")
    candidates = counted(len(field.candidates), "кандидат", "кандидата", "кандидатов")
    pairs = counted(len(suggestion.pairs), "пара", "пары", "пар")
    lines = [f"{mentors}, {candidates}: {pairs}, баллов{NBSP}{suggestion.total}."]
    lines += [
        f"{pair.mentor} — {pair.candidate}: {pair.score.points} ({pair.score.criterion.label}). {pair.score.why}"
        for pair in suggestion.pairs
    ]
    return lines + [
        f"Без пары: {each.side.label} {each.name}. {each.why}" for each in suggestion.unpaired
    ]


def _from_file(file: Path) -> Field:
    """At most one byte more than a file may have: the reader says what is wrong with it."""
    try:
        with file.open("rb") as stream:
            source = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise CommandError(f"Файл не открывается: {file}.") from None
    try:
        return read_field(source)
    except DomainError as refusal:
        raise CommandError(refusal.message) from None


def _from_register() -> Field:
    from association.mentoring.queries.field import field_on
    from home.workdays.queries import today

    return field_on(today())

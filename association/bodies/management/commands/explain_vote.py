import json
import re

from django.core.management.base import BaseCommand, CommandError

from association.bodies.choices import Choice
from association.bodies.counting import Count, count
from association.bodies.models import RuleSet
from association.bodies.rules.values import printed
from association.bodies.rules.voting import ImpossibleCount, Tally

BAD_INPUT = 2
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_NUMBERS = {
    "roster": "сколько человек в составе органа",
    "present": "сколько из них присутствует",
    "for": "сколько голосов «за»",
    "against": "сколько голосов «против»",
    "abstained": "сколько воздержалось",
}


class Command(BaseCommand):
    help = "Считает кворум и голоса по действующим правилам органа и объясняет результат."

    def add_arguments(self, parser):
        parser.add_argument("--rules", metavar="НАБОР", help="код набора правил: presidium")
        parser.add_argument("--matter", metavar="ВОПРОС", help="ordinary, deputy, removal, …")
        for name, what in _NUMBERS.items():
            parser.add_argument(f"--{name}", metavar="N", help=what)
        parser.add_argument(
            "--presiding",
            metavar="|".join(Choice.values),
            help="как голосовал председательствующий",
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, **options):
        rule_set = read_rule_set(options["rules"])
        matter = read_matter(rule_set, options["matter"])
        numbers = {name: read_number(name, options[name]) for name in _NUMBERS}
        numbers["for_"] = numbers.pop("for")
        try:
            tally = Tally(**numbers, presiding=read_choice(options["presiding"]))
            counted = count(rule_set, matter, tally)
        except ImpossibleCount as error:
            raise refusal(error.message) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(as_data(counted), ensure_ascii=False))
        else:
            self.stdout.write(in_words(rule_set, counted))


def refusal(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=BAD_INPUT)


def read_rule_set(code: str | None) -> RuleSet:
    if code is None:
        raise refusal("Укажите --rules: код набора правил.")
    sets = {each.code: each for each in RuleSet.objects.in_force()}
    if code in sets:
        return sets[code]
    known = ", ".join(sorted(sets))
    raise refusal(
        f"Укажите --rules: набор правил. Действуют: {known}; «{code or ''}» среди них нет."
    )


def read_matter(rule_set: RuleSet, code: str | None) -> str:
    if code is None:
        raise refusal("Укажите --matter: код вопроса.")
    codes = [matter.code for matter in rule_set.matters.all()]
    if code in codes:
        return code
    known = ", ".join(codes)
    raise refusal(f"В наборе «{rule_set.title}» есть вопросы {known}; «{code}» среди них нет.")


def read_number(name: str, text: str | int | None) -> int:
    if text is None:
        raise refusal(f"Укажите --{name}: {_NUMBERS[name]}.")
    if not _WHOLE_NUMBER.fullmatch(str(text)):
        raise refusal(f"--{name}: «{text}» — не целое число людей.")
    return int(text)


def read_choice(text: str | None) -> Choice | None:
    if text is None:
        return None
    if text in Choice.values:
        return Choice(text)
    known = ", ".join(Choice.values)
    raise refusal(f"--presiding: «{text}» — не голос. Бывают {known}.")


def as_data(counted: Count) -> dict:
    quorum, vote = counted.quorum, counted.vote
    return {
        "quorum": {
            "needed": quorum.needed,
            "present": quorum.present,
            "met": quorum.met,
            "clause": printed(quorum.rule),
        },
        "vote": {
            "needed": vote.needed,
            "got": vote.got,
            "denominator": str(vote.counted_of),
            "tie": vote.tie,
            "result": str(vote.result),
            "clause": printed(vote.rule),
            "explanation": vote.explanation,
        },
    }


def in_words(rule_set: RuleSet, counted: Count) -> str:
    quorum, vote = counted.quorum, counted.vote
    lines = [
        f"{rule_set}. {counted.adoption.title}.",
        f"{quorum.explanation} ({quorum.rule.clause})",
        f"{vote.explanation} ({vote.rule.clause})",
        vote.note,
    ]
    return "\n".join(line for line in lines if line)

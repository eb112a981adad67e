from django.core.management.base import BaseCommand, CommandError

from home.search.operations import lag, rebuild
from home.search.registry import source_of, sources


class Command(BaseCommand):
    help = "Делает указатель поиска заново, частями; прерванное можно запустить ещё раз."

    def add_arguments(self, parser):
        parser.add_argument("--source", help="код одного источника: pages, clauses, members …")
        parser.add_argument(
            "--check",
            action="store_true",
            help="ничего не менять; код возврата 1, если указатель отстаёт",
        )

    def handle(self, *args, **options):
        asked = [source_of(options["source"])] if options["source"] else sources()
        if None in asked:
            known = ", ".join(source.code for source in sources())
            raise CommandError(f"No such source; there are: {known}.")
        wrong = sum(self._go_over(source, options) for source in asked)
        if wrong and options["check"]:
            raise CommandError(f"The index lags behind in {wrong} rows: run rebuild_search_index.")

    def _go_over(self, source, options) -> int:
        wrong = 0
        for done, of_all, found in (lag if options["check"] else rebuild)(source):
            wrong += found
            if options["verbosity"] > 1:
                self.stdout.write(f"{source.code}: {done} of {of_all}")
        if options["verbosity"]:
            self.stdout.write(f"{source.code}: {wrong} rows were wrong")
        return wrong

"""Words and texts of a large site, generated: the same for everybody who runs it.

Words are made of syllables and declined as Russian nouns, adjectives and verbs are; how often each
comes follows Zipf's law. Among them stand words of the field with all their forms, at known ranks: rare,
middling and common ones, by which the search is timed.
"""

import itertools
import random

SYLLABLES = [a + b for a, b in itertools.product("бвгдзклмнпрст", "аоеиу")]
ENDINGS = {
    "noun": ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"),
    "adjective": ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ые", "ых", "ыми"),
    "verb": ("ает", "ают", "ать", "ал", "ала", "али"),
}
# Word forms written out: what a reader may type, and what may stand in a text.
FIELD = {
    "common": [
        "ассоциация ассоциации ассоциацию ассоциацией",
        "организация организации организацию организацией организаций организациям организациях",
        "член члена члену членом члене члены членов членам членами членах",
    ],
    "middling": [
        "заявление заявления заявлению заявлением заявлении заявлений заявлениям заявлениями",
        "кворум кворума кворуму кворумом кворуме",
        "протокол протокола протоколу протоколом протоколе протоколы протоколов протоколам",
        "приём приёма приёму приёмом приёме приёмы приёмов",
        "лицей лицея лицею лицеем лицее лицеи лицеев лицеям",
        "диплом диплома диплому дипломом дипломе дипломы дипломов",
    ],
    "rare": [
        "доверенность доверенности доверенностью доверенностей доверенностям",
        "апелляция апелляции апелляцию апелляцией апелляций",
        "наставник наставника наставнику наставником наставники наставников",
        "ходатайство ходатайства ходатайству ходатайством ходатайств",
        "стипендия стипендии стипендию стипендией стипендий",
        "человек человека человеку человеком люди людей людям людьми",
    ],
}
SHARES = {"common": 0.5, "middling": 0.01, "rare": 0.0002}
"""How many clauses of all hold a word of the class."""


def forms(kind: str) -> list[list[str]]:
    return [line.split() for line in FIELD[kind]]


class Corpus:
    """Seeded: the n-th text is always the same."""

    def __init__(self, lexemes: int = 20_000, seed: int = 7):
        self.random = random.Random(seed)
        self.lexemes = [self._lexeme() for _ in range(lexemes)]
        self.weights = list(
            itertools.accumulate(1 / (rank + 3) for rank in range(len(self.lexemes)))
        )

    def _lexeme(self) -> list[str]:
        root = "".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4)))) + "н"
        return [root + ending for ending in ENDINGS[self.random.choice(list(ENDINGS))]]

    def words(self, number: int) -> list[str]:
        lexemes = self.random.choices(self.lexemes, cum_weights=self.weights, k=number)
        return [self.random.choice(lexeme) for lexeme in lexemes]

    def text(self, number: int = 40) -> str:
        words = self.words(number)
        for kind, share in SHARES.items():
            for line in forms(kind):
                if self.random.random() < share:
                    words[self.random.randrange(number)] = self.random.choice(line)
        return " ".join(words).capitalize() + "."

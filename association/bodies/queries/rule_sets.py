"""How a set of rules is shown: its values beside their clauses, what a new version changes, who decides by it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from documents.regulations.queries import edition_in_force
from documents.regulations.rules import ClauseMap, map_clauses
from home.rulebook import Citation, Rule
from home.rulebook.text import counted

from ..models import CollegialBody, MatterRule, RuleSet
from ..rules.values import SECTIONS, VALUES, read_clauses
from ..rules.voting import Adoption

_EMPTY = {
    "opinion_days": "не предусмотрены",
    "retention_years": "бессрочно",
    "chair_term_years": "без срока",
    "deputy_term_years": "без срока",
}


@dataclass(frozen=True)
class Row:
    name: str
    title: str
    value: str
    rule: Rule
    clauses: str
    note: str


@dataclass(frozen=True)
class Change:
    """One value in two versions; `old` is None for what is new, `new` for what goes."""

    title: str
    old: str | None
    new: str | None


def sections(rule_set: RuleSet) -> list[tuple[str, list[Row]]]:
    return [(title, [row_of(rule_set, name) for name in names]) for title, names in SECTIONS]


def row_of(rule_set: RuleSet, name: str) -> Row:
    return Row(
        name,
        VALUES[name],
        shown(rule_set, name),
        rule_set.rule_for(name),
        rule_set.clauses.get(name, ""),
        rule_set.note_for(name),
    )


def shown(rule_set: RuleSet, name: str) -> str:
    """A value in words: «1/2», «рабочие дни», «нет», «бессрочно»."""
    if name == "quorum":
        return f"{rule_set.quorum_numerator}/{rule_set.quorum_denominator} списочного состава"
    value = getattr(rule_set, name)
    if value is None:
        return _EMPTY[name]
    if isinstance(value, bool):
        return "да" if value else "нет"
    if name.endswith("_years"):
        return counted(value, "год", "года", "лет")
    if name.endswith("_days"):
        return counted(value, "день", "дня", "дней")
    return getattr(rule_set, f"get_{name}_display")()


def adoptions(rule_set: RuleSet) -> list[tuple[MatterRule, Adoption]]:
    return [(matter, rule_set.adoption(matter.code)) for matter in rule_set.matters.all()]


def changes(old: RuleSet | None, new: RuleSet) -> list[Change]:
    """What `new` says otherwise than `old`: values with their clauses, then matters."""
    if old is None:
        return []
    before, after = _lines(old), _lines(new)
    keys = [*before, *(key for key in after if key not in before)]
    return [
        Change(key[1], before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def _lines(rule_set: RuleSet) -> dict[tuple[str, str], str]:
    """{(code, title): everything said of it in a line}."""
    lines = {
        ("title", "Название набора"): rule_set.title,
        ("source", "Ключ положения"): rule_set.source or "нет",
    }
    for name, title in VALUES.items():
        row = row_of(rule_set, name)
        lines[name, title] = _line(row.value, row.clauses, row.note)
    for matter, adoption in adoptions(rule_set):
        lines[f"matter {matter.code}", f"Вопрос {matter.code}"] = _matter_line(matter, adoption)
    return lines


def _matter_line(matter: MatterRule, adoption: Adoption) -> str:
    parts = [matter.title, adoption.majority]
    if adoption.tie_rule_cited:
        tie = matter.get_tie_rule_display()
        literal = "«за» и «против» поровну" if matter.tie_on_equal else "«за» ровно доля"
        parts.append(f"при равенстве ({literal}) {tie}{_in_brackets(matter.tie_clause)}")
    return _line("; ".join(parts), matter.clause, matter.note)


def _line(value: str, clauses: str, note: str) -> str:
    return f"{value}{_in_brackets(clauses)}{'. ' if note else ''}{note}"


def _in_brackets(clauses: str) -> str:
    return f" (п.\xa0{clauses})" if clauses else " (не из положения)"


def warnings(rule_set: RuleSet, on: date) -> list[str]:
    """Clauses that the regulation in force does not have: people may know better, so nothing is forbidden."""
    cited = _cited(rule_set)
    if not cited:
        return []
    if not rule_set.source:
        return ["Ключ положения не указан: пункты печатаются без ссылок."]
    edition = edition_in_force(rule_set.source, on)
    if edition is None:
        return [
            f"Положение с ключом «{rule_set.source}» на сайте не опубликовано: пункты печатаются без ссылок."
        ]
    clauses = map_clauses(
        edition.clauses.order_by("order").values_list("anchor", "kind", "label", "parent__anchor")
    )
    return [
        f"{title}: {citation.place} в редакции, которая действует сейчас, нет."
        for title, citation in cited
        if not _stands(clauses, citation)
    ]


def _cited(rule_set: RuleSet) -> list[tuple[str, Citation]]:
    lines = [(VALUES[name], text) for name, text in rule_set.clauses.items() if name in VALUES]
    for matter in rule_set.matters.all():
        lines += [(matter.title, matter.clause), (matter.title, matter.tie_clause)]
    return [
        (title, citation)
        for title, text in lines
        for citation in read_clauses(text, rule_set.source)
    ]


def _stands(clauses: ClauseMap, citation: Citation) -> bool:
    return bool(
        clauses.find(
            citation.label,
            item=citation.item,
            occurrence=citation.occurrence,
            appendix=citation.appendix,
        )
    )


def bodies_by_code() -> dict[str, int]:
    """How many bodies decide by each code today."""
    standing = CollegialBody.objects.filter(dissolved_on=None).order_by()
    return dict(standing.values_list("rules_code").annotate(Count("pk")))


def uses(rule_set: RuleSet) -> list[str]:
    """«органов: 3», «заседаний: 12»: who decides by the code now, and what keeps this very version."""
    bodies = bodies_by_code().get(rule_set.code, 0)
    words = [counted(bodies, "орган", "органа", "органов")] if bodies else []
    # Rooms above point here; this one does not know them by name.
    for relation in RuleSet._meta.related_objects:
        if relation.related_model is MatterRule:
            continue
        kept = relation.related_model._base_manager.filter(
            **{relation.field.name: rule_set.pk}
        ).count()
        if kept:
            words.append(f"{relation.related_model._meta.verbose_name_plural}: {kept}")
    return words

"""How the corpus writes down what the importer should make of a text, for people to review."""

from documents.regulations.importer import Outline


def written(outline: Outline) -> str:
    """The title; a line for each node, «  clause 1.1 #p-1.1 @5 | text»; faults with «!», noise with «-».

    «⏎» and «⇥» stand for the ends of lines and cells in tables and forms.
    """
    lines = [f"= {outline.title}" if outline.title else "="]
    for depth, node in outline.walk():
        said = " | ".join(filter(None, (node.title, node.text)))
        said = said.replace("\n", " ⏎ ").replace("\t", " ⇥ ")
        place = f"{node.kind.value} {node.label or '-'} #{node.anchor} @{node.line}"
        lines.append(f"{'  ' * depth}{place} | {said}".rstrip())
    lines += [f"! @{fault.line} {fault.code} {fault.label}".rstrip() for fault in outline.warnings]
    lines += [f"- @{piece.line} «{_visible(piece.text)}» {piece.why}" for piece in outline.dropped]
    return "\n".join(lines) + "\n"


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else f"<{ord(sign):04x}>" for sign in text)

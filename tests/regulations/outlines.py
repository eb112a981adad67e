"""How the tests write down a tree of nodes."""

from documents.regulations.importer import Outline


def sketch(outline: Outline) -> list[str]:
    """«    clause 1.1 #p-1.1» for each node, indented by its depth."""
    return [
        f"{'  ' * depth}{node.kind.value} {node.label or '-'} #{node.anchor}"
        for depth, node in outline.walk()
    ]


def texts(outline: Outline) -> dict[str, str]:
    """Title or text of each node by its anchor."""
    return {node.anchor: node.title or node.text for _, node in outline.walk()}

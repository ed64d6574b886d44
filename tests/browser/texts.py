"""Small projects for the browser tests."""

from __future__ import annotations

from pathlib import Path

import workbench
from workbench.coding import add_code
from workbench.corpus import import_sources

# Emoji, combining accents and signs beyond the first plane: offsets must survive them.
TURNS = [
    ("ANIMATRICE", "Alors, qu'est-ce qui vous a manqué ?"),
    ("NADIA", "Ben… euh, un repère. Quelqu'un qui explique, parce que là on te donne un papier."),
    ("YANIS", "Moi j'ai rien demandé, hein 🙂, mais on m'a pas rappelé non plus."),
    ("NADIA", "Et puis débrouille-toi, quoi. 👩🏽‍💻 C'est ça qu'on m'a dit au de\u0301part, 𝒷on."),
    ("ANIMATRICE", "Et après ?"),
    ("YANIS", "Après j'ai attendu. Le bus, déjà, y en a un le matin, et pis voilà."),
]


def new_project(path: Path) -> None:
    """A project with three codes and no source."""
    with workbench.create_project(path, title="Étude d'essai", coder="Ana") as project:
        attentes = add_code(project, "Attentes", definition="Ce que la personne espère.")
        add_code(project, "repère", parent=attentes, definition="Savoir où aller et à qui parler.")
        add_code(project, "mobilité", definition="Se déplacer.")


def add_source(project: workbench.Project, name: str) -> int:
    """Import one short focus group under `name`; its id comes back."""
    from tempfile import TemporaryDirectory

    safe = "".join(letter if letter.isalnum() else "-" for letter in name)
    lines = [
        f"{speaker} [00:{minute:02}:00] : {words}" for minute, (speaker, words) in enumerate(TURNS, start=1)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{safe}.txt"
        # The name in the text makes each source differ: the same file is not imported twice.
        path.write_text(f"{safe}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
        import_sources(project, path)
    sources = project.sources()
    [found] = sources.index[sources["name"] == safe]
    return int(found)

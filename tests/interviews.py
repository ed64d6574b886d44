"""Three invented talks, small enough to count by hand, with the characters that move offsets."""

from __future__ import annotations

from pathlib import Path

from workbench import Project
from workbench.corpus import import_attributes, import_sources

FILES = {
    "groupe.txt": """ANIMATRICE : Alors, qu'est-ce qui vous a manqué ?
NADIA : Ben… euh, un repère. Quelqu'un qui explique. Parce que l’accueil, là, c'est un papier 🙂.
YANIS : Moi on m'a pas rappelé. J'ai attendu le bus, quoi.
NADIA : Et puis débrouille-toi. 👩🏽‍💻 C'est ça qu'on m'a dit au de\u0301part.
ANIMATRICE : Un repère, donc ?
YANIS : Voilà, un repère, et le bus.
""",
    "Samira.txt": """CHERCHEUSE : Comment ça se passe, chez vous ?
SAMIRA : Ça va. Enfin, le soir, non. J'attends qu'on me rappelle.
CHERCHEUSE : Depuis longtemps ?
SAMIRA : Depuis mars. L'attente, c'est long 😮‍💨, sans repère.
""",
    "Tom.txt": """CHERCHEUSE : Le bus, vous le prenez ?
TOM : Y en a un le matin. Un.
TOM : Après, l'été, y en a plus.
""",
}
PEOPLE = "nom;âge;commune;aidant\nNadia;34;Vire;oui\nYanis;51;Flers;non\nSamira;67;Vire;oui\nTom;19;;non\n"


def add_interviews(project: Project, folder: Path) -> None:
    """Import the three talks, and what is known of the four people, from files made in `folder`."""
    paths = []
    for name, text in FILES.items():
        paths.append(folder / name)
        paths[-1].write_text(text, encoding="utf-8")
    import_sources(project, paths)
    sheet = folder / "personnes.csv"
    sheet.write_text(PEOPLE, encoding="utf-8")
    import_attributes(project, sheet)


def span(project: Project, source: str, words: str, nth: int = 0) -> tuple[int, int, int]:
    """The source id and the bounds of the nth place where `words` stand in the source of that name."""
    sources = project.sources()
    source_id = int(sources.index[sources["name"] == source][0])
    text, start = project.text(source_id), -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return source_id, start, start + len(words)

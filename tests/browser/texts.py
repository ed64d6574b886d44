"""Small projects for the browser tests."""

from __future__ import annotations

import csv
from pathlib import Path

import workbench
from workbench.coding import add_code, apply_code, write_memo
from workbench.corpus import import_attributes, import_sources, move_source, rename_source

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


def hostile_project(path: Path, folder: Path, words: list[str]) -> int:
    """A project in which every name and every text is one of `words`; the main source comes back.

    They stand in the text, speakers, cases, attributes (name and value), codes and their fields,
    memos, file and source names, folders, the coder and the title.
    """
    title, coder = words[0], words[1]
    with workbench.create_project(path, title=title, coder=coder) as project:
        main = _hostile_text(project, folder, words)
        _hostile_sources(project, folder, words)
        _hostile_people(project, folder, words)
        _hostile_codes(project, main, words)
    return main


def _hostile_text(project: workbench.Project, folder: Path, words: list[str]) -> int:
    path = folder / "main.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["who", "said"])
        writer.writerows([word, word] for word in words)
    import_sources(project, path, text="said", speaker="who")
    return int(project.sources().index[0])


def _hostile_sources(project: workbench.Project, folder: Path, words: list[str]) -> None:
    # A file system takes no slash in a name, and few names of two hundred letters.
    files = folder / "files"
    files.mkdir()
    for number, word in enumerate(words):
        name = word.replace("/", "\u2215").replace("\0", "")[:80]
        (files / f"{number} {name}.txt").write_text(f"P1 : {word}\n\nP2 : Oui {number}.", encoding="utf-8")
    import_sources(project, files)
    sources = project.sources()
    for source, word in zip(sources.index[1:].tolist(), words, strict=False):
        rename_source(project, source, word)
    for source, word in list(zip(sources.index[1:].tolist(), words, strict=False))[:20]:
        move_source(project, source, folder=word)


def _hostile_people(project: workbench.Project, folder: Path, words: list[str]) -> None:
    table = folder / "people.csv"
    columns = words[:40]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", *columns])
        for number, word in enumerate(words):
            writer.writerow([word, *(words[(number + at) % len(words)] for at in range(len(columns)))])
    import_attributes(project, table, case="name")


def _hostile_codes(project: workbench.Project, main: int, words: list[str]) -> None:
    passages = project.passages(main)
    starts, ends = passages["start"].tolist(), passages["end"].tolist()
    parent = None
    for number, word in enumerate(words):
        code = add_code(
            project,
            f"{word} {number}",  # two that differ by their capitals would be one name
            parent=parent if number % 7 else None,
            definition=word,
            use_when=word,
            not_when=word,
            example=word,
            synonyms=word,
        )
        parent = code if number % 7 == 0 else parent
        apply_code(project, main, starts[number], ends[number], code, memo=word)
    write_memo(project, words[2], title=words[3])
    write_memo(project, words[4], source=main, title=words[5])

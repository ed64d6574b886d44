"""Themes put into a project without looking for them: quick, and the same everywhere."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

from workbench.corpus import import_sources
from workbench.discovery.units import units
from workbench.model import PALETTE
from workbench.project import Project, schema

#: What is said of each branch, and the finer themes it holds.
BRANCHES: dict[str, tuple[str, ...]] = {
    "être rappelé, délai, nouvelles": (
        "être rappelé, téléphone",
        "délai, attente",
        "sans nouvelles, silence",
    ),
    "repère, interlocuteur, guichet": ("repère, quelqu'un", "guichet, adresse"),
    "horaires, bus, permis": ("bus, matin", "permis, voiture", "horaires, nuit"),
    "papier, dossier, démarche": ("papier, signature", "dossier, perdu"),
    "confiance, écoute": (),
    "stage, patron, équipe": ("stage, essai", "patron, équipe"),
}
#: What the compass reads besides the tree.
NEEDS = ("être reconnu", "ne pas être jugé")
_VOICES = ("asked", "complained", "regretted", "conditional", "denied", "delegated", "lack", "none")
_REASONS = ("", "", "", "", "", "", "", "between", "too_short", "alone")


_SAYINGS = (
    "Ben moi, personne m'a rappelé depuis le mois de mars, et le dossier on sait pas où il est passé.",
    "Je demande pas la lune, hein, juste quelqu'un qui explique une bonne fois comment ça marche ici 🙂.",
    "Il faudrait un bus le soir, parce que les horaires de nuit, sans voiture, c'est même pas la peine.",
    "J'aurais aimé qu'on m'écoute un peu, au lieu de me donner encore un papier à remplir et à renvoyer.",
    "Le patron, l'équipe, ça se passait bien, le stage je l'aurais bien continué si on m'avait laissée.",
    "On devrait nous dire à qui il faut s'adresser, à quel guichet, au lieu de nous renvoyer ailleurs.",
)
_SPEAKERS = ("NADIA", "YANIS", "SAMIRA", "TOM")


def add_talks(project: Project, folder: Path, *, sources: int = 3, turns: int = 60) -> None:
    """Import some talks long enough to have themes, from files made in `folder`."""
    paths = []
    for number in range(sources):
        lines = [
            f"{_SPEAKERS[(turn * 7 + number) % 4]} : {_SAYINGS[(turn * 5 + turn // 6 + number) % 6]} "
            f"C'était le jour {turn} du groupe {number}."
            for turn in range(turns)
        ]
        paths.append(folder / f"groupe {number + 1}.txt")
        paths[-1].write_text("\n\n".join(lines), encoding="utf-8")
    import_sources(project, paths)


def plant(project: Project, *, seed: int = 1) -> dict[str, int]:
    """The ids of the themes planted, by label; every unit of the project belongs to one of them."""
    draw = random.Random(seed)
    table = units(project)
    places = list(zip(table["source_id"], table["start"], table["end"], strict=True))
    ids: dict[str, int] = {}
    leaves: list[tuple[int, float, float]] = []
    with project.gesture("find_themes", n=len(BRANCHES)) as g:
        [machine] = g.insert(schema.coder, [{"name": "Thèmes", "kind": "machine", "colour": PALETTE[-1]}])

        def theme(label: str, parent: int | None, level: int) -> int:
            terms = [word.strip() for word in label.split(",")]
            hearts = [[int(value) for value in draw.choice(places)] for _ in range(3)]
            row = {"label": label, "parent_id": parent, "level": level, "coder_id": machine,
                   "stability": round(draw.uniform(0.45, 0.97), 2), "status": "proposed",
                   "terms": json.dumps(terms), "medoids": json.dumps(hearts)}  # fmt: skip
            [ids[label]] = g.insert(schema.theme, [row])
            return ids[label]

        for rank, (label, finer) in enumerate(BRANCHES.items()):
            turn = 2 * math.pi * rank / len(BRANCHES)
            x, y = 0.5 + 0.3 * math.cos(turn), 0.5 + 0.3 * math.sin(turn)
            top = theme(label, None, 0)
            for at, name in enumerate(finer):
                angle = 2 * math.pi * at / len(finer)
                leaves.append((theme(name, top, 1), x + 0.09 * math.cos(angle), y + 0.09 * math.sin(angle)))
            if not finer:
                leaves.append((top, x, y))
        # A text about the same thing is said by the same people: not all themes are everybody's.
        rows = [
            _member(draw, place, case, leaves) for place, case in zip(places, table["speaker"], strict=True)
        ]
        for rank, need in enumerate(NEEDS):
            # What the compass reads is read besides: these segments stand in the tree too.
            heard = theme(need, None, -1)
            rows += [{**row, "theme_id": heard, "second_id": None, "reason": ""} for row in rows[rank::40]]
        g.insert(schema.theme_member, rows)
        card = {"verb": "find_themes", "at": "2026-01-01T00:00:00.000Z", "by": "Ana", "unit": "segment",
                "segments": len(table), "people": int(table["case_id"].nunique()), "seed": 0,
                "corpus": "0" * 64,
                "model": {"name": "essai", "revision": "1", "licence": "Apache-2.0", "dimension": 512,
                          "reason": "discovery.embed.reason.default"},
                "resamples": 60, "neighbours": 15}  # fmt: skip
        run = {"card": card, "levels": [0.5, 1.0], "level": 1, "unit": "segment"}
        g.insert(schema.setting, [{"name": "themes_run", "value": json.dumps(run)}])
    return ids


def _member(
    draw: random.Random, place: tuple[int, int, int], speaker: str, leaves: list[tuple[int, float, float]]
) -> dict[str, Any]:
    weights = [1 + 3 * ((hash_of(speaker) + at) % 4 == 0) + 2 * (at % 3 == 0) for at in range(len(leaves))]
    [(leaf, x, y)] = draw.choices(leaves, weights)
    second = draw.choice(leaves)[0]
    voices = [1 + 4 * ((leaf + at) % 5 == 0) + 3 * (name == "none") for at, name in enumerate(_VOICES)]
    return {
        "theme_id": leaf, "second_id": second if second != leaf else None,
        "source_id": int(place[0]), "start": int(place[1]), "end": int(place[2]),
        "membership": round(draw.uniform(0.4, 1.0), 3), "reason": draw.choice(_REASONS),
        "x": min(1.0, max(0.0, draw.gauss(x, 0.032))), "y": min(1.0, max(0.0, draw.gauss(y, 0.032))),
        "voice": draw.choices(_VOICES, voices)[0],
    }  # fmt: skip


def hash_of(word: str) -> int:
    """A number for a word, the same in every process."""
    return sum(word.encode())

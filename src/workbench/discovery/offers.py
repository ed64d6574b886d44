"""The models among which a person may choose on this machine, each with its reason and its licence."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.discovery import sentence_models
from workbench.discovery.embedding import CHARACTERS, Model, choose
from workbench.errors import WorkbenchError

_REASON = "discovery.embed.offer."


@dataclass(frozen=True)
class Offer:
    """A model that is on this machine, without the model.

    `name` is what to ask for; `reason` the key of the sentence that says what it is good for; `licence`
    is empty where it states none. `refused` is why it cannot serve, None for one that can.
    """

    name: str
    reason: str
    licence: str
    refused: WorkbenchError | None = None


def offered() -> list[Offer]:
    """The models on this machine, in the order they are to be preferred; the first is the default.

    The packaged one, those of sentence-transformers in Python packages and in the cache of the hub, then
    letters, which know no meaning. Their files are checked, and none is loaded or fetched.

    >>> [offer.name for offer in offered()][0]
    'universal-sentence-encoder-multilingual-3'
    """
    default = choose()
    found = [Offer(default.name, default.reason, default.licence)]
    found += [_sentences(name) for name in sentence_models.names()]
    if default.name != CHARACTERS:
        found.append(_of(choose(CHARACTERS), "characters"))
    return found


def _sentences(name: str) -> Offer:
    try:
        return _of(choose(name), "sentences")
    except WorkbenchError as error:
        return Offer(name, f"{_REASON}sentences", "", error)


def _of(model: Model, reason: str) -> Offer:
    return Offer(model.name, f"{_REASON}{reason}", model.licence)

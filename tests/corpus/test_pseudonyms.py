import os
import stat

import pytest

import workbench
from workbench.corpus.keys import export_key, import_key, project_key, remember
from workbench.corpus.pseudonyms import find_nir, pseudonym
from workbench.corpus.vault import open_vault
from workbench.errors import Invalid

KEY = b"\x07" * 32
WORDS = "cerises et noyaux"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Where this user's keys are."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another machine"))


def test_a_pseudonym_is_stable_and_says_nothing_of_the_identifier():
    name = pseudonym(KEY, "nadia@example.test")
    assert name == pseudonym(KEY, "nadia@example.test") and name.startswith("P-") and len(name) == 12
    assert name != pseudonym(b"\x08" * 32, "nadia@example.test")
    assert "nadia" not in name.lower()


def test_addresses_are_compared_without_case_and_identifiers_with_it():
    assert pseudonym(KEY, "Nadia@Example.TEST ") == pseudonym(KEY, "nadia@example.test")
    assert pseudonym(KEY, "0035000000AbC") != pseudonym(KEY, "0035000000aBC")
    assert pseudonym(KEY, " D-041") == pseudonym(KEY, "D-041\u00a0")


def test_many_people_do_not_share_a_pseudonym():
    assert len({pseudonym(KEY, f"person {rank}") for rank in range(50_000)}) == 50_000


@pytest.mark.parametrize(
    "number", ["185057800608491", "1 85 05 78 006 084 91", "1.85.05.78.006.084.91", "2 55 08 2A 006 084 48",
               "255082b00608475", "1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a091"],
)  # fmt: skip
def test_social_security_numbers_are_found_however_they_are_written(number):
    assert find_nir(f"mon numéro ({number}).") == [(12, 12 + len(number))]


@pytest.mark.parametrize(
    "text", ["1 85 05 78 006 084 92", "185057800608491234", "06 12 34 56 78", "1772355731000000",
             "1 85 13 78 006 084 45", "FR76 3000 6000 0112 3456 7890 189", ""],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert find_nir(text) == []


def test_the_key_is_made_once_and_only_its_owner_reads_it(project, own_folder):
    assert project_key(project) == project_key(project) and len(project_key(project)) == 32
    [file] = (own_folder / "workbench" / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_machine_says_that_it_lacks_the_key_and_takes_it_in_by_passphrase(
    project, tmp_path, monkeypatch
):
    key = project_key(project)
    with project.gesture("import_sources", n=0) as gesture:
        remember(gesture, key)
    file = export_key(project, tmp_path / "a.key", WORDS)
    assert key not in file.read_bytes() and stat.S_IMODE(file.stat().st_mode) == 0o600
    elsewhere(monkeypatch, tmp_path)
    with pytest.raises(Invalid, match="Attentes"):
        project_key(project)
    with pytest.raises(Invalid, match=r"a\.key"):
        import_key(project, file, "cerises et pépins")
    assert import_key(project, file, WORDS) == project_key(project) == key


def test_a_second_key_is_refused_in_a_project_that_has_one(project, tmp_path, monkeypatch):
    with project.gesture("import_sources", n=0) as gesture:
        remember(gesture, project_key(project))
    with pytest.raises(Invalid), project.gesture("import_sources", n=0) as gesture:
        remember(gesture, KEY)


def test_the_key_of_another_project_is_refused(project, tmp_path):
    with workbench.create_project(tmp_path / "b.workbench", title="Autre", coder="Ana") as other:
        file = export_key(other, tmp_path / "b.key", WORDS)
    with pytest.raises(Invalid, match="Attentes"):
        import_key(project, file, WORDS)


def test_the_vault_keeps_people_and_shows_nothing_without_its_passphrase(tmp_path):
    vault = open_vault(tmp_path / "v", WORDS)
    vault.keep("P-1", {"name": "Nadia Benali", "email": "nadia@example.test", "diagnosis": "no"})
    vault.keep("P-1", {"phone": "06 12 34 56 78", "name": ""})
    vault.save()
    raw = (tmp_path / "v").read_bytes()
    assert b"Nadia" not in raw and b"P-1" not in raw
    assert stat.S_IMODE((tmp_path / "v").stat().st_mode) == 0o600
    assert open_vault(tmp_path / "v", WORDS).people == {
        "P-1": {"name": "Nadia Benali", "email": "nadia@example.test", "phone": "06 12 34 56 78"}
    }
    with pytest.raises(Invalid, match="passphrase"):
        open_vault(tmp_path / "v", WORDS + "x")


def test_a_person_forgotten_is_gone_from_the_vault(tmp_path):
    vault = open_vault(tmp_path / "v", WORDS)
    vault.keep("P-1", {"name": "Nadia"})
    vault.save()
    assert vault.forget("P-1") and not vault.forget("P-1")
    vault.save()
    assert open_vault(tmp_path / "v", WORDS).people == {}


@pytest.mark.parametrize("content", [b"", b"{}\nxx", b"[]", os.urandom(200), b'{"sealed": "workbench"}\n'])
def test_a_file_that_is_no_vault_is_told(tmp_path, content):
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(Invalid, match='"v"'):
        open_vault(tmp_path / "v", WORDS)


def test_a_header_that_asks_for_endless_work_is_refused(tmp_path):
    vault = open_vault(tmp_path / "v", WORDS)
    vault.save()
    path = tmp_path / "v"
    path.write_bytes(path.read_bytes().replace(b"131072", str(2**40).encode()))
    with pytest.raises(Invalid, match='"v"'):
        open_vault(path, WORDS)


def test_a_passphrase_of_a_few_letters_is_refused(tmp_path):
    with pytest.raises(Invalid, match="8"):
        open_vault(tmp_path / "v", "1234")

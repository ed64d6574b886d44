"""A snapshot shows personas to people without rights, and nobody can be made out in it."""

from __future__ import annotations

import json
from itertools import combinations, product

import numpy as np
import pytest
from sqlalchemy import select

import workbench
from workbench import cli, errors, personas
from workbench.corpus import import_sources
from workbench.personas.consent import quotable
from workbench.personas.publish import publications, publish, read_snapshot
from workbench.project import schema

K = 5


@pytest.fixture
def explored(project, tmp_path):
    """Sixty people in three personas, one of them of three people; what they said; a need; consents."""
    random = np.random.default_rng(3)
    people = [f"Prénom{number:02d}" for number in range(60)]
    said = [f"Canari{n:02d} voudrait le bus numéro {n} pour aller au bourg {n}." for n in range(60)]
    talk = tmp_path / "paroles.txt"
    talk.write_text(
        "\n".join(f"{who} : {words}" for who, words in zip(people, said, strict=True)), encoding="utf-8"
    )
    import_sources(project, talk)
    cases = {name: int(i) for i, name in project.cases()["name"].items()}
    ids = [cases[name] for name in people]
    passages = {int(row.case_id): row for row in project.passages().dropna(subset="case_id").itertuples()}
    s = schema
    with project.gesture("import_attributes", n=60) as g:
        for name, values, shares in (
            ("sexe", ["F", "M"], [0.6, 0.4]),
            ("milieu", ["ville", "bourg", "campagne"], [0.5, 0.4, 0.1]),
            ("âge", ["-30", "30-50", "+50", "+80"], [0.3, 0.4, 0.25, 0.05]),
        ):
            g.insert(
                s.attribute,
                [{"case_id": i, "name": name, "value": str(random.choice(values, p=shares))} for i in ids],
            )
        agreed = ["yes" if number % 3 == 0 else "no" for number in range(60)]
        g.insert(
            s.attribute,
            [{"case_id": i, "name": "consent:quote", "value": a} for i, a in zip(ids, agreed, strict=True)][
                :50
            ],
        )
        coder = project.coder.id
        groups = [ids[:35], ids[35:57], ids[57:]]
        personas = g.insert(
            s.persona,
            [
                {"name": name, "coder_id": coder, "run": json.dumps({"members": members})}
                for name, members in zip(["Rappelez-moi", "Mon métier", "Trois seuls"], groups, strict=True)
            ],
        )
        fields = g.insert(
            s.persona_field,
            [
                {"persona_id": persona, "name": "obstacles", "coder_id": coder,
                 "value": f"Les transports, dit {people[number]} (a.b@c.fr, 06 12 34 56 78)."}
                for number, persona in enumerate(personas)
            ],
        )  # fmt: skip
        g.insert(
            s.evidence,
            [
                {"claim_kind": "persona_field", "claim_id": field, "coder_id": coder,
                 "source_id": passages[i].source_id, "start": passages[i].start, "end": passages[i].end}
                for field, members in zip(fields, groups, strict=True) for i in members
            ],
        )  # fmt: skip
        [need, rare] = g.insert(
            s.need, [{"name": "Être conduit", "coder_id": coder}, {"name": "Rare", "coder_id": coder}]
        )
        g.insert(
            s.evidence,
            [
                {"claim_kind": "need", "claim_id": claim, "coder_id": coder,
                 "source_id": passages[i].source_id, "start": passages[i].start, "end": passages[i].end}
                for claim, voices in ((need, ids[:32]), (rare, ids[:4])) for i in voices
            ],
        )  # fmt: skip
    return project


def truth(project):
    """Person → the value of each filter, as the snapshot names them."""
    table = project.cases()[["sexe", "milieu", "âge"]].astype("object")
    table = table.map(lambda value: value if value == value else "not known")
    members = {}
    with project.read() as connection:
        for row in connection.execute(select(schema.persona).order_by(schema.persona.c.id)):
            members |= dict.fromkeys(json.loads(row.run)["members"], row.name)
    table.insert(0, "persona", [members.get(i) for i in table.index])
    return table[table["persona"].isin(["Rappelez-moi", "Mon métier"])]


def test_no_count_under_k_is_shown_or_follows_from_the_difference_of_two(explored, tmp_path):
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    counts = {tuple(cell): n for cell, n in shown["counts"]}
    assert counts[None, None, None, None] == 57
    assert min(counts.values()) >= K and any(sum(v is not None for v in cell) == 3 for cell in counts)
    for one, two in product(counts, repeat=2):
        within = all(a is None or a == b for a, b in zip(one, two, strict=True))
        if one != two and within:
            assert counts[one] - counts[two] >= K, (one, two)


def test_what_is_shown_is_counted_right(explored, tmp_path):
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    values = [filter_["values"] for filter_ in shown["filters"]]
    rows = truth(explored).astype(str)
    for at, name in enumerate(rows.columns):
        rows[name] = [value if value in values[at] else "other" for value in rows[name]]
    for cell, n in shown["counts"]:
        here = np.ones(len(rows), dtype=bool)
        for name, value in zip(rows.columns, cell, strict=True):
            here &= (rows[name] == value).to_numpy() if value is not None else True
        assert here.sum() == n, cell


def test_no_withheld_count_follows_from_all_that_is_shown_by_linear_programming(explored, tmp_path):
    from scipy.optimize import linprog

    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    counts = {tuple(cell): n for cell, n in shown["counts"]}
    values = [filter_["values"] for filter_ in shown["filters"]]
    for used in combinations(range(len(values)), 2):
        # The finest cells of two filters are unknowns; every count shown is a sum of them.
        finest = list(product(*(values[at] for at in used)))
        rows, totals = [], []
        for cell, n in counts.items():
            if all(value is None or at in used for at, value in enumerate(cell)):
                rows.append([
                    all(cell[at] in (None, value) for at, value in zip(used, fine, strict=True))
                    for fine in finest
                ])  # fmt: skip
                totals.append(n)
        for number, fine in enumerate(finest):
            whole = tuple(dict(zip(used, fine, strict=True)).get(at) for at in range(len(values)))
            if whole in counts:
                continue
            axis = np.eye(len(finest))[number]
            low = linprog(axis, A_eq=np.array(rows, float), b_eq=totals).fun
            high = -linprog(-axis, A_eq=np.array(rows, float), b_eq=totals).fun
            assert high - low > 0.5 or low >= K, whole


def test_a_persona_of_fewer_than_k_people_is_left_out_and_so_are_rare_needs(explored, tmp_path):
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    assert [persona["name"] for persona in shown["personas"]] == ["Rappelez-moi", "Mon métier"]
    assert [persona["size"] for persona in shown["personas"]] == [35, 22]
    assert [need["name"] for need in shown["needs"]] == ["Être conduit"]


def test_a_need_that_all_but_three_of_a_persona_have_is_not_counted_in_it(explored, tmp_path):
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    assert shown["needs"][0]["people"] in (32, None) and shown["needs"][0]["personas"] == {}


def test_quotes_come_from_different_people_who_agreed(explored, tmp_path):
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    quotes = [quote for persona in shown["personas"] for quote in persona["quotes"]]
    numbers = [int(quote.split("numéro ")[1].split()[0]) for quote in quotes]
    assert len(numbers) == len(set(numbers)) == 6
    assert all(number % 3 == 0 and number < 50 for number in numbers)


def test_a_byte_scan_finds_no_name_no_address_and_no_word_of_who_did_not_agree(explored, tmp_path):
    path = publish(explored, tmp_path / "vue.workbench", K)
    raw = path.read_bytes()
    for number in range(60):
        assert f"Prénom{number:02d}".encode() not in raw
        if number % 3 or number >= 50:
            assert f"Canari{number:02d}".encode() not in raw
    for found in (b"a.b@c.fr", b"06 12 34", b"Trois seuls", b"Rare", b"Ana"):
        assert found not in raw
    assert not list(tmp_path.glob("vue.workbench-*")) and not list(tmp_path.glob(".workbench-*"))


def test_a_snapshot_is_a_sound_project_that_can_only_be_read(explored, tmp_path):
    path = publish(explored, tmp_path / "vue.workbench", K)
    assert path.stat().st_mode & 0o222 == 0
    with workbench.open_project(path, read_only=True) as snapshot:
        assert snapshot.check() == [] and snapshot.cases().empty and snapshot.sources().empty
        with pytest.raises(errors.ReadOnly):
            publish(snapshot, tmp_path / "autre.workbench")


def test_consent_that_is_withdrawn_takes_the_quotes_away_at_once(explored, tmp_path):
    before = quotable(explored)
    a = schema.attribute
    with explored.gesture("import_attributes", n=1) as g:
        mine = list(g.connection.execute(select(a.c.id).where(a.c.name == "consent:quote")).scalars())
        g.update(a, mine, {"value": "no"})
    assert before and not quotable(explored)
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", K))
    assert [persona["quotes"] for persona in shown["personas"]] == [[], []]


def test_an_answer_counts_as_consent_until_the_attribute_says_otherwise(project):
    s = schema
    with project.gesture("import_attributes", n=3) as g:
        ids = g.insert(s.case, [{"name": name} for name in "ABC"])
        asked = "J'accepte d'être cité(e), sans mon nom."
        g.insert(
            s.answer,
            [
                {"case_id": i, "question": asked, "value": v}
                for i, v in zip(ids, ["Oui", "Oui", ""], strict=True)
            ],
        )
        g.insert(s.attribute, [{"case_id": ids[1], "name": "consent:quote", "value": "no"}])
    assert quotable(project) == {ids[0]}


def test_the_project_knows_where_its_snapshots_went_and_who_is_in_them(explored, tmp_path):
    publish(explored, tmp_path / "vue.workbench", K)
    publish(explored, tmp_path / "vue.workbench", K)
    publish(explored, tmp_path / "autre.workbench", 11)
    assert [(one.place, one.k) for one in publications(explored)] == [
        (str(tmp_path / "vue.workbench"), 5), (str(tmp_path / "autre.workbench"), 11),
    ]  # fmt: skip
    alone = int(explored.cases().index[explored.cases()["name"] == "Prénom59"][0])
    assert publications(explored, alone) == [] and explored.check() == []


def test_another_file_is_never_replaced(explored, tmp_path):
    mine = tmp_path / "mine.workbench"
    workbench.create_project(mine, title="À moi", coder="Ana").close()
    with pytest.raises(errors.Invalid, match="not a published snapshot"):
        publish(explored, mine)
    with pytest.raises(errors.Invalid, match="not a published snapshot"):
        read_snapshot(mine)
    with pytest.raises(errors.Invalid, match="not one"):
        publish(explored, tmp_path / "vue.db")


def test_a_project_without_personas_says_so(project, tmp_path):
    with pytest.raises(errors.Invalid, match="no persona of at least 5"):
        publish(project, tmp_path / "vue.workbench")


def test_a_filter_that_is_not_there_is_told_with_those_that_are(explored, tmp_path):
    with pytest.raises(errors.Invalid, match="milieu"):
        publish(explored, tmp_path / "vue.workbench", filters=["taille"])
    shown = read_snapshot(publish(explored, tmp_path / "vue.workbench", filters=["sexe"]))
    assert [filter_["name"] for filter_ in shown["filters"]] == ["persona", "sexe"]


def test_the_command_publishes(explored, tmp_path, capsys):
    if "://" in explored.location:
        pytest.skip("the command is the same for a server")
    assert cli.main(["publish", explored.location, "--to", str(tmp_path / "v.workbench")]) == 0
    assert "v.workbench" in capsys.readouterr().out


def test_a_value_of_fewer_than_k_people_of_a_persona_is_not_shown(surveyed, classes, tmp_path):
    project, _ = surveyed
    personas.synthesize(project, classes)
    fields = personas.read_fields(project)
    few = int(fields["n_in"].min())
    shown = read_snapshot(publish(project, tmp_path / "s.workbench", few + 1))
    values = sorted(field["value"] for persona in shown["personas"] for field in persona["fields"])
    assert values == sorted(fields.query("n_in > @few")["value"]) and len(values) < len(fields)

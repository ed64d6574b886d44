"""What a person decides about personas is one gesture each, told in words, and can be taken back."""

from __future__ import annotations

import pytest
from interviews import span

from workbench import coding, errors, personas


@pytest.fixture
def made(surveyed, classes):
    personas.synthesize(surveyed[0], classes)
    return surveyed[0]


def shape(project):
    table = personas.read_personas(project)
    fields = personas.read_fields(project)
    return (
        sorted(zip(table.index, table["name"], map(tuple, table["members"]), strict=True)),
        fields[["persona_id", "field", "value", "origin"]].values.tolist(),
    )


def test_every_decision_is_undone_to_the_letter(made):
    before = shape(made)
    first, second = personas.read_personas(made).index[:2]
    field = personas.read_fields(made, first).index[0]
    members = personas.read_personas(made).loc[first, "members"]
    acts = [
        lambda: personas.edit_field(made, field, "Autre chose"),
        lambda: personas.add_value(made, first, "levers", "Un mot gentil"),
        lambda: personas.remove_value(made, field),
        lambda: personas.rename_persona(made, first, "Nommé"),
        lambda: personas.split_persona(made, first, members[:9], "Une part"),
        lambda: personas.merge_personas(made, [first, second], "Ensemble"),
        lambda: personas.build_persona(made, "À la main", members[:4]),
        lambda: personas.delete_persona(made, second),
    ]
    for act in acts:
        head = made.head()
        act()
        [entry] = made.changes_since(head)
        assert entry.label("fr") and entry.label("en") and shape(made) != before
        made.undo()
        assert shape(made) == before
    assert made.check() == []


def test_split_and_merged_personas_keep_their_people_and_their_words(made):
    first, second = personas.read_personas(made).index[:2]
    members = personas.read_personas(made).loc[first, "members"]
    kept = personas.add_value(made, first, "goals", "Écrit par Ana")
    part = personas.split_persona(made, first, members[:10], "Une part")
    table = personas.read_personas(made)
    assert table.loc[part, "members"] == members[:10] and table.loc[first, "members"] == members[10:]
    assert table.loc[[first, part], "origin"].tolist() == ["hand", "hand"]
    assert personas.read_fields(made).loc[kept, "persona_id"] == first
    personas.merge_personas(made, [part, first])
    table = personas.read_personas(made)
    assert first not in table.index and table.loc[part, "members"] == members
    assert personas.read_fields(made).loc[kept, "persona_id"] == part
    personas.merge_personas(made, [second, part])
    assert personas.read_personas(made).loc[second, "size"] == 64


def test_what_a_person_built_is_left_alone_by_another_run(made, classes):
    first = personas.read_personas(made).index[0]
    members = personas.read_personas(made).loc[first, "members"]
    built = personas.build_persona(made, "À la main", members[:6])
    assert personas.read_personas(made).loc[first, "size"] == 26
    personas.synthesize(made, classes)
    table = personas.read_personas(made)
    assert table.loc[built, "members"] == members[:6] and table.loc[first, "size"] == 26
    everybody = [case for mine in table["members"] for case in mine]
    assert len(everybody) == len(set(everybody)) == 120


def own(project):
    return personas.read_personas(project).iloc[0]


def other(project):
    return personas.read_personas(project).iloc[1]


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (lambda p, i: personas.rename_persona(p, i, "  "), errors.Invalid),
        (lambda p, i: personas.rename_persona(p, i, other(p)["name"]), errors.Invalid),
        (lambda p, i: personas.add_value(p, i, "hobby", "voile"), errors.Invalid),
        (lambda p, i: personas.merge_personas(p, [i, i]), errors.Invalid),
        (lambda p, i: personas.split_persona(p, i, other(p)["members"][:2], "x"), errors.Invalid),
        (lambda p, i: personas.split_persona(p, i, own(p)["members"][:1], "x"), errors.Invalid),
        (lambda p, i: personas.edit_field(p, 999_999, "x"), errors.NotFound),
        (lambda p, i: personas.delete_persona(p, "personne"), errors.NotFound),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(made, wrong, kind):
    head = made.head()
    with pytest.raises(kind) as refused:
        wrong(made, int(personas.read_personas(made).index[0]))
    assert refused.value.sentence("fr") != refused.value.sentence("en")
    assert made.head() == head


def test_of_few_people_a_persona_says_what_half_of_them_share_without_calling_it_sure(tiny_corpus):
    p = tiny_corpus
    for code in ("frein : bus", "repère"):
        coding.add_code(p, code)
    for source, words in (("groupe", "J'ai attendu le bus"), ("Tom", "Y en a un le matin")):
        coding.apply_code(p, *span(p, source, words), "frein : bus")
    made = personas.build_persona(p, "Sans voiture", ["Yanis", "Tom"])
    fields = personas.read_fields(p, made)
    assert fields[["field", "value", "n_in"]].values.tolist()[-1] == ["obstacles", "frein : bus", 2]
    assert fields["q"].isna().all()
    assert personas.read_personas(p).loc[made, "origin"] == "hand"


def test_people_are_placed_on_scales_and_those_alike_stand_side_by_side(tiny_corpus):
    p = tiny_corpus
    personas.add_scale(p, "Autonomie", "guidé", "décide seul")
    personas.add_scale(p, "Contact", "écrit", "voix")
    for who, places in {"Nadia": (1, 5), "Tom": (5, 1), "Samira": (1, 4), "Yanis": (5, 2)}.items():
        for scale, place in zip(("Autonomie", "Contact"), places, strict=True):
            personas.place_person(p, who, scale, place)
    table = personas.read_scales(p)
    names = [p.cases()["name"][case].casefold() for case in table.index]
    assert {frozenset(names[:2]), frozenset(names[2:4])} == {
        frozenset({"nadia", "samira"}),
        frozenset({"tom", "yanis"}),
    }
    assert table.attrs["ends"]["Autonomie"] == ("guidé", "décide seul")
    personas.place_person(p, "Tom", "Contact", None)
    assert personas.read_scales(p)["Contact"].isna().sum() == 1
    for wrong in (
        lambda: personas.place_person(p, "Tom", "Contact", 6),
        lambda: personas.add_scale(p, "Contact", "a", "b"),
        lambda: personas.remove_scale(p, "rien"),
    ):
        with pytest.raises(errors.Invalid):
            wrong()
    personas.remove_scale(p, "Contact")
    assert list(personas.read_scales(p).columns) == ["Autonomie"]

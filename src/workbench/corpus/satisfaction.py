"""What a project holds of feedback and of contacts, as figures: by question and period, and by person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from workbench.corpus import feedback, recency
from workbench.errors import Invalid
from workbench.project import Project
from workbench.text import fold

if TYPE_CHECKING:
    import pandas as pd

Figure = Literal["nps", "csat", "ces"]
Period = Literal["month", "quarter", "year"]

#: What a question asks for, folded, and the ends of its scale.
_ASKED: tuple[tuple[Figure, tuple[str, ...], int, int], ...] = (
    ("nps", ("recommande", "recommanda", "recommend", "nps"), 0, 10),
    ("csat", ("satisf", "csat", "content", "happy"), 1, 5),
    ("ces", ("effort", "facil", "easy", "ease", "difficil", "difficult"), 1, 7),
)
_HARD = ("effort", "difficil", "difficult")
_LETTER = {"month": "M", "quarter": "Q", "year": "Y"}


def figure_of(question: str, scores: list[float]) -> Figure | None:
    """Which figure a question on a scale gives: the words it uses say, and its answers must fit.

    >>> figure_of("Recommanderiez-vous le service, de 0 à 10 ?", [9, 7]), figure_of("Satisfaction", [0, 8])
    ('nps', None)
    """
    said = fold(question)
    for figure, words, least, most in _ASKED:
        if any(word in said for word in words):
            fits = all(least <= score <= most and score == int(score) for score in scores)
            return figure if fits else None
    return None


def read_feedback(project: Project, by: Period = "quarter") -> pd.DataFrame:
    """One row a question that asks for feedback and a period; the row whose period is "" counts them all.

    Questions are the answers on a scale whose words tell what they measure (`figure_of`); a person who
    answered again counts again. Columns: question, figure (nps, csat, ces), better (high or low is good
    news), period ("2026-Q2", "2026-05" or "2026"; answers without a date are in "" only), n, value, low, high
    (nothing under `feedback.LEAST` answers), difference and alert ("worse", "better" or "") since the period
    before that has a figure, counts (a dict, the answers by class), answers (their ids). Raises Invalid for
    another `by`.

    >>> read_feedback(project).query("alert == 'worse'")                   # doctest: +SKIP
    """
    import pandas as pd

    if by not in _LETTER:
        raise Invalid("intake.unknown_period", given=by, known=", ".join(_LETTER))
    given = project.answers().query("type == 'scale'")
    given = given.assign(
        score=pd.to_numeric(given["value"].astype("str").str.replace(",", "."), errors="coerce")
    )
    given = given[given["score"].notna()]
    days = pd.to_datetime(given["answered_at"], errors="coerce", format="ISO8601", utc=True).dt.tz_localize(
        None
    )
    periods = days.dt.to_period(_LETTER[by]).astype("str").replace("NaT", "")
    given = given.assign(period=periods.str.replace(r"(\d)Q", r"\1-Q", regex=True))
    rows: list[dict[str, Any]] = []
    for question, answers in given.groupby("question", sort=False):
        figure = figure_of(str(question), answers["score"].tolist())
        if figure:
            rows += _periods(str(question), figure, answers)
    columns = ["question", "figure", "better", "period", "n", "value", "low", "high", "difference", "alert",
               "counts", "answers"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def read_following(
    project: Project, today: date | str | None = None, window: int = 180
) -> tuple[pd.DataFrame, date | None]:
    """The people with dated acts, as `recency.score` grades them, with their name as `case`; and the day.

    Moderators are left out.

    `today` is by default the day of the last act that is not in the future: a record that was handed over in
    June says nothing of September. The day is None where there is no act.
    """
    import pandas as pd

    people = project.cases()
    events = project.events()
    events = events[events["case_id"].isin(people.index[people["role"] != "moderator"])]
    days = pd.to_datetime(events["happened_at"], errors="coerce", format="ISO8601", utc=True)
    past = days[days <= pd.Timestamp.now(tz="UTC")]
    day = date.fromisoformat(str(today)) if today else (past.max().date() if len(past) else None)
    if day is None:
        return recency.score(events, date.today(), window).assign(case=""), None
    graded = recency.score(events, day, window)
    return graded.assign(case=people["name"].reindex(graded.index)), day


def _periods(question: str, figure: Figure, answers: pd.DataFrame) -> list[dict[str, Any]]:
    polarity: Literal["ease", "effort"] = (
        "effort" if any(word in fold(question) for word in _HARD) else "ease"
    )

    def score(rows: pd.DataFrame) -> feedback.Score | None:
        if len(rows) < feedback.LEAST:
            return None
        if figure == "ces":
            return feedback.ces(rows["score"], polarity)
        return feedback.nps(rows["score"]) if figure == "nps" else feedback.csat(rows["score"])

    parts = {"": answers, **{str(name): part for name, part in answers.groupby("period") if name}}
    scores = {name: score(part) for name, part in parts.items()}
    steps = {step.after: step for step in feedback.changes({name: scores[name] for name in parts if name})}
    better = "low" if figure == "ces" and polarity == "effort" else "high"
    rows = []
    for name, part in parts.items():
        told, step = scores[name], steps.get(name)
        rows.append(
            {
                "question": question, "figure": figure, "better": better, "period": name, "n": len(part),
                "value": told and told.value, "low": told and told.low, "high": told and told.high,
                "difference": step and step.difference, "alert": (step and step.alert) or "",
                "counts": told.counts if told else {}, "answers": part.index.tolist(),
            }
        )  # fmt: skip
    return rows

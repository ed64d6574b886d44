"""What an import of an export did, in words that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.i18n import t


@dataclass(slots=True)
class ExportReport:
    """What became of one file: people met and added, answers, dated acts and words written, and what was not.

    `known` counts people who were in the project already, `named` those of them who were known by their name;
    `changed` counts answers, acts and facts that came again with another value; `masked` counts addresses and
    numbers hidden in words. `again` is true where the file was in the project already: nothing was written.
    """

    file: str
    tool: str
    people: int = 0
    known: int = 0
    named: int = 0
    answers: int = 0
    events: int = 0
    words: int = 0
    facts: int = 0
    changed: int = 0
    masked: int = 0
    dropped: list[str] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    again: bool = False

    def __str__(self) -> str:
        if self.again:
            return t("intake.report.again", file=self.file)
        lines = [t("intake.report.people", file=self.file, n=self.people, known=self.known)]
        if self.named:
            lines.append(t("intake.report.named", n=self.named))
        counts = [
            t(f"intake.report.{name}", n=getattr(self, name))
            for name in ("answers", "events", "words", "facts", "changed")
            if getattr(self, name)
        ]
        lines.append(", ".join(counts) + "." if counts else t("intake.report.nothing"))
        if self.dropped:
            lines.append(t("intake.report.dropped", n=len(self.dropped), columns=", ".join(self.dropped)))
        if self.masked:
            lines.append(t("intake.report.masked", n=self.masked))
        return "\n".join([*lines, *self.notes])

    __repr__ = __str__

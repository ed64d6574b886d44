"""The corpus: importing transcripts and tables, the people who speak in them, and facts about these
people."""

from workbench.corpus.importing import import_sources
from workbench.corpus.intake import (
    ExportReport,
    import_conversations,
    import_records,
    import_survey,
    import_visits,
    imported_exports,
    kept_mapping,
)
from workbench.corpus.intake.live import import_limesurvey
from workbench.corpus.mapping import set_speakers, speakers
from workbench.corpus.report import FileReport, ImportReport
from workbench.corpus.satisfaction import read_feedback, read_following
from workbench.corpus.sheets import AttributeReport, import_attributes
from workbench.corpus.sources import move_source, remove_source, rename_source

__all__ = [
    "AttributeReport",
    "ExportReport",
    "FileReport",
    "ImportReport",
    "import_attributes",
    "import_conversations",
    "import_limesurvey",
    "import_records",
    "import_sources",
    "import_survey",
    "import_visits",
    "imported_exports",
    "kept_mapping",
    "move_source",
    "read_feedback",
    "read_following",
    "remove_source",
    "rename_source",
    "set_speakers",
    "speakers",
]

"""A LimeSurvey read where it stands: responses asked for over its remote control, taken in as a file."""

from __future__ import annotations

import getpass
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workbench.corpus.intake import import_survey
from workbench.corpus.intake.report import ExportReport
from workbench.errors import ImportRefused, Invalid
from workbench.i18n import t
from workbench.project import Project


def import_limesurvey(
    project: Project,
    url: str,
    survey_id: int,
    *,
    username: str,
    password: str | None = None,
    **options: Any,
) -> ExportReport:
    """What became of the responses of a survey, fetched from a LimeSurvey server and taken in as one gesture.

    `url` is the address of its remote control (…/index.php/admin/remotecontrol, JSON-RPC, which its
    administrator has to switch on). Without `password` it is asked for where the program runs. It is used for
    this call and kept nowhere, nor are the responses: a temporary file holds them while they are read, and is
    gone at the end. `options` are those of `import_survey`. This is the only function that asks another
    machine for anything.

    Raises Invalid for an address that is not https (or this machine), ImportRefused where the server cannot
    be reached, refuses the name or the password, or does not have the survey.

    >>> import_limesurvey(project, "https://enquetes.example/index.php/admin/remotecontrol", 271828,
    ...                   username="ana")                                  # doctest: +SKIP
    """
    import requests
    from citric import Client
    from citric.exceptions import LimeSurveyError

    host = urlsplit(url).hostname or ""
    if not url.startswith("https://") and host not in {"127.0.0.1", "localhost"}:
        raise Invalid("intake.not_https", url=url)
    secret = getpass.getpass(t("intake.password", host=host)) if password is None else password
    try:
        with Client(url, username, secret) as client:
            data = client.export_responses(
                survey_id, file_format="csv", heading_type="full", response_type="long", language=None
            )
    except LimeSurveyError as error:
        raise ImportRefused("intake.server_refuses", host=host, survey=survey_id) from error
    except (requests.RequestException, ValueError) as error:
        raise ImportRefused("intake.unreachable", host=host) from error
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder) / f"{t('intake.survey_file', project.language)} {survey_id}.csv"
        path.write_bytes(data)
        return import_survey(project, path, tool="limesurvey", **options)

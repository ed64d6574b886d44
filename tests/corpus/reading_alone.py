"""Reads files, each in a process of its own, and prints what came of each and the memory it took, as JSON
lines.

Run with the paths as arguments. The children start from a process that has the readers loaded, so that
what is measured is the reading. A child that runs for 20 seconds is killed.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from workbench import i18n
from workbench.corpus import registry
from workbench.errors import ImportRefused


def outcome(path: Path) -> dict:
    try:
        reader, documents = registry.read(path)
        return {"read": reader.name, "characters": sum(len(document.text) for document in documents)}
    except ImportRefused as error:
        return {"refused": error.key, "sentence": str(error)}
    except BaseException as error:
        return {"raised": repr(error)}


def alone(path: Path) -> dict:
    started = time.perf_counter()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        found = outcome(path)
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    said = b""
    while chunk := os.read(reading, 65536):
        said += chunk
    _, status, used = os.wait4(child, 0)
    result = json.loads(said) if said else {"raised": f"killed, status {status}"}
    return result | {
        "file": path.name,
        "seconds": round(time.perf_counter() - started, 3),
        "megabytes": used.ru_maxrss // 1024,
    }


if __name__ == "__main__":
    i18n.use("en")
    registry.readers()
    for argument in sys.argv[1:]:
        print(json.dumps(alone(Path(argument))), flush=True)

"""Coding: the codebook, the codings, the memos, and reading them back.

Every verb takes the project first, then ids, or names where a name is unique.
"""

from workbench.coding.codebook import (
    Removal,
    add_code,
    delete_code,
    delete_preview,
    edit_code,
    merge_codes,
    move_code,
    rename_code,
    split_code,
)
from workbench.coding.codebook_files import export_codebook, import_codebook
from workbench.coding.codings import (
    KEEP,
    adjust_coding,
    apply_code,
    apply_in_vivo,
    apply_new_code,
    apply_to_segments,
    autocode,
    remove_coding,
)
from workbench.coding.export import export_segments
from workbench.coding.memos import write_memo
from workbench.coding.retrieval import counts, retrieve
from workbench.coding.tally import progress

__all__ = [
    "KEEP",
    "Removal",
    "add_code",
    "adjust_coding",
    "apply_code",
    "apply_in_vivo",
    "apply_new_code",
    "apply_to_segments",
    "autocode",
    "counts",
    "delete_code",
    "delete_preview",
    "edit_code",
    "export_codebook",
    "export_segments",
    "import_codebook",
    "merge_codes",
    "move_code",
    "progress",
    "remove_coding",
    "rename_code",
    "retrieve",
    "split_code",
    "write_memo",
]

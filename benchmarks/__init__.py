"""How quick Workbench is, one file a figure, beside Taguette on the same machine in the same run."""

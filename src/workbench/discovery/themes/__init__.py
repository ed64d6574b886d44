"""Themes of a cloud of vectors: a consensus of communities, with its stability, its tree and its doubts.

Pure: arrays in, a dataclass out; nothing here knows a project.
"""

from workbench.discovery.themes.assign import nearest
from workbench.discovery.themes.bertopic import bertopic, bertopic_models
from workbench.discovery.themes.clustering import Clustering, cluster

__all__ = ["Clustering", "bertopic", "bertopic_models", "cluster", "nearest"]

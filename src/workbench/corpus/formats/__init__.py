"""One file a format: each holds a ``read`` function that the registry knows by its decorator."""

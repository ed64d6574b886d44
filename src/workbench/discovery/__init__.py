"""Discovery: vectors, themes and expectations found in the verbatims, proposed and never decided."""

"""Words: frequencies, concordances, specificities, classes, and the passages behind each of them."""

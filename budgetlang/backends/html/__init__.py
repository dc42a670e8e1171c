"""HTML: one self-contained page. `page` renders it, `tables`, `charts` and `contents` prepare its parts."""

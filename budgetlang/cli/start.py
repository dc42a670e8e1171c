"""What the installed command calls: a process that carries out one command line and ends."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any


def entry() -> None:
    """Run the command line, and end the process when it is done (and its output flushed), as it stands.

    Looking for garbage in what is all still needed, and taking it apart at the end, would be a tenth of a check.
    """
    gc.disable()
    main: Any = import_module("budgetlang.cli.main").main
    os._exit(main(sys.argv[1:]))

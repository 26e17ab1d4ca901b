"""Where the program in the folder begins."""

import sys
from pathlib import Path

from planlens.__main__ import main, without_console

if Path(sys.executable).stem == "planlens-window" and sys.argv[1:2] != ["--worker"]:
    without_console()
else:
    main()

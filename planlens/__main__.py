"""``python -m planlens``."""

from planlens.cli import main

if __name__ == "__main__":
    main()

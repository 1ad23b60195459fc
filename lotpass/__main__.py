"""`python -m lotpass`."""

from lotpass.cli import main

if __name__ == "__main__":
    main()

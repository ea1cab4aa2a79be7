"""`python -m hpanalysis` is the command line."""

from hpanalysis.cli import main

if __name__ == "__main__":
    main()

"""`python -m licet` is the command line."""

from licet.cli import main

main()

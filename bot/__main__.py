"""``python -m bot`` is the command ``figures``."""

from bot.cli import main

main()

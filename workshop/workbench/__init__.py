"""Makes, translates, forks, shares and mends decks and processes; never sees a workshop."""

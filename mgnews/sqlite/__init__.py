"""Django's SQLite backend, told what it would otherwise find out at a bad moment."""

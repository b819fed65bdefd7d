"""The readers' door: every address a reader can type, and what comes back."""

"""Content in: what other places hold becomes articles, through the same verbs that editors use."""

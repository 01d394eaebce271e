"""Briefing: news articles become checked briefs, each line on its source passage."""

__version__ = "0.1.0"

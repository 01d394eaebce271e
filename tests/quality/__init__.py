"""How good the analysis is on the gold inside the project: `make quality` writes out/quality.json.

`floors.toml` holds what was reached before; it only goes up. A measure that should be small has a ceiling there.
"""

"""How fast Briefing is, against floors measured in the same run: `make bench` writes out/bench.json.

Each module here has `measure()`, which yields `Piece`s; a new module is found by itself.
"""

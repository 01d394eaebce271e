"""A dossier file comes from a stranger: what is not exactly right is refused whole, by name, and changes nothing."""

import json
import random
import struct
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import UserError
from briefing.export import FORMATS, export
from briefing.library import Library
from briefing.portable import limits
from briefing.workspace import Workspace
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.portable.making import Members, fill, members_of, replace_with_newer, tables, write


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier file as Briefing writes it."""
    folder = tmp_path_factory.mktemp("sound")
    with Library.open(folder / "ann.briefing") as library:
        dossier, article = fill(library)
        replace_with_newer(library, article)
        export_dossier(library, dossier, folder / "sound.dossier", source="Ann")
    return folder / "sound.dossier"


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ben.briefing") as library:
        fill(library, "Mine")
        yield library


def article_member(members: Members) -> str:
    """The article that has one of everything."""
    records = {name: json.loads(members[name]) for name in members if name.endswith("article.json")}
    return next(name for name, record in records.items() if record["decisions"] and record["notes"])


def replaced_member(members: Members) -> str:
    """The article that a newer version replaced."""
    return next(n for n in members if n.endswith("article.json") and "succession" in json.loads(members[n]))


def refusal(library: Library, path: Path) -> str:
    """The code of the refusal; the library must be as it was."""
    before = tables(library.path)
    with pytest.raises(UserError) as caught:
        import_dossier(library, path)
    assert caught.value.message
    assert caught.value.hint
    assert tables(library.path) == before
    return caught.value.code


def test_what_briefing_writes_is_taken(ben: Library, sound: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again.dossier", members_of(sound))
    import_dossier(ben, again)
    assert ben.check() == []


def change_json(name: str, change: Callable[[Any], object]) -> Callable[[Members], Members]:
    def edit(members: Members) -> Members:
        finders = {"article": article_member, "replaced": replaced_member}
        real = finders[name](members) if name in finders else name
        value = json.loads(members[real])
        change(value)
        return members | {real: json.dumps(value).encode()}

    return edit


def _in(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return change


DEEP = b"[" * 100_000 + b"]" * 100_000
BAD: dict[str, Callable[[Members], Members]] = {
    "a span that does not say what stands there": change_json("article", _in("notes", 0, "start", to=3)),
    "a span beyond the text": change_json("article", _in("notes", 0, "end", to=10**9)),
    "a negative span": change_json("article", _in("notes", 0, "start", to=-5)),
    "a statement that is not in the text": change_json(
        "article", _in("findings", "statements", 0, "quote", 0, to="what nobody said")
    ),
    "a statement beyond the text": change_json(
        "article", _in("findings", "statements", 0, "content", to=[[9**6, 9**7]])
    ),
    "an unknown stance": change_json("article", _in("findings", "statements", 0, "stance", to="<b>")),
    "an actor that is not there": change_json("article", _in("findings", "statements", 0, "actors", to=["a9"])),
    "a day that does not exist": change_json(
        "article", _in("findings", "meetings", 0, "when", "start", to="2026-13-45")
    ),
    "a number that no one can print": change_json("article", _in("findings", "figures", 0, "value", to=10**400)),
    "an unknown state": change_json("article", _in("decisions", 0, "state", to="agreed")),
    "a truth that is a number": change_json("article", _in("places", 0, "is_included", to=1)),
    "a field more": change_json("article", _in("decisions", 0, "command", to="rm")),
    "a field less": change_json("article", lambda value: value["decisions"][0].pop("note")),
    "half a surrogate pair": change_json("article", _in("decisions", 0, "gloss", to="\ud800")),
    "a decision twice": change_json("article", lambda value: value["decisions"].append(value["decisions"][0])),
    "another language": change_json("article", _in("article", "language", to="xx")),
    "an id that is a path": change_json("article", _in("article", "id", to="../../etc/passwd")),
    "a title that is a list": change_json("article", _in("article", "title", to=["x"])),
    "a hand-made finding of another key": change_json("article", _in("made", 0, "key", to="h-2")),
    "a hand-made finding that is no JSON": change_json("article", _in("made", 0, "document", to="{")),
    "a hand-made finding too deep": change_json("article", _in("made", 0, "document", to=DEEP.decode())),
    "a digest that is none": change_json("article", _in("decisions", 0, "former", to=["x"])),
    "an own line in no section": change_json("dossier.json", _in("own_lines", 0, "section", to="nowhere")),
    "a header in no language": change_json("dossier.json", _in("header", "language", to="la")),
    "a dossier without a name": change_json("dossier.json", _in("dossier", "name", to=None)),
    "an id that begins other keys": change_json("dossier.json", _in("dossier", "id", to="caution")),
    "an article that is not there": change_json("dossier.json", lambda v: v["articles"].append("0" * 32)),
    "an article twice": change_json("dossier.json", lambda v: v["articles"].append(v["articles"][0])),
    "a report of no newer version": change_json("replaced", _in("superseded_by", to=None)),
    "a report that is a list": change_json("replaced", _in("succession", to=[])),
    "an unknown outcome": change_json("replaced", _in("succession", "carried", 0, "outcome", to="lost")),
    "a report of other words": change_json("replaced", _in("succession", "carried", 0, "old", "quote", to="x")),
    "a report of other words in the new text": change_json(
        "replaced", _in("succession", "carried", 0, "new", "quote", to="x")
    ),
    "a report of a day that does not exist": change_json("replaced", _in("succession", "made_at", to="2026-02-31")),
    "too deep": lambda members: members | {"dossier.json": DEEP},
    "no JSON": lambda members: members | {"dossier.json": b"{"},
    "not UTF-8": lambda members: members | {"dossier.json": b'{"\xff": 1}'},
    "NaN": lambda members: members | {"dossier.json": b'{"dossier": NaN}'},
    "a member too many": lambda members: members | {"files/x": b"x"},
    "a member with a path": lambda members: members | {"../x": b"x"},
    "no manifest": lambda members: {n: c for n, c in members.items() if n != "manifest.json"},
    "a manifest of something else": change_json("manifest.json", _in("format", to="zip")),
    "version nought": change_json("manifest.json", _in("version", to=0)),
    "a version that is a word": change_json("manifest.json", _in("version", to="1")),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_right_is_refused_whole(ben: Library, sound: Path, tmp_path: Path, name: str) -> None:
    assert refusal(ben, write(tmp_path / "bad.dossier", BAD[name](members_of(sound)))) == "bad-dossier-file"


def test_a_text_that_is_not_the_one_of_its_hash_is_refused(ben: Library, sound: Path, tmp_path: Path) -> None:
    members = members_of(sound)
    name = next(n for n in members if n.endswith("text.txt"))
    changed = write(tmp_path / "bad.dossier", members | {name: members[name].replace(b"souverai", b"Souverai")})
    assert refusal(ben, changed) == "bad-dossier-file"


def test_a_text_that_is_not_settled_is_refused(ben: Library, sound: Path, tmp_path: Path) -> None:
    members = members_of(sound)
    name = article_member(members)
    value = json.loads(members[name])
    text = members[name.replace("article.json", "text.txt")] + b"\r\n\0"
    value["article"]["text_sha256"] = value["article"]["original_sha256"] = sha256(text).hexdigest()
    changed = members | {name: json.dumps(value).encode(), name.replace("article.json", "text.txt"): text}
    assert refusal(ben, write(tmp_path / "bad.dossier", changed)) == "bad-dossier-file"


def test_a_member_that_is_not_the_one_of_the_manifest_is_refused(ben: Library, sound: Path, tmp_path: Path) -> None:
    members = members_of(sound)
    members["dossier.json"] = members["dossier.json"].replace(b"Mexico", b"Mexica")
    assert refusal(ben, write(tmp_path / "bad.dossier", members, is_listed=False)) == "bad-dossier-file"


def test_a_newer_format_is_refused_politely(ben: Library, sound: Path, tmp_path: Path) -> None:
    newer = change_json("manifest.json", _in("version", to=2))(members_of(sound))
    assert refusal(ben, write(tmp_path / "newer.dossier", newer)) == "newer-dossier-file"


@pytest.mark.parametrize("content", [b"", b"PK", b"Just words.", b"PK\3\4" + b"\0" * 200, b"%PDF-1.7\n" * 100])
def test_what_is_no_zip_is_refused(ben: Library, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.dossier"
    path.write_bytes(content)
    assert refusal(ben, path) == "bad-dossier-file"


def test_a_missing_file_is_named(ben: Library, tmp_path: Path) -> None:
    assert refusal(ben, tmp_path / "none.dossier") == "cannot-read"


@pytest.mark.parametrize("per_cent", [1, 10, 50, 90, 99])
def test_a_truncated_file_is_refused(ben: Library, sound: Path, tmp_path: Path, per_cent: int) -> None:
    content = sound.read_bytes()
    path = tmp_path / "cut.dossier"
    path.write_bytes(content[: len(content) * per_cent // 100])
    assert refusal(ben, path) == "bad-dossier-file"


def test_a_bomb_is_refused_before_it_is_unpacked(
    ben: Library, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "bomb.dossier", members_of(sound) | {"files/x": b"\0" * 3_000_000})
    monkeypatch.setattr(limits, "LARGEST_MEMBER", 2_000_000)
    assert refusal(ben, path) == "dossier-file-too-large"
    monkeypatch.setattr(limits, "LARGEST_MEMBER", 4_000_000)
    monkeypatch.setattr(limits, "LARGEST_WHOLE", 3_000_000)
    assert refusal(ben, path) == "dossier-file-too-large"
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    assert refusal(ben, path) == "dossier-file-too-large"


def test_json_of_more_values_than_memory_is_refused(
    ben: Library, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_VALUES", 1000)
    crowded = members_of(sound) | {"dossier.json": b"[" + b"[]," * 1000 + b"[]]"}
    assert refusal(ben, write(tmp_path / "crowd.dossier", crowded)) == "dossier-file-too-large"


def test_a_member_that_holds_more_than_it_says_is_refused(ben: Library, sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "lies.dossier"
    content = bytearray(sound.read_bytes())
    # the list at the end says how large each member is, unpacked
    entry = content.index(b"PK\1\2")
    (size,) = struct.unpack_from("<I", content, entry + 24)
    struct.pack_into("<I", content, entry + 24, size - 10)
    path.write_bytes(content)
    assert refusal(ben, path) == "bad-dossier-file"


def mutated(value: Any, chance: random.Random) -> Any:
    """The JSON value with one thing in it changed."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key, item in list(node.items()) if isinstance(node, dict) else list(enumerate(node)):
            places.append((node, key))
            if isinstance(item, dict | list):
                walk(item)

    walk(value)
    node, key = chance.choice(places)
    others = [
        None,
        True,
        -1,
        0,
        1.5,
        10**30,
        "",
        "x",
        "2026-02-31",
        "\u2028<b>",
        [],
        {},
        ["x"],
        [[0, 1]],
        {"code": "x"},
    ]
    node[key] = chance.choice(others)
    return value


def test_whatever_is_taken_can_be_shown_and_exported(sound: Path, tmp_path: Path) -> None:
    """Random changes: each file is refused, or what it brings goes through every view's brief and every export."""
    chance = random.Random(7)
    members = members_of(sound)
    taken, refused = 0, list[str]()
    for number in range(150):
        name = chance.choice([article_member(members), replaced_member(members), "dossier.json"])
        value = mutated(json.loads(members[name]), chance)
        path = write(tmp_path / "changed.dossier", members | {name: json.dumps(value).encode()})
        with Workspace.open(tmp_path / f"{number}.briefing", with_sample=False) as workspace:
            try:
                made = import_dossier(workspace.library, path)
            except UserError as error:
                refused.append(error.code)
                assert workspace.library.dossiers() == []
                continue
            taken += 1
            assert workspace.library.check() == []
            brief = workspace.brief(made.dossier_id)
            for format_name in FORMATS.keys() - {"pdf"}:
                export(brief, format_name)
    assert 5 < taken < 120
    assert set(refused) == {"bad-dossier-file"}

"""The two sample articles read by hand: what a good analysis finds in them, to compose and export from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefing.compose import compose
from briefing.model import (
    Actor,
    Article,
    Brief,
    Caution,
    Code,
    Curation,
    Figure,
    Findings,
    Header,
    Meeting,
    OwnLine,
    Reading,
    ReferenceDate,
    Span,
    Statement,
    Unattributed,
    When,
)

_SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
TEXTS = [file.read_text(encoding="utf-8") for file in _SEEDS]
PRESS, PLAN = "0" * 31 + "1", "0" * 31 + "2"


def at(text: str, quote: str, nth: int = 0) -> Span:
    """The span of the nth place where `quote` stands in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote), quote)


def article(article_id: str, text: str, title: str = "A title", **fields: object) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    values: dict[str, object] = {"language": "fr", "original_sha256": sha256, "text_sha256": sha256, **fields}
    return Article(id=article_id, title=title, text=text, **values)  # type: ignore[arg-type]


def reading(
    source: Article,
    *,
    actors: Sequence[Actor] = (),
    statements: Sequence[Statement] = (),
    unattributed: Sequence[Unattributed] = (),
    meetings: Sequence[Meeting] = (),
    figures: Sequence[Figure] = (),
    cautions: Sequence[Caution] = (),
    reference: ReferenceDate | None = None,
) -> Reading:
    findings = Findings(
        source.language,
        "test",
        reference or ReferenceDate(None, "none"),
        tuple(actors),
        tuple(statements),
        tuple(unattributed),
        tuple(meetings),
        tuple(figures),
        (),
        tuple(cautions),
    )
    return Reading(source, findings)


def says(
    text: str,
    key: str,
    actors: str,
    stance: str,
    cue: str,
    content: str,
    *,
    source: str = "",
    kind: str = "indirect",
    verbatim: Sequence[str] = (),
    nth: int = 0,
    **fields: object,
) -> Statement:
    """A statement from its words; `actors` are ids parted by spaces. The source is looked for before the cue."""
    held = at(text, content)
    cue_span = at(text, cue, nth) if cue else None
    source_start = text.rindex(source, 0, (cue_span or held).start + len(source) + 80) if source else 0
    return Statement(
        key=key,
        actors=tuple(actors.split()),
        kind=kind,  # type: ignore[arg-type]
        stance=stance,  # type: ignore[arg-type]
        content=(held,),
        cue=(cue_span,) if cue_span else (),
        source=(Span(source_start, source_start + len(source), source),) if source else (),
        verbatim=tuple(
            Span(held.start + held.quote.index(v), held.start + held.quote.index(v) + len(v), v) for v in verbatim
        ),
        confidence=float(fields.pop("confidence", 0.9)),  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


def press_conference() -> Reading:
    """The first sample article: a press conference of 16 January 2026."""
    text = TEXTS[0]
    actors = [
        Actor("a1", "Claudia Sheinbaum", "person", "présidente", ("Sheinbaum",), (at(text, "Claudia Sheinbaum"),)),
        Actor(
            "a2", "Département d’État américain", "government", None, (), (at(text, "Département d’État américain"),)
        ),
        Actor("a3", "Juan Ramón de la Fuente", "person", "ministre des Affaires étrangères"),
        Actor("a4", "Marco Rubio", "person", "secrétaire d’État"),
        Actor("a5", "Donald Trump", "person", "président", ("Trump",)),
        Actor("a6", "Ambassade du Mexique aux États-Unis", "organisation"),
        Actor("a7", "Groupe bilatéral de mise en œuvre de la sécurité", "organisation"),
    ]
    quote = text[text.index("Le respect mutuel signifie") : text.index(" », a déclaré la présidente")]
    statements = [
        says(text, "s-lead", "a1", "support", "soulignant", "des résultats solides", restates=("s-solid",)),
        says(
            text,
            "s-demand-lead",
            "a1",
            "demand",
            "réclamant",
            "un respect mutuel et une responsabilité partagée",
            restates=("s-respect",),
        ),
        says(
            text,
            "s-state-lead",
            "a2",
            "demand",
            "appelant à",
            "des résultats concrets contre le trafic de drogue",
            restates=("s-state",),
        ),
        says(
            text,
            "s-agreed",
            "a3 a4",
            "commit",
            "ont convenu de",
            "réunions pour renforcer les actions conjointes",
            restates=("s-group",),
        ),
        says(
            text,
            "s-state",
            "a2",
            "demand",
            "exigeant",
            "des résultats « concrets et vérifiables » contre les réseaux narcoterroristes",
            kind="mixed",
            verbatim=("concrets et vérifiables",),
        ),
        says(
            text,
            "s-judges",
            "a2",
            "oppose",
            "jugeant",
            "les progrès graduels en matière de sécurité frontalière « inacceptables »",
            kind="mixed",
            verbatim=("inacceptables",),
        ),
        says(
            text,
            "s-solid",
            "a1",
            "support",
            "a souligné",
            "la coopération a produit des « résultats très solides »",
            source="Sheinbaum",
            kind="mixed",
            verbatim=("résultats très solides",),
        ),
        says(
            text,
            "s-cites",
            "a1",
            "assert",
            "citant",
            text[text.index("une réduction de 50") : text.index(". « Le respect")],
        ),
        says(
            text,
            "s-respect",
            "a1",
            "demand",
            "a déclaré",
            quote,
            source="la présidente",
            kind="direct",
            how_known="role",
        ),
        says(
            text,
            "s-rejects",
            "a1",
            "oppose",
            "a rejeté",
            text[text.index("les propositions récurrentes") : text.index(", insistant sur le fait")],
            source="Elle",
            how_known="pronoun",
        ),
        says(
            text,
            "s-remit",
            "a1",
            "assert",
            "insistant sur le fait",
            "cela relève de la Secrétariat à la Sécurité du Mexique",
        ),
        says(
            text,
            "s-accepts",
            "a1",
            "support",
            "acceptant",
            "une assistance en renseignement et enquêtes à la demande du Mexique",
        ),
        says(
            text,
            "s-threat",
            "a5",
            "threaten",
            "menaces",
            "actions contre les cartels sur le sol mexicain",
            source="président Donald Trump",
            confidence=0.6,
        ),
        says(
            text,
            "s-reaffirm",
            "a3 a4",
            "support",
            "réaffirmant",
            "la collaboration fondée sur le respect de la souveraineté",
        ),
        says(
            text,
            "s-group",
            "a3 a4",
            "commit",
            "convenant",
            text[text.index("le Groupe bilatéral") : text.index(". Ils convoqueront")],
        ),
        says(
            text,
            "s-embassy",
            "a6",
            "support",
            "a mis en avant",
            "la coopération fonctionne quand elle est fondée sur le respect mutuel et la responsabilité partagée",
            kind="direct",
        ),
    ]
    figures = [
        _figure(
            text,
            "f-seizures",
            "50 pour cent",
            50,
            "%",
            "des saisies de fentanyl à la frontière américaine",
            direction="decrease",
        ),
        _figure(text, "f-drugs", "près de 320 tonnes", 320, "t", "de drogue au Mexique", qualifier="≈"),
        _figure(text, "f-sea", "51 tonnes", 51, "t", "en mer"),
        _figure(text, "f-murders", "40 pour cent", 40, "%", "des homicides intentionnels", direction="decrease"),
    ]
    year = Code("year-from-reference", {"of": "2026-01-16"})
    weekday = Code("weekday-from-reference", {"of": "2026-01-16"})
    meetings = [
        _meeting(
            text,
            "m-press",
            "conférence de presse matinale du 16 janvier 2026",
            "conférence de presse matinale",
            "16 janvier 2026",
            "2026-01-16",
            Code("explicit"),
            "past",
            "a1",
            "État de Mexico",
        ),
        _meeting(
            text,
            "m-call",
            "un appel lundi entre Sheinbaum et Trump",
            "un appel",
            "lundi",
            "2026-01-12",
            weekday,
            "past",
            "a1 a5",
        ),
        _meeting(
            text,
            "m-phone",
            "ont eu un entretien téléphonique",
            "un entretien téléphonique",
            "Jeudi",
            "2026-01-15",
            weekday,
            "past",
            "a3 a4",
        ),
        _meeting(
            text,
            "m-group",
            "le Groupe bilatéral de mise en œuvre de la sécurité se réunira le 23 janvier",
            "réunion du Groupe bilatéral de mise en œuvre de la sécurité",
            "le 23 janvier",
            "2026-01-23",
            year,
            "scheduled",
            "a7",
        ),
        _meeting(
            text,
            "m-ministers",
            "Ils convoqueront également une réunion ministérielle sur la sécurité en février à Washington",
            "une réunion ministérielle sur la sécurité",
            "en février",
            "2026-02",
            year,
            "scheduled",
            "a3 a4",
            "Washington",
        ),
    ]
    cautions = [
        Caution(Code("translated-quotation", {"language": "es"}), at(text, quote), ("s-respect",)),
        Caution(
            Code("missing-document", {"name": "un message du Département d’État américain"}),
            at(text, "un message du Département d’État américain"),
        ),
        *(Caution(Code("no-baseline"), figure.span, (figure.key,)) for figure in figures if figure.key != "f-sea"),
        Caution(Code("agentless-passive"), at(text, "l’intervention militaire a été écartée"), ("u-ruled-out",)),
    ]
    return reading(
        article(PRESS, text, "Sheinbaum défend la coopération en matière de sécurité", origin=_SEEDS[0].name),
        actors=actors,
        statements=sorted(statements, key=lambda s: s.content),
        unattributed=[Unattributed("u-ruled-out", at(text, "l’intervention militaire a été écartée"))],
        meetings=meetings,
        figures=figures,
        cautions=cautions,
        reference=ReferenceDate("2026-01-16", "stated", at(text, "16 janvier 2026")),
    )


def plan() -> Reading:
    """The second sample article, without a date: what NBC News reports of a plan."""
    text = TEXTS[1]
    actors = [
        Actor("a1", "administration Trump", "government", None, ("L'administration de Donald Trump",)),
        Actor("a2", "NBC News", "media"),
        Actor("a3", "Claudia Sheinbaum", "person", "présidente", ("Sheinbaum",)),
        Actor("a4", "Donald Trump", "person", None, ("Trump",)),
        Actor("a5", "Un responsable américain", "anonymous"),
        Actor("a6", "Maison Blanche", "organisation"),
        Actor("a7", "hauts commandements militaires", "group"),
    ]
    statements = [
        says(
            text,
            "s-considers",
            "a1",
            "consider",
            "envisage",
            text[text.index("des opérations militaires directes") : text.index(", selon un rapport")],
            source="L'administration de Donald Trump",
            via=("a2",),
        ),
        says(
            text,
            "s-subordination",
            "a3",
            "support",
            "a insisté sur",
            "la coopération bilatérale sans subordination",
            source="La présidente Claudia Sheinbaum",
        ),
        says(
            text,
            "s-plan",
            "a1",
            "consider",
            "évalue",
            text[text.index("un plan pour mener") : text.index(". Les sources incluent")],
            source="le gouvernement américain",
            via=("a2",),
        ),
        says(text, "s-scope", "a7 a6", "consider", "discutent de", "son ampleur", confidence=0.6),
        says(
            text,
            "s-praised",
            "a4",
            "support",
            "ait salué",
            "la coopération de Sheinbaum sur les opérations frontalières",
            source="Trump",
        ),
        says(text, "s-strikes", "a4", "threaten", "a laissé entendre", "des frappes", source="il", how_known="pronoun"),
        says(
            text,
            "s-treaties",
            "a3",
            "oppose",
            "a souligné",
            text[text.index("Nous voulons que tous") : text.index(" » Un responsable")],
            source="Sheinbaum",
            kind="direct",
        ),
        says(
            text,
            "s-answered",
            "a5",
            "commit",
            "a répondu",
            text[text.index("Le gouvernement Trump s'engage") : text.index(" »\nLe Mexique")],
            source="Un responsable américain",
            kind="direct",
        ),
    ]
    unattributed = [
        Unattributed("u-widen", at(text, "Ces actions élargiraient les efforts antidrogue dans la région")),
        Unattributed("u-no-decision", at(text, "aucune décision finale n'ait été prise")),
        Unattributed(
            "u-deployment", at(text, text[text.index("Le déploiement impliquerait") : text.index(".\nCertains")])
        ),
        Unattributed("u-title-50", at(text, "Les opérations relèveraient de l'autorité du Titre 50")),
        Unattributed("u-not-imminent", at(text, "la mission n'est pas imminente")),
    ]
    figures = [
        _figure(
            text,
            "f-extradited",
            "plus de 50 leaders du trafic de drogue",
            50,
            "people",
            "",
            qualifier=">",
            claimed_by=None,
        )
    ]
    cautions = [
        Caution(Code("no-publication-date")),
        Caution(Code("single-origin", {"name": "NBC News"}), None, ("s-considers", "s-plan")),
        Caution(Code("translated-quotation", {"language": "es"}), None, ("s-treaties",)),
        Caution(Code("unclear-antecedent", {"word": "ces attaques"}), at(text, "ces attaques"), ("s-treaties",)),
        Caution(Code("conditional-hearsay"), None, ("u-deployment", "u-title-50")),
    ]
    return reading(
        article(PLAN, text, "Washington envisage des opérations contre les cartels", origin=_SEEDS[1].name),
        actors=actors,
        statements=statements,
        unattributed=unattributed,
        figures=figures,
        cautions=cautions,
    )


def _figure(text: str, key: str, quote: str, value: float, unit: str, what: str, **fields: object) -> Figure:
    fields.setdefault("claimed_by", "a1")
    return Figure(key, at(text, quote), value, unit, what=at(text, what) if what else None, **fields)  # type: ignore[arg-type]


def _meeting(
    text: str,
    key: str,
    quote: str,
    title: str,
    when: str,
    start: str,
    basis: Code,
    status: str,
    who: str,
    place: str | None = None,
) -> Meeting:
    precision = "day" if len(start) == 10 else "month"
    resolved = When(at(text, when), start, start, precision, basis)  # type: ignore[arg-type]
    return Meeting(key, at(text, quote), title, resolved, status, False, tuple(who.split()), place)  # type: ignore[arg-type]


def sample_brief(language: str = "en") -> Brief:
    """A brief of both articles as an analyst leaves it: reviewed in part, glossed, with lines of their own."""
    header = Header(
        "US–Mexico security cooperation: results disputed, two dates agreed",
        language=language,
        marking="UNCLASSIFIED",
        reference="MX-2026-004",
        to="Director-General, Americas",
        sender="Mexico desk",
        through="Head of Unit, North America",
        drafter="A. Analyst",
    )
    own = [
        own_line("1", "bottom-line", "Mexico rules out US operations on its soil.", "s-rejects"),
        own_line("2", "bottom-line", "Washington wants results that are « concrets et vérifiables ».", "s-state"),
        own_line("3", "bottom-line", "Two dates are agreed, the second without a day.", "m-group", "m-ministers"),
        own_line("4", "comment", "We should ask the embassy which side will chair."),
    ]
    glosses = {
        "s-rejects": "She rejected US proposals for CIA agents or troops to take part against the cartels",
        "s-accepts": "accepting help with intelligence and investigations at Mexico’s request",
    }
    curations = {(PRESS, key): Curation(PRESS, key, state="accepted", gloss=gloss) for key, gloss in glosses.items()}
    curations[(PRESS, "s-judges")] = Curation(
        PRESS, "s-judges", state="edited", text="It finds slow progress unacceptable"
    )
    return compose([press_conference(), plan()], header, curations, own, today="2026-01-17")


def own_line(line_id: str, section: str, text: str, *cited: str) -> OwnLine:
    marks = "".join(f" [[{PRESS}/{key}]]" for key in cited)
    return OwnLine(line_id, "d", section, text + marks, position=float(line_id))

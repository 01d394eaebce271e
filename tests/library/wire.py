"""Wire stories with what becomes of them in a day, and texts of one mould; written for these tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """Paragraphs; a paragraph that is added later, and what an update says otherwise (in one paragraph; all over)."""

    paragraphs: tuple[str, ...]
    title: str
    added: str
    figures: tuple[tuple[str, str], ...]
    update: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


STORIES = {
    "explosion": Story(
        (
            "Une explosion a fait 12 morts et 40 blessés lundi dans une raffinerie de Tula, dans l’État d’Hidalgo, a "
            "annoncé le gouverneur Julio Menchaca. L’incendie était maîtrisé en début de soirée.",
            "Le groupe Pemex, propriétaire du site, a indiqué que la production était arrêtée. Ses dirigeants ont "
            "promis une enquête, et le ministère du Travail a envoyé trois inspecteurs sur place.",
            "La présidente Claudia Sheinbaum a présenté ses condoléances aux familles. Elle a demandé que les causes "
            "soient connues « au plus vite » et que les blessés soient pris en charge sans frais.",
            "C’est le troisième accident de ce genre depuis 2022. Le syndicat des pétroliers réclame depuis des mois "
            "que les vannes des unités les plus anciennes soient remplacées.",
        ),
        "Mexique : le bilan de l’explosion de Tula s’alourdit",
        "Selon un ouvrier joint par téléphone, une odeur de gaz avait été signalée dès le matin. La direction n’a pas "
        "voulu commenter ce témoignage avant la fin de l’enquête.",
        (("12 morts et 40 blessés", "15 morts et 52 blessés"),),
        (("lundi", "mardi"), ("12 morts et 40", "17 morts et 61"), ("trois inspecteurs", "cinq inspecteurs")),
    ),
    "tariffs": Story(
        (
            "WASHINGTON, Jan 12 (Reuters) - The United States and Mexico agreed on Monday to extend a truce on steel "
            "tariffs by 90 days, two officials said, as talks on a wider deal go on in Washington.",
            "The truce, which was due to expire on Thursday, spares about $4 billion of Mexican exports a year. "
            "Economy Minister Marcelo Ebrard said the extension gave companies on both sides the "
            "certainty they had asked for.",
            "U.S. Trade Representative Jamieson Greer said the administration would keep all options open. Steelmakers "
            "in Ohio and Pennsylvania have urged the White House to let the tariffs return.",
            "Shares of Mexican steelmaker Ternium rose 3 percent in late trading. Analysts at Barclays said a final "
            "deal before the summer remained their base case.",
        ),
        "US, Mexico extend steel truce, officials say",
        "A person familiar with the talks said both sides had exchanged lists of products to be exempted. Those lists "
        "would be published once lawyers had gone through them, the person added.",
        (("90 days", "60 days"), ("$4 billion", "$3.5 billion")),
        (("Jan 12", "Jan 13"), ("on Monday", "on Tuesday"), ("3 percent", "5 percent"), ("Barclays", "Citigroup")),
    ),
    "migrants": Story(
        (
            "Ciudad de México, 14 ene (EFE).- El Gobierno de México informó este miércoles de que 1.200 migrantes "
            "regresaron a sus países en vuelos voluntarios durante la primera semana del año.",
            "La secretaria de Gobernación, Rosa Icela Rodríguez, explicó en rueda de prensa que los vuelos salieron de "
            "Tapachula y de la capital. Destacó que ninguna persona fue obligada a viajar.",
            "Organizaciones civiles pusieron en duda la cifra. El Centro Fray Matías pidió que se publique la lista de "
            "los vuelos y que las Naciones Unidas puedan acompañar a quienes regresan.",
            "México recibió el año pasado más de 70.000 solicitudes de asilo, la mayoría de ciudadanos de Haití, Cuba "
            "y Honduras, según datos de la comisión encargada de los refugiados.",
        ),
        "México asegura que los retornos de migrantes son voluntarios",
        "La agencia de la ONU para los refugiados confirmó que fue invitada a visitar los albergues. Su oficina en "
        "México enviará un equipo a Tapachula en los próximos días.",
        (("1.200 migrantes", "1.350 migrantes"),),
        (("14 ene", "15 ene"), ("este miércoles", "este jueves"), ("1.200", "1.410"), ("la capital", "Monterrey")),
    ),
    "vote": Story(
        (
            "Le Sénat mexicain a adopté mercredi par 86 voix contre 41 la réforme de la justice, après onze heures de "
            "débats. Le texte doit encore être approuvé par 17 des 32 assemblées des États.",
            "La majorité a salué un vote « historique ». Le chef de file de l’opposition, Ricardo Anaya, a dénoncé une "
            "réforme qui soumet selon lui les juges au pouvoir, et annoncé un recours.",
            "Des étudiants en droit ont manifesté devant le bâtiment. La police a évacué la tribune du public quand "
            "une vingtaine d’entre eux sont entrés dans l’hémicycle, sans faire de blessés.",
            "Washington avait fait part de son inquiétude. L’ambassadeur américain Ronald Johnson a répété que les "
            "investisseurs avaient besoin de tribunaux indépendants.",
        ),
        "Réforme de la justice : le Sénat mexicain dit oui",
        "Deux sénateurs de l’opposition ont finalement voté pour. Leurs partis ont engagé contre eux une procédure "
        "d’exclusion dans la soirée.",
        (("86 voix contre 41", "87 voix contre 40"),),
        (
            ("mercredi", "jeudi"),
            ("86 voix contre 41", "87 voix contre 40"),
            ("onze", "douze"),
            ("vingtaine", "trentaine"),
        ),
    ),
    "flood": Story(
        (
            "At least 31 people have died in floods in the Mexican state of Veracruz, Governor Rocío Nahle said on "
            "Friday, and rescue teams were still looking for 18 missing.",
            "The Cazones river burst its banks before dawn and reached the second floor of houses in Poza Rica. The "
            "army sent 2,000 soldiers with boats and field kitchens.",
            "“We had five minutes to get out,” said Marta Olvera, a teacher who spent the night on her roof. Schools "
            "in the region will stay closed for a week, and power is out in 60 towns.",
            "Meteorologists expect more rain on Sunday. The national water commission warned that two dams upstream "
            "were above 95 percent of their capacity.",
        ),
        "Veracruz floods: rescuers search for the missing",
        "Neighbouring Puebla offered helicopters and shelters. Its civil protection service said roads in the Sierra "
        "Norte were blocked by landslides in nine places.",
        (("31 people", "37 people"), ("18 missing", "14 missing")),
        (
            ("31 people", "44 people"),
            ("on Friday", "on Saturday"),
            ("18 missing", "9 missing"),
            ("Marta Olvera", "Ana Cruz"),
        ),
    ),
    "strike": Story(
        (
            "Los maestros de la CNTE iniciaron este lunes un paro de 72 horas en Oaxaca y Chiapas para exigir la "
            "derogación de la ley de pensiones de 2007, informó la coordinadora.",
            "Unos 20.000 docentes marcharon hacia el Zócalo, donde instalaron un campamento. El secretario de "
            "Educación, Mario Delgado, los llamó a volver a las aulas y a retomar el diálogo.",
            "La presidenta Claudia Sheinbaum aseguró que no habrá represión. «La puerta está abierta», dijo, pero "
            "recordó que el presupuesto de este año ya está aprobado por el Congreso.",
            "El paro afecta a más de 1,3 millones de alumnos. Las asociaciones de padres pidieron que las clases "
            "perdidas se recuperen en julio.",
        ),
        "La CNTE lleva su protesta al Zócalo",
        "En Michoacán, los docentes bloquearon durante cuatro horas las vías del tren. La empresa ferroviaria calculó "
        "que ocho convoyes de carga quedaron detenidos.",
        (("1,3 millones", "1,5 millones"),),
        (("este lunes", "este martes"), ("72 horas", "96 horas"), ("20.000", "25.000"), ("Chiapas", "Guerrero")),
    ),
}


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


WAYS: dict[str, Callable[[Story], str]] = {
    "another headline": lambda s: f"{s.title}\n\n{s.text}\n\nAvec AFP",
    "a paragraph added": lambda s: "\n\n".join((*s.paragraphs[:2], s.added, *s.paragraphs[2:])),
    "a paragraph cut": lambda s: "\n\n".join((s.paragraphs[0], *s.paragraphs[2:])),
    "trimmed": lambda s: "\n\n".join(s.paragraphs[:3]).rpartition(". ")[0] + ".",
    "other figures in one paragraph": lambda s: _replaced(s.text, s.figures),
    "the next day": lambda s: _replaced(f"{s.title}\n\n{s.text}\n\n{s.added}", s.update),
}


def copies() -> Iterator[tuple[str, str, str]]:
    """What it is, and the story before and after."""
    for name, story in STORIES.items():
        for way, edit in WAYS.items():
            yield f"{name}: {way}", story.text, edit(story)


_CALL = (
    "Appel à candidatures : {what}. L’Institut français du Mexique et la fondation {fund} ouvrent un appel à "
    "candidatures destiné aux {who} de moins de 35 ans. Le dossier comprend une lettre de motivation, un projet de "
    "deux pages, un budget et deux lettres de recommandation. Il est à envoyer avant le {day} à l’adresse de "
    "l’Institut, en français ou en espagnol. Un jury présidé par {chair} retiendra {number} projets, qui recevront "
    "chacun une bourse de {money} euros et seront accueillis pendant trois mois à {town}. Les résultats seront publiés "
    "sur le site de l’Institut. Aucune candidature incomplète ou tardive ne sera examinée."
)
_STAGE = (
    "Au terme de {km} kilomètres entre {start} et {end}, la victoire est revenue à {first}, qui devance au sprint "
    "{second} et {third}. Le peloton est arrivé groupé après avoir repris les échappés à la flamme rouge. Au "
    "classement général, {leader} garde le maillot jaune. Le prix de la combativité est allé à {brave}. Aucun abandon "
    "n’est à signaler, et la journée a été disputée sous le soleil devant un public nombreux. La prochaine étape "
    "conduira demain les coureurs de {end} à {following}, avec deux cols de deuxième catégorie dans le final."
)
_READOUT = (
    "Secretary of State Marco Rubio spoke today with Foreign Minister {who} of {land}. The Secretary reaffirmed the "
    "strength of the partnership between the United States and {land} and thanked {who} for the cooperation of the two "
    "countries against transnational crime. They discussed opportunities to expand trade, to secure supply chains for "
    "critical minerals and to curb irregular migration. The Secretary underscored the importance of a free and open "
    "region. They agreed to stay in close touch and to meet in {town} in the coming months."
)
_AWARD = (
    "La Secretaría de Cultura felicita a {who}, ganadora del Premio {prize}, que se entregará en {town}. El jurado, "
    "integrado por tres escritores, destacó por unanimidad la calidad de la obra, el rigor de su lenguaje y su "
    "aportación a las letras de nuestro país. El premio consiste en un diploma y en la publicación del libro por la "
    "Dirección General de Publicaciones. La ceremonia será pública y contará con la presencia de autoridades federales "
    "y del estado de {state}. Con este reconocimiento, la Secretaría reitera su compromiso con las creadoras y los "
    "creadores de México."
)
_WEEKLY = (
    "Bulletin de la semaine {week}. Le réseau de surveillance a enregistré {cases} cas de dengue dans les départements "
    "d’outre-mer, dont {grave} formes graves. L’incidence est de {rate} pour cent mille habitants. Le taux de "
    "positivité des tests s’établit à {tests} pour cent. La population est invitée à vider les récipients d’eau "
    "stagnante, à s’équiper de moustiquaires et à consulter un médecin en cas de fièvre. Les équipes de lutte contre "
    "les moustiques restent mobilisées dans toutes les communes. Prochain bulletin jeudi prochain."
)

# Mould, what one and the other say in it, days between them.
MOULDS: dict[str, tuple[str, dict[str, str], dict[str, str], int]] = {
    "calls for applications": (
        _CALL,
        {
            "what": "résidences Alfonso Reyes",
            "fund": "Jumex",
            "who": "artistes",
            "day": "15 mars",
            "chair": "Élise Vigneron",
        }
        | {"number": "six", "money": "4 000", "town": "Oaxaca"},
        {
            "what": "résidences Octavio Paz",
            "fund": "Televisa",
            "who": "chercheurs",
            "day": "30 mars",
            "chair": "Paul Lagarde",
        }
        | {"number": "huit", "money": "5 000", "town": "Puebla"},
        0,
    ),
    "stages of a race": (
        _STAGE,
        {"km": "183", "start": "Saumur", "end": "Limoges", "first": "Marcel Kittel", "second": "Bryan Coquard"}
        | {"third": "Peter Sagan", "leader": "Peter Sagan", "brave": "Oliver Naesen", "following": "Aurillac"},
        {"km": "204", "start": "Aurillac", "end": "Montauban", "first": "Mark Cavendish", "second": "André Greipel"}
        | {"third": "Dan McLay", "leader": "Greg Van Avermaet", "brave": "Jan Barta", "following": "Payolle"},
        2,
    ),
    "readouts": (
        _READOUT,
        {"who": "Elmer Schialer", "land": "Peru", "town": "Lima"},
        {"who": "Rosa Villavicencio", "land": "Colombia", "town": "Bogotá"},
        0,
    ),
    "awards": (
        _AWARD,
        {"who": "Cristina Rivera Garza", "prize": "Xavier Villaurrutia", "town": "Saltillo", "state": "Coahuila"},
        {"who": "Guadalupe Nettel", "prize": "Jorge Ibargüengoitia", "town": "Mérida", "state": "Yucatán"},
        0,
    ),
    "weekly figures": (
        _WEEKLY,
        {"week": "12", "cases": "482", "grave": "7", "rate": "31", "tests": "18"},
        {"week": "13", "cases": "517", "grave": "9", "rate": "34", "tests": "21"},
        7,
    ),
}


def poured() -> Iterator[tuple[str, str, str, int]]:
    """What it is, two texts of one mould, and the days between them."""
    for name, (mould, one, other, days) in MOULDS.items():
        yield name, mould.format(**one), mould.format(**other), days

"""Alerts and newsletters as services send them, and letters that only look like lists; made here."""

import quopri
import re
from html import escape
from urllib.parse import quote

from tests.importers.corpus_mail import coded, crlf, printed

NEWS = (
    (
        "La ministre défend un accord avec le Mexique",
        "https://www.ledevoir.example/politique/1?id=7&lang=fr",
        "Le Devoir",
        "OTTAWA — La ministre a déclaré jeudi que l’accord « sera signé au printemps », selon son cabinet.",
    ),
    (
        "México responde a las críticas de Ottawa",
        "https://elpais.example/mexico/2026-01-15/responde.html",
        "El País",
        "La canciller aseguró que “no habrá concesiones” en la mesa de negociación, según fuentes oficiales.",
    ),
    (
        "Trade talks to resume next week, officials say",
        "https://wire.example/world/talks",
        "Wire Service",
        "Officials from both countries said on Thursday that the talks would resume in Washington next week.",
    ),
)


def google(address: str) -> str:
    return f"https://www.google.com/url?rct=j&sa=t&url={quote(address, safe='')}&ct=ga&cd=CAE&usg=AOv"


def google_alert() -> bytes:
    """A Google Alert: each result a schema.org Article in a table, links by way of Google, buttons to share."""
    rows = "".join(
        '<tr itemscope="" itemtype="http://schema.org/Article"><td style="padding:18px 0 0 0"><div><span>'
        f'<a href="{escape(google(address))}" itemprop="url" style="color:#427fed;display:inline;text-decoration:none">'
        f'<span itemprop="name">{escape(title).replace("Mexique", "<b>Mexique</b>")}</span></a></span>'
        '<div><div itemprop="publisher" itemscope="" itemtype="http://schema.org/Organization" style="padding:2px 0">'
        f'<a style="color:#737373"><span itemprop="name">{outlet}</span></a></div>'
        f'<div itemprop="description" style="color:#252525">{escape(text)}</div></div>'
        '<div><table><tr><td><a href="https://www.google.com/alerts/share?hl=fr&ss=fb"><img src="f.gif" alt="Facebook">'
        '</a></td><td><a href="https://www.google.com/alerts/feedback?ffu=x">Signaler comme non pertinent</a></td></tr>'
        "</table></div></div></td></tr>"
        for title, address, outlet, text in NEWS
    )
    html = (
        '<html lang="fr"><body><table><tr><td><img src="logo.png" alt="Google"></td></tr><tr><td><span>mexique canada'
        "</span><div>Mise à jour quotidienne ⋅ 15 janvier 2026</div></td></tr><tr><td>ACTUALITÉS</td></tr>"
        f'{rows}<tr><td><a href="https://www.google.com/alerts?s=x">Afficher d’autres résultats</a> | '
        '<a href="https://www.google.com/alerts/edit?s=x">Modifier cette alerte</a></td></tr><tr><td>Vous recevez cet '
        'e-mail, car vous êtes abonné à Google Alertes.<br><a href="https://www.google.com/alerts/remove?s=x">Me '
        "désabonner</a></td></tr></table></body></html>"
    )
    return crlf(
        f"""MIME-Version: 1.0
List-Id: <mexique.alerts.google.example>
List-Unsubscribe: <https://www.google.com/alerts/remove>
Message-ID: <a1@google.example>
Date: Thu, 15 Jan 2026 23:40:00 -0500
Subject: =?UTF-8?Q?Alerte_Google_=E2=80=93_mexique_canada?=
From: Google Alertes <googlealerts-noreply@google.example>
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: base64

{coded(plain_alert().encode())}
--b
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

{printed(html)}
--b--
"""
    )


def sent_on() -> bytes:
    """An alert that a person sent on with a note; their program took the marks of articles out."""
    page = google_alert().decode("ascii").replace("\r\n", "\n")
    html = quopri.decodestring(page.split("quoted-printable\n\n")[1].split("--b--")[0]).decode()
    html = re.sub(r' item(?:prop|scope|type)="[^"]*"', "", html)
    note = (
        "<div>À lire avant lundi, surtout le deuxième.</div><div>---------- Forwarded message ---------<br>De : Google "
        f"Alertes &lt;x@google.example&gt;<br>Date: jeu. 15 janv. 2026 à 23:40<br>Subject: Alerte</div>{html}"
    )
    return crlf(
        "From: Helene <h@example.org>\nDate: Fri, 16 Jan 2026 06:00:00 -0500\nSubject: Fwd: Alerte\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{note}"
    )


def plain_alert() -> str:
    items = "\n\n".join(f"{title}\n{outlet}\n{text}\n<{google(address)}>" for title, address, outlet, text in NEWS)
    return (
        f"=== Actualités - 3 nouveaux résultats pour [mexique canada] ===\n\n{items}\n\n"
        "Afficher d'autres résultats :\n<https://www.google.com/alerts?s=x>\n\n- - - - - - - - - -\n"
    )


def plain_alert_mail() -> bytes:
    head = "From: Alerts <alerts@example.org>\nDate: Thu, 15 Jan 2026 08:00:00 +0000\nSubject: Alert\n"
    return crlf(f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{plain_alert()}")


def newsletter(editorial: str = "") -> bytes:
    """A newspaper's letter: a table for layout, a large first story, three more, pictures that link, a footer."""

    def story(title: str, address: str, text: str, size: int) -> str:
        return (
            f'<table width="600"><tr><td><a href="{escape(address)}"><img src="{size}.jpg" alt=""></a></td></tr><tr>'
            f'<td style="padding:10px"><a href="{escape(address)}" style="font-size:{size}px;color:#111">'
            f'{escape(title)}</a></td></tr><tr><td style="padding:10px"><p>{escape(text)}</p>'
            f'<a href="{escape(address)}" '
            'style="color:#c00">Lire la suite</a></td></tr></table>'
        )

    stories = [
        story(title, f"https://ledevoir.example/{number}?utm_source=lettre", text, 28 if number == 0 else 20)
        for number, (title, _, _, text) in enumerate((NEWS[0], *NEWS))
    ]
    opening = f'<tr><td><p style="font-size:16px">{escape(editorial)}</p></td></tr>' if editorial else ""
    html = (
        '<html><head><title>x</title><style>td {color: red}</style></head><body><div style="display:none">Aperçu caché'
        '</div><table><tr><td><a href="https://ledevoir.example/web/1">Voir ce courriel dans votre navigateur</a></td>'
        f"</tr>{opening}<tr><td>{stories[0]}</td></tr><tr><td>MONDE</td></tr><tr><td>{''.join(stories[1:])}</td></tr>"
        '<tr><td style="font-size:10px">Le Devoir, 1265, rue Berri, Montréal. Vous recevez ce courriel parce que vous '
        'êtes inscrit à notre infolettre.</td></tr><tr><td><a href="https://ledevoir.example/off">Se désabonner de '
        "cette infolettre</a></td></tr></table></body></html>"
    )
    return crlf(
        f"""From: Le Devoir <infolettre@ledevoir.example>
Date: Fri, 16 Jan 2026 06:00:00 -0500
Subject: Le Courrier du matin
Message-ID: <n1@ledevoir.example>
MIME-Version: 1.0
List-Id: Le Courrier du matin <matin.ledevoir.example>
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

{coded(html.encode())}"""
    )


def with_buttons() -> bytes:
    """A digest whose headlines are no links: a button below each item leads to it."""
    rows = "".join(
        f'<tr><td class="t"><strong>{escape(title)}</strong></td></tr><tr><td class="x"><p>{escape(text)}</p></td></tr>'
        f'<tr><td><a class="button" href="{escape(address)}">Leer más</a></td></tr>'
        for title, address, _, text in NEWS
    )
    html = (
        '<html><body><table><tr><td class="h">Boletín de la mañana</td></tr><tr><td>Buenos días.</td></tr>'
        f"{rows}<tr><td>Recibe este correo porque está suscrito.</td></tr></table></body></html>"
    )
    return crlf(
        "From: El Diario <boletin@eldiario.example>\nDate: Fri, 16 Jan 2026 06:00:00 -0600\nSubject: Boletín\n"
        f"MIME-Version: 1.0\nList-Unsubscribe: <https://x.example>\nContent-Type: text/html; charset=utf-8\n\n{html}"
    )


def article_with_buttons() -> bytes:
    """A letter of many paragraphs set alike, with a button below each third: no headlines, no list."""
    text = "".join(
        f"<p>{escape(words)}</p><p>{escape(words)}</p><p><a href='{escape(address)}'>Leer más</a></p>"
        for title, address, _, words in NEWS
    )
    return crlf(
        "From: Helene <h@example.org>\nDate: Fri, 16 Jan 2026 06:00:00 -0500\nSubject: Dossier\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n<html><body>{text}</body></html>"
    )


def letter_with_links() -> bytes:
    """A person's letter: links within sentences, and a list of three bare links at its end."""
    links = "".join(f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for title, address, _, _ in NEWS)
    html = (
        "<html><body><p>Bonjour, j’ai lu <a href='https://a.example/1'>ce long article de fond</a> hier soir, "
        "ainsi que <a href='https://a.example/2'>la réponse de la canciller</a>. Les deux se contredisent.</p><p>Voici "
        f"trois liens à lire avant la réunion de lundi :</p><ul>{links}</ul><p>À demain, Hélène</p></body></html>"
    )
    return crlf(
        "From: Helene <h@example.org>\nDate: Fri, 16 Jan 2026 06:00:00 -0500\nSubject: À lire\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{html}"
    )


def forwarded_article() -> bytes:
    """An article sent on: three headings that link to themselves on the page, with the article's text below them."""
    text = " ".join(text for *_, text in NEWS)
    sections = "".join(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>" for title, *_ in NEWS)
    html = f"<html><body><h1>Un dossier</h1><p>{escape(text)}</p>{sections}</body></html>"
    return crlf(
        "From: Helene <h@example.org>\nDate: Fri, 16 Jan 2026 06:00:00 -0500\nSubject: Dossier\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{html}"
    )

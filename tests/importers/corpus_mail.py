"""Mails as the usual programs write them, made here: their structure is real, their words are not.

`BODY` is what a reader must find in each, whatever it is wrapped in.
"""

import base64
import quopri

FRENCH = "La ministre a déclaré jeudi : « Nous n’accepterons aucune pression. » Elle a rappelé les engagements pris."
ENGLISH = "The minister said on Thursday: “We will not accept any pressure.” She recalled the commitments made."
SPANISH = "La ministra declaró el jueves: «No aceptaremos ninguna presión». Recordó los compromisos asumidos."
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8")


def printed(text: str, charset: str = "utf-8") -> str:
    """Quoted-printable."""
    return quopri.encodestring(text.encode(charset)).decode("ascii")


def coded(data: bytes) -> str:
    return base64.encodebytes(data).decode("ascii")


def from_outlook() -> bytes:
    """Outlook: Word's HTML in Windows-1252, a logo with a Content-ID, an attached PDF, a date in the sender's zone."""
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=iso-8859-1"><style><!-- p.MsoNormal {margin:0cm} --></style></head>'
        '<body lang="FR-CA" link="#0563C1"><div class="WordSection1"><p class="MsoNormal">Bonjour,<o:p></o:p></p>'
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        f'<p class="MsoNormal"><span style="font-size:11.0pt">{FRENCH}<o:p></o:p></span></p>'
        '<p class="MsoNormal"><img width="1" src="cid:image001.png@01DA"><o:p></o:p></p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>De&nbsp;:</b> Agence '
        "&lt;fil@agence.example&gt;<br><b>Envoyé&nbsp;:</b> 15 janvier 2026 09:12<br><b>Objet&nbsp;:</b> Le fil"
        '<o:p></o:p></p></div><p class="MsoNormal">Le texte transféré par l\'agence reste entier.<o:p></o:p></p>'
        "</div></body></html>"
    )
    plain = (
        f"Bonjour,\n\n{FRENCH}\n\nDe : Agence <fil@agence.example>\nEnvoyé : 15 janvier 2026 09:12\nObjet : Le fil\n\n"
    )
    plain += "Le texte transféré par l'agence reste entier.\n"
    return crlf(
        f"""Received: from MX1.example (10.0.0.1) by MX2.example (10.0.0.2) with ESMTPS; Fri, 16 Jan 2026 04:31:02 +0000
From: =?iso-8859-1?Q?Lefebvre=2C_H=E9l=E8ne?= <helene.lefebvre@affaires.example>
To: =?iso-8859-1?Q?Beno=EEt_Roy?= <benoit.roy@affaires.example>
Subject: =?Windows-1252?Q?TR=A0:_La_ministre_r=E9pond_aux_critiques_=96_revue_d?=
 =?Windows-1252?Q?e_presse?=
Thread-Topic: revue
Date: Thu, 15 Jan 2026 23:31:02 -0500
Message-ID: <YT1PR01MB1@YT1PR01MB1.example>
Accept-Language: fr-CA, en-US
Content-Language: fr-CA
X-MS-Has-Attach: yes
Content-Type: multipart/mixed;
	boundary="_005_YT1PR01MB1_"
MIME-Version: 1.0

--_005_YT1PR01MB1_
Content-Type: multipart/related;
	boundary="_004_YT1PR01MB1_";
	type="multipart/alternative"

--_004_YT1PR01MB1_
Content-Type: multipart/alternative;
	boundary="_000_YT1PR01MB1_"

--_000_YT1PR01MB1_
Content-Type: text/plain; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{printed(plain, "cp1252")}
--_000_YT1PR01MB1_
Content-Type: text/html; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{printed(html, "cp1252")}
--_000_YT1PR01MB1_--

--_004_YT1PR01MB1_
Content-Type: image/png; name="image001.png"
Content-Description: image001.png
Content-Disposition: inline; filename="image001.png"; size=70;
	creation-date="Fri, 16 Jan 2026 04:31:02 GMT"
Content-ID: <image001.png@01DA>
Content-Transfer-Encoding: base64

{coded(PNG)}
--_004_YT1PR01MB1_--

--_005_YT1PR01MB1_
Content-Type: application/pdf; name="=?iso-8859-1?Q?D=E9claration_du_15_janvier.pdf?="
Content-Description: =?iso-8859-1?Q?D=E9claration_du_15_janvier.pdf?=
Content-Disposition: attachment;
	filename="=?iso-8859-1?Q?D=E9claration_du_15_janvier.pdf?="; size=40
Content-Transfer-Encoding: base64

{coded(PDF)}
--_005_YT1PR01MB1_--
"""
    )


def from_gmail() -> bytes:
    """Gmail: a forwarded message in quotation divs, UTF-8, an attachment named as RFC 2231 has it."""
    html = (
        f'<div dir="ltr">Pour la revue.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- '
        'Forwarded message ---------<br>De : <strong class="gmail_sendername">Le Fil</strong> <span>&lt;<a '
        'href="mailto:fil@example.org">fil@example.org</a>&gt;</span><br>Date: jeu. 15 janv. 2026 à 09:00<br>Subject: '
        f"Réponse<br></div><br><br><div><p>{FRENCH}</p></div></div></div>"
    )
    plain = f"Pour la revue.\n\n---------- Forwarded message ---------\nDe : Le Fil <fil@example.org>\n\n{FRENCH}\n"
    return crlf(
        f"""MIME-Version: 1.0
Date: Thu, 15 Jan 2026 16:05:41 +0100
Message-ID: <CAJx=abc+d@mail.gmail.example>
Subject: =?UTF-8?Q?Fwd=3A_R=C3=A9ponse_de_la_ministre_=E2=80=93_=C3=A0_suivre_=C3=A0_Ott?=
 =?UTF-8?Q?awa?=
From: =?UTF-8?B?SsOpcsO0bWUgTsO6w7Fleg==?= <jerome@example.org>
To: desk@example.org
Content-Type: multipart/mixed; boundary="000000000000a1b2c3"

--000000000000a1b2c3
Content-Type: multipart/alternative; boundary="000000000000a1b2c1"

--000000000000a1b2c1
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

{coded(plain.encode())}
--000000000000a1b2c1
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

{printed(html)}
--000000000000a1b2c1--
--000000000000a1b2c3
Content-Type: text/plain; charset="UTF-8"; name="notes.txt"
Content-Disposition: attachment; filename*0*=UTF-8''Notes%20de%20l%E2%80%99; filename*1*=%C3%A9quipe.txt
Content-Transfer-Encoding: base64

{coded(SPANISH.encode())}
--000000000000a1b2c3--
"""
    )


def from_apple_mail() -> bytes:
    """Apple Mail: a PDF between two texts, all inside the rich rendering; the photograph of the text has no name."""
    return crlf(
        f"""From: Ana Lucía Pérez <ana@example.mx>
Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.300.61.1.2\\))
Subject: =?utf-8?Q?Declaraci=C3=B3n_de_la_ministra?=
Date: Fri, 16 Jan 2026 00:15:00 -0600
Message-Id: <0E1F@example.mx>
X-Mailer: Apple Mail (2.3774.300.61.1.2)
Content-Type: multipart/alternative;
	boundary="Apple-Mail=_1"

--Apple-Mail=_1
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain;
	charset=utf-8

{printed(SPANISH)}
--Apple-Mail=_1
Content-Type: multipart/mixed;
	boundary="Apple-Mail=_2"

--Apple-Mail=_2
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html;
	charset=utf-8

{printed('<html><head></head><body style="overflow-wrap: break-word;">' + SPANISH + "<br><br></body></html>")}
--Apple-Mail=_2
Content-Disposition: inline;
	filename=comunicado.pdf
Content-Type: application/pdf;
	x-unix-mode=0644;
	name="comunicado.pdf"
Content-Transfer-Encoding: base64

{coded(PDF)}
--Apple-Mail=_2
Content-Disposition: inline;
	filename=foto.png
Content-Type: image/png; name="foto.png"
Content-Transfer-Encoding: base64

{coded(PNG)}
--Apple-Mail=_2
Content-Transfer-Encoding: 7bit
Content-Type: text/html;
	charset=us-ascii

<html><body><br><div>Saludos, Ana</div></body></html>
--Apple-Mail=_2--

--Apple-Mail=_1--
"""
    )


def from_thunderbird() -> bytes:
    """Thunderbird: flowed text in UTF-8, an answer with quotation, a mail attached as a mail."""
    inner = from_apple_mail().decode("utf-8").replace("\r\n", "\n")
    return crlf(
        f"""Message-ID: <5c2e@example.ca>
Date: Fri, 16 Jan 2026 18:20:11 -0500
MIME-Version: 1.0
User-Agent: Mozilla Thunderbird
Subject: Re: What the minister said
Content-Language: en-CA
To: desk@example.ca
From: "O'Neil, Sam (Ottawa)" <sam@example.ca>
In-Reply-To: <aaa@example.ca>
Content-Type: multipart/mixed; boundary="------------abc"

This is a multi-part message in MIME format.
--------------abc
Content-Type: text/plain; charset=UTF-8; format=flowed
Content-Transfer-Encoding: 8bit

{ENGLISH[:50]}{" " if ENGLISH[49] != " " else ""}
{ENGLISH[50:]}

On 16/01/2026 09:00, Desk wrote:
> Has she said anything?
>> An older line.

--{" "}
Sam
--------------abc
Content-Type: message/rfc822; charset=UTF-8;
 name="=?UTF-8?Q?Declaraci=C3=B3n=2Eeml?="
Content-Disposition: attachment;
 filename*=UTF-8''Declaraci%C3%B3n.eml
Content-Transfer-Encoding: 7bit

{inner}
--------------abc--
"""
    )

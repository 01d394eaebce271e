"""Feeds of every version, and the bombs that XML knows; made here."""

TITLE = "La ministre répond & persiste"
LINK = "https://www.ledevoir.example/politique/1"
TEXT = "La ministre a déclaré jeudi : « Nous n’accepterons aucune pression. »"
HTML = f"<p>{TEXT}</p><p>Elle a rappelé les <b>engagements</b> pris&nbsp;:</p><ul><li>un</li><li>deux</li></ul>"
ESCAPED = HTML.replace("&", "&amp;").replace("<", "&lt;")


def rss2() -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="https://example.org/style.xsl"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Le Devoir</title><link>https://www.ledevoir.example</link><language>fr-CA</language>
<item><title>La ministre répond &amp; persiste</title><link>{LINK}</link><guid isPermaLink="false">42</guid>
<pubDate>Thu, 15 Jan 2026 23:40:00 -0500</pubDate><dc:creator><![CDATA[Hélène Roy]]></dc:creator>
<description>Un résumé.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Sans texte</title><link>{LINK}0</link></item>
</channel></rss>""".encode()


def rss1() -> bytes:
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example"><title>Le Devoir</title>
<dc:language>fr</dc:language></channel><item rdf:about="{LINK}"><title>La ministre répond &amp; persiste</title>
<link>{LINK}</link><description>{ESCAPED}</description><dc:date>2026-01-15T23:40:00-05:00</dc:date>
<dc:creator>Hélène Roy</dc:creator></item></rdf:RDF>""".encode("cp1252")


def rss091() -> bytes:
    return f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Le Devoir</title>
<language>fr</language><item><title>La ministre répond &amp; persiste</title><link>{LINK}</link>
<author>x@example.org (Hélène Roy)</author><pubDate>15 Jan 2026 23:40 EST</pubDate><description>{ESCAPED}</description>
</item></channel></rss>""".encode()


def rss090() -> bytes:
    return f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Le Devoir</title></channel>
<item><title>La ministre répond &amp; persiste</title><link>{LINK}</link></item></rdf:RDF>""".encode()


def atom() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><!-- a feed --><feed
 xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title type="html">Le &lt;i&gt;Devoir&lt;/i&gt;</title><id>urn:x</id><updated>2026-01-16T04:40:00Z</updated>
<entry><title type="html">La ministre répond &amp;amp; persiste</title><id>urn:y</id>
<link rel="edit" href="https://x.example/edit"/><link rel="alternate" href="{LINK}"/>
<author><name>Hélène Roy</name></author><published>2026-01-15T23:40:00-05:00</published>
<updated>2026-02-01T00:00:00Z</updated><summary>Un résumé.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML.replace("&nbsp;", "&#160;")}</div></content>
</entry></feed>""".encode()


def google_alerts() -> bytes:
    """Google Alerts as a feed: titles in HTML, links by way of Google."""
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Google Alert - mexique</title><entry><id>tag:google.com,2013:x</id>
<title type="html">La &lt;b&gt;ministre&lt;/b&gt; répond &amp;amp; persiste</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url={LINK}&amp;ct=ga"></link>
<published>2026-01-15T23:40:00Z</published><content type="html">{ESCAPED}</content><author><name></name></author>
</entry></feed>""".encode()


def laughs() -> bytes:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return f"""<?xml version="1.0"?><!DOCTYPE rss [{levels}]><rss version="2.0"><channel><title>x</title>
<item><title>La ministre répond</title><description>&l11; {TEXT}</description></item></channel></rss>""".encode()


def blowup() -> bytes:
    """One long entity, many times."""
    return f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]><rss version="2.0"><channel><item>
<title>La ministre répond</title><description>{"&a;" * 50_000}</description></item></channel></rss>""".encode()


def outside() -> bytes:
    """Entities that stand in a file and on the network."""
    return f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">
<!ENTITY n SYSTEM "http://127.0.0.1:9/x"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>
<rss version="2.0"><channel><item><title>La ministre répond</title><link>file:///etc/passwd</link>
<description>&f;&n; {TEXT}</description></item></channel></rss>""".encode()


def deep() -> bytes:
    """Elements nested 100,000 deep."""
    return f"""<rss version="2.0"><channel><item><title>La ministre répond</title><description>{TEXT}</description>
{"<x>" * 100_000}{"</x>" * 100_000}</item></channel></rss>""".encode()

"""Skeletons of old, odd and hand-saved pages that the reader was improved on."""

from tests.pages.kit import Site, skeleton


@skeleton("title author outlet date", charset="iso-8859-1", file_name="article.htm")
def old_tables(s: Site) -> str:
    """A page of 2003: tables for layout, `<font>`, two `<br>` between paragraphs, Latin-1, nothing in the head."""
    text = "<br><br>\n".join(
        s.body(
            p="{}",
            h="<b>{}</b>",
            ask="<b>{}</b>",
            quote="<i>{}</i>",
            list="<ul>{}</ul>",
            table='<table border="1">{}</table>',
        )
    ).replace("–", "-")
    text = text.replace("’", "'")
    menu = "<br>".join(f'<a href="{n}.htm"><font size="1">{m}</font></a>' for n, m in enumerate(s.words["menu"]))
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>{s.outlet} - {s.title}</TITLE></HEAD><BODY bgcolor="#FFFFFF"><TABLE width="780" border="0"><TR><TD colspan="3">
<IMG src="logo.gif" alt="{s.outlet}"></TD></TR><TR><TD width="120" valign="top">{menu}</TD><TD width="480" valign="top">
<TABLE width="100%"><TR><TD><FONT size="5"><B>{s.title}</B></FONT></TD></TR><TR><TD><FONT size="1">{s.w("by")} {s.author}
<br>{s.w("published")} {s.in_figures()}</FONT></TD></TR><TR><TD><FONT face="Verdana" size="2">{text}</FONT></TD></TR>
<TR><TD><FONT size="1"><a href="print.htm">{s.w("print")}</a> | <a href="mail.htm">{s.words["share"][2]}</a></FONT></TD>
</TR></TABLE></TD><TD width="180" valign="top"><B>{s.w("most_read_head")}</B><br>
{"<br>".join(s.words["most_read"])}</TD></TR><TR><TD colspan="3"><FONT size="1">Copyright 2026 {s.outlet}</FONT></TD></TR>
</TABLE></BODY></HTML>"""


@skeleton("title deck author outlet date address", file_name="saved.html")
def single_file(s: Site) -> str:
    """A page saved into one file by a browser's extension: the address in a comment, pictures and styles inside."""
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 60
    return f"""<!DOCTYPE html> <html lang={s.lang} style><!--
 Page saved with SingleFile
 url: {s.url}
 saved date: Tue Jun 30 2026 10:12:44 GMT+0200 (CEST)
--><meta charset=utf-8>
<title>{s.title} | {s.outlet}</title>
<meta name=viewport content="width=device-width"><meta property=og:site_name content="{s.outlet}">
<meta property=og:title content="{s.title}">
<style>:root{{--sf-img-2:url("{picture}")}}body{{font-family:serif}}.x:after{{content:"a b c"}}</style>
<meta http-equiv=content-security-policy content="default-src 'none'">
<style>.sf-hidden{{display:none!important}}</style><link rel=canonical href="{s.url}"><body>
<div class=header><ul class=menu>{s.links("menu")}</ul></div>
<div class="consent-layer sf-hidden">{s.w("cookies")}</div>
<div class=wrapper><div class=content-main><span class=label>{s.article.section}</span><h1>{s.title}</h1>
<p class=intro>{s.deck}<div class=authors><a href="{s.url}#a">{s.author}</a></div>
<div class=dates><time datetime={s.stamp} itemprop=datePublished>{s.in_words()}</time></div>
<figure><img src="{picture}" alt="x"><figcaption>{s.w("caption")}</figcaption></figure>
<div class=rich-text>{s.prose(p="<p>{}", h="<h2>{}</h2>")}</div></div>
<div class=recirc><h2>{s.w("related_head")}</h2><ul>{s.links("related")}</ul></div></div>
<div class=footer><p>{s.w("footer")}</div>"""


@skeleton("title deck author", file_name="reader.html")
def reader_mode(s: Site) -> str:
    """A page saved from a browser's reading view, which keeps no date; the address is a bare domain in a link."""
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{s.title}</title><link rel="stylesheet" href="reader_files/aboutReader.css"></head>
<body class="light sans-serif loaded" style="--font-size:20px;"><div class="top-anchor"></div>
<div id="toolbar" class="toolbar-container"><div class="toolbar reader-toolbar"><button class="close-button">×</button>
<ul class="dropdown"><li>Text</li></ul></div></div><div class="container" lang="{s.lang}" dir="ltr">
<div class="header reader-header" style="display: block;"><a class="domain reader-domain" href="https://www.{s.domain}/">
{s.domain}</a><div class="domain-border"></div><h1 class="reader-title">{s.title}</h1>
<div class="credits reader-credits">{s.author}</div><div class="meta-data">
<div class="reader-estimated-time" dir="ltr">3-4 minutes</div></div></div><hr><div class="content">
<div class="moz-reader-content reader-show-element"><div id="readability-page-1" class="page"><div>
<p>{s.deck}</p>{s.prose()}</div></div></div></div></div></body></html>"""


@skeleton("title author outlet date", charset="cp1252", file_name="soup.html")
def open_tags(s: Site) -> str:
    """Tags in capitals that are never closed, no `<body>`, a charset that says less than it is."""
    text = s.prose(p="<P>{}", h="<H3>{}</H3>", quote="<BLOCKQUOTE>{}</BLOCKQUOTE>", list="<UL>{}</UL>")
    return f"""<HTML LANG={s.lang}>
<META HTTP-EQUIV="content-type" CONTENT="text/html; charset=iso-8859-1"><META NAME=author CONTENT="{s.author}">
<META NAME="Date" CONTENT="{s.article.date.replace("-", "")}"><META NAME="publisher" CONTENT="{s.outlet}">
<TITLE>{s.title}</TITLE><A HREF="/">{s.words["menu"][0]}</A> | <A HREF="/n">{s.words["menu"][1]}</A> |
<A HREF="/s">{s.words["menu"][2]}</A><HR><H1>{s.title}</H1><H4>{s.w("by")} {s.author}</H4>{text}<HR>
<ADDRESS>{s.outlet}, webmaster@{s.domain}</ADDRESS><SMALL>Copyright 2026, {s.w("footer")}</SMALL>"""


@skeleton("title deck author outlet date address")
def deep_boxes(s: Site) -> str:
    """A page builder's: eighty boxes around the text, each paragraph in boxes of its own."""
    one = '<div class="wp-block-group"><div class="inner"><div class="col"><p class="has-text">{}</p></div></div></div>'
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} · {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="og:url" content="{s.url}"><meta property="article:published_time" content="{s.stamp}">
<meta property="article:author" content="https://www.facebook.com/x"><meta name="author" content="{s.author}"></head>
<body>{"<div class='b'>" * 80}<div class="nav-wrap"><ul>{s.links("menu")}</ul></div><div class="hero"><h1>{s.title}</h1>
<p class="sub">{s.deck}</p><p class="by">{s.author} | {s.in_words()}</p></div><div class="text-module">
{s.prose(p=one)}</div><div class="grid">{s.links("related", "h3")}</div>{"</div>" * 80}<div class="foot">
{s.w("footer")}</div></body></html>"""


@skeleton("title outlet", file_name="print.html")
def near_misses(s: Site) -> str:
    """A page without a date of its own, among many other dates: copyright, comments, related, the event's address."""
    other = "".join(
        f'<li><a href="/2025/11/0{n + 1}/x">{t}</a> <time datetime="2025-11-0{n + 1}">0{n + 1}/11/2025</time></li>'
        for n, t in enumerate(s.words["related"])
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} | {s.outlet}</title>
<meta name="copyright" content="2026-01-01"><meta property="article:modified_time" content="{s.after(11)}T10:00:00Z">
<meta property="og:updated_time" content="{s.after(11)}T10:00:00Z"><meta property="og:site_name" content="{s.outlet}">
<meta name="last-modified" content="{s.after(11)}"><meta name="event:start_date" content="{s.after(60)}"></head><body>
<div class="head">{s.in_words(s.after(20))}</div><nav>{s.links("menu", "a")}</nav><div class="art"><h1>{s.title}</h1>
<div class="corps">{s.prose()}</div></div><div class="related-list"><h2>{s.w("related_head")}</h2><ul>{other}</ul></div>
<div class="user-comments"><p><b>Jeannot44</b> <time datetime="{s.after(2)}">{s.in_words(s.after(2))}</time></p>
<p>{s.words["comments"][0]}</p></div><footer>© 2009-2026 {s.outlet}. {s.w("updated")} {s.in_words(s.after(20))}</footer>
</body></html>"""

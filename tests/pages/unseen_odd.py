"""Skeletons of ministries and of old, odd and hand-saved pages that the reader was not improved on."""

from tests.pages.kit import Site, skeleton
from tests.pages.known_sites import linked


@skeleton("title outlet date address", languages=("fr",), outlet="elysee.example")
def presidency(s: Site) -> str:
    """A presidency's page: the date above the title, a list of contents that sticks, share links."""
    return f"""<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>{s.title} | {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="og:url" content="{s.url}"></head><body><div class="skip-links"><a href="#main">{s.w("skip")}</a></div>
<header class="header"><nav class="menu">{s.links("menu", "li")}</nav></header><main id="main"><div class="container">
<div class="banner banner--article"><p class="banner__date">{s.in_words()}</p><p class="banner__type">Communiqué</p>
<h1 class="banner__title">{s.title}</h1></div><div class="sticky"><p>{s.w("toc")}</p><ul><li><a href="#a">Introduction</a>
</li></ul></div><div class="wysiwyg reset-last-space">{s.prose(h="<h3>{}</h3>")}</div>
<div class="toolbox"><p>Partager l’article</p><ul>{s.links("share")}</ul></div></div>
<section class="section-related"><h2>Voir tous les articles et dossiers</h2>
{s.links("related", "article", ' class="list-article"')}</section></main>
<footer class="footer"><p>Retrouvez-nous sur les réseaux sociaux</p><p>{s.w("footer")}</p></footer></body></html>"""


@skeleton("title author outlet date address", languages=("en",), outlet="United States Department of Example")
def state_department(s: Site) -> str:
    """A foreign ministry's press statement on a blog system: the kind, the official and the day above the text."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "@id": s.url,
                "url": s.url,
                "name": f"{s.article.title} - {s.outlet}",
                "isPartOf": {"@id": "#website"},
                "datePublished": s.stamp,
                "dateModified": s.after(1) + "T09:00:00+00:00",
            },
            {"@type": "WebSite", "@id": "#website", "name": s.outlet},
        ],
    }
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{s.title} - {s.outlet}</title>
<link rel="canonical" href="{s.url}"><meta property="og:title" content="{s.title} - {s.outlet}">
<meta property="og:site_name" content="{s.outlet}">{linked(data)}</head><body class="state_press_release-template">
<div class="usa-banner"><p>An official website of the example government</p></div><header class="site-header">
<ul class="menu">{s.links("menu")}</ul></header><main class="content"><nav class="breadcrumbs">Home › Press</nav>
<div class="featured-content"><h1 class="featured-content__headline">{s.title}</h1></div><div class="article-meta">
<p class="article-meta__doctype">Press Statement</p><p class="article-meta__author-bureau">{s.author}</p>
<p class="article-meta__publish-date">{s.article.place}</p><p class="article-meta__publish-date">{s.in_words()}</p></div>
<div class="entry-content">{s.prose()}</div><div class="entry-footer"><div class="related-tags"><h2>Tags</h2>
{s.links("tags", "span")}</div></div></main><footer><p>{s.w("footer")}</p></footer></body></html>""".replace(
        "<head>", f'<head><meta name="author" content="{s.author}">'
    )


@skeleton("title author outlet", languages=("es",), outlet="La Hoja Diaria")
def paper_of_the_day(s: Site) -> str:
    """A daily's edition of the day: date and page number as words above the title, summary, letters in capitals."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"
 lang="es" xml:lang="es"><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title>{s.outlet}: {s.title}</title></head><body><div id="site-header"><div class="col"><ul>{s.links("menu")}</ul></div>
</div><div id="main-content"><div id="breadcrumb">Portada &gt; {s.article.section}</div>
<div class="section-name">{s.article.section}</div><div class="cabeza">{s.title}</div>
<div class="credito-autor">{s.author}</div><div class="credito-articulo">Corresponsal</div>
<div class="pie-foto">{s.w("caption")}<span class="creditos">Foto</span></div>
<div class="articulo text"><div class="hemero"></div>{s.prose(h='<p class="subtitulo">{}</p>')}</div>
<div id="article-tools"><ul>{s.links("share")}</ul></div></div><div class="portlet"><h5>{s.w("most_read_head")}</h5>
{s.links("most_read", "dd")}</div><div id="footer">Copyright © 1996-2026 {s.outlet}</div></body></html>"""


@skeleton("title deck author outlet", file_name="print.html")
def print_version(s: Site) -> str:
    """What one gets from a page's print link: the address as words at the foot, the day of printing."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{s.outlet} - {s.title}
</title><meta name="robots" content="noindex,nofollow"><style media="print">.no{{display:none}}</style></head>
<body onload="window.print()"><div class="no"><a href="javascript:window.print()">{s.words["share"][4]}</a></div>
<img src="logo.png" alt="{s.outlet}"><h1>{s.title}</h1><p><b>{s.deck}</b></p><p><i>{s.w("by")} {s.author}</i></p>
{s.prose(h="<p><b>{}</b></p>")}<hr><p><small>{s.w("source")}: https://www.{s.domain}/x?print=1</small></p>
<p><small>© {s.outlet} 2026</small></p></body></html>"""


@skeleton("title author outlet date address")
def blog_of_breaks(s: Site) -> str:
    """A blog: one box of text with breaks, an archive by months, followers, comments."""
    text = "<br /><br />\n".join(
        s.body(p="{}", h="<b>{}</b>", quote="<i>{}</i>", list="<ul>{}</ul>", table="<table>{}</table>")
    )
    said = "".join(
        f'<dt class="comment-author">{n} dijo…</dt><dd class="comment-body"><p>{c}</p></dd><dd class="comment-footer">'
        f"<span>{s.in_words(s.after(3))}</span></dd>"
        for n, c in zip(s.words["commenter"], s.words["comments"], strict=True)
    )
    archive = "".join(f"<li>{s.in_words(s.after(-30 * n))} ({n + 3})</li>" for n in range(1, 9))
    return f"""<!DOCTYPE html><html dir="ltr" lang="{s.lang}" xmlns="http://www.w3.org/1999/xhtml"><head>
<meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta content="blogger" name="generator"/>
<link href="{s.url}" rel="canonical"/><meta content="{s.url}" property="og:url"/><meta content="{s.title}"
 property="og:title"/><title>{s.outlet}: {s.title}</title></head><body class="loading"><div class="header-outer"><h1
 class="title"><a href="/">{s.outlet}</a></h1></div><div class="tabs-outer"><ul>{s.links("menu")}</ul></div>
<div class="main-outer"><div class="date-outer"><h2 class="date-header"><span>{s.in_words()}</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{s.title}</h3><div class="post-body entry-content">{text}
<div style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">{s.w("published")}
<span class="fn"><span itemprop="name">{s.author}</span></span></span><span class="post-timestamp"><abbr
 class="published" itemprop="datePublished" title="{s.stamp}">{s.at()}</abbr></span></div></div></div>
<div class="comments" id="comments"><h4>{s.w("comments_head")}</h4><dl>{said}</dl></div>
<div class="sidebar"><h2>Archive</h2><ul class="hierarchy">{archive}</ul><h2>{s.w("most_read_head")}</h2>
{s.links("most_read", "p")}</div></div></body></html>""".replace(
        "</head>", f'<meta content="{s.outlet}" property="og:site_name"/></head>'
    )


@skeleton("title deck author outlet date address", file_name="guardado.html")
def saved_complete(s: Site) -> str:
    """A page saved "complete" by a browser, which notes where from; frames, styles and scripts beside it."""
    saved = f"{len(s.url):04d}"
    return f"""<!DOCTYPE html>
<!-- saved from url=({saved}){s.url} -->
<html lang="{s.lang}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{s.title} | {s.outlet}</title><script src="./x_files/gpt.js.download"></script>
<link rel="stylesheet" href="./x_files/main.css"><meta name="twitter:title" content="{s.title}">
<meta name="dc.publisher" content="{s.outlet}"><meta name="dc.creator" content="{s.author}">
<meta name="dc.date.issued" content="{s.article.date}"></head><body class="vsc-initialized"><iframe
 src="./x_files/frame.html" style="display: none;"></iframe><div class="l-header"><div class="l-header__nav">
{s.links("menu", "a")}</div></div><div class="l-main"><div class="ad-leaderboard"><span>{s.w("ad")}</span></div>
<h1 class="headline">{s.title}</h1><h2 class="subtitle">{s.deck}</h2><div class="byline">{s.w("by")} <strong>{s.author}
</strong><br>{s.in_words()} - {s.at()}</div><div class="photo"><img src="./x_files/a.jpg"><div class="photo__text">
{s.w("caption")} | {s.w("credit")}</div></div><div class="text">{s.prose(p="<div><p>{}</p></div>")}</div>
<div class="mpu">{s.w("ad")}</div><div class="keep-reading"><h4>{s.w("related_head")}</h4>{s.links("related", "h5")}</div>
</div><div class="l-footer">{s.w("footer")}</div><div id="sp_message_container">{s.w("cookies")}</div></body></html>"""


@skeleton("title outlet date", languages=("en", "fr", "es"))
def office_editor(s: Site) -> str:
    """A ministry's page written in an office program's editor: spans, no-break spaces, empty paragraphs, styles."""
    one = (
        '<p class="MsoNormal" style="margin:0cm;text-align:justify"><span lang="X" style="font-size:11.0pt">'
        "<span>{}</span></span></p><p class='MsoNormal'><span>&nbsp;</span></p>"
    )
    return f"""<!DOCTYPE html><html dir="ltr" lang="{s.lang}"><head><meta charset="utf-8"><title>
	{s.title}
</title><meta name="GENERATOR" content="Microsoft SharePoint"></head><body><form id="aspnetForm" action="x.aspx">
<div id="s4-workspace"><div class="ms-nav">{s.links("menu", "span")}</div><div class="site-name">{s.outlet}</div>
<div class="news-date">{s.w("press_release")} – {s.in_words()}</div><h1>{s.title}</h1>
<div class="ms-rtestate-field">{s.prose(p=one, h='<p class="MsoNormal"><b><span>{}</span></b></p>')}
<p class="MsoNormal"><b>{s.w("contact")}</b></p></div><div class="back"><a href="/l">{s.w("back")}</a></div></div>
</form></body></html>""".replace("</head>", f'<meta name="dcterms.publisher" content="{s.outlet}"></head>')


@skeleton("title deck author outlet date address")
def archive_copy(s: Site) -> str:
    """A copy from a web archive: its own bar with other days stands above the page."""
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><script src="//archive.example/static/js/x.js"></script>
<meta charset="utf-8"><title>{s.title} | {s.outlet}</title><meta property="og:title" content="{s.title}">
<meta property="og:site_name" content="{s.outlet}"><link rel="canonical" href="{s.url}"><meta name="author"
 content="{s.author}"></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div
 id="wm-ipp"><table><tr><td><form><input value="{s.url}"></form></td><td>12 captures<br>{s.in_words(s.after(9))} -
{s.in_words(s.after(300))}</td></tr></table></div></div><!-- END WAYBACK TOOLBAR INSERT -->
<div class="gn"><ul>{s.links("menu")}</ul></div><article><h1>{s.title}</h1><p class="abstract">{s.deck}</p>
<p class="author-line">{s.author}</p><p class="pub"><time pubdate datetime="{s.stamp}">{s.in_words()}</time></p>
{s.prose()}<p class="more-link"><a href="/m">{s.w("inline_related")}</a></p></article><div class="foot"><p>{s.w("footer")}</p>
</div><!-- FILE ARCHIVED ON 10:11:12 {s.after(300)} AND RETRIEVED ON 01:02:03 {s.after(500)} --></body></html>"""


@skeleton("title deck author outlet date address")
def essay_platform(s: Site) -> str:
    """A platform of letters and essays: numbers of applause, an offer to subscribe in the middle and at the end."""
    offer = (
        f'<div class="subscription-widget-wrap"><div class="preamble"><p>{s.w("newsletter")}</p></div><form>'
        f'<input type="email" name="email"><input type="submit" value="{s.words["menu"][-1]}"></form></div>'
    )
    body = s.body(p="<p>{}</p>", h='<h3 class="header-with-anchor-widget">{}</h3>')
    body.insert(3, offer)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": s.url,
        "mainEntityOfPage": s.url,
        "headline": s.article.title,
        "description": s.article.deck,
        "datePublished": s.stamp,
        "author": [{"@type": "Person", "name": s.article.author, "description": s.words["bio"]}],
        "publisher": {"@type": "Organization", "name": s.outlet},
    }
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} - {s.w("by")} {s.author}
</title><meta property="og:title" content="{s.title}"><link rel="canonical" href="{s.url}">{linked(data)}</head><body>
<div id="entry"><div class="topbar">{s.outlet}<button>{s.words["menu"][-1]}</button></div><div id="main"><div
 class="single-post-container"><article class="newsletter-post post"><div class="post-header"><h1 class="post-title">
{s.title}</h1><h3 class="subtitle">{s.deck}</h3><div class="byline-wrapper"><a href="/@x">{s.author}</a><div>
{s.in_words()}</div></div><div class="post-ufi"><a>♡ 128</a><a>14</a><a>{s.words["share"][3]}</a></div></div>
<div class="available-content"><div class="body markup">{"".join(body)}{offer}</div></div></article>
<div class="comments-page"><h4>{s.w("comments_head")}</h4>
{"".join(f'<div class="c"><p>{c}</p></div>' for c in s.words["comments"])}</div></div></div></div></body></html>"""


@skeleton("title deck author outlet date address", charset="utf-16", file_name="wide.html")
def wide_letters(s: Site) -> str:
    """An association's page saved in UTF-16 by an office program, its charset declared otherwise; sections, anchors."""
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="iso-8859-1"><title>{s.title} &#8212; {s.outlet}</title>
<meta property="og:site_name" content="{s.outlet}"><meta property="og:url" content="{s.url}">
<meta name="citation_author" content="{s.author}"><meta name="citation_publication_date"
 content="{s.article.date.replace("-", "/")}"></head><body><nav>{s.links("menu", "a")}</nav><main><h1 id="t">{s.title}</h1>
<p class="excerpt">{s.deck}</p><section>{s.prose(h='</section><section><h2>{} <a class="anchor" href="#a">#</a></h2>')}
</section><section class="call"><h2>{s.w("newsletter_head")}</h2><p>{s.w("newsletter")}</p></section></main>
<footer>{s.w("footer")}</footer></body></html>"""

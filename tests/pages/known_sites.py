"""Skeletons of news sites that the reader was improved on."""

import json

from tests.pages.kit import Site, inline, skeleton


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def cookie_banner(s: Site) -> str:
    return (
        f'<div id="onetrust-consent-sdk"><div class="ot-sdk-row"><p>{s.w("cookies")}</p>'
        f'<button id="onetrust-accept-btn-handler">{s.w("accept")}</button></div></div>'
    )


def comments(s: Site) -> str:
    made = "".join(
        f'<li class="comment"><b>{name}</b> <time datetime="{s.after(2)}T10:12:00Z">{s.in_words(s.after(2))}</time>'
        f"<p>{text}</p></li>"
        for name, text in zip(s.words["commenter"], s.words["comments"], strict=True)
    )
    return f'<section id="comments"><h3>{s.w("comments_head")}</h3><ol>{made}</ol></section>'


@skeleton()
def arc_publishing(s: Site) -> str:
    """A newspaper on a large publishing system: linked data in a list, related box in the middle, captions."""
    data = [
        {"@context": "https://schema.org", "@type": "Organization", "name": s.outlet, "url": f"https://www.{s.domain}"},
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": s.article.title,
            "description": s.article.deck,
            "datePublished": s.stamp,
            "dateModified": s.after(1) + "T08:00:00Z",
            "author": [{"@type": "Person", "name": s.article.author, "url": f"https://www.{s.domain}/autor/x"}],
            "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet, "logo": {"@type": "ImageObject"}},
            "mainEntityOfPage": {"@type": "WebPage", "@id": s.url},
        },
    ]
    body = s.body(p='<p class="c-paragraph">{}</p>', h='<h2 class="c-subtitle">{}</h2>')
    body.insert(
        3,
        f'<aside class="b-related"><h4>{s.w("related_head")}</h4><ul>{s.links("related")}</ul></aside>'
        f'<div class="c-ad" data-ad="mid">{s.w("ad")}</div>',
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} | {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="og:type" content="article"><link rel="canonical" href="{s.url}">{linked(data)}
<script>window.Fusion={{"globalContent":{{"headlines":{{"basic":"x"}}}}}};</script></head>
<body class="page"><a href="#main" class="sr-only">{s.w("skip")}</a>
<header class="b-header"><nav><ul>{s.links("menu")}</ul></nav></header>
<main id="main" class="b-article"><article class="a-article"><header class="a-header">
<h1 class="a-title">{s.title}</h1><h2 class="a-deck">{s.deck}</h2>
<figure><img src="/resizer/a.jpg" alt=""><figcaption>{s.w("caption")} <span class="credit">{s.w("credit")}</span>
</figcaption></figure>
<div class="c-byline">{s.w("by")} <a rel="author" href="/autor/x">{s.author}</a> · <span class="c-date">
{s.w("published")} {s.in_words()} {s.at()}, {s.w("updated")} {s.in_words(s.after(1))}</span></div></header>
<div class="a-body">{"".join(body)}</div>
<div class="a-tags"><span>{s.w("tags_head")}</span><ul>{s.links("tags")}</ul></div></article>
{comments(s)}<section class="b-most-read"><h3>{s.w("most_read_head")}</h3><ol>{s.links("most_read")}</ol></section></main>
<footer><p>© 2026 {s.outlet}. {s.w("footer")}</p></footer>{cookie_banner(s)}</body></html>"""


@skeleton()
def blog_theme(s: Site) -> str:
    """A local paper on a blog system: share bars, author's box, related posts, comments form."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "@id": s.url,
                "name": f"{s.article.title} - {s.outlet}",
                "datePublished": s.stamp,
                "isPartOf": {"@id": f"https://www.{s.domain}/#website"},
            },
            {"@type": "WebSite", "@id": f"https://www.{s.domain}/#website", "name": s.outlet},
            {"@type": "Person", "@id": f"https://www.{s.domain}/#/person/7", "name": s.article.author},
        ],
    }
    share = "".join(f'<li class="share-{n}"><a href="#">{t}</a></li>' for n, t in enumerate(s.words["share"]))
    return f"""<!DOCTYPE html>
<html lang="{s.lang}-XX" class="no-js"><head><meta charset="UTF-8"><title>{s.title} - {s.outlet}</title>
<link rel="canonical" href="{s.url}"/><meta property="og:locale" content="{s.lang}_XX"/>
<meta property="og:title" content="{s.title} - {s.outlet}"/><meta property="og:site_name" content="{s.outlet}"/>
<meta property="article:published_time" content="{s.stamp}"/>
<meta property="article:modified_time" content="{s.after(3)}T09:00:00+00:00"/>
<meta name="author" content="{s.author}"/>{linked(graph)}<meta name="generator" content="WordPress 6.4"/></head>
<body class="post-template-default single single-post postid-1729"><div id="page" class="site">
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title">{s.outlet}</p></div>
<nav id="site-navigation"><ul id="primary-menu" class="menu">{s.links("menu", attributes=' class="menu-item"')}</ul></nav>
</header><div id="content"><article id="post-1729" class="post type-post hentry"><header class="entry-header">
<span class="cat-links">{s.article.section}</span><h1 class="entry-title">{s.title}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{s.stamp}">{s.in_words()}
</time><time class="updated" datetime="{s.after(3)}T09:00:00+00:00">{s.in_words(s.after(3))}</time></span>
<span class="byline"> {s.w("by")} <span class="author vcard"><a class="url fn n" href="/author/x">{s.author}</a></span>
</span></div></header><div class="entry-content"><p class="lead"><strong>{s.deck}</strong></p>
{s.prose()}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{s.words["share"][0].split()[0]}</h3><ul>{share}</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>{s.w("related_head")}</h3>{s.links("related", "p")}</div>
</div><footer class="entry-footer"><span class="tags-links">{s.links("tags", "span")}</span></footer>
<div class="author-box"><h4>{s.author}</h4><p>{s.w("bio")}</p></div></article>
<nav class="post-navigation"><div class="nav-previous"><a href="/p">{s.words["related"][3]}</a></div></nav>
{comments(s)}<div id="respond" class="comment-respond"><form><p>{s.w("contact")}</p></form></div></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>{s.w("newsletter_head")}</h2>
<p>{s.w("newsletter")}</p></section></aside><footer id="colophon">© 2025–2026 {s.outlet}</footer></div></body></html>"""


@skeleton()
def split_by_ads(s: Site) -> str:
    """A free site that lives from advertisements: something between any two paragraphs."""
    boxes = [
        f'<div class="adslot"><span>{s.w("ad")}</span><div id="gpt-1"></div><p>{s.w("after_ad")}</p></div>',
        f'<div class="inread"><p><strong>{s.w("inline_related").split(":")[0]}:</strong> '
        f'<a href="/r">{s.words["related"][1]}</a></p></div>',
        f'<div class="nl-box"><h3>{s.w("newsletter_head")}</h3><p>{s.w("newsletter")}</p>'
        '<form><input type="email"><button>OK</button></form></div>',
        f'<div class="wa-channel"><p><a href="https://wa.example/x">{s.w("join")}</a></p></div>',
    ]
    body = s.body()
    mixed = "".join(part + boxes[n % len(boxes)] for n, part in enumerate(body))
    return f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8">
<title>{s.outlet} : {s.title}</title><meta name="description" content="{s.deck}">
<meta property="og:title" content="{s.title}"><meta property="og:url" content="{s.url}?utm_source=og">
<link rel="canonical" href="{s.url}"><meta name="author" content="{s.author}">
<meta property="og:site_name" content="{s.outlet}"><meta name="date" content="{s.stamp}"></head><body>
<div class="topbar"><ul>{s.links("menu")}</ul></div><div class="wrap"><div class="col-main"><div class="article">
<h1>{s.title}</h1><div class="meta"><span>{s.author}</span> <span>{s.in_figures()} {s.at()}</span>
<span>{s.w("read_time")}</span></div><div class="chapo">{s.deck}</div><div class="txt">{mixed}</div></div>
<div class="taboola"><h4>{s.w("related_head")}</h4>{s.links("related", "div")}</div></div>
<div class="col-side"><h4>{s.w("most_read_head")}</h4>{s.links("most_read", "div")}</div></div>
<div class="bottom">{s.w("footer")}</div>{cookie_banner(s)}</body></html>"""


@skeleton("title deck author outlet date address")
def accelerated(s: Site) -> str:
    """An accelerated mobile page."""
    data = {
        "@context": "http://schema.org",
        "@type": "ReportageNewsArticle",
        "mainEntityOfPage": s.url,
        "headline": s.article.title,
        "datePublished": s.stamp,
        "author": {"@type": "Person", "name": s.article.author},
        "publisher": {"@type": "Organization", "name": s.outlet},
    }
    body = s.body(p='<p class="amp-p">{}</p>')
    body.insert(2, f'<amp-ad type="doubleclick"><div overflow>{s.w("ad")}</div></amp-ad>')
    body.insert(
        4, f'<amp-embed type="taboola"></amp-embed><p class="more"><a href="/r">{s.w("inline_related")}</a></p>'
    )
    return f"""<!doctype html><html ⚡ lang="{s.lang}"><head><meta charset="utf-8"><link rel="canonical" href="{s.url}">
<title>{s.title}</title><meta name="viewport" content="width=device-width"><style amp-boilerplate>body{{}}</style>
{linked(data)}<script async src="https://cdn.ampproject.org/v0.js"></script></head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul>{s.links("menu")}</ul></amp-sidebar>
<header class="amp-header"><a href="/">{s.outlet}</a></header><article class="amp-article">
<h1 class="amp-title">{s.title}</h1><ul class="amp-meta"><li>{s.w("by")} {s.author}</li><li>
<time datetime="{s.stamp}">{s.in_words()}</time></li></ul><p class="amp-excerpt">{s.deck}</p>
<amp-img src="a.jpg" width="8" height="5" layout="responsive" alt="x"><noscript><img src="a.jpg"></noscript></amp-img>
<p class="amp-caption">{s.w("caption")}</p>{"".join(body)}
<div class="amp-social"><amp-social-share type="email"></amp-social-share></div></article>
<footer><p>{s.w("footer")}</p></footer><amp-consent id="c"><div id="ui">{s.w("cookies")}
<button on="tap:c.accept">{s.w("accept")}</button></div></amp-consent></body></html>"""


@skeleton()
def hashed_classes(s: Site) -> str:
    """A React site without `<p>`: every class is a hash, the text stands in `<div>`s, the data in linked data."""
    data = {
        "@type": ["NewsArticle", "CreativeWork"],
        "headline": s.article.title,
        "datePublished": s.stamp,
        "author": [
            {"@type": "Person", "name": name} for name in s.article.author.replace(" et ", " and ").split(" and ")
        ],
        "publisher": {"@id": "#org"},
        "url": s.url,
        "isAccessibleForFree": True,
    }
    organisation = {"@id": "#org", "@type": "NewsMediaOrganization", "name": s.outlet}
    form = {
        "p": '<div class="css-9xk2q"><div class="css-1n2op">{}</div></div>',
        "h": '<div class="css-77ay"><h3>{}</h3></div>',
        "quote": '<div class="css-9xk2q"><div class="css-qq1">{}</div></div>',
        "list": '<ul class="css-ul">{}</ul>',
    }
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} – {s.outlet}</title>
<meta property="og:title" content="{s.title}">
{linked({"@context": "https://schema.org", "@graph": [organisation, data]})}</head><body><div id="__next">
<div class="css-0"><div class="css-h1"><div class="css-m">{s.links("menu", "span")}</div></div><div class="css-2zz">
<div class="css-ttl"><h1 class="css-1h">{s.title}</h1></div><div class="css-dk">{s.deck}</div>
<div class="css-by"><span>{s.author}</span><span>{s.in_words()}</span></div>
<div class="css-body">{s.prose(**form)}</div><div class="css-rel"><div>{s.w("related_head")}</div>
{s.links("related", "div", ' class="css-card"')}</div></div></div></div>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"x":"y"}}}}}}</script></body></html>"""


@skeleton("title deck author outlet date address", kind="live")
def live_page(s: Site) -> str:
    """A live page: entries with their times, the latest first, key points, other live pages."""
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": s.article.title,
        "datePublished": s.stamp,
        "coverageStartTime": s.stamp,
        "dateModified": s.stamp,
        "author": s.article.author,
        "publisher": {"@type": "Organization", "name": s.outlet},
        "url": s.url,
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "x", "datePublished": s.after(1) + "T08:00:00Z", "articleBody": "…"}
        ],
    }
    entry = (
        f'<section class="live-post"><div class="live-time"><time datetime="{s.article.date}">'
        '{}</time></div><div class="live-content"><p>{}</p></div><div class="live-share"><a href="#">'
        f"{s.words['share'][0]}</a></div></section>"
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} | {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">{linked(data)}</head>
<body><nav class="nav">{s.links("menu", "span")}</nav><main><article><div class="badge">{s.w("live")}</div>
<h1>{s.title}</h1><p class="standfirst">{s.deck}</p><div class="meta">{s.author} — {s.in_words()}</div>
<div class="live-feed">{s.prose(entry=entry)}</div></article>
<aside class="other-lives"><h2>{s.w("related_head")}</h2><ul>{s.links("related")}</ul></aside></main>
<footer>{s.w("footer")}</footer></body></html>"""


@skeleton(kind="interview")
def interview_page(s: Site) -> str:
    """An interview with questions in bold type, a pulled quotation and a portrait."""
    body = s.body(ask='<p class="question"><b>{}</b></p>')
    body.insert(5, f'<div class="pullquote" aria-hidden="true">{inline(s.article.parts[2].text.split(".")[0])}.</div>')
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} - {s.outlet}</title>
<meta name="twitter:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta itemprop="datePublished" content="{s.stamp}"><meta name="cXenseParse:author" content="{s.author}">
<meta name="author" content="{s.author}"><link rel="canonical" href="{s.url}"></head><body>
<header role="banner"><ul>{s.links("menu")}</ul></header><div role="main" class="story">
<div class="kicker">{s.article.section}</div><h1 class="story-title">{s.title}</h1>
<p class="story-intro">{s.deck}</p><p class="story-byline">{s.w("by")} {s.author}</p>
<figure class="portrait"><img src="p.jpg"><figcaption>{s.w("caption")}</figcaption></figure>
<div class="story-body">{"".join(body)}</div></div>
<section class="more-in"><h2>{s.w("related_head")}</h2>{s.links("related", "article")}</section>
<footer role="contentinfo"><p>{s.w("footer")}</p></footer></body></html>"""


@skeleton("title deck author outlet date address")
def paywalled(s: Site) -> str:
    """What a reader without subscription saved: the beginning, then an offer. Here the whole text was given free."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "isAccessibleForFree": "False",
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".article__paywall"},
        "headline": s.article.title,
        "author": {"@type": "Person", "name": s.article.author},
        "datePublished": s.stamp,
        "publisher": {"@type": "Organization", "name": s.outlet},
    }
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title}</title>
<meta property="og:title" content="{s.title}"><meta property="og:url" content="{s.url}">{linked(data)}</head><body>
<header class="site-header"><nav>{s.links("menu", "a")}</nav></header><section class="zone zone--article"><article>
<header><h1 class="article__title">{s.title}</h1><p class="article__desc">{s.deck}</p>
<p class="meta__author">{s.w("by")} {s.author}</p><p class="meta__date">{s.w("published")} {s.in_words()} — {s.at()}</p>
<p class="meta__read">{s.w("read_time")}</p></header><section class="article__content">
{s.prose(p='<p class="article__paragraph">{}</p>')}</section>
<section class="article__paywall"><p class="paywall__title">{s.w("paywall")}</p><p>{s.w("paywall_more")}</p></section>
</article></section><section class="inread-related"><h3>{s.w("most_read_head")}</h3>{s.links("most_read", "p")}</section>
<footer>{s.w("footer")}</footer></body></html>"""

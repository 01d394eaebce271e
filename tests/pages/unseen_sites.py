"""Skeletons of news sites that the reader was not improved on."""

from tests.pages.kit import Site, inline, skeleton
from tests.pages.known_sites import linked


@skeleton()
def story_companion(s: Site) -> str:
    """A large newspaper's React page: text in columns of a section, an advertisement between each two."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": s.url,
        "headline": s.article.title,
        "alternativeHeadline": s.article.section,
        "datePublished": s.stamp,
        "dateModified": s.after(1) + "T02:11:45.000Z",
        "author": [{"@context": "https://schema.org", "@type": "Person", "name": s.article.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet},
    }
    column = '<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{}</div></div>'
    parts = s.body(p='<p class="css-at9mc1 evys1bk0">{}</p>')
    text = "".join(column.format(part) + '<div id="story-ad-1-wrapper"><div>AD</div></div>' for part in parts)
    return f"""<!DOCTYPE html><html lang="{s.lang}" xmlns:og="http://opengraphprotocol.org/schema/"><head>
<meta charset="utf-8"><title data-rh="true">{s.title} - {s.outlet}</title><meta data-rh="true" name="byl"
 content="{s.w("by")} {s.author}"><meta data-rh="true" property="og:title" content="{s.title}">
<link data-rh="true" rel="canonical" href="{s.url}">{linked([data])}</head><body><div id="app"><div>
<header class="css-1bymuyk"><section><a href="#site-content">{s.w("skip")}</a>{s.links("menu", "span")}</section></header>
<main id="site-content"><article id="story"><header><h1 data-testid="headline">{s.title}</h1>
<p id="article-summary" class="css-w6ymp8">{s.deck}</p><div data-testid="share-tools">{s.links("share")}</div>
<div class="bylines"><p class="byline-prefix">{s.w("by")} <span itemprop="name">{s.author}</span></p></div>
<time datetime="{s.stamp}"><span>{s.in_words()}</span></time></header>
<section name="articleBody">{text}</section>
<div class="bottom-of-article"><p>{s.author}: {s.w("bio")}</p></div></article>
<section id="recirculation"><h2>{s.w("related_head")}</h2>{s.links("related", "li")}</section></main>
<footer><nav><ul><li>© 2026 {s.outlet}</li></ul></nav></footer></div></div></body></html>"""


@skeleton("title deck author outlet date address")
def text_blocks(s: Site) -> str:
    """A public broadcaster's page: every paragraph a component, labels for screen readers in the captions."""
    data = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "url": s.url,
        "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet},
        "datePublished": s.stamp.replace("+", ".000+"),
        "headline": s.article.title,
        "author": [{"@type": "Person", "name": s.article.author}],
    }
    form = {
        "p": '<div data-component="text-block" class="sc-1"><p class="sc-2">{}</p></div>',
        "h": '<div data-component="subheadline-block"><h2 class="sc-3">{}</h2></div>',
        "list": '<div data-component="unordered-list-block"><ul role="list">{}</ul></div>',
    }
    body = s.body(**form)
    body.insert(
        2,
        f'<figure><div data-component="image-block"><span>{s.w("credit")}</span></div><div data-component="caption-block">'
        f'<figcaption><span class="visually-hidden">{s.words["source"]}, </span>{s.w("caption")}</figcaption></div></figure>',
    )
    body.append(
        f'<div data-component="links-block"><p><b>{s.w("related_head")}</b></p><ul>{s.links("related")}</ul></div>'
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}-GB"><head><meta charSet="utf-8"><title>{s.title} - {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<link rel="canonical" href="{s.url}">{linked(data)}</head><body><div id="__next"><div class="cookie-prompt"><h2>
{s.w("accept")}</h2><p>{s.w("cookies")}</p></div><header><nav><ul>{s.links("menu")}</ul></nav></header>
<main id="main-content"><article><div data-component="headline-block"><h1>{s.title}</h1></div>
<div data-component="byline-block"><time datetime="{s.stamp}">{s.after(0)}</time><div><span>{s.author}</span>
<span>{s.words["tags"][0]} correspondent</span></div></div><div data-component="text-block"><p><b>{s.deck}</b></p></div>
{"".join(body)}<div data-component="topic-list-block"><ul>{s.links("tags")}</ul></div></article></main>
<section data-analytics="more"><h2>{s.w("most_read_head")}</h2><ol>{s.links("most_read")}</ol></section>
<footer><p>© 2026 {s.outlet}. {s.w("footer")}</p></footer></div></body></html>"""


@skeleton()
def catcher(s: Site) -> str:
    """A French daily's manner: "Lire aussi" in the flow of paragraphs, subscription asked for within the text."""
    body = s.body(p='<p class="article__paragraph">{}</p>', h='<h2 class="article__sub-title">{}</h2>')
    body.insert(
        2,
        f'<section class="catcher catcher--inline"><p class="catcher__content"><span class="catcher__label">'
        f'{s.words["inline_related"].split(":")[0]} |</span> <a href="/c">{s.words["related"][2]}</a></p></section>',
    )
    body.insert(
        4,
        f'<aside class="banner-newsletter"><p class="banner__title">{s.w("newsletter_head")}</p><p>{s.w("newsletter")}</p>'
        "</aside>",
    )
    data = {"@type": "NewsArticle", "headline": s.article.title, "datePublished": s.stamp}
    return f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title}</title>
<meta property="og:site_name" content="{s.outlet}"><meta property="og:title" content="{s.title}">
<meta property="og:article:author" content="{s.author}"><meta property="og:article:published_time" content="{s.stamp}">
<link rel="canonical" href="{s.url}">{linked({"@context": "https://schema.org", **data})}</head><body>
<div id="js-body"><header class="header" id="header"><ul class="header__nav">{s.links("menu")}</ul></header>
<main class="main"><section class="zone zone--article"><header class="heading"><ul class="breadcrumb"><li>
{s.article.section}</li></ul><h1 class="article__title">{s.title}</h1><p class="article__desc">{s.deck}</p>
<section class="meta__authors"><span class="meta__authors">{s.w("by")} {s.author}</span></section>
<span class="meta__date">{s.w("published")} {s.in_words()}, {s.at()}, {s.w("updated")} {s.in_words(s.after(1))}</span>
<p class="meta__reading-time">{s.w("read_time")}</p><ul class="meta__social">{s.links("share")}</ul></header>
<section class="article__wrapper"><article class="article__content">{"".join(body)}
<p class="article__signature">{s.author}</p></article></section></section>
<section class="friend"><h4>{s.w("most_read_head")}</h4>{s.links("most_read")}</section></main>
<footer class="footer"><p>{s.w("footer")}</p></footer></div></body></html>"""


@skeleton("title author outlet date address")
def marked_up(s: Site) -> str:
    """A site with microdata and nothing else; its comments have microdata, too."""
    said = "".join(
        f'<div itemprop="comment" itemscope itemtype="http://schema.org/Comment"><span itemprop="author">{name}</span>'
        f'<time itemprop="dateCreated" datetime="{s.after(1)}">{s.in_figures(s.after(1))}</time>'
        f'<div itemprop="text">{text}</div></div>'
        for name, text in zip(s.words["commenter"], s.words["comments"], strict=True)
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} » {s.outlet}</title>
<meta name="application-name" content="{s.outlet}"></head><body itemscope itemtype="http://schema.org/WebPage">
<div class="top-nav"><ul>{s.links("menu")}</ul></div><div class="trail">{s.words["menu"][0]} » {s.article.section}</div>
<div itemscope itemtype="http://schema.org/NewsArticle" class="piece"><link itemprop="url" href="{s.url}">
<h1 itemprop="headline">{s.title}</h1><div class="info"><span itemprop="author" itemscope
 itemtype="http://schema.org/Person">{s.w("by")} <span itemprop="name">{s.author}</span></span>
<time itemprop="datePublished" datetime="{s.stamp}">{s.in_words()}</time>
<time itemprop="dateModified" datetime="{s.after(2)}">{s.in_words(s.after(2))}</time></div>
<div itemprop="articleBody" class="piece-text">{s.prose()}</div>
<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name"
 content="{s.outlet}"></div></div><div class="discussion"><h3>{s.w("comments_head")}</h3>{said}</div>
<div class="bottom-links">{s.links("related", "div")}</div></body></html>"""


@skeleton("title author outlet date address", outlet="Portal Herald News")
def aggregator(s: Site) -> str:
    """A portal that shows an agency's text: the rest opens at a press of a button, then other people's articles."""
    parts = s.body()
    data = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": s.url},
        "headline": s.article.title,
        "datePublished": s.stamp,
        "author": {"@type": "Person", "name": s.article.author},
        "publisher": {"@type": "Organization", "name": s.outlet},
        "provider": {"@type": "Organization", "name": "Meridiana"},
    }
    return f"""<!DOCTYPE html><html id="atomic" lang="{s.lang}-US"><head><meta charset="utf-8"><title>{s.title}</title>
<meta property="og:title" content="{s.title}"><meta property="og:url" content="{s.url}">{linked(data)}</head><body>
<div class="ybar"><ul>{s.links("menu")}</ul></div><div class="caas-container"><article role="article"><div
 class="caas-inner"><div class="caas-logo"><a href="/">Meridiana</a></div><header class="caas-title-wrapper"><h1>
{s.title}</h1></header><div class="caas-attr"><div class="caas-attr-item-author">{s.author}</div><div
 class="caas-attr-time-style"><time datetime="{s.stamp}">{s.in_words()}</time> · <span>{s.w("read_time")}</span></div>
<div class="caas-share-section"><button>{s.words["share"][0]}</button></div></div><div class="caas-content"><figure
 class="caas-figure"><div class="caas-figure-with-pb"></div><figcaption class="caption-collapse">{s.w("caption")}
</figcaption></figure><div class="caas-body">{"".join(parts[:2])}<div class="caas-readmore"><button>+</button></div>
<div class="caas-body-section">{"".join(parts[2:])}</div></div></div>
<div class="caas-comments"><a href="#c">{s.w("comments_head")}</a></div></div></article></div>
<div class="recommended-contents"><h2>{s.w("related_head")}</h2><ul>
{"".join(f"<li><h3><a href='/x'>{t}</a></h3><p>{c}</p></li>" for t, c in zip(s.words["related"], s.words["comments"], strict=False))}
</ul></div></body></html>"""


@skeleton("title deck author outlet date address")
def second_article(s: Site) -> str:
    """A page that goes on with the next article when one scrolls: it was saved after that."""
    from tests.pages.kit import articles

    other = articles(s.lang)[0]
    rest = "".join(f"<p>{inline(part.lines[0])}</p>" for part in other.parts if part.kind == "p")
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} | {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.stamp}"><meta property="article:author" content="{s.author}">
<link rel="canonical" href="{s.url}"></head><body><header><nav>{s.links("menu", "a")}</nav></header>
<div class="infinite-container"><article class="story-block" data-url="{s.url}"><h1>{s.title}</h1>
<p class="sapo">{s.deck}</p><div class="who">{s.author}, {s.in_words()}</div><div class="story-text">{s.prose()}</div>
</article><div class="separator"></div><article class="story-block" data-url="/other"><h1>{other.title}</h1>
<p class="sapo">{inline(other.deck)}</p><div class="who">{other.author}, {s.in_words(other.date)}</div>
<div class="story-text">{rest}</div></article></div><footer>{s.w("footer")}</footer></body></html>"""


@skeleton("title deck author outlet date address", kind="live")
def live_timeline(s: Site) -> str:
    """Another live page: entries as list points with a heading, what matters summed up above."""
    entry = (
        '<li class="timeline__item"><article><header><span class="hour">{}</span></header><div class="text"><p>{}</p>'
        "</div></article></li>"
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} - {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}"><meta
 name="author" content="{s.author}"><meta property="article:published_time" content="{s.stamp}"><meta
 property="article:modified_time" content="{s.after(1)}T01:00:00Z"><link rel="canonical" href="{s.url}"></head><body>
<header class="hd"><nav><ul>{s.links("menu")}</ul></nav></header><div class="content"><div class="live-header">
<span class="live-label">{s.w("live")}</span><h1>{s.title}</h1><p class="live-desc">{s.deck}</p></div>
<ul class="timeline">{s.prose(entry=entry)}</ul><button class="load-more">+</button></div>
<div class="rail"><h3>{s.w("most_read_head")}</h3>{s.links("most_read", "p")}</div><footer>{s.w("footer")}</footer>
</body></html>"""


@skeleton("title deck author outlet date address", kind="interview")
def asked_in_lists(s: Site) -> str:
    """An interview whose questions are headings, with a player, a factbox and a newsletter in the text."""
    body = s.body(ask='<h3 class="q">{}</h3>')
    body.insert(3, f'<div class="audio-player"><span>{s.w("listen")}</span><span>4:12</span></div>')
    body.insert(6, f'<div class="subscribe-inline"><h4>{s.w("newsletter_head")}</h4><p>{s.w("newsletter")}</p></div>')
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title}</title>
<meta name="parsely-title" content="{s.title}"><meta name="parsely-author" content="{s.author}">
<meta name="parsely-pub-date" content="{s.stamp}"><meta name="parsely-link" content="{s.url}">
<meta property="og:site_name" content="{s.outlet}"><link rel="canonical" href="{s.url}"></head><body>
<div class="masthead"><div class="menu-bar">{s.links("menu", "span")}</div></div><div class="page-grid">
<div class="article-col"><div class="rubric">{s.article.section}</div><h1>{s.title}</h1><h2 class="dek">{s.deck}</h2>
<div class="credit-line">{s.w("by")} <a href="/w">{s.author}</a><span class="sep"> · </span>{s.in_words()}</div>
<div class="article-text">{"".join(body)}</div></div><div class="side-col"><h3>{s.w("related_head")}</h3>
{s.links("related", "p")}</div></div><div class="legal">{s.w("footer")}</div></body></html>"""

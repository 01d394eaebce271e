"""Skeletons of ministries, agencies and Wikinews that the reader was improved on."""

from tests.pages.kit import Site, skeleton


@skeleton("title deck outlet date address", languages=("en",), outlet="GOV.UK")
def british_government(s: Site) -> str:
    """A press release in the manner of the British government's site."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - GOV.UK</title>
<meta property="og:site_name" content="GOV.UK"><meta property="og:type" content="article">
<meta property="og:title" content="{s.title}"><link rel="canonical" href="{s.url}">
<meta name="govuk:first-published-at" content="{s.stamp}"><meta name="govuk:updated-at" content="{s.after(4)}T10:00:00Z">
<meta name="govuk:public-updated-at" content="{s.stamp}"></head><body class="gem-c-layout-for-public">
<div id="global-cookie-message" class="gem-c-cookie-banner"><h2>Cookies on GOV.UK</h2><p>{s.w("cookies")}</p></div>
<a href="#content" class="gem-c-skip-link">{s.w("skip")}</a>
<header class="gem-c-layout-super-navigation-header" role="banner"><ul>{s.links("menu")}</ul></header>
<div id="wrapper"><main role="main" id="content"><div class="gem-c-title"><span class="gem-c-title__context">
Press release</span><h1 class="gem-c-title__text">{s.title}</h1></div>
<p class="gem-c-lead-paragraph">{s.deck}</p>
<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/government/organisations/x">{s.w("ministry")}</a></dd>
<dt>Published</dt><dd>{s.in_words()}</dd><dt>Last updated</dt><dd>{s.in_words(s.after(4))}</dd></dl></div>
<div class="gem-c-govspeak govuk-govspeak">{s.prose(h='<h2 id="x">{}</h2>')}</div>
<div class="gem-c-share-links"><h2>Share this page</h2><ul>{s.links("share")}</ul></div>
<div class="gem-c-published-dates"><h2>Updates to this page</h2>Published {s.in_words()}</div></main>
<div class="gem-c-contextual-sidebar"><nav><h2>Related content</h2><ul>{s.links("related")}</ul></nav></div></div>
<div class="gem-c-feedback"><h2>{s.w("feedback")}</h2><button>Yes</button><button>No</button></div>
<footer role="contentinfo"><p>All content is available under the Open Government Licence v3.0</p></footer></body></html>"""


@skeleton(
    "title date author outlet address",
    languages=("es",),
    outlet="gob.mx",
    is_signed_by="Secretaría de Mares y Territorios",
)
def mexican_government(s: Site) -> str:
    """A press release in the manner of the Mexican government's site: nothing in the head but the title."""
    return f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">
<title>{s.title} | {s.w("ministry")} | Gobierno | gob.mx</title><meta property="og:site_name" content="gob.mx">
<meta property="og:title" content="{s.title}"><meta property="og:url" content="{s.url}"></head><body>
<nav class="navbar"><ul class="nav"><li><a href="/tramites">Trámites</a></li><li><a href="/gobierno">Gobierno</a></li>
</ul></nav><main class="page"><div class="container vertical-buffer"><ol class="breadcrumb"><li>Inicio</li><li>Prensa</li>
</ol><div class="row"><div class="col-md-8"><h1 class="bottom-buffer">{s.title}</h1></div></div>
<div class="row"><div class="col-md-4"><section class="border-box"><dl><dt>Autor</dt><dd>{s.w("ministry")}</dd>
<dt>Fecha de publicación</dt><dd>{s.in_words()}</dd><dt>Categoría</dt><dd>Comunicado</dd></dl></section></div></div>
<div class="article-body bottom-buffer">{s.prose(h="<p><strong>{}</strong></p>")}
<p style="text-align:center">---oo0oo---</p></div>
<div class="row"><div class="pull-right"><a href="#">Imprime la página completa</a><p>La legalidad, veracidad y la calidad
de la información es estricta responsabilidad de la dependencia, entidad o empresa productiva que la proporcionó.</p></div>
</div></div></main><footer class="main-footer"><p>¿Qué es gob.mx? Es el portal único de trámites, información y
participación ciudadana.</p></footer></body></html>"""


@skeleton("title deck outlet date address", languages=("fr",), outlet="Diplomatie de l’Atlantique")
def foreign_ministry(s: Site) -> str:
    """A foreign ministry on a French publishing system: Dublin Core, a trail, share links as words."""
    return f"""<!DOCTYPE html><html class="no-js" lang="fr" dir="ltr"><head><meta charset="utf-8">
<title>{s.title} - {s.outlet}</title><meta name="DC.title" content="{s.title}"><meta name="DC.language" content="fr">
<meta name="DC.date" content="{s.article.date}"><meta name="DC.publisher" content="{s.outlet}">
<meta name="DC.creator" content="{s.outlet}"><link rel="canonical" href="{s.url}">
<meta name="generator" content="SPIP 4"></head><body class="article"><ul class="acces"><li>{s.w("skip")}</li></ul>
<div id="header"><div id="menu"><ul>{s.links("menu")}</ul></div></div><div id="fil"><a href="/">Accueil</a> &gt;
<a href="/p">Politique étrangère</a> &gt; Actualités</div><div id="content"><div class="cartouche">
<h1 class="titre">{s.title}</h1><div class="date">Communiqué ({s.in_words()})</div></div>
<div class="liens-partage"><p>Partager</p><ul>{s.links("share")}</ul></div><div class="chapo">{s.deck}</div>
<div class="texte">{s.prose(h='<h3 class="spip">{}</h3>', list='<ul class="spip">{}</ul>')}</div>
<div class="notes"><p class="info">{s.w("updated")} : {s.in_words(s.after(5))[:-5]}</p></div></div>
<div id="extra"><h2>Dans la même rubrique</h2><ul>{s.links("related")}</ul></div>
<div id="footer"><p>© {s.outlet} 2026 – {s.w("footer")}</p></div></body></html>"""


@skeleton("title outlet date address", outlet="Wikinews")
def wiki_news(s: Site) -> str:
    """A Wikinews page: the date stands bold before the text, sources and categories after it."""
    return f"""<!DOCTYPE html><html class="client-nojs" lang="{s.lang}" dir="ltr"><head><meta charset="UTF-8">
<title>{s.title} - Wikinews</title><meta name="generator" content="MediaWiki 1.42">
<link rel="canonical" href="{s.url}"><meta property="og:title" content="{s.title} - Wikinews">
<meta property="og:site_name" content="Wikinews"></head><body class="mediawiki ltr sitedir-ltr ns-0">
<div id="mw-navigation"><div id="p-navigation"><ul>{s.links("menu")}</ul></div></div>
<div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">{s.title}</h1>
<div id="bodyContent"><div id="siteSub">Wikinews</div><div id="mw-content-text"><div class="mw-parser-output">
<p><strong class="published"><span id="publishDate" class="value-title" title="{s.article.date}">{s.in_words()}</span>
</strong></p><div class="infobox noprint"><b>{s.w("related_head")}</b><ul>{s.links("related")}</ul></div>
{s.prose(h='<div class="mw-heading"><h2>{}</h2><span class="mw-editsection">[<a href="/e">+</a>]</span></div>')}
<div class="mw-heading"><h2 id="Sources">Sources</h2></div><ul><li><span class="sourceTemplate">
<a href="https://e.example/a">“{s.words["related"][2]}”</a> — <i>{s.words["outlets"][3]}</i>, {s.in_words(s.after(-1))}
</span></li></ul><div class="noprint social">{s.links("share", "span")}</div></div></div>
<div id="catlinks" class="catlinks">{s.links("tags")}</div></div></div>
<div id="footer"><ul><li>{s.w("updated")} {s.in_words(s.after(40))}.</li><li>{s.w("footer")}</li></ul></div></body></html>"""


@skeleton("title outlet date address", outlet="Agencia Meridiana")
def wire_agency(s: Site) -> str:
    """A dispatch: the dateline stands in the text, no author, initials at the end."""
    month = {"fr": "janv févr mars avr", "en": "Jan Feb Mar Apr", "es": "ene feb mar abr"}[s.lang].split()
    _, number, day = s.article.date.split("-")
    short = month[int(number) - 1]
    line = {
        "fr": f"{s.article.place}, {int(day)} {short} 2026 (Meridiana) - ",
        "en": f"{s.article.place.upper()}, {short} {int(day)} (Meridiana) — ",
        "es": f"{s.article.place}, {int(day)} {short} (Meridiana).- ",
    }[s.lang]
    body = s.prose().replace("<p>", f"<p>{line}", 1)
    return f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{s.title} - {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.stamp}"><meta property="og:url" content="{s.url}"></head><body>
<div class="elementor-header"><ul>{s.links("menu")}</ul></div><div class="elementor-location-single"><h1>{s.title}</h1>
<div class="elementor-post-info"><ul><li>{s.in_words()}</li><li>{s.w("read_time")}</li></ul></div>
<div class="elementor-widget-theme-post-content">{body}<p>mrd/jl/ab</p></div>
<div class="elementor-posts">{s.links("related", "article")}</div></div>
<div class="elementor-footer"><p>© {s.outlet} 2026. {s.w("footer")}</p></div></body></html>"""


@skeleton("title deck outlet date address")
def body_field(s: Site) -> str:
    """An institution on a content system that puts each field into boxes in boxes."""
    return f"""<!DOCTYPE html><html lang="{s.lang}" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8">
<title>{s.title} | {s.outlet}</title><link rel="canonical" href="{s.url}"><meta property="og:site_name" content="{s.outlet}">
<meta name="dcterms.date" content="{s.stamp}"><meta name="dcterms.modified" content="{s.after(9)}T00:00"></head>
<body class="path-node page-node-type-news"><div class="dialog-off-canvas-main-canvas">
<div id="sliding-popup"><div class="eu-cookie-compliance-content"><p>{s.w("cookies")}</p></div></div>
<div class="region region-header"><div class="block block-system"><ul class="menu">{s.links("menu")}</ul></div></div>
<div class="region region-content"><div class="block-system-breadcrumb-block"><ol><li>{s.words["menu"][0]}</li></ol></div>
<div class="node node--type-news node--view-mode-full"><div class="node__content">
<h1 class="page-header"><span>{s.title}</span></h1>
<div class="field field--name-field-date field--type-datetime"><div class="field__item"><time
 datetime="{s.stamp}">{s.in_words()}</time></div></div>
<div class="field field--name-field-summary"><div class="field__item"><p>{s.deck}</p></div></div>
<div class="field field--name-body field--type-text-with-summary"><div class="field__item">{s.prose()}</div></div>
<div class="field field--name-field-contact"><div class="field__label">{s.w("contact")}</div></div>
</div></div><div class="views-element-container"><h2>{s.w("related_head")}</h2>
{s.links("related", "div", ' class="views-row"')}</div></div>
<div class="region region-footer"><p>© {s.outlet}</p></div></div></body></html>"""

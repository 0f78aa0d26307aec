"""A site from bench/corpus.py, laid out for generators that know pages and links only: the same words, one page for a document.

References become plain links, what our front matter says of decisions and action items becomes text, attendance becomes a list in the
front matter that the page shows. Every peer gets one page template and a list page for each type, nothing more. Standard library only.
"""
import json
import pathlib
import posixpath
import re
import shutil

TYPES = {"referat": "Referater", "mandat": "Mandater", "notat": "Notater", "rapport": "Rapporter", "avtale": "Avtaler",
         "organisasjonsplan": "Organisasjonsplaner", "veileder": "Veiledere"}
HEAD = """<!doctype html>
<html lang="no"><head><meta charset="utf-8"><title>TITLE</title><link rel="stylesheet" href="/site.css"></head><body>
<nav><a href="/">Forside</a>""" + "".join(f' <a href="/{kind}/">{title}</a>' for kind, title in TYPES.items()) + "</nav>\n"
CSS = "body { font-family: sans-serif; max-width: 50em; margin: auto }\n"


class Document:
    """What a peer is told of a document."""

    def __init__(self, path, content):
        self.id = path.relative_to(content).with_suffix("").as_posix()
        self.kind, _, rest = self.id.partition("/")
        self.slug = rest.replace("/", "-")
        _, self.front, self.text = path.read_text(encoding="utf-8").split("---\n", 2)
        self.date = self.field("dato") or "2009-06-02"
        self.title = self.field("tittel") or f"Referat {self.field('organ')} {self.date}"
        self.summary = self.field("sammendrag")
        self.files = sorted(file for file in path.with_suffix("").glob("*") if file.suffix != ".md") if path.with_suffix("").is_dir() else []

    def field(self, key):
        found = re.search(rf"^{key}: (.+)$", self.front, re.M)
        return found[1] if found else ""

    def listed(self, key):
        found = re.search(rf"^{key}:\n((?:  - .+\n)+)", self.front, re.M)
        return re.findall(r"- (.+)", found[1]) if found else []

    def decisions(self):
        return re.findall(r"^  - id: (.+)\n    sak: (\d+)\n", self.front, re.M)

    def said(self):
        """What the front matter says in sentences."""
        return re.findall(r"^    tittel: (.+)$|^    tekst: ([^|\n].+)$|^      (\S.+)$", self.front, re.M)


def read(site):
    content = pathlib.Path(site) / "content"
    documents = [Document(path, content) for path in sorted(content.rglob("*.md"))]
    return documents, {document.id: document for document in documents}


def body(document, by_id, holders, link):
    """The text with links as `link(document, fragment)` writes them."""
    def to(id, fragment=""):
        return link(by_id[id], fragment if fragment.startswith("sak-") else "")

    def relative(found):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.id), found[2]))
        return f"[{found[1]}]({to(path, found[3])})"

    text = re.sub(r"^## Sak (\d+) (.+?)(?: \{.*\})?$", r"## Sak \1 \2 {#sak-\1}", document.text, flags=re.M)
    text = re.sub(r"^(## .+) \{\.punkter\}$", r"\1", text, flags=re.M)
    text = re.sub(r"\[([^\]]+)\]\(([^)#]+)\.md#([^)]+)\)", relative, text)
    text = re.sub(r"\[([^\]]+)\]\[([^\]#]+)#?([^\]]*)\]", lambda found: f"[{found[1]}]({to(found[2], found[3])})", text)
    text = re.sub(r"\[([A-Z]{3} \d+/\d+)\]", lambda found: f"[{found[1]}]({to(*holders[found[1]])})", text)
    text = re.sub(r"\[Sak (\d+)\]", r"[Sak \1](#sak-\1)", text)
    text = re.sub(r"\[Vedlegg 1\]", f"[Vedlegg 1](/{document.id}/tall.csv)", text)
    text = re.sub(r"\[@([\w-]+)\]", r"\1", text)
    said = ["".join(one) for one in document.said()]
    return text + ("\n## Vedtak og oppfølging\n\n" + "\n\n".join(said) + "\n" if said else "")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def attached(documents, folder):
    for document in documents:
        for file in document.files:
            place = folder / document.id / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def texts(site, link):
    documents, by_id = read(site)
    holders = {name: (document.id, f"sak-{item}") for document in documents for name, item in document.decisions()}
    for document in documents:
        yield document, body(document, by_id, holders, link)


def zola(site, folder, search):
    laid = []
    for document, text in texts(site, lambda to, fragment: f"@/{to.kind}/{to.slug}.md" + (f"#{fragment}" if fragment else "")):
        laid.append(document)
        front = f"---\ntitle: {quoted(document.title)}\ndate: {document.date}\ndescription: {quoted(document.summary)}\ntaxonomies:\n  type: [{document.kind}]\nextra:\n  attendees: {json.dumps(document.listed('til_stede'))}\n---\n"
        write(folder / f"content/{document.kind}/{document.slug}.md", front + text)
    attached(laid, folder / "static")
    write(folder / "static/site.css", CSS)
    write(folder / "config.toml", 'base_url = "http://127.0.0.1:1111"\ntitle = "Measure"\ndefault_language = "no"\ncompile_sass = false\n'
          f'build_search_index = {"true" if search else "false"}\ntaxonomies = [{{ name = "type", feed = false }}]\n[link_checker]\ninternal_level = "error"\n')
    write(folder / "content/_index.md", "---\ntitle: Measure\n---\n")
    for kind in {document.kind for document in laid}:
        write(folder / f"content/{kind}/_index.md", f"---\ntitle: {TYPES[kind]}\nsort_by: date\n---\n")
    head, extends = HEAD.replace("TITLE", "{% block title %}{{ config.title }}{% endblock %}"), '{% extends "base.html" %}'
    row = '<li>{{ p.date }} <a href="{{ p.permalink }}">{{ p.title }}</a></li>'
    for name, html in {
        "base": head + "<main>{% block main %}{% endblock %}</main></body></html>\n",
        "index": extends + "{% block main %}<h1>{{ section.title }}</h1>{% endblock %}\n",
        "section": extends + "{% block main %}<h1>{{ section.title }}</h1><ul>{% for p in section.pages %}" + row + "{% endfor %}</ul>{% endblock %}\n",
        "taxonomy_list": extends + '{% block main %}<ul>{% for t in terms %}<li><a href="{{ t.permalink }}">{{ t.name }}</a></li>{% endfor %}</ul>{% endblock %}\n',
        "taxonomy_single": extends + "{% block main %}<h1>{{ term.name }}</h1><ul>{% for p in term.pages %}" + row + "{% endfor %}</ul>{% endblock %}\n",
        "page": extends + "{% block title %}{{ page.title }}{% endblock %}{% block main %}<h1>{{ page.title }}</h1><p>{{ page.date }} {{ page.description }}</p>"
                "<ul>{% for a in page.extra.attendees %}<li>{{ a }}</li>{% endfor %}</ul>{{ page.content | safe }}{% endblock %}\n",
    }.items():
        write(folder / f"templates/{name}.html", html)


def hugo(site, folder, search):
    laid = []
    for document, text in texts(site, lambda to, fragment: f'{{{{< ref "/{to.kind}/{to.slug}.md{"#" + fragment if fragment else ""}" >}}}}'):
        laid.append(document)
        front = f"---\ntitle: {quoted(document.title)}\ndate: {document.date}\ndescription: {quoted(document.summary)}\nkinds: [{document.kind}]\nattendees: {json.dumps(document.listed('til_stede'))}\n---\n"
        write(folder / f"content/{document.kind}/{document.slug}.md", front + text)
    attached(laid, folder / "static")
    write(folder / "static/site.css", CSS)
    home = '["html", "json"]' if search else '["html"]'
    write(folder / "hugo.toml", 'baseURL = "http://127.0.0.1:1313/"\ntitle = "Measure"\ndisableKinds = ["rss", "sitemap"]\nrefLinksErrorLevel = "ERROR"\n'
          f'[taxonomies]\nkind = "kinds"\n[outputs]\nhome = {home}\nsection = ["html"]\ntaxonomy = ["html"]\nterm = ["html"]\n')
    for kind in {document.kind for document in laid}:
        write(folder / f"content/{kind}/_index.md", f"---\ntitle: {TYPES[kind]}\n---\n")
    head = HEAD.replace("TITLE", "{{ .Title }}")
    rows = '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li>{{ .Date.Format "2006-01-02" }} <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n'
    write(folder / "layouts/baseof.html", head + '<main>{{ block "main" . }}{{ end }}</main></body></html>\n')
    write(folder / "layouts/home.html", '{{ define "main" }}<h1>{{ .Title }}</h1>{{ end }}\n')
    for name in ("section", "taxonomy", "term"):
        write(folder / f"layouts/{name}.html", rows)
    write(folder / "layouts/page.html", '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }} {{ .Description }}</p>'
          "<ul>{{ range .Params.attendees }}<li>{{ . }}</li>{{ end }}</ul>{{ .Content }}{{ end }}\n")
    if search:  # Hugo has no index of its own; the usual way is a dump of every text for a script in the browser.
        write(folder / "layouts/home.json", '[{{ range $n, $page := .Site.RegularPages }}{{ if $n }},{{ end }}{{ dict "t" $page.Title "u" $page.RelPermalink "b" $page.Plain | jsonify }}{{ end }}]\n')


def mdbook(site, folder, search):
    laid = []
    for document, text in texts(site, lambda to, fragment: f"../{to.kind}/{to.slug}.md" + (f"#{fragment}" if fragment else "")):
        laid.append(document)
        write(folder / f"src/{document.kind}/{document.slug}.md", f"# {document.title}\n\n{document.date} {document.summary}\n\n"
              + "".join(f"- {who}\n" for who in document.listed("til_stede")) + text)
    attached(laid, folder / "src")
    write(folder / "book.toml", '[book]\ntitle = "Measure"\n[output.html]\n[output.html.print]\nenable = false\n'
          f'[output.html.search]\nenable = {"true" if search else "false"}\n')
    write(folder / "src/SUMMARY.md", "# Innhold\n\n" + "".join(f"- [{document.title}]({document.kind}/{document.slug}.md)\n" for document in laid))

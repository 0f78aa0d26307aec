// Live reload and the findings of the site, in pages of `saksgang serve` only. Builds elements and sets text; no markup from data.
(() => {
  const { version, page } = document.currentScript.dataset;
  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const section = (title, findings) => {
    const part = element("section");
    part.append(element("h2", title));
    for (const finding of findings) {
      const block = element("pre", finding.text, finding.level);
      block.tabIndex = 0;
      part.append(block);
      if (finding.url && finding.url !== decodeURI(location.pathname)) {
        const link = element("a", finding.url);
        link.href = encodeURI(finding.url);
        part.append(link);
      }
    }
    return part;
  };

  const show = (told) => {
    document.getElementById("_serve")?.remove();
    const here = told.findings.filter((finding) => finding.url === decodeURI(location.pathname));
    const elsewhere = told.findings.filter((finding) => !here.includes(finding));
    if (!told.findings.length && !told.stale.length && !told.checking) return;
    const panel = element("details", "", told.stale.length || told.findings.some((finding) => finding.level === "error") ? "error" : "warning");
    panel.id = "_serve";
    panel.open = here.length > 0 || told.stale.length > 0;
    const counted = new Map();
    for (const finding of told.findings) counted.set(finding.word, (counted.get(finding.word) ?? 0) + 1);
    const sum = [...counted].map(([word, count]) => `${count} ${word}`).join(", ");
    const states = [sum, told.stale.length && !sum ? told.words.stale : "", told.checking ? told.words.checking : ""];
    panel.append(element("summary", states.filter(Boolean).join(" – ")));
    const body = element("div");
    if (told.stale.length) {
      body.append(element("p", told.words.stale));
      for (const line of told.stale) body.append(element("pre", line, "error"));
    }
    if (here.length) body.append(section(told.words.here, here));
    if (elsewhere.length) body.append(section(told.words.elsewhere, elsewhere));
    panel.append(body);
    document.body.append(panel);
  };

  const tell = () => fetch("/_/serve.json").then((answer) => answer.json()).then(show, () => {});
  tell();
  let changed = false;
  const events = new EventSource("/_/serve/events");
  events.onmessage = (event) => {
    if (event.data === version && !changed) return;
    changed = true;
    // Another build, but perhaps the same page: then only the findings are new.
    fetch(`/_/serve/page${location.pathname}`)
      .then((answer) => answer.text())
      .then((mark) => (mark === page ? tell() : location.reload()), () => {});
  };
})();

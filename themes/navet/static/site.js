// What a page can do without, but is nicer with: days left, copying a citation, sorting and filtering a table, "/" to search.
(() => {
  "use strict";
  const words = document.body.dataset;
  const midnight = (date) => Date.parse(date + "T00:00:00Z");
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const count = (n, one, many) => (n === 1 ? one : many).replace("{n}", n);

  const mark = (element, text, className) => {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = " (" + text + ")";
    element.after(span);
  };
  for (const element of document.querySelectorAll("time[data-until], time[data-due]")) {
    const days = Math.round((midnight(element.dataset.until || element.dataset.due) - today) / 864e5);
    if (days < 0 && element.dataset.due) {
      mark(element, count(-days, words.daysLateOne, words.daysLateMany), "late");
    } else if (days < 0) {
      mark(element, words.past, "left");
    } else if (days === 0) {
      mark(element, words.today, "left");
    } else if (days > 0 && days < 60) {
      mark(element, count(days, words.daysLeftOne, words.daysLeftMany), "left");
    }
  }

  const copy = async (button, text) => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = before; }, 2000);
    } catch {
      window.prompt(words.copyFailed, text);
    }
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const link = button.previousElementSibling;
    button.hidden = false;
    button.addEventListener("click", () => copy(button, link.textContent.trim() + "\n" + link.href));
  }

  for (const link of document.querySelectorAll("a.permalink")) {
    link.addEventListener("click", () => {
      const sign = link.firstElementChild;
      const heading = [...link.parentElement.childNodes].filter((node) => node !== link && node.className !== "n").map((node) => node.textContent).join("").trim();
      const cite = link.dataset.cite || link.closest("[data-cite]")?.dataset.cite.replace("{heading}", heading);
      const text = (cite ? cite + "\n" : "") + link.href;
      navigator.clipboard?.writeText(text).then(() => {
        sign.textContent = "# " + words.copied;
        setTimeout(() => { sign.textContent = "#"; }, 2000);
      }, () => {});
    });
  }

  // The address says what is printed: a part of the page, opened by its own name.
  for (const link of document.querySelectorAll("a[data-print]")) link.addEventListener("click", () => setTimeout(() => window.print()));

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  // A decision's number counts from one in each year of its body.
  const decision = /^(\p{L}+)\s(\d+)\/(\d\d)$/u;
  const key = (cell) => {
    const time = cell.querySelector("time");
    const words = cell.textContent.trim();
    return time ? time.dateTime : words.replace(decision, (_, code, number, year) => `${code} ${year < 50 ? 20 : 19}${year} ${number}`);
  };
  for (const table of document.querySelectorAll("table[data-filter]")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 8) continue;
    // On a narrow screen the head is out of sight, and nothing in it may be reached.
    const heads = matchMedia("(min-width: 34.01rem)").matches ? [...table.tHead.rows[0].cells] : [];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const falling = head.ariaSort === "ascending";
        for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
        head.ariaSort = falling ? "descending" : "ascending";
        const sorted = [...rows].sort((a, b) => order.compare(key(a.cells[column]), key(b.cells[column])));
        table.tBodies[0].append(...(falling ? sorted.reverse() : sorted));
      });
    });
    const texts = rows.map((row) => row.textContent.toLowerCase().replace(/\u00a0/g, " "));
    const box = document.createElement("p");
    box.className = "filter";
    const label = document.createElement("label");
    label.textContent = words.filter;
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.append(" ", input);
    const output = document.createElement("output");
    box.append(label, output);
    table.closest(".scroll").before(box);
    input.addEventListener("input", () => {
      const sought = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let hits = 0;
      rows.forEach((row, n) => {
        row.hidden = !sought.every((word) => texts[n].includes(word));
        hits += row.hidden ? 0 : 1;
      });
      output.textContent = sought.length ? count(hits, words.hitsOne, words.hitsMany) : "";
    });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.querySelector("form.search input");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // Opened from a file share, no server puts index.html behind an address that ends in a slash.
  if (location.protocol === "file:") {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    });
    for (const form of document.forms) if (form.action.endsWith("/")) form.action += "index.html";
  }
})();

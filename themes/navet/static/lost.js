// The page for lost addresses: offers the pages whose addresses are nearest to the one that was asked for.
(async () => {
  "use strict";
  const box = document.getElementById("_naermest");
  const { root, addresses } = box.dataset;
  const clean = (path) => path.normalize("NFC").toLowerCase().replace(/(index)?\.html?$/, "").replace(/^\/+|\/+$/g, "");
  let wanted;
  let pages;
  try {
    const path = decodeURI(location.pathname);
    wanted = clean(path.startsWith(root) ? path.slice(root.length) : path);
    pages = Object.entries(await (await fetch(addresses)).json());
  } catch {
    return;
  }
  if (!wanted) return;

  /** How many letters two texts differ by; gives up beyond `most`. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let row = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      if (Math.min(...next) > most) return most + 1;
      row = next;
    }
    return row[other.length];
  };
  const last = (path) => path.slice(path.lastIndexOf("/") + 1);
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const near = [];
  for (const [address, title] of pages) {
    const path = clean(address);
    // A page that was moved keeps its last part; a longer address leads to the pages above it.
    const moved = last(path) === last(wanted) || (path !== "" && wanted.startsWith(path + "/"));
    const far = distance(wanted, path, most);
    if (moved || far <= most) near.push({ address, title, far: moved ? Math.min(far, most) - 0.5 : far });
  }
  near.sort((a, b) => a.far - b.far || b.address.length - a.address.length);
  if (near.length === 0) return;
  const list = box.querySelector("ul");
  for (const { address, title } of near.slice(0, 3)) {
    const link = document.createElement("a");
    link.href = root + encodeURI(address);
    link.textContent = title || "/" + address;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  box.hidden = false;
})();

"use strict";
// The report is whole without this; it sorts, filters, opens what a link leads to, and prints all.
{
  const pages = document.getElementById("pages");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const filter = () => {
    const verdict = document.getElementById("by-verdict").value;
    const code = document.getElementById("by-code").value;
    let shown = 0;
    for (const row of pages.tBodies[0].rows) {
      const fits = (!verdict || row.dataset.verdict === verdict)
        && (!code || row.dataset.codes.split(" ").includes(code));
      row.hidden = !fits;
      document.getElementById(row.dataset.page).hidden = !fits;
      shown += fits;
    }
    document.getElementById("count").textContent = `${shown} pages shown`;
  };

  const sort = (head) => {
    const number = head.dataset.sort === "number";
    const [first, second] = number ? ["descending", "ascending"] : ["ascending", "descending"];
    const order = head.getAttribute("aria-sort") === first ? second : first;
    all("th[aria-sort]", pages).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const value = (row) => row.cells[head.cellIndex].dataset.value;
    const compare = (a, b) => number ? value(a) - value(b) : value(a).localeCompare(value(b));
    const sign = order === "ascending" ? 1 : -1;
    pages.tBodies[0].append(...[...pages.tBodies[0].rows].sort((a, b) => sign * compare(a, b)));
  };

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };

  if (pages) {
    const form = document.querySelector("form.filter");
    form.hidden = false;
    form.addEventListener("change", filter);
    for (const head of all("th[data-sort]", pages)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head));
      head.append(button);
    }
  }
  addEventListener("hashchange", open);
  open();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement.blur();
  });
  addEventListener("beforeprint", () => all("details:not([open])").forEach((one) => {
    one.dataset.closed = "";
    one.open = true;
  }));
  addEventListener("afterprint", () => all("details[data-closed]").forEach((one) => {
    delete one.dataset.closed;
    one.open = false;
  }));
}

"use strict";
// Tables, filters and drill-down. Whatever a page says becomes a text node: no string is mark-up here.
{
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const { hosts, codes, families, verdicts, reasons, rows } = data.pages;
  const at = Object.fromEntries(data.pages.columns.map((name, number) => [name, number]));
  const AXES = ["spun", "stuffed", "unreliable"];
  const SIGNS = { flag: "⚑", review: "◐", pass: "✓", unscored: "–" };

  const make = (tag, attributes = {}, ...children) => {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "click") one.addEventListener("click", value);
      else if (value !== null && value !== undefined) one.setAttribute(name, value);
    }
    one.append(...children.filter((child) => child !== null && child !== undefined));
    return one;
  };
  const badge = (verdict) => make("span", { class: `badge ${verdict}` },
    make("span", { "aria-hidden": "true" }, SIGNS[verdict]), ` ${verdict}`);
  const chip = (axis) => make("span", { class: `chip ${axis}` }, axis);
  const link = (text, click, more = {}) =>
    make("button", { type: "button", class: "link", click, ...more }, text);
  const dim = (...children) => make("span", { class: "dim" }, ...children);
  const count = (value) => value.toLocaleString("en");
  const score = (value) => (value === null ? dim("–") : value.toFixed(2));
  const percent = (value) => `${(100 * value).toFixed(1)} %`;

  class Table {
    // columns: { head, value(row), cell(row), num, name, spare }; sorts by value, best guess first.
    constructor(name, all, columns, size) {
      Object.assign(this, { all, columns, size, shown: all, page: 0, order: null, name });
      this.place = document.querySelector(`[data-table="${name}"]`);
      if (!this.place) return;
      this.body = make("tbody");
      this.heads = columns.map((column, number) => make("th",
        { scope: "col", class: this.kind(column) },
        column.value ? link(column.head, () => this.sort(number)) : column.head));
      this.status = make("output", { "aria-live": "polite" });
      this.back = make("button", { type: "button", click: () => this.turn(-1) }, "Previous");
      this.next = make("button", { type: "button", click: () => this.turn(1) }, "Next");
      this.place.append(
        make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table of ${name}` },
          make("table", {}, make("thead", {}, make("tr", {}, ...this.heads)), this.body)),
        make("div", { class: "pager" }, this.status, this.back, this.next));
      this.draw();
    }
    kind(column) {
      return [column.num && "num", column.name && "name", column.spare && "spare"]
        .filter(Boolean).join(" ");
    }
    filter(fits) {
      this.all_fitting = fits;
      this.shown = this.all.filter(fits);
      this.page = 0;
      this.arrange();
      this.draw();
    }
    sort(number) {
      const first = this.columns[number].num ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const now = this.order?.number === number && this.order.way === first ? other : first;
      this.order = { number, way: now };
      this.heads.forEach((head) => head.removeAttribute("aria-sort"));
      this.heads[number].setAttribute("aria-sort", now);
      this.page = 0;
      this.arrange();
      this.draw();
    }
    arrange() {
      if (!this.order) return;
      const { value, num } = this.columns[this.order.number];
      const sign = this.order.way === "ascending" ? 1 : -1;
      const known = new Map(this.shown.map((row) => [row, value(row)]));
      const compare = num ? (a, b) => a - b : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      this.shown = [...this.shown].sort((a, b) => {
        const [one, two] = [known.get(a), known.get(b)];
        if (one === null || two === null) return (one === null) - (two === null);
        return sign * compare(one, two);
      });
    }
    turn(step) {
      this.page += step;
      this.draw();
    }
    draw() {
      const start = this.page * this.size;
      const end = Math.min(start + this.size, this.shown.length);
      this.body.replaceChildren(...this.shown.slice(start, end).map((row) =>
        make("tr", {}, ...this.columns.map((column) =>
          make(column.name ? "th" : "td",
            { scope: column.name ? "row" : null, class: this.kind(column) },
            ...[column.cell(row)].flat())))));
      const many = `${count(this.shown.length)} ${this.name}`;
      this.status.value = this.shown.length > this.size
        ? `${count(start + 1)} to ${count(end)} of ${many}` : many;
      this.back.disabled = !start;
      this.next.disabled = end === this.shown.length;
      this.back.hidden = this.next.hidden = this.shown.length <= this.size;
    }
  }

  // Drill-down
  const sheet = document.getElementById("sheet");
  const show = (title, ...children) => {
    document.getElementById("sheet-body").replaceChildren(
      make("h2", { id: "sheet-head" }, title), ...children.filter(Boolean));
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
  };
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  const see = (target) => make("p", { class: "notice" },
    "The evidence of this page is not in this file. To see it: ",
    make("code", {}, `detector report DIR --page ${/^[\w./:@%+=-]+$/.test(target) ? target
      : `'${target.replaceAll("'", "'\\''")}'`}`));

  const marked = (run, facts, note) => {
    if (typeof run === "string") return run;
    const [pieces, hits, expected] = run;
    const parts = pieces.map(([text, kind]) =>
      make(kind.includes("struck") ? "s" : "span", { class: kind }, text));
    let children = parts;
    if (expected) {
      const [first, last, text] = expected;
      const ruby = make("ruby", {}, ...parts.slice(first, last + 1),
        make("rp", {}, " [probably: "), make("rt", {}, text), make("rp", {}, "]"));
      children = [...parts.slice(0, first), ruby, ...parts.slice(last + 1)];
    }
    if (!hits.length) return make("span", { class: "soft" }, ...children);
    const mark = make("mark", { tabindex: "0", "aria-describedby": `fact${hits[0]}` }, ...children);
    const light = () => {
      facts.forEach((fact) => fact?.classList.remove("lit"));
      hits.forEach((hit) => facts[hit]?.classList.add("lit"));
      facts[hits[0]]?.scrollIntoView({ block: "nearest" });
    };
    mark.addEventListener("focus", light);
    mark.addEventListener("mouseenter", light);
    note.push(...hits.map((hit) => [hit, mark]));
    return mark;
  };
  const fact = ([code, axis, severity, message, found, expected, strength], number) =>
    make("li", { id: `fact${number}` }, chip(axis), " ", make("b", {}, code), ` ${data.codes[code] ?? ""} `,
      make("br"), make("q", {}, found), expected.length ? " → " : null,
      ...expected.flatMap((word, nth) => [nth ? " or " : null, make("ins", {}, word)]),
      dim(`${message} ${severity}, strength ${strength.toFixed(2)}`));
  const evidence = (proof) => {
    const facts = proof.findings.map(fact);
    const places = [];
    const blocks = proof.rows.map(([heading, runs]) =>
      make(heading ? "h4" : "p", { class: "block" }, ...runs.map((run) => marked(run, facts, places))));
    const list = (title, items) => items.length
      ? [make("h3", {}, title), make("ul", { class: "facts" }, ...items)] : [];
    for (const [hit, mark] of places) {
      const words = facts[hit].querySelector("q");
      if (words && words.parentElement.tagName !== "BUTTON") {
        const leads = link("", () => { mark.scrollIntoView({ block: "center" }); mark.focus(); });
        words.replaceWith(leads);
        leads.append(words);
      }
    }
    const text = make("div", {},
      make("h3", {}, "The text"),
      blocks.length ? make("div", { class: "prose" }, ...blocks) : make("p", {}, "The audit kept no text."),
      proof.left ? make("p", { class: "notice" },
        `The text is cut here, ${count(proof.left)} characters before its end.`) : null);
    return make("div", { class: "page" }, text, make("div", {},
      ...list(facts.length === 1 ? "1 finding" : `${count(facts.length)} findings`, facts),
      proof.keyphrase ? make("p", {}, dim("Wants to be found for "), proof.keyphrase) : "",
      ...list("Missing as medical advice", proof.lacks.map((name) => make("li", {}, name))),
      ...AXES.flatMap((axis) => list(`What moved ${axis}`, (proof.movers[axis] ?? []).map(
        ([name, value, effect]) => make("li", {}, name, ": ", make("b", {}, value),
          dim(effect > 0 ? "makes it worse" : "makes it better")))))));
  };
  const open = (row) => {
    const number = row[at.evidence];
    const values = AXES.flatMap((axis) => [" ", chip(axis), " ", score(row[at[axis]])]);
    const proof = number < 0 ? see(row[at.target]) : evidence(read(`e${number}`));
    const reason = row[at.reason] < 0 ? "" : ` ${reasons[row[at.reason]]}`;
    show(row[at.title] || row[at.target], make("p", { class: "target" }, row[at.target]),
      make("p", {}, badge(verdicts[row[at.verdict]]), reason, ...values, dim(` ${count(row[at.words])} words`)),
      row[at.family] < 0 ? null : make("p", {}, "Family ",
        link(families[row[at.family]], () => family(families[row[at.family]]))),
      proof);
  };

  const differing = (tag, text) => {
    const words = text.trim();
    const start = text.indexOf(words);
    return words ? [text.slice(0, start), make(tag, {}, words), text.slice(start + words.length)] : [text];
  };
  const sides = (member, seed) => {
    const [left, right] = [make("div", { class: "prose" }), make("div", { class: "prose" })];
    for (const piece of member.pieces) {
      const [one, other] = typeof piece === "string" ? [piece, piece] : piece;
      const same = one === other;
      left.append(...(same ? [one] : differing("del", one)));
      right.append(...(same ? [other] : differing("ins", other)));
    }
    return make("details", {}, make("summary", {}, member.relation, " ",
      dim(`${percent(member.alignment)} in common`), " ", member.title || member.target,
      make("span", { class: "target" }, ` ${member.target}`)),
    make("div", { class: "sides" },
      make("div", {}, make("h4", {}, "Seed"), left), make("div", {}, make("h4", {}, member.relation), right)),
    member.cut ? make("p", { class: "notice" }, "Long texts are cut here.") : null);
  };
  const family = (name) => {
    const one = data.families.find((found) => found.family === name);
    if (!one) {
      show(`Family ${name}`, make("p", {}, "This file has the largest families only; the table of families has all."));
      return;
    }
    const [seed, ...members] = one.members;
    const aligned = members.filter((member) => member.pieces);
    const rest = members.filter((member) => !member.pieces);
    const details = aligned.map((member) => sides(member, seed));
    if (details.length) details[0].open = true;
    show(`Family ${name}`,
      make("p", {}, `${count(one.pages)} pages of ${count(one.hosts)} hosts. `,
        link("Show them in the table", () => { sheet.close(); set("by-family", name); })),
      make("p", {}, make("b", {}, seed.reference ? "Known original " : "Likely seed "), seed.title ?? "",
        make("span", { class: "target" }, ` ${seed.target}`)),
      one.substitutions ? make("p", {}, make("b", {}, "Words that took each other's place "), one.substitutions) : null,
      details.length ? make("h3", {}, "Side by side") : null, ...details,
      rest.length ? make("h3", {}, "More members") : null,
      make("ul", {}, ...rest.map((member) => make("li", {}, member.relation, " ",
        dim(`${percent(member.alignment)} in common`), " ", make("span", { class: "target" }, member.target)))),
      one.members.length < one.pages ? make("p", { class: "dim" }, `The first ${one.members.length} are named here.`) : null);
  };

  // The three tables
  new Table("hosts", data.hosts, [
    { head: "Host", name: true, value: (h) => h.host, cell: (h) => link(h.host, () => set("by-host", h.host)) },
    { head: "Pages", num: true, value: (h) => h.pages, cell: (h) => count(h.pages) },
    { head: "Flagged", num: true, value: (h) => h.flagged, cell: (h) => count(h.flagged) },
    { head: "Share", num: true, value: (h) => h.share, cell: (h) => h.share === null ? dim("–") : percent(h.share) },
    { head: "Interval", num: true, value: (h) => h.low,
      cell: (h) => h.low === null ? dim("–") : make("span", { class: "range dim" }, `${(100 * h.low).toFixed(1)} to ${(100 * h.high).toFixed(1)}`) },
    { head: "Review", num: true, spare: true, value: (h) => h.reviewed, cell: (h) => count(h.reviewed) },
    ...AXES.map((axis) => ({ head: `Mean ${axis}`, num: true, spare: true, value: (h) => h[axis], cell: (h) => score(h[axis]) })),
    { head: "Families", num: true, spare: true, value: (h) => h.families, cell: (h) => count(h.families) },
  ], 15);
  new Table("families", data.families, [
    { head: "Seed", name: true, value: (f) => f.seed,
      cell: (f) => [link(f.members[0].title || f.seed, () => family(f.family)), make("span", { class: "target" }, f.seed)] },
    { head: "Pages", num: true, value: (f) => f.pages, cell: (f) => count(f.pages) },
    { head: "Hosts", num: true, value: (f) => f.hosts, cell: (f) => count(f.hosts) },
    ...[["Spun", "spun"], ["Template", "template"], ["Near-duplicate", "near_duplicate"], ["Copy", "copy"]].map(
      ([head, name]) => ({ head, num: true, spare: name !== "spun", value: (f) => f[name], cell: (f) => f[name] ? count(f[name]) : dim("–") })),
    { head: "In common", num: true, value: (f) => f.alignment, cell: (f) => f.alignment === null ? dim("–") : percent(f.alignment) },
  ], 10);
  const table = new Table("pages", rows, [
    { head: "Page", name: true, value: (r) => (r[at.title] || r[at.target]).toLowerCase(),
      cell: (r) => [link(r[at.title] || r[at.target], () => open(r)), make("span", { class: "target" }, r[at.target])] },
    { head: "Verdict", value: (r) => r[at.verdict],
      cell: (r) => [badge(verdicts[r[at.verdict]]), r[at.verdict] === 3 && r[at.reason] >= 0 ? make("span", { class: "target" }, reasons[r[at.reason]]) : null].filter(Boolean) },
    ...AXES.map((axis) => ({ head: axis, num: true, value: (r) => r[at[axis]], cell: (r) => score(r[at[axis]]) })),
    { head: "Words", num: true, spare: true, value: (r) => r[at.words], cell: (r) => count(r[at.words]) },
    { head: "Codes", num: true, spare: true, value: (r) => r[at.codes].length, cell: (r) => count(r[at.codes].length) },
  ], 50);

  // Filters
  const field = (id) => document.getElementById(id);
  const filter = () => {
    const verdict = verdicts.indexOf(field("by-verdict").value);
    const axis = field("by-axis").value;
    const least = axis && data.levels[axis].review;
    const code = field("by-code").value;
    const codeNumber = codes.indexOf(code);
    const host = field("by-host").value.trim().toLowerCase();
    const exact = hosts.indexOf(field("by-host").value);
    const fitting = hosts.map((name, number) => exact >= 0 ? number === exact : name.toLowerCase().includes(host));
    const kin = field("by-family").value.trim().toLowerCase();
    const related = families.map((name) => name.includes(kin));
    const text = field("by-text").value.trim().toLowerCase();
    table.filter((row) => (verdict < 0 || row[at.verdict] === verdict)
      && (!axis || (row[at[axis]] !== null && row[at[axis]] >= least))
      && (!code || row[at.codes].includes(codeNumber))
      && (!host || fitting[row[at.host]])
      && (!kin || (row[at.family] >= 0 && related[row[at.family]]))
      && (!text || row[at.target].toLowerCase().includes(text) || (row[at.title] ?? "").toLowerCase().includes(text)));
  };
  const set = (id, value) => {
    field(id).value = value;
    filter();
    document.getElementById("pages").scrollIntoView();
    field(id).focus({ preventScroll: true });
  };
  const form = document.querySelector(".filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  document.querySelectorAll("[data-code]").forEach((button) =>
    button.addEventListener("click", () => set("by-code", button.dataset.code)));
  const lead = () => {
    const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (one?.tagName === "DETAILS") { one.open = true; one.scrollIntoView(); one.querySelector("summary").focus(); }
  };
  addEventListener("hashchange", lead);
  lead();
}

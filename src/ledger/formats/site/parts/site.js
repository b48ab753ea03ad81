// Searches and filters the ledger in the page: no server, no library, nothing leaves the page.
"use strict";
(function () {
  const DAY = 86400000;
  const FIRST = Date.UTC(2000, 0, 1);
  const SVG = "http://www.w3.org/2000/svg";

  // ---- small pieces -------------------------------------------------------------------------------------------

  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    for (const key in attributes || {}) made.setAttribute(key, attributes[key]);
    return made;
  }

  function drawn(name, attributes, title) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (title) {
      const said = document.createElementNS(SVG, "title");
      said.textContent = title;
      made.append(said);
    }
    return made;
  }

  const said = (number) => (number ? new Date(FIRST + number * DAY).toISOString().slice(0, 10) : "");

  // As people type it: full width or half, capitals or not, with spaces or without.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  // ---- the ledger ---------------------------------------------------------------------------------------------

  const data = LEDGER;
  const tails = data.ids ? data.ids.split("\n") : [];
  const titles = data.titles.split("\n");
  const count = tails.length;
  const id = (at) => data.prefix + tails[at];
  const page = (at) => "issues/" + id(at).split("/").map(encodeURIComponent).join("/") + ".html";
  const names = (kind, at) => data.sets[kind][data[kind][at]].map((one) => data.words[kind][one]).join("、");
  const word = (kind, at) => data.words[kind][data[kind][at]];
  const key = (at) => data.keys.standing[data.standing[at]];
  const FINISHED = new Set(["closed", "verified", "done"]);
  const LATE = new Set(["overdue", "behind"]);
  const awaited = (at) => data.due[at] && !FINISHED.has(key(at)) && key(at) !== "long-term"; // its dated part is done
  const left = (at) => (awaited(at) ? data.due[at] - data.day : null);

  function waits(at) {
    const days = left(at);
    if (days === null) return "";
    return days < 0 ? "逾期" + -days + "天" : days === 0 ? "今天到期" : "剩" + days + "天";
  }

  // What is looked through for a word: made once, of the few columns that a list shows.
  let haystack = null;
  function texts() {
    if (haystack === null) {
      const flat = {};
      for (const kind of ["region", "source", "batch", "standing"]) flat[kind] = data.words[kind].map(plain);
      for (const kind of ["unit", "field"]) {
        flat[kind] = data.sets[kind].map((one) => plain(one.map((at) => data.words[kind][at]).join("、")));
      }
      const kinds = Object.keys(flat);
      haystack = new Array(count);
      for (let at = 0; at < count; at += 1) {
        let line = plain(id(at) + "\u0001" + titles[at]);
        for (const kind of kinds) line += "\u0001" + flat[kind][data[kind][at]];
        haystack[at] = line;
      }
    }
    return haystack;
  }

  // The texts themselves are many times as much: they are read when somebody asks for them, once.
  let deep = null;
  function readTexts(then) {
    if (deep !== null) return true;
    const script = element("script", null, { src: "texts.js" });
    script.addEventListener("load", () => {
      deep = TEXTS.lines.split("\n");
      then();
    });
    document.head.append(script);
    return false;
  }

  // ---- the filters --------------------------------------------------------------------------------------------

  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  if (!form) return;

  const PLAIN = ["region", "source", "batch", ...(data.ledger ? ["ledger"] : [])];
  const SETS = ["unit", "field"];
  const KEYED = ["standing", "pace", "status"];
  const DUE = {
    overdue: ["已逾期", (days) => days !== null && days < 0],
    15: ["15 天内到期", (days) => days !== null && days >= 0 && days <= 15],
    30: ["30 天内到期", (days) => days !== null && days >= 0 && days <= 30],
    90: ["90 天内到期", (days) => days !== null && days >= 0 && days <= 90],
    none: ["没有明确期限", (days, at) => !data.due[at]],
  };
  const SORTS = {
    "": ["编号", null],
    due: ["期限，先到的在前", (at) => data.due[at] || Infinity],
    late: ["逾期天数", (at) => (left(at) === null ? Infinity : left(at))],
  };
  const SPECIAL = { standing: { unfinished: "未完成（各种）", late: "逾期、节点逾期" } };

  function fill() {
    const put = (name, pairs) => {
      const select = form.elements[name];
      if (select) select.append(...pairs.map(([value, text]) => element("option", text, { value })));
    };
    for (const name of [...KEYED, ...PLAIN, ...SETS]) {
      const words = data.words[name].map((one, at) => [KEYED.includes(name) ? data.keys[name][at] : one, one]);
      put(name, [["", "全部"], ...Object.entries(SPECIAL[name] || {}), ...words]);
    }
    put("due", [["", "全部"], ...["overdue", "15", "30", "90", "none"].map((one) => [one, DUE[one][0]])]);
    put("sort", ["", "due", "late"].map((one) => [one, SORTS[one][0]]));
  }

  const asked = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

  function tests(wanted) {
    const made = [];
    for (const name of PLAIN) {
      if (wanted[name] !== undefined) {
        const at = data.words[name].indexOf(wanted[name]);
        made.push((row) => data[name][row] === at);
      }
    }
    for (const name of SETS) {
      if (wanted[name] !== undefined) {
        const at = data.words[name].indexOf(wanted[name]);
        const fits = data.sets[name].map((one) => one.includes(at));
        made.push((row) => fits[data[name][row]]);
      }
    }
    for (const name of ["pace", "status"]) {
      if (wanted[name]) {
        const at = data.keys[name].indexOf(wanted[name]);
        made.push((row) => data[name][row] === at);
      }
    }
    if (wanted.standing === "late") made.push((row) => LATE.has(key(row)));
    else if (wanted.standing === "unfinished") made.push((row) => !FINISHED.has(key(row)));
    else if (wanted.standing) made.push((row) => key(row) === wanted.standing);
    if (wanted.due) made.push((row) => DUE[wanted.due][1](left(row), row));
    const words = (wanted.text || "").split(/\s+/).map(plain).filter(Boolean);
    if (words.length) {
      const all = texts();
      const more = wanted.deep ? deep : all;
      made.push((row) => words.every((one) => all[row].includes(one) || more[row].includes(one)));
    }
    return made;
  }

  function chosen(wanted) {
    const made = tests(wanted);
    const rows = [];
    for (let at = 0; at < count; at += 1) if (made.every((test) => test(at))) rows.push(at);
    const by = SORTS[wanted.sort || ""][1];
    if (by) rows.sort((a, b) => by(a) - by(b) || a - b);
    return rows;
  }

  // ---- what shows the chosen ----------------------------------------------------------------------------------

  function paged(table, size, draw) {
    const turn = document.getElementById("turn");
    const [back, on] = turn.querySelectorAll("button");
    let rows = [];
    let first = 0;
    function show() {
      table.hidden = rows.length === 0;
      draw(rows.slice(first, first + size));
      turn.hidden = rows.length <= size;
      turn.querySelector("span").textContent =
        "第 " + (first + 1) + "–" + Math.min(first + size, rows.length) + " 件，共 " + rows.length + " 件";
      back.disabled = first === 0;
      on.disabled = first + size >= rows.length;
    }
    const move = (by) => {
      first += by;
      show();
      table.parentElement.focus({ preventScroll: true });
      table.scrollIntoView({ block: "start" });
    };
    back.addEventListener("click", () => move(-size));
    on.addEventListener("click", () => move(size));
    return (chosenRows) => {
      rows = chosenRows;
      first = 0;
      show();
    };
  }

  function cell(text, label, kind) {
    const made = element("td", text, { "data-label": label });
    if (kind) made.className = kind;
    return made;
  }

  function linked(at) {
    const made = element("td");
    made.append(element("a", id(at), { href: page(at) }));
    return made;
  }

  function list(table) {
    const body = table.tBodies[0];
    return paged(table, 50, (rows) => {
      body.replaceChildren(...rows.map((at) => {
        const row = element("tr");
        const badge = element("span", word("standing", at), { class: "badge b-" + key(at) });
        const standing = cell(null, "进度");
        standing.append(badge);
        const days = left(at);
        row.append(linked(at), element("th", titles[at], { scope: "row" }), cell(names("unit", at), "责任单位"),
          cell(word("region", at), "行政区域"), cell(names("field", at), "环境要素"), standing,
          cell(said(data.due[at]), "最后期限", "d"), cell(waits(at), "剩余", days !== null && days < 0 ? "n late" : "n"));
        return row;
      }));
    });
  }

  function board(place) {
    const columns = [...place.querySelectorAll("section")].map((section) => {
      const list = section.querySelector("ul");
      const more = section.querySelector("button");
      const column = { section, list, more, rows: [], shown: 0 };
      more.addEventListener("click", () => {
        const from = column.shown;
        add(column);
        list.children[from].querySelector("a").focus();
      });
      return column;
    });
    function card(at) {
      const made = element("li", null, LATE.has(key(at)) ? { class: "is-late" } : {});
      const head = element("p");
      head.append(element("a", id(at), { href: page(at) }), " " + titles[at]);
      const about = [names("unit", at), word("standing", at), said(data.due[at]), waits(at)].filter(Boolean).join("　");
      made.append(head, element("p", about, { class: "small" }));
      return made;
    }
    function add(column) {
      const next = column.rows.slice(column.shown, column.shown + 20);
      column.list.append(...next.map(card));
      column.shown += next.length;
      const rest = column.rows.length - column.shown;
      column.more.hidden = rest === 0;
      column.more.querySelector("span").textContent = Math.min(20, rest);
      column.section.querySelector(".rest").textContent = rest ? "另有 " + rest + " 件没有列出。" : "";
    }
    return (rows) => {
      place.hidden = false;
      for (const column of columns) {
        const status = Number(column.section.dataset.status);
        column.rows = rows.filter((at) => data.status[at] === status);
        column.shown = 0;
        column.list.replaceChildren();
        column.section.querySelector(".count").textContent = column.rows.length;
        add(column);
      }
    };
  }

  function timeline(table) {
    const WIDE = 1000;
    const body = table.tBodies[0];
    const head = table.querySelector(".axis-head");
    const kind = (due, done) => (done ? "g-done" : due < data.day ? "g-late" : "g-open");
    const how = (due, done) => (due ? "时限 " + said(due) : "无时限") + "，" + (done ? said(done) + " 完成" : "未完成");
    const pairs = (flat) => flat.flatMap((one, at) => (at % 2 ? [] : [[one, flat[at + 1]]]));
    function ends(rows) {
      const days = rows.flatMap((at) => {
        const [start, finished, nodes, measures] = TIMES.rows[at];
        return [start, finished, data.due[at], ...nodes, ...measures].filter(Boolean);
      });
      return [Math.min(data.day, ...days), Math.max(data.day, ...days)];
    }
    function months(first, last, x) {
      const marks = [];
      const years = (last - first) / 365;
      const step = years > 6 ? 24 : years > 3 ? 12 : years > 1.5 ? 6 : years > 0.7 ? 3 : 1;
      const when = new Date(FIRST + first * DAY);
      for (let month = when.getUTCFullYear() * 12 + Math.ceil((when.getUTCMonth() + 1) / step) * step; ; month += step) {
        const day = Math.round((Date.UTC(Math.floor(month / 12), month % 12, 1) - FIRST) / DAY);
        if (day > last) return marks;
        marks.push([x(day), said(day).slice(0, 7)]);
      }
    }
    return paged(table, 25, (rows) => {
      if (!rows.length) return body.replaceChildren();
      const [first, last] = ends(rows);
      const x = (day) => 8 + ((WIDE - 16) * (day - first)) / Math.max(last - first, 1);
      const marks = months(first, last, x);
      const strip = (said) => drawn("svg", { viewBox: "0 0 1000 26", preserveAspectRatio: "none", role: "img", "aria-label": said });
      const axis = element("span", null, { class: "axis" });
      marks.forEach(([at, text]) => {
        const label = element("span", text);
        label.style.left = (100 * at) / WIDE + "%";
        axis.append(label);
      });
      head.replaceChildren(axis);
      body.replaceChildren(...rows.map((at) => {
        const [start, finished, nodes, measures] = TIMES.rows[at];
        const due = data.due[at];
        const until = Math.max(finished || due || data.day, start);
        const points = pairs(nodes);
        const ticks = pairs(measures).filter(([a, b]) => a || b);
        const told = [id(at) + " " + said(start) + " 交办", "整项" + how(due, finished),
          ...points.map(([a, b], n) => "节点" + (n + 1) + how(a, b)),
          ...ticks.map(([a, b], n) => "措施" + (n + 1) + how(a, b))].join("；");
        const svg = strip(told);
        svg.append(...marks.map(([m]) => drawn("line", { class: "grid", x1: m, x2: m, y1: 0, y2: 26 })));
        svg.append(drawn("rect", { class: "span " + kind(due || Infinity, finished), x: x(start), y: 8,
          width: Math.max(x(until) - x(start), 3), height: 10 }, "整项：" + how(due, finished)));
        ticks.forEach(([a, b], n) => svg.append(drawn("rect", { class: kind(a || Infinity, b), x: x(b || a) - 2, y: 5,
          width: 4, height: 16 }, "措施" + (n + 1) + "：" + how(a, b))));
        points.forEach(([a, b], n) => svg.append(drawn("path", { class: kind(a, b),
          d: "M" + x(b || a) + " 5 l6 8 l-6 8 l-6 -8 z" }, "节点" + (n + 1) + "：" + how(a, b))));
        svg.append(drawn("line", { class: "today", x1: x(data.day), x2: x(data.day), y1: 0, y2: 26 }));
        const row = element("tr");
        const place = element("td");
        place.append(svg);
        row.append(linked(at), element("th", titles[at], { scope: "row" }), place);
        return row;
      }));
    });
  }

  // ---- together -----------------------------------------------------------------------------------------------

  const VIEWS = { list, board, timeline };
  const name = Object.keys(VIEWS).find((one) => document.getElementById(one));
  const show = VIEWS[name](document.getElementById(name));

  // What a paper has to say, as it shows no form: which conditions the issues on it answer to.
  function conditions() {
    const said = (field) => field.type === "checkbox" ? field.labels[0].textContent
      : field.labels[0].textContent + "：" + (field.selectedOptions ? field.selectedOptions[0].textContent : field.value);
    return [...form.elements].filter((one) => one.name && (one.type === "checkbox" ? one.checked : one.value)).map(said);
  }

  function answer() {
    const wanted = asked();
    const put = conditions();
    document.getElementById("asked").textContent = put.length ? "条件：" + put.join("；") : "";
    if (wanted.deep && !readTexts(answer)) {
      found.textContent = "正在读取全文 …";
      return;
    }
    const rows = chosen(wanted);
    let late = 0;
    for (const at of rows) late += LATE.has(key(at)) ? 1 : 0;
    found.textContent = "找到 " + rows.length + " 件" + (late ? "，其中逾期、节点逾期 " + late + " 件" : "") +
      (rows.length === count ? "（全部）" : "");
    show(rows);
    const said = new URLSearchParams(wanted).toString();
    try {
      history.replaceState(null, "", said ? "#" + said : location.pathname + location.search);
    } catch (error) {
      // some browsers let a page from the disk, or a fast typist, do without an address for what is shown
    }
  }

  // A link may carry the filters behind its #.
  function told() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = wanted.has(field.name);
      else if (field.name) field.value = wanted.get(field.name) || "";
    }
  }

  fill();
  form.hidden = false;
  form.addEventListener("input", answer);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(answer));
  window.addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    told();
    answer();
    form.scrollIntoView();
  });
  const linkedTo = location.hash.includes("=");
  if (linkedTo) told();
  answer();
  if (linkedTo && name === "list") form.scrollIntoView();
  setTimeout(texts, 50); // while the reader finds the field: the first word is then answered as fast as the next
})();

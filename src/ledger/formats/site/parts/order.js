// Tables that can be put in another order by their heads.
"use strict";
(function () {
  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const value = (row, at, number) => {
      const text = row.cells[at].textContent.trim();
      return number ? (text === "—" ? -Infinity : parseFloat(text)) : text;
    };
    heads.forEach((head, at) => {
      const number = head.classList.contains("n");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].map((row) => [value(row, at, number), row]);
        rows.sort(([a], [b]) => (number ? a - b : a.localeCompare(b, "zh-CN")));
        if (down) rows.reverse();
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
})();

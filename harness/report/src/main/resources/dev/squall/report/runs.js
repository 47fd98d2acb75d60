"use strict";
/** The list of runs shows only those that hold all the words of the filter. */
(() => {
  const filter = document.getElementById("runs-filter");
  const count = document.getElementById("runs-count");

  function apply() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...document.getElementById("runs-rows").rows];
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = (words.length ? `${shown} of ${rows.length}` : rows.length) + " runs";
  }

  filter.addEventListener("input", apply);
  document.addEventListener("squall-runs", apply);
})();

"use strict";
/** Two chosen runs side by side; what differs is marked. The choice is part of the address. */
(async () => {
  const runs = await squall.data("compare");
  if (!runs) {
    return;
  }
  const table = document.getElementById("compare-table");
  const choices = [document.getElementById("compare-a"), document.getElementById("compare-b")];
  const text = (column, row) => runs[column].words[runs[column].codes[row]];
  const paths = [...runs.path.codes.keys()].map((row) => text("path", row));

  function element(name, content, style) {
    const made = document.createElement(name);
    made.append(content);
    if (style) {
      made.className = style;
    }
    return made;
  }

  function link(row) {
    const made = element("a", paths[row]);
    made.href = text("href", row);
    return made;
  }

  function show() {
    const [a, b] = choices.map((choice) => Number(choice.value));
    const [left, right] = [a, b].map((row) => JSON.parse(text("facts", row)));
    const head = element("tr", element("td", ""));
    head.append(element("td", ""), element("th", link(a)), element("th", link(b)));
    const rows = [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => {
      const differs = left[name] !== right[name];
      const row = element("tr", element("th", name), differs ? "differs" : "");
      const sign = element("td", differs ? "\u2260" : "");
      sign.setAttribute("aria-label", differs ? "differs" : "the same");
      row.append(sign, element("td", left[name] ?? "\u2013"), element("td", right[name] ?? "\u2013"));
      return row;
    });
    table.replaceChildren(head, ...rows);
  }

  choices.forEach((choice, i) => {
    choice.append(...paths.map((path, row) => new Option(path, row)));
    choice.value = String(i);
    choice.addEventListener("change", () => {
      const chosen = choices.map(({ value }) => encodeURIComponent(paths[value]));
      history.replaceState(null, "", "#compare=" + chosen.join("&"));
      show();
    });
  });

  const wanted = location.hash.match(/^#compare=([^&]*)&(.*)$/);
  (wanted ? wanted.slice(1) : []).forEach((path, i) => {
    const row = paths.indexOf(decodeURIComponent(path));
    choices[i].value = String(row < 0 ? i : row);
  });
  show();
})();

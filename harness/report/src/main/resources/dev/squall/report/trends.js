"use strict";
/** The latencies of an experiment's runs, drawn when they are asked for. */
(async () => {
  const trends = await squall.data("trends");
  if (!trends) {
    return;
  }
  const { line, duration, axis } = squallCharts;

  function rowsOf(number) {
    return [...trends.trend.keys()].filter((row) => trends.trend[row] === number);
  }

  function draw(details) {
    const rows = rowsOf(Number(details.dataset.trend));
    const names = rows.map((row) => trends.run.words[trends.run.codes[row]]);
    const set = (values, label, i) => ({
      label,
      data: rows.map((row, x) => ({ x, y: values[row] })),
      ...line(i),
      pointStyle: squallCharts.SHAPES[i],
      pointRadius: 4,
    });
    squallCharts.draw(details.querySelector("canvas"), () => ({
      type: "line",
      data: { datasets: [set(trends.half, "half", 0), set(trends.p99, "99 %", 1)] },
      options: {
        scales: {
          x: axis("run", {
            type: "linear",
            ticks: { precision: 0, callback: (x) => names[x]?.slice(0, 13) ?? "" },
          }),
          y: axis("latency", { type: "linear", min: 0, ticks: { callback: duration } }),
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: (items) => (items.length ? names[items[0].parsed.x] : ""),
              label: (item) => `${item.dataset.label}: ${duration(item.parsed.y)}`,
            },
          },
        },
      },
    }));
  }

  document.querySelectorAll("details[data-trend]").forEach((details) => {
    details.addEventListener("toggle", () => draw(details), { once: true });
  });
})();

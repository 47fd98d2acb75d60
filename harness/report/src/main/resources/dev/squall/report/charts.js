"use strict";
/** Charts in the page's colours, by Chart.js. Series are told apart by shapes and dashes as well as by colours. */
const squallCharts = (() => {
  const SHAPES = ["circle", "rect", "triangle", "rectRot", "cross", "star", "crossRot"];
  const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [14, 4], [5, 2, 1, 2, 1, 2], [1, 2]];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function colour(variable) {
    return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  }

  /** How the i-th of several lines looks. */
  function line(i) {
    const ink = colour(`--series-${(i % 7) + 1}`);
    return {
      borderColor: ink,
      backgroundColor: ink,
      borderWidth: 1.5,
      borderDash: DASHES[i % 7],
      pointStyle: "line",
      pointRadius: 0,
      pointHitRadius: 6,
    };
  }

  /** A short number: 0.01, 250, 1.2k. */
  function short(value) {
    const magnitude = Math.abs(value);
    if (magnitude >= 1000) {
      return String(+(value / 1000).toPrecision(3)) + "k";
    }
    return String(+value.toPrecision(3));
  }

  function duration(millis) {
    const magnitude = Math.abs(millis);
    if (magnitude >= 60000) {
      return short(millis / 60000) + " min";
    }
    return magnitude >= 1000 ? short(millis / 1000) + " s" : short(millis) + " ms";
  }

  function axis(title, more = {}) {
    const { ticks = {}, ...others } = more;
    return {
      title: { display: Boolean(title), text: title, color: colour("--ink-faint") },
      grid: { color: colour("--rule") },
      border: { color: colour("--rule") },
      ticks: { color: colour("--ink-faint"), ...ticks },
      ...others,
    };
  }

  function baseOptions() {
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      spanGaps: false,
      interaction: { mode: "nearest", intersect: false },
      plugins: {
        legend: { position: "bottom", labels: { color: colour("--ink"), usePointStyle: true, boxHeight: 7 } },
      },
    };
  }

  /**
   * Draws a chart, and draws it anew when the colours change.
   * @param configure what Chart.js is to be told; asked again for other colours
   * @returns an object whose `chart` is the one that is shown
   */
  function draw(canvas, configure) {
    const shown = { chart: null };
    const again = () => {
      shown.chart?.destroy();
      const configuration = configure();
      const base = baseOptions();
      const plugins = { ...base.plugins, ...configuration.options.plugins };
      configuration.options = { ...base, ...configuration.options, plugins };
      shown.chart = new Chart(canvas, configuration);
    };
    again();
    dark.addEventListener("change", again);
    return shown;
  }

  return { SHAPES, colour, line, short, duration, axis, draw };
})();

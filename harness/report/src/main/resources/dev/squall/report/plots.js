"use strict";
/** What the plots of a run show. */
(async () => {
  const grid = document.querySelector(".plots-grid");
  if (!grid) {
    return;
  }
  const { colour, line, short, duration, axis } = squallCharts;
  const OUTCOMES = ["ok", "fail", "info"];
  const OUTCOME_SHAPES = ["circle", "crossRot", "triangle"];
  const OUTCOME_DASHES = [[], [2, 3], [7, 3]];

  const end = Math.max(1, Number(grid.dataset.end));
  const { plot } = squallPlots(end, await squall.data("plot-faults"));

  function points(x, y, isMine = () => true) {
    const found = [];
    for (let i = 0; i < x.length; i++) {
      if (isMine(i)) {
        found.push({ x: x[i], y: y[i], row: i });
      }
    }
    return found;
  }

  function outcomeLook(i) {
    const ink = colour("--" + OUTCOMES[i]);
    return { borderColor: ink, backgroundColor: ink, pointStyle: OUTCOME_SHAPES[i], borderDash: OUTCOME_DASHES[i] };
  }

  function eachNode(columns, values) {
    const sorted = [...columns.node.words].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return sorted.map((node, i) => {
      const code = columns.node.words.indexOf(node);
      const mine = points(columns.time, values, (row) => columns.node.codes[row] === code);
      return { label: node, data: mine, ...line(i) };
    });
  }

  function logarithmic(title) {
    const isPower = (value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
    return () =>
      axis(title, {
        type: "logarithmic",
        ticks: { callback: (value) => (isPower(value) ? duration(value) : null), maxTicksLimit: 12 },
      });
  }

  function fromZero(title, more = {}) {
    return () => axis(title, { type: "linear", min: 0, ...more });
  }

  const latencies = await squall.data("plot-points");
  plot("latency", {
    type: "scatter",
    y: logarithmic("latency"),
    words: duration,
    datasets: () =>
      OUTCOMES.map((outcome, i) => ({
        label: outcome,
        data: points(latencies.time, latencies.latency, (row) => latencies.outcome[row] === i),
        ...outcomeLook(i),
        borderDash: [],
        pointRadius: i === 0 ? 1.5 : 3,
        order: 3 - i,
      })).filter(({ data }) => data.length > 0),
  });

  const quantiles = await squall.data("plot-quantiles");
  plot("quantiles", {
    y: logarithmic("latency"),
    words: duration,
    datasets: () =>
      [["half", "half"], ["p95", "95 %"], ["p99", "99 %"]].map(([column, label], i) => ({
        label,
        data: points(quantiles.time, quantiles[column]),
        ...line(i),
        pointStyle: squallCharts.SHAPES[i],
        pointRadius: 1.5,
      })),
  });

  const rates = await squall.data("plot-rates");
  plot("rate", {
    y: fromZero("a second"),
    words: (value) => short(value) + " a second",
    datasets: () =>
      OUTCOMES.map((outcome, i) => ({
        label: outcome,
        data: points(rates.time, rates[outcome]),
        borderWidth: 1.5,
        pointRadius: 1.5,
        ...outcomeLook(i),
      })),
  });
  plot("availability", {
    y: fromZero("answered", { max: 100, ticks: { callback: (value) => value + " %" } }),
    words: (value) => short(value) + " %",
    datasets: () => [{ label: "answered", data: points(rates.time, rates.available), ...line(0), stepped: "middle" }],
  });

  // Offsets reach from a millisecond to minutes, both ways: logarithms of them, with a sign.
  const compressed = (millis) => Math.sign(millis) * Math.log10(1 + Math.abs(millis));
  const expanded = (value) => Math.sign(value) * (10 ** Math.abs(value) - 1);
  const TICKS_MILLIS = [0, 10, 100, 1000, 10000, 100000];
  const OFFSET_TICKS = [...TICKS_MILLIS.map((millis) => -millis).reverse(), ...TICKS_MILLIS.slice(1)];

  function offsetAxis() {
    return axis("off by", {
      type: "linear",
      grace: "5%",
      afterBuildTicks: (scale) => {
        scale.ticks = OFFSET_TICKS.map((millis) => ({ value: compressed(millis) })).filter(
          ({ value }) => value >= scale.min && value <= scale.max,
        );
      },
      ticks: { callback: (value) => duration(Math.round(expanded(value))) },
    });
  }

  const clocks = await squall.data("plot-clocks");
  if (clocks) {
    plot("clocks", {
      y: offsetAxis,
      words: (value) => duration(expanded(value)),
      datasets: () =>
        eachNode(clocks, clocks.offset.map(compressed)).map((set, i) => ({
          ...set,
          borderDash: [],
          pointStyle: squallCharts.SHAPES[i % squallCharts.SHAPES.length],
          pointRadius: 3,
          segment: { borderDash: ({ p0DataIndex }) => (clocks.strobe[set.data[p0DataIndex].row] ? [3, 3] : undefined) },
        })),
    });
  }

  const behind = await squall.data("plot-behind");
  if (behind) {
    plot("behind", {
      y: fromZero("entries behind"),
      words: (value) => short(value) + " entries behind",
      datasets: () => eachNode(behind, behind.behind),
    });
  }
  const states = await squall.data("plot-states");
  if (states) {
    plot("states", {
      y: fromZero("states", { ticks: { precision: 0 } }),
      words: (value) => short(value),
      datasets: () => [{ label: "states", data: points(states.time, states.states), ...line(0), stepped: "middle" }],
    });
  }

  const suspicions = await squall.data("plot-suspicions");
  if (suspicions) {
    plot("suspicions", {
      type: "scatter",
      y: logarithmic("time"),
      words: duration,
      datasets: () =>
        ["detection, since the crash", "mistake, until it ended"].map((label, i) => ({
          label,
          data: points(suspicions.time, suspicions.millis, (row) => suspicions.kind[row] === i),
          ...line(i),
          pointStyle: squallCharts.SHAPES[i],
          pointRadius: 3,
        })).filter(({ data }) => data.length > 0),
    });
  }

  grid.dataset.ready = "yes";
})();

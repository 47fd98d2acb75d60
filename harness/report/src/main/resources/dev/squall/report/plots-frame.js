"use strict";
/**
 * Plots over a run's time: with faults behind, and all showing the range of time of `squall.view`, which they set too.
 * @param END when the run ended, in milliseconds
 * @param faults the columns `fault`, `from` and `to`
 */
function squallPlots(END, faults) {
  const { colour, duration, axis } = squallCharts;
  const STRIP_HEIGHT = 11;
  const STRIP_GAP = 9;
  const AXIS_WIDTH = 72;
  const NARROWEST_MILLIS = 1;
  /** Of the run: what another diagram narrows down to a moment would leave a plot empty. */
  const NARROWEST_SHARE_FOLLOWED = 0.1;
  const ME = "plots";
  const families = [...new Set(faults.fault.words)];
  const redrawings = [];
  let dragged = null;
  let setter = null;

  function whole() {
    return { from: 0, to: END };
  }

  function view() {
    return squall.view.value ?? whole();
  }

  /** Keeps a range within the run, and wide enough. */
  function show({ from, to }) {
    const width = Math.min(END, Math.max(NARROWEST_MILLIS, to - from));
    const start = Math.min(Math.max(0, from), END - width);
    squall.view.set({ from: start, to: start + width }, ME);
  }

  // ---- faults: a row of strips above the plot for each family, and a band behind the plot

  function eachFault(scale, draw) {
    for (let i = 0; i < faults.from.length; i++) {
      const left = Math.max(scale.left, scale.getPixelForValue(faults.from[i]));
      const right = Math.min(scale.right, scale.getPixelForValue(faults.to[i]));
      if (right > left) {
        draw(families.indexOf(faults.fault.words[faults.fault.codes[i]]), left, Math.max(1, right - left));
      }
    }
  }

  function drawFaults({ ctx, chartArea, scales }) {
    const top = chartArea.top - families.length * STRIP_HEIGHT - STRIP_GAP;
    ctx.save();
    ctx.fillStyle = colour("--fault");
    ctx.beginPath();
    eachFault(scales.x, (row, left, width) => ctx.rect(left, chartArea.top, width, chartArea.height));
    ctx.fill();
    ctx.fillStyle = colour("--fault-ink");
    eachFault(scales.x, (row, left, width) => {
      ctx.fillRect(left, top + row * STRIP_HEIGHT + 2, width, STRIP_HEIGHT - 5);
    });
    ctx.font = "10px system-ui, sans-serif";
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    families.forEach((family, row) => {
      ctx.fillText(family, chartArea.left - 5, top + row * STRIP_HEIGHT + STRIP_HEIGHT / 2);
    });
    ctx.restore();
  }

  function drawDragged({ canvas, ctx, chartArea }) {
    if (dragged?.canvas === canvas) {
      ctx.save();
      ctx.globalAlpha = 0.25;
      ctx.fillStyle = colour("--accent");
      const left = Math.min(dragged.from, dragged.to);
      ctx.fillRect(left, chartArea.top, Math.abs(dragged.to - dragged.from), chartArea.height);
      ctx.restore();
    }
  }

  const ranges = { id: "ranges", beforeDatasetsDraw: drawFaults, afterDatasetsDraw: drawDragged };

  // ---- a plot and how it is operated

  function timeAxis() {
    const { from, to } = shown();
    return axis("", {
      type: "linear",
      min: from,
      max: to,
      ticks: {
        includeBounds: false,
        maxRotation: 0,
        autoSkipPadding: 16,
        callback: (millis) => String(+(millis / 1000).toFixed(3)) + " s",
      },
    });
  }

  function tooltip(words) {
    return {
      callbacks: {
        title: (items) => (items.length ? "at " + duration(items[0].parsed.x) : ""),
        label: (item) => `${item.dataset.label}: ${words(item.parsed.y)}`,
      },
    };
  }

  /**
   * @param y the vertical axis
   * @param datasets makes them, in the present colours
   * @param words tells a value
   */
  function plot(name, { type = "line", y, datasets, words }) {
    const canvas = document.getElementById("plot-" + name);
    if (!canvas) {
      return;
    }
    const drawn = squallCharts.draw(canvas, () => {
      const sets = datasets();
      return {
        type,
        data: { datasets: sets },
        plugins: [ranges],
        options: {
          layout: { padding: { top: families.length * STRIP_HEIGHT + STRIP_GAP + 2, right: 8 } },
          scales: { x: timeAxis(), y: { ...y(), afterFit: (scale) => (scale.width = AXIS_WIDTH) } },
          plugins: {
            legend: {
              display: sets.length > 1,
              position: "bottom",
              labels: { color: colour("--ink"), usePointStyle: true, boxHeight: 7 },
            },
            tooltip: tooltip(words),
          },
        },
      };
    });
    redrawings.push(new squall.Redrawing(canvas, () => follow(drawn)));
    operate(canvas, drawn);
  }

  function operate(canvas, shown) {
    const within = (event) => {
      const { left, right } = shown.chart.chartArea;
      return Math.min(right, Math.max(left, event.clientX - canvas.getBoundingClientRect().left));
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.offsetY < shown.chart.chartArea.bottom) {
        dragged = { canvas, from: within(event), to: within(event) };
        canvas.setPointerCapture(event.pointerId);
      }
    });
    canvas.addEventListener("pointermove", (event) => {
      if (dragged?.canvas === canvas) {
        dragged.to = within(event);
        shown.chart.draw();
      }
    });
    canvas.addEventListener("pointerup", () => endDrag(shown));
    canvas.addEventListener("pointercancel", () => (dragged = null));
    canvas.addEventListener("dblclick", () => show(whole()));
    canvas.addEventListener("keydown", onKey);
  }

  function endDrag(shown) {
    if (!dragged) {
      return;
    }
    const [from, to] = [dragged.from, dragged.to].sort((a, b) => a - b);
    dragged = null;
    if (to - from > 4) {
      const scale = shown.chart.scales.x;
      show({ from: scale.getValueForPixel(from), to: scale.getValueForPixel(to) });
    } else {
      shown.chart.draw();
    }
  }

  function onKey(event) {
    const { from, to } = view();
    const width = to - from;
    const ranges = {
      ArrowLeft: { from: from - width / 4, to: to - width / 4 },
      ArrowRight: { from: from + width / 4, to: to + width / 4 },
      "+": { from: from + width / 4, to: to - width / 4 },
      "=": { from: from + width / 4, to: to - width / 4 },
      "-": { from: from - width / 2, to: to + width / 2 },
      0: whole(),
    };
    const range = ranges[event.key];
    if (range && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      show(range);
    }
  }

  /** The range in view, wider if another diagram has set it to next to nothing. */
  function shown() {
    const { from, to } = view();
    const width = setter === ME ? to - from : Math.max(to - from, END * NARROWEST_SHARE_FOLLOWED);
    const start = Math.min(Math.max(0, (from + to - width) / 2), END - width);
    return { from: start, to: start + width };
  }

  function follow({ chart }) {
    const { from, to } = shown();
    Object.assign(chart.options.scales.x, { min: from, max: to });
    chart.update("none");
  }

  squall.view.listen((range, from) => {
    setter = from;
    redrawings.forEach((redrawing) => redrawing.request());
  });
  return { plot };
}

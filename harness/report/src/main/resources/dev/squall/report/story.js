"use strict";
/** The acts of a story, one after the other: each is shown at its instant in the space-time diagram. */
squall.story = (() => {
  const acts = [...document.querySelectorAll("#story li[data-millis]")];
  const prediction = document.getElementById("prediction");
  let current = -1;

  function show(diagram, act) {
    current = Math.max(0, Math.min(acts.length - 1, act));
    acts.forEach((each, i) => {
      if (i === current) {
        each.setAttribute("aria-current", "step");
      } else {
        each.removeAttribute("aria-current");
      }
    });
    prediction.open ||= current === acts.length - 1;
    const millis = Number(acts[current].dataset.millis);
    diagram.select(null);
    diagram.playback.isPlaying = false;
    diagram.playback.go(diagram.playback.lastUntil(millis), millis);
    diagram.bar.moved();
  }

  function buttons(diagram) {
    const steps = document.querySelector("#story .steps");
    const made = [["Previous act", () => show(diagram, current - 1)], ["Next act", () => show(diagram, current + 1)],
      ["See it in the diagram", () => diagram.canvas.focus()]].map(([text, action]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", action);
      return button;
    });
    steps.append(...made);
  }

  addEventListener("DOMContentLoaded", async () => {
    const diagram = await squall.spaceTime;
    if (diagram && acts.length > 0) {
      buttons(diagram);
      show(diagram, acts.length - 2);
    }
  });
  return { show };
})();

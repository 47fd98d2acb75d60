"use strict";
/** Asks the server whether anything has changed, and if so takes over what it shows now. */
(() => {
  const PERIOD_MILLIS = 1000;
  const REPLACED = ["outcomes", "runs-rows"];
  const state = document.getElementById("live-state");
  let shown = null;

  async function text(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.text();
  }

  async function takeOver() {
    const now = new DOMParser().parseFromString(await text("./"), "text/html");
    for (const id of REPLACED) {
      document.getElementById(id).replaceWith(document.importNode(now.getElementById(id), true));
    }
    document.dispatchEvent(new Event("squall-runs"));
  }

  function tell(words) {
    if (state.textContent !== words) {
      state.textContent = words;
    }
  }

  async function look() {
    try {
      const present = await text(".state");
      if (shown !== null && shown !== present) {
        await takeOver();
      }
      shown = present;
      tell("This page follows the runs as they are written.");
    } catch {
      tell("The server does not answer; what is shown may be old.");
    }
    setTimeout(look, PERIOD_MILLIS);
  }

  look();
})();

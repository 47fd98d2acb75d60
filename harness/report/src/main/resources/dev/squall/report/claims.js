"use strict";
/** What an address leads to is opened. */
(() => {
  function open() {
    const target = document.getElementById(location.hash.slice(1));
    const details = target?.closest("details");
    if (details) {
      details.open = true;
      details.scrollIntoView({ block: "nearest" });
    }
  }
  addEventListener("hashchange", open);
  open();
})();

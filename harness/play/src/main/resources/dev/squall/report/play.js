"use strict";
/**
 * The page of a session: shows the server's state, and sends what is chosen. Whatever a node says is text: it reaches
 * the page by textContent alone.
 */
(() => {
  const byId = (id) => document.getElementById(id);
  /** What was typed for each client, {function, value}, until it is asked for. */
  const typed = new Map();
  /** Keys of the long values that are unfolded. */
  const unfolded = new Set();
  /** Characters from which on a value is folded. */
  const LONG = 90;
  let view = null;
  let isBusy = false;

  function element(name, { className, text, key, ...attributes } = {}, ...children) {
    const created = document.createElement(name);
    if (className) {
      created.className = className;
    }
    if (text !== undefined) {
      created.textContent = text;
    }
    if (key !== undefined) {
      created.dataset.key = key;
    }
    Object.entries(attributes).forEach(([attribute, value]) => created.setAttribute(attribute, value));
    created.append(...children);
    return created;
  }

  function tell(id, words) {
    if (byId(id).textContent !== words) {
      byId(id).textContent = words;
    }
  }

  /** Asks the server; with a body, to change something. The answer is shown, or the sentence that says why not. */
  async function ask(path, body) {
    if (isBusy) {
      return;
    }
    isBusy = true;
    try {
      const answer = await fetch(path, body === undefined ? { cache: "no-store" } : {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const content = await answer.json();
      if (answer.ok) {
        tell("problem", "");
        show(content);
      } else {
        tell("problem", content.error);
      }
    } catch {
      tell("problem", "The server does not answer; is squall play still running?");
    } finally {
      isBusy = false;
    }
  }

  const take = (event) => ask("take", { event });
  const goTo = (position) => ask("go", { position });

  function button(label, event, of) {
    const created = element("button", { text: label, key: event, "aria-label": of ? `${label}: ${of}` : label });
    created.addEventListener("click", () => take(event));
    return created;
  }

  function choices(all, of) {
    return element("div", { className: "choices" }, ...all.map((each) => button(each.label, each.event, of)));
  }

  function nodeCard(node) {
    const clock = `clock ${node.clock}` + (node.offset ? `, wall clock off by ${node.offset}` : "");
    const timers = node.timers.length > 0 ? `timers due at ${node.timers.join(", ")}` : "no timer";
    const life = node.life > 0 ? `, life ${node.life}` : "";
    const card = element("article", { className: "card " + node.state },
      element("h3", { text: node.id + (node.state === "up" ? "" : ": " + node.state) }),
      element("p", { className: "faint", text: `${clock}; ${timers}; ${node.storage}${life}` }));
    const variables = element("dl");
    // Short values first, since those are the variables that a slide writes.
    const isLong = (variable) => variable.value.length > LONG;
    const ordered = [...node.variables].sort((one, other) => isLong(one) - isLong(other));
    for (const variable of ordered) {
      const value = isLong(variable) ? folded(node.id + " " + variable.name, variable)
        : element(variable.isChanged ? "mark" : "span", { text: variable.value });
      variables.append(element("div", {},
        element("dt", { text: variable.name }), element("dd", { className: "mono" }, value)));
    }
    if (node.variables.length > 0) {
      card.append(variables);
    }
    if (node.facts.length > 0) {
      card.append(element("p", { className: "faint", text: "noted, the newest first" }),
        element("ul", { className: "facts mono" }, ...node.facts.map((fact) =>
          element("li", {}, element(fact.isNew ? "mark" : "span", { text: fact.text })))));
    }
    card.append(choices(node.choices, node.id), clockForm(node));
    return card;
  }

  /** A long value, of which only the beginning is shown until it is unfolded. */
  function folded(key, { name, value, isChanged }) {
    const summary = element("summary", { key: "fold " + key, "aria-label": (isChanged ? "changed " : "show ") + name },
      element(isChanged ? "mark" : "span", { text: isChanged ? "changed" : "show" }),
      element("span", { className: "preview faint", text: " " + value.slice(0, LONG) }));
    const details = element("details", {}, summary, element("span", { text: value }));
    details.open = unfolded.has(key);
    details.addEventListener("toggle", () => (details.open ? unfolded.add(key) : unfolded.delete(key)));
    return details;
  }

  function clockForm(node) {
    const field = element("input", {
      key: "clock " + node.id, inputmode: "numeric", size: "6", value: "1000",
      "aria-label": `milliseconds to move the wall clock of ${node.id} by`,
    });
    const send = element("button", { text: "move clock", key: "move " + node.id, type: "submit" });
    const form = element("form", { className: "choices" }, field, element("span", { text: "ms" }), send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take(`move clock of ${node.id} by ${Number.parseInt(field.value, 10)} ms`);
    });
    return form;
  }

  function links() {
    const groups = new Map();
    for (const message of view.messages) {
      const name = `${message.from} → ${message.to}`;
      groups.set(name, [...(groups.get(name) ?? []), message]);
    }
    const lists = [...groups].map(([name, messages]) => element("div", { className: "link" },
      element("h3", { text: name }),
      element("ul", {}, ...messages.map(messageItem))));
    return lists.length > 0 ? lists : [element("p", { text: "No message is in flight." })];
  }

  function messageItem(message) {
    const what = `${message.type} ${message.name} to ${message.to}`;
    return element("li", { className: message.isNew ? "message new" : "message" },
      element("p", {},
        element(message.isNew ? "mark" : "strong", { text: message.type }),
        element("span", { className: "mono body", text: " " + message.body }),
        element("span", { className: "faint", text: " " + message.name })),
      choices(message.choices, what));
  }

  function clientForm(client) {
    if (client.open) {
      return element("div", { className: "client" },
        element("p", {}, element("strong", { text: client.id }),
          element("span", { text: ` waits for ${client.node}: ` }),
          element("span", { className: "mono", text: client.open })),
        choices(client.choices, client.id));
    }
    const kept = typed.get(client.id);
    const first = client.samples[0] ?? { function: "read", value: "nil" };
    const names = client.samples.map((sample) => sample.function);
    const functions = element("select", { key: "function " + client.id, "aria-label": `operation of ${client.id}` },
      ...names.map((name) => element("option", { text: name, value: name })));
    functions.value = kept && names.includes(kept.function) ? kept.function : first.function;
    const value = element("input", {
      key: "value " + client.id, size: "14", autocomplete: "off", spellcheck: "false",
      "aria-label": `argument of ${client.id}, as EDN`,
    });
    const sampleOf = (name) => client.samples.find((sample) => sample.function === name)?.value ?? "nil";
    value.value = kept?.value ?? sampleOf(functions.value);
    functions.addEventListener("change", () => {
      value.value = sampleOf(functions.value);
      typed.set(client.id, { function: functions.value });
    });
    value.addEventListener("input", () => typed.set(client.id, { function: functions.value, value: value.value }));
    const send = element("button", { text: "ask " + client.node, key: "ask " + client.id, type: "submit",
      "aria-label": `${client.id} asks ${client.node}` });
    const form = element("form", { className: "client choices" },
      element("strong", { text: client.id }), functions, value, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      typed.delete(client.id);
      ask("ask", { client: Number(client.id.slice(1)), function: functions.value, value: value.value });
    });
    return form;
  }

  function operationRow(operation) {
    const cell = (heading, text, className) => element("td", { "data-heading": heading, className },
      element(operation.isNew && heading === "outcome" ? "mark" : "span", { text }));
    return element("tr", {},
      cell("client", operation.client), cell("node", operation.node), cell("operation", operation.call, "mono"),
      cell("outcome", operation.outcome), cell("result", operation.result, "mono"));
  }

  function stepItem(step, i) {
    const go = element("button", { key: "step " + (i + 1) },
      element("span", { text: step.event }), element("span", { className: "faint mono", text: " " + step.note }));
    if (i + 1 === view.position) {
      go.setAttribute("aria-current", "step");
    }
    go.addEventListener("click", () => goTo(i + 1));
    const item = element("li", { className: i < view.position ? "taken" : "ahead" }, go);
    if (step.finding) {
      item.append(element("strong", { className: "finding", text: " " + step.finding }));
    }
    return item;
  }

  function verdictWords({ outcome, anomaly, checker, summary }) {
    if (outcome === "violation") {
      return `Violation: ${anomaly}. ${checker}: ${summary}`;
    }
    return outcome === "unknown" ? `Nothing wrong yet. No verdict on ${checker}: ${summary}.` : "Nothing wrong yet.";
  }

  /** Keeps the focus where it was: at the same control, or at the one that has its place. */
  function keepingFocus(render) {
    const focused = document.activeElement;
    const key = focused?.dataset?.key;
    const section = focused?.closest?.("section")?.id;
    const controls = () => [...byId(section).querySelectorAll("button, input, select, summary")];
    const index = section ? controls().indexOf(focused) : -1;
    render();
    if (key !== undefined && index >= 0) {
      const all = controls();
      const same = all.find((control) => control.dataset.key === key);
      (same ?? all[Math.min(index, all.length - 1)] ?? byId("back")).focus({ preventScroll: true });
    }
  }

  function show(state) {
    view = state;
    keepingFocus(() => {
      tell("about", `Workload ${view.workload}, seed ${view.seed}. Messages arrive when you deliver them;`
        + " a node's clock moves when its timer fires.");
      tell("verdict", verdictWords(view.verdict));
      byId("verdict").className = view.verdict.outcome;
      tell("notice", view.notice && `Note: ${view.notice}.`);
      tell("place", `step ${view.position} of ${view.steps.length}`);
      // A disabled button would lose the focus.
      byId("back").ariaDisabled = byId("start").ariaDisabled = String(view.position === 0);
      byId("forward").ariaDisabled = String(view.position === view.steps.length);
      PlayDrawing.draw(byId("drawing"), view);
      byId("nodes").replaceChildren(...view.nodes.map(nodeCard));
      byId("links").replaceChildren(...links());
      byId("askers").replaceChildren(...view.clients.map(clientForm));
      byId("operations").tBodies[0].replaceChildren(...view.operations.map(operationRow));
      byId("operations").hidden = view.operations.length === 0;
      byId("steps").replaceChildren(...view.steps.map(stepItem));
      byId("steps").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    });
    document.body.dataset.position = view.position;
  }

  const back = () => view && view.position > 0 && goTo(view.position - 1);
  const forward = () => view && view.position < view.steps.length && goTo(view.position + 1);

  function deliverOldest() {
    const event = view?.messages.flatMap((message) => message.choices).find((each) => each.label === "deliver")?.event;
    if (event) {
      take(event);
    }
  }

  const KEYS = { b: back, f: forward, d: deliverOldest };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea");
    if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
  byId("back").addEventListener("click", back);
  byId("forward").addEventListener("click", forward);
  byId("start").addEventListener("click", () => view?.position > 0 && goTo(0));
  ask("state");
})();

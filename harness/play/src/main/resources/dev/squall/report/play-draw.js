"use strict";
/** The cluster as a drawing: a circle for each node, and an arrow for each link with messages in flight. */
const PlayDrawing = (() => {
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const WIDTH = 460;
  const HEIGHT = 250;
  const RADIUS = 26;
  /** Distance between the two directions of a link. */
  const ASIDE = 7;
  const HEAD = 9;

  function shape(name, attributes, text) {
    const element = document.createElementNS(NAMESPACE, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text !== undefined) {
      element.textContent = text;
    }
    return element;
  }

  function places(nodes) {
    return new Map(nodes.map((node, i) => {
      const angle = -Math.PI / 2 + 2 * Math.PI * i / nodes.length;
      const isAlone = nodes.length === 1;
      return [node.id, {
        x: WIDTH / 2 + (isAlone ? 0 : (WIDTH / 2 - RADIUS - 40) * Math.cos(angle)),
        y: HEIGHT / 2 + (isAlone ? 0 : (HEIGHT / 2 - RADIUS - 10) * Math.sin(angle)),
      }];
    }));
  }

  function arrow(from, to, count, isNew) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const x = (to.x - from.x) / length;
    const y = (to.y - from.y) / length;
    const start = { x: from.x + x * (RADIUS + 4) - y * ASIDE, y: from.y + y * (RADIUS + 4) + x * ASIDE };
    const end = { x: to.x - x * (RADIUS + 6) - y * ASIDE, y: to.y - y * (RADIUS + 6) + x * ASIDE };
    const group = shape("g", { class: isNew ? "link new" : "link" });
    group.append(
      shape("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y }),
      shape("path", {
        d: `M ${end.x} ${end.y} L ${end.x - HEAD * x - HEAD / 2 * y} ${end.y - HEAD * y + HEAD / 2 * x}`
          + ` L ${end.x - HEAD * x + HEAD / 2 * y} ${end.y - HEAD * y - HEAD / 2 * x} Z`,
      }));
    const label = { x: start.x + (end.x - start.x) * 0.62, y: start.y + (end.y - start.y) * 0.62 };
    group.append(
      shape("circle", { cx: label.x, cy: label.y, r: 10 }),
      shape("text", { x: label.x, y: label.y + 4 }, String(count)));
    return group;
  }

  function draw(svg, view) {
    const at = places(view.nodes);
    const links = new Map();
    for (const message of view.messages) {
      const key = JSON.stringify([message.from, message.to]);
      const link = links.get(key) ?? { from: message.from, to: message.to, count: 0, isNew: false };
      link.count++;
      link.isNew ||= message.isNew;
      links.set(key, link);
    }
    const shapes = [];
    for (const { from, to, count, isNew } of links.values()) {
      if (at.has(from) && at.has(to) && from !== to) {
        shapes.push(arrow(at.get(from), at.get(to), count, isNew));
      }
    }
    for (const node of view.nodes) {
      const { x, y } = at.get(node.id);
      const group = shape("g", { class: "node " + node.state });
      group.append(shape("circle", { cx: x, cy: y, r: RADIUS }));
      group.append(shape("text", { x, y: y + (node.state === "up" ? 5 : 0) }, node.id));
      if (node.state !== "up") {
        group.append(shape("text", { x, y: y + 14, class: "state" }, node.state));
      }
      shapes.push(group);
    }
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.replaceChildren(...shapes);
    const words = [...links.values()].map((link) => `${link.count} from ${link.from} to ${link.to}`);
    svg.setAttribute("aria-label", "Messages in flight: " + (words.join(", ") || "none"));
  }

  return { draw };
})();

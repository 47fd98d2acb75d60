"use strict";
/** Draws the lines of nodes and clients: roles, breaks, operations, and densities of messages. */
const SpaceTimeLanes = (() => {
  const { Kind, Mark } = SpaceTime;
  const COLUMN_PIXELS = 3;
  const ROLE_PIXELS = { leader: 5, candidate: 3, follower: 1.5 };
  const BREAKS = ["kill", "disk"];
  /** Families of faults that are drawn as what they do to a line, not as bands. */
  const ON_LINE = [...BREAKS, "pause"];

  function draw(picture) {
    picture.model.lanes.forEach((lane, i) => {
      if (!picture.rows[i].isShown) {
        return;
      }
      if (lane.isClient) {
        drawClient(picture, i);
      } else {
        drawNode(picture, i);
      }
    });
  }

  function drawNode(picture, lane) {
    const breaks = picture.model.faults.filter((fault) => fault.lane === lane && BREAKS.includes(fault.family));
    const pauses = picture.model.faults.filter((fault) => fault.lane === lane && fault.family === "pause");
    for (const piece of roles(picture, lane)) {
      let from = piece.from;
      for (const gap of breaks.filter((fault) => fault.to > piece.from && fault.from < piece.to)) {
        drawPiece(picture, lane, { ...piece, from, to: Math.max(from, gap.from) });
        from = Math.max(from, gap.to);
      }
      drawPiece(picture, lane, { ...piece, from: Math.min(from, piece.to) });
    }
    breaks.forEach((gap) => drawBreak(picture, lane, gap));
    pauses.forEach((pause) => drawPause(picture, lane, pause));
    drawCone(picture, lane);
  }

  /** Faults of a node as bands above its line, those of all nodes behind everything. */
  function drawFaults(picture) {
    const { pen, colour } = picture;
    const taken = picture.rows.map(() => []);
    for (const fault of picture.model.faults) {
      if (!ON_LINE.includes(fault.family) && fault.from < picture.view.to && fault.to > picture.view.from) {
        const x = Math.max(picture.left, picture.x(fault.from));
        const width = Math.min(picture.width, picture.x(fault.to)) - x;
        const [y, height] = bandOf(picture, fault, taken);
        pen.fillStyle = colour.fault;
        pen.fillRect(x, y, width, height);
        pen.fillStyle = colour["fault-ink"];
        pen.fillRect(picture.x(fault.from), y, 1, height);
        picture.write(fault.words, x + 4, y + 7, width - 6, colour["fault-ink"]);
      }
    }
  }

  /** Up to two bands stand above a node's line; more of them share the second place. */
  function bandOf({ model, rows, height }, fault, taken) {
    if (fault.lane < 0) {
      const first = rows[model.lanes.findIndex((lane) => !lane.isClient)];
      const top = first ? first.y - first.height / 2 : SpaceTimePicture.AXIS_PIXELS;
      return [top, height - top];
    }
    const bands = taken[fault.lane];
    const slot = bands[0] > fault.from ? 1 : 0;
    bands[slot] = fault.to;
    const row = rows[fault.lane];
    return [row.y - row.height / 2 + 10 + slot * 14, 14];
  }

  /** The pieces of a node's line in view with the node's role in each; of one piece where no roles are told. */
  function roles(picture, lane) {
    const { from, to } = picture.view;
    const node = picture.raft?.[lane];
    if (!node) {
      return [{ from, to, role: null, term: null }];
    }
    const before = picture.first - 1;
    const starts = [{ at: from, event: before }];
    const later = SpaceTime.lowerBound(node.role.events.length, (i) => node.role.events[i] > before);
    for (let i = later; i < node.role.events.length && node.role.events[i] < picture.end; i++) {
      starts.push({ at: picture.model.time[node.role.events[i]], event: node.role.events[i] });
    }
    return starts.map((start, i) => ({
      from: start.at,
      to: starts[i + 1]?.at ?? to,
      role: node.role.at(start.event),
      term: node.term.at(start.event),
    }));
  }

  function drawPiece(picture, lane, { from, to, role, term }) {
    const { pen, colour } = picture;
    const x = picture.x(from);
    const width = picture.x(to) - x;
    const y = picture.rows[lane].y;
    if (width <= 0) {
      return;
    }
    pen.lineWidth = ROLE_PIXELS[role] ?? 1.5;
    pen.strokeStyle = colour.ink;
    pen.setLineDash(role === "candidate" ? [4, 3] : []);
    picture.stroke({ x1: x, y1: y, x2: x + width, y2: y });
    pen.setLineDash([]);
    const label = role === null ? "" : role + ", term " + term;
    if (label && pen.measureText(label).width < width - 8) {
      picture.write(label, Math.max(x, picture.left) + 4, y + 15, width, colour.ink);
    }
  }

  /** A node that is down: its line ends in a cross and begins again with a ring. */
  function drawBreak(picture, lane, { from, to, words }) {
    const { pen, colour, view } = picture;
    const y = picture.rows[lane].y;
    writeOnLine(picture, lane, { from, to, words: "down: " + words });
    pen.strokeStyle = colour.bad;
    if (from >= view.from && from < view.to) {
      picture.drawCross(picture.x(from), y);
    }
    if (to >= view.from && to < view.to) {
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(picture.x(to), y, 4, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  function writeOnLine(picture, lane, { from, to, words }) {
    if (from < picture.view.to && to > picture.view.from) {
      const x = Math.max(picture.left, picture.x(from)) + 8;
      const end = Math.min(picture.width, picture.x(to)) - 8;
      picture.write(words, x, picture.rows[lane].y, end - x, picture.colour.bad);
    }
  }

  function drawPause(picture, lane, { from, to }) {
    const { pen, colour } = picture;
    const y = picture.rows[lane].y;
    pen.lineWidth = 5;
    pen.strokeStyle = colour.ground;
    pen.setLineDash([4, 6]);
    picture.stroke({ x1: picture.x(from), y1: y, x2: picture.x(to), y2: y });
    pen.setLineDash([]);
    writeOnLine(picture, lane, { from, to, words: "paused" });
  }

  /** The parts of a line that are in the past and in the future of the selected event. */
  function drawCone(picture, lane) {
    if (!picture.marks) {
      return;
    }
    const events = picture.model.eventsOfLane[lane];
    const isPast = (i) => picture.marks[events[i]] === Mark.PAST || events[i] === picture.selected;
    const isFuture = (i) => picture.marks[events[i]] === Mark.FUTURE || events[i] === picture.selected;
    const firstOutside = SpaceTime.lowerBound(events.length, (i) => !isPast(i));
    const firstFuture = SpaceTime.lowerBound(events.length, isFuture);
    const y = picture.rows[lane].y;
    picture.pen.lineWidth = 3;
    if (firstOutside > 0) {
      picture.pen.strokeStyle = picture.colour.accent;
      picture.stroke({ x1: picture.left, y1: y, x2: picture.x(picture.model.time[events[firstOutside - 1]]), y2: y });
    }
    if (firstFuture < events.length) {
      picture.pen.strokeStyle = picture.colour.info;
      picture.pen.setLineDash(SpaceTimeArrows.LATER_DASHES);
      picture.stroke({ x1: picture.x(picture.model.time[events[firstFuture]]), y1: y, x2: picture.width, y2: y });
      picture.pen.setLineDash([]);
    }
  }

  /** Operations as bars from invocation to completion. */
  function drawClient(picture, lane) {
    const { model, pen, colour, view } = picture;
    const events = model.eventsOfLane[lane];
    const y = picture.rows[lane].y;
    pen.fillStyle = colour.rule;
    pen.fillRect(picture.left, y, picture.width, 1);
    let i = SpaceTime.lowerBound(events.length, (position) => model.time[events[position]] >= view.from);
    for (; i > 0 && model.kind[events[i]] !== Kind.INVOKE; i--) {
      // The operation that is under way when the view begins began before it.
    }
    for (let invoked = null; i < events.length; i++) {
      const event = events[i];
      if (model.kind[event] === Kind.INVOKE) {
        if (model.time[event] > view.to) {
          return;
        }
        invoked = event;
      } else if (model.kind[event] > Kind.INVOKE && invoked !== null) {
        drawOperation(picture, invoked, event, y);
        invoked = null;
      }
    }
    drawCone(picture, lane);
  }

  function drawOperation(picture, invoked, completed, y) {
    const { model, pen, colour } = picture;
    const x = picture.x(model.time[invoked]);
    const width = Math.max(3, picture.x(model.time[completed]) - x);
    const kind = model.kind[completed];
    picture.style(invoked, kind === Kind.OK ? colour.ok : kind === Kind.FAIL ? colour.fail : colour.info);
    pen.lineWidth = 1.5;
    if (kind === Kind.OK) {
      pen.fillRect(x, y - 6, width, 12);
    } else {
      pen.setLineDash(kind === Kind.INFO ? [3, 2] : []);
      pen.strokeRect(x, y - 6, width, 12);
      pen.setLineDash([]);
    }
    pen.globalAlpha = 1;
    const text = model.textOf(completed);
    if (picture.shown.has(model.other[invoked])) {
      markOperation(picture, { x, y, width }, text);
    } else {
      const start = Math.max(x, picture.left) + 3;
      picture.write(text, start, y, x + width - start - 3, colour.ink);
    }
    picture.points.push({ x, y, event: invoked }, { x: x + width, y, event: completed });
    picture.segments.push({ x1: x, y1: y, x2: x + width, y2: y, event: invoked });
  }

  /** An operation that shows the violation: framed, and in words beside it. */
  function markOperation(picture, { x, y, width }, text) {
    const { pen, colour } = picture;
    pen.strokeStyle = colour.bad;
    pen.lineWidth = 3;
    pen.strokeRect(x - 3, y - 8, width + 6, 16);
    const textWidth = pen.measureText(text).width;
    const hasRoom = x + width + 8 + textWidth < picture.width;
    picture.write(text, hasRoom ? x + width + 8 : x - 8 - textWidth, y, textWidth + 1, colour.bad);
  }

  /** How much each node sent and received (above its line) and how much of what it sent was lost (below). */
  function drawDensity(picture) {
    const { model, pen, colour } = picture;
    const columns = Math.ceil((picture.width - picture.left) / COLUMN_PIXELS);
    const moved = model.lanes.map(() => new Uint32Array(columns));
    const lost = model.lanes.map(() => new Uint32Array(columns));
    const columnsPerMilli = (picture.x(picture.view.to) - picture.left) / COLUMN_PIXELS
      / (picture.view.to - picture.view.from);
    for (let i = picture.first; i < picture.end; i++) {
      const column = Math.floor((model.time[i] - picture.view.from) * columnsPerMilli);
      if (model.kind[i] <= Kind.RECEIVED) {
        moved[model.lane[i]][column]++;
      } else if (model.kind[i] === Kind.LOST) {
        lost[model.lane[model.partner[i]]][column]++;
      }
    }
    model.lanes.forEach((lane, i) => {
      if (!lane.isClient) {
        pen.fillStyle = colour.ok;
        drawColumns(picture, moved[i], picture.rows[i].y - 4, -1);
        pen.fillStyle = colour.bad;
        drawColumns(picture, lost[i], picture.rows[i].y + 24, 1);
      }
    });
  }

  function drawColumns(picture, counts, y, direction) {
    for (let column = 0; column < counts.length; column++) {
      if (counts[column] > 0) {
        const height = Math.min(16, 2 + 2 * Math.log2(counts[column]));
        picture.pen.fillRect(
          picture.left + column * COLUMN_PIXELS, direction > 0 ? y : y - height, COLUMN_PIXELS - 1, height);
      }
    }
  }

  return { draw, drawFaults, drawDensity, BREAKS };
})();

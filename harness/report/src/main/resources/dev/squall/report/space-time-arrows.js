"use strict";
/** Draws messages as arrows. */
const SpaceTimeArrows = (() => {
  const { Kind } = SpaceTime;
  const ARROWS_MAX = 2500;
  const LABELS_MAX = 80;
  /** What a selected event led to differs from what led to it by these dashes, not by its colour alone. */
  const LATER_DASHES = [9, 3, 2, 3];

  function draw(picture) {
    const fates = [];
    const { model } = picture;
    model.forEachFate(picture.first, picture.end, (fate) => {
      if (isDrawn(picture, model.partner[fate])) {
        fates.push(fate);
      }
      return fates.length <= ARROWS_MAX;
    });
    picture.isDense = fates.length > ARROWS_MAX;
    if (picture.isDense) {
      SpaceTimeLanes.drawDensity(picture);
      return;
    }
    fates.forEach((fate) => drawFate(picture, fate, fates.length <= LABELS_MAX));
    const { fateless } = model;
    const firstOpen = SpaceTime.lowerBound(fateless.length, (i) => fateless[i] >= picture.first);
    for (let i = firstOpen; i < fateless.length && fateless[i] < picture.end; i++) {
      if (isDrawn(picture, fateless[i])) {
        drawOpenEnd(picture, fateless[i]);
      }
    }
  }

  /** Whether one of the message's ends is on a lane that is shown. */
  function isDrawn(picture, sent) {
    return picture.rows[picture.model.lane[sent]].isShown || picture.rows[picture.model.other[sent]].isShown;
  }

  /** The ends of an arrow; at a lane that is not shown, a little above the other end. */
  function ends(picture, sent, endMillis) {
    const from = picture.rows[picture.model.lane[sent]];
    const to = picture.rows[picture.model.other[sent]];
    return {
      x1: picture.x(picture.model.time[sent]),
      y1: from.isShown ? from.y : to.y - 16,
      x2: picture.x(endMillis),
      y2: to.isShown ? to.y : from.y - 16,
    };
  }

  function drawFate(picture, fate, isLabelled) {
    const { pen, model, colour } = picture;
    const sent = model.partner[fate];
    const isLost = model.kind[fate] === Kind.LOST;
    const isAgain = model.kind[fate] === Kind.RECEIVED && model.receiptsBefore[fate] > 0;
    let line = ends(picture, sent, model.time[fate]);
    if (isLost) {
      line = { ...line, y2: line.y1 + (line.y2 - line.y1) * 0.6 };
      line.x2 = Math.max(line.x2, line.x1 + 14);
    }
    picture.style(fate, isLost ? colour.bad : isAgain ? colour.info : colour["ink-faint"]);
    pen.setLineDash(isAgain ? [5, 3] : picture.isLaterThanSelected(fate) ? LATER_DASHES : []);
    picture.stroke(line);
    pen.setLineDash([]);
    if (isLost) {
      picture.drawCross(line.x2, line.y2);
    } else {
      drawHead(picture, line, { isAgain, isOpen: ofClient(model, sent) });
    }
    pen.globalAlpha = 1;
    noteFlying(picture, fate, line);
    picture.segments.push({ ...line, event: sent });
    picture.points.push({ x: line.x1, y: line.y1, event: sent }, { x: line.x2, y: line.y2, event: fate });
    if (isLabelled) {
      drawLabel(picture, line, sent);
    }
  }

  /** Whether a message is a client's request or the reply to one. */
  function ofClient({ lanes, lane, other }, sent) {
    return lanes[lane[sent]].isClient || lanes[other[sent]].isClient;
  }

  /** Notes where a message is at the playback's instant, if it is on its way then. */
  function noteFlying(picture, fate, { x1, y1, x2, y2 }) {
    const { playback, model } = picture;
    if (playback?.isOn && model.partner[fate] <= playback.head && fate > playback.head) {
      const part = x2 === x1 ? 1 : Math.min(1, Math.max(0, (picture.x(playback.time) - x1) / (x2 - x1)));
      picture.flying.push({ x: x1 + part * (x2 - x1), y: y1 + part * (y2 - y1) });
    }
  }

  /** A filled head between nodes; an open one at a message from or to a client. */
  function drawHead(picture, { x1, y1, x2, y2 }, { isAgain, isOpen }) {
    const { pen } = picture;
    const angle = Math.atan2(y2 - y1, x2 - x1);
    pen.beginPath();
    for (const turn of [2.7, 0, -2.7]) {
      const reach = turn === 0 ? 0 : 8;
      pen.lineTo(x2 + reach * Math.cos(angle + turn), y2 + reach * Math.sin(angle + turn));
    }
    if (isOpen) {
      pen.stroke();
    } else {
      pen.fill();
    }
    if (isAgain) {
      pen.beginPath();
      pen.arc(x2, y2, 6, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  function drawOpenEnd(picture, sent) {
    const line = ends(picture, sent, picture.model.time[sent]);
    const end = { ...line, x2: line.x1 + 12, y2: line.y1 + Math.sign(line.y2 - line.y1) * 18 };
    picture.style(sent, picture.colour["ink-faint"]);
    picture.pen.setLineDash([1, 3]);
    picture.stroke(end);
    picture.pen.setLineDash([]);
    picture.pen.globalAlpha = 1;
    picture.points.push({ x: end.x1, y: end.y1, event: sent });
  }

  /** A message's type beside its arrow, at the first place where there is room. */
  function drawLabel(picture, line, sent) {
    const text = picture.model.textOf(sent).split(" ", 1)[0];
    const width = picture.pen.measureText(text).width;
    for (const part of [0.35, 0.6, 0.2, 0.8]) {
      const x = line.x1 + (line.x2 - line.x1) * part + 5;
      const y = line.y1 + (line.y2 - line.y1) * part;
      const isOnLine = picture.rows.some((row) => row.isShown && Math.abs(row.y - y) < row.height / 4);
      const isInView = x > picture.left && x + width < picture.width;
      if (isInView && !isOnLine && picture.write(text, x, y, Math.max(24, width + 1), picture.colour.ink)) {
        return;
      }
    }
  }

  return { draw, LATER_DASHES };
})();

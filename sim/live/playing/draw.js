// A design on its canvas, at a time.
const INK = "#1a1a1a", PALE = "#5b6570", RULE = "#c5ccd3", ROOM = "#ffffff", SEAT = "#8a949e", BUSY = "#e6edf3";
const FLOW = "#dfe5ea", BACK = "#e8b98a";
const COLOURS = ["#4a5560", "#c23b00", "#e69f00", "#0072b2"]; // no marks, 5 or less, 6, 7 or more
const FONT = 'system-ui, "Segoe UI", Roboto, sans-serif';

function draw(canvas, day, plan, t, lag, say, followed) {
  const g = fitted(canvas, plan);
  const { people, dots } = positions(day, plan, t, lag), rooms = tally(day, t, people), counts = countsAt(day, t);
  drawFlows(g, day, plan);
  for (const [place] of day.stations) drawCard(g, plan.boxes.get(place), rooms.get(place), place === day.places.self);
  const feet = [[day.places.away], [day.places.resolved, counts.ends.good], [day.places.lost, counts.ends.bad]];
  for (const [place, bands] of feet) drawFoot(g, plan.boxes.get(place), bands);
  for (const one of dots) if (!one.moving) drawDot(g, day, one);
  for (const one of dots) if (one.moving) drawDot(g, day, one);
  for (const [place] of day.stations) writeCard(g, day, plan, place, rooms.get(place), say);
  writeFeet(g, day, plan, rooms, counts, say);
  const mine = dots.find((one) => one.who === followed);
  if (mine) ring(g, mine.x, mine.y, 11, INK, 3);
  return { people, dots, rooms, counts };
}

function fitted(canvas, { width, height }) {
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const g = canvas.getContext("2d");
  g.setTransform(scale, 0, 0, scale, 0, 0);
  g.clearRect(0, 0, width, height);
  return g;
}

function drawFlows(g, day, plan) {
  const large = Math.max(1, ...day.flows.map(([, , n]) => n));
  for (const [here, to, n] of day.flows) {
    const a = plan.boxes.get(here) ?? null, b = plan.boxes.get(to);
    if (!b || n < large * 0.02) continue;
    const [way, ...points] = flow(a, b);
    g.lineWidth = (2 + 8 * (n / large)) * (way === "back" ? 0.5 : 1);
    g.strokeStyle = way === "back" ? BACK : FLOW;
    g.setLineDash(way === "back" ? [6, 4] : []);
    g.beginPath();
    g.moveTo(...points[0]);
    g.bezierCurveTo(...points[1], ...points[2], ...points[3]);
    g.stroke();
  }
  g.setLineDash([]);
}

// On to the right, on to the next line, up again, or back along the foot of its line.
function flow(a, b) {
  if (!a) return curve("on", [-4, b.y + 24], [b.x, b.y + 24], 0, 0);
  const same = Math.abs(b.y - a.y) < Math.max(a.h, b.h) * 0.6, low = Math.max(a.y + a.h, b.y + b.h);
  if (b.x > a.x + 4 && (same || b.x >= a.x + a.w)) return curve("on", [a.x + a.w, a.y + a.h / 2], [b.x, b.y + b.h / 2], (b.x - a.x - a.w) / 2, 0);
  if (!same && b.y > a.y) return curve("on", [a.x + a.w / 2, a.y + a.h], [b.x + b.w / 2, b.y], 0, GUTTER * 0.8);
  if (!same) return curve("back", [a.x + a.w * 0.3, a.y], [b.x + b.w * 0.3, b.y + b.h], 0, -GUTTER * 0.8);
  const depth = (GUTTER * 1.1) / 0.75;
  return ["back", [a.x + a.w * 0.65, a.y + a.h], [a.x + a.w * 0.6, low + depth], [b.x + b.w * 0.4, low + depth], [b.x + b.w * 0.35, b.y + b.h]];
}

function curve(way, [x, y], [u, v], across, down) {
  return [way, [x, y], [x + across, y + down], [u - across, v - down], [u, v]];
}

function drawCard(g, box, room, self) {
  panel(g, box, self);
  if (box.seats) drawSeats(g, box.seats, Math.max(room?.staff ?? 0, 0), room?.helped ?? 0);
}

function writeCard(g, day, plan, place, room, say) {
  const box = plan.boxes.get(place), self = place === day.places.self, small = `12.5px ${FONT}`;
  text(g, self ? say("self") : day.roles[place], box.x + 7, box.y + 16, box.w - 14, `600 13.5px ${FONT}`, INK);
  const { waits, helped, laid, staff } = room ?? { waits: 0, helped: 0, laid: 0, staff: -1 };
  const line = waits + laid;
  if (self) return text(g, say("here", { n: helped + line }), box.x + 7, box.y + 33, box.w - 14, small, PALE);
  const busy = staff < 0 ? say("busy_any", { busy: helped }) : staff + helped === 0 ? say("closed") : say("busy", { busy: helped, staff });
  const waiting = line === 1 ? say("one_waits") : say("waits", { n: line });
  g.font = `600 ${small}`;
  const below = box.head === TWO_LINES, right = line > 0 && !below ? g.measureText(waiting).width : 0;
  text(g, busy, box.x + 7, box.y + 33, box.w - 16 - right, small, PALE);
  if (line > 0) text(g, waiting, below ? box.x + 7 : box.x + box.w - 7 - right, box.y + (below ? 49 : 33), box.w - 14, `600 ${small}`, INK);
  writeBeyond(g, box, line + (box.seats ? 0 : helped) - box.queue.room);
}

// How many more there are than can be drawn.
function writeBeyond(g, box, n) {
  if (n <= 0) return;
  g.font = `600 12px ${FONT}`;
  const label = `+ ${n}`, wide = g.measureText(label).width + 10;
  g.fillStyle = INK;
  g.fillRect(box.x + box.w - wide - 4, box.y + box.h - 21, wide, 18);
  g.fillStyle = "#fff";
  g.fillText(label, box.x + box.w - wide + 1, box.y + box.h - 8);
}

// Free seats are as many as there are staff beyond those who are busy.
function drawSeats(g, seats, staff, helped) {
  const shown = Math.min(seats.count, Math.max(staff, helped));
  g.strokeStyle = SEAT;
  g.lineWidth = 1;
  for (let n = 0; n < shown; n++) {
    const { x, y } = slot(seats, n), half = seats.size / 2 - 1.5;
    g.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }
}

function writeFeet(g, day, plan, rooms, { resolved, lost }, say) {
  const away = rooms.get(day.places.away), outside = away ? away.waits + away.helped + away.laid : 0;
  for (const [place, name, n] of [[day.places.away, "away", outside], [day.places.resolved, "ended", resolved], [day.places.lost, "unresolved", lost]])
    writeFoot(g, plan.boxes.get(place), say(name), n);
}

const SLIM = 140; // pixels: then the number stands below the name

function writeFoot(g, box, name, n) {
  const slim = box.w < SLIM, large = `700 16px ${FONT}`, wide = wideAs(g, n);
  text(g, name, box.x + 7, box.y + 18, box.w - (slim ? 12 : 22 + wide), `600 ${slim ? 12 : 13}px ${FONT}`, INK);
  text(g, `${n}`, slim ? box.x + 7 : box.x + box.w - 7 - wide, box.y + (slim ? 48 : 19), wide + 2, large, INK);
}

function wideAs(g, n) {
  g.font = `700 16px ${FONT}`;
  return g.measureText(`${n}`).width;
}

function drawFoot(g, box, bands) {
  panel(g, box, true);
  if (!bands) return;
  const indent = box.w < SLIM ? wideAs(g, bands.reduce((sum, one) => sum + one, 0)) + 7 : 0;
  drawBands(g, bands, { x: box.x + 7 + indent, y: box.y + 32, w: box.w - 14 - indent });
}

function drawBands(g, bands, { x, y, w }) {
  const total = bands.reduce((sum, one) => sum + one, 0);
  for (const band of total ? [3, 2, 1, 0] : []) {
    const part = (w * bands[band]) / total;
    g.fillStyle = COLOURS[band];
    g.fillRect(x, y, part, 20);
    if (part > 18) mark(g, band, x + 10, y + 10, 5.5, true, "#fff");
    x += part;
  }
}

function panel(g, box, quiet) {
  g.fillStyle = quiet ? "#f7f9fa" : ROOM;
  g.strokeStyle = RULE;
  g.lineWidth = 1.2;
  g.beginPath();
  g.roundRect(box.x, box.y, box.w, box.h, 6);
  g.fill();
  g.stroke();
}

function text(g, words, x, y, width, font, colour) {
  g.font = font;
  g.fillStyle = colour;
  let shown = words;
  if (g.measureText(shown).width > width) {
    while (shown.length > 1 && g.measureText(`${shown}…`).width > width) shown = shown.slice(0, -1);
    shown += "…";
  }
  g.lineWidth = 3;
  g.lineJoin = "round";
  g.strokeStyle = "rgba(255, 255, 255, .85)"; // so that dots may pass behind
  g.strokeText(shown, x, y);
  g.fillText(shown, x, y);
}

function drawDot(g, day, { i, x, y, there, failed, moving }) {
  const radius = moving ? 5.5 : Math.max(1.8, Math.min(5.5, (there.size ?? 12) / 2 - 1));
  const colour = COLOURS[day.band[i]];
  if (failed && moving) return cross(g, x, y, 6, COLOURS[1]);
  if (day.flags[i] & AGAIN) ring(g, x, y, radius + 1.6, INK, 1.3);
  mark(g, day.band[i], x, y, radius, Boolean(day.flags[i] & PRESENT), colour);
}

// Round for 7 or more, square for 6, a triangle for 5 or less; open where only the case is there.
function mark(g, band, x, y, r, filled, colour) {
  g.beginPath();
  if (band === 2) g.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else if (band === 1) {
    g.moveTo(x, y - r * 1.1);
    g.lineTo(x + r * 1.08, y + r * 0.85);
    g.lineTo(x - r * 1.08, y + r * 0.85);
    g.closePath();
  } else g.arc(x, y, r, 0, 7);
  g.fillStyle = filled ? colour : "#fff";
  g.fill();
  if (filled) return;
  g.lineWidth = r > 3 ? 1.8 : 1;
  g.strokeStyle = colour;
  g.stroke();
}

function ring(g, x, y, r, colour, width) {
  g.lineWidth = width;
  g.strokeStyle = colour;
  g.beginPath();
  g.arc(x, y, r, 0, 7);
  g.stroke();
}

function cross(g, x, y, r, colour) {
  g.lineWidth = 3;
  g.strokeStyle = colour;
  g.beginPath();
  g.moveTo(x - r, y - r);
  g.lineTo(x + r, y + r);
  g.moveTo(x + r, y - r);
  g.lineTo(x - r, y + r);
  g.stroke();
}

// The line of who waits over the day, of all designs, with the time that it is.
function drawLine(canvas, days, span, t, size, label) {
  const g = fitted(canvas, size), { width, height } = size, top = Math.max(1, ...days.flatMap((day) => day.line.map(([, n]) => n)));
  const x = (second) => (second / span) * width, y = (n) => height - 3 - (n / top) * (height - 16);
  days.forEach((day, number) => {
    g.strokeStyle = number ? INK : "#0072b2";
    g.lineWidth = number ? 1.4 : 2.2;
    g.setLineDash(number ? [5, 3] : []);
    g.beginPath();
    day.line.forEach(([second, n], i) => {
      if (i) g.lineTo(x(second), y(day.line[i - 1][1]));
      g.lineTo(x(second), y(n));
    });
    g.lineTo(width, y(day.line.at(-1)[1]));
    g.stroke();
  });
  g.setLineDash([]);
  text(g, `${label}: ${top}`, 0, 11, 300, `12px ${FONT}`, PALE);
  g.fillStyle = "#c23b00";
  g.fillRect(x(t) - 1, 0, 2, height);
}

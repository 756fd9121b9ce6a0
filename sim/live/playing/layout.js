// Where places are drawn: cards for roles by the flow, three boxes at the foot; in pixels, for a width.
const EDGE = 6, GUTTER = 26, LEAST = 118, FOOT = 64, HEAD = 42, TWO_LINES = 58, NARROW = 215;

function laidOut(days, width, beside) {
  const alone = days.map((day) => plan(day, width - 2 * EDGE)), each = Math.max(...alone.map((one) => one.columns));
  const plans = beside ? alone.map((one, i) => (one.heights ? one : plan(days[i], width - 2 * EDGE, each))) : alone; // alike
  const most = Math.max(...plans.map((one) => one.rows)), room = width < 520 ? 0 : 350;
  return days.map((day, i) => {
    const rows = beside ? most : plans[i].rows; // side by side they are as tall as each other
    return placed(day, plans[i], width, Math.max(128, Math.min(250, room / rows - GUTTER)), rows);
  });
}

// Columns by the flow where they fit, else the same order in lines, as one reads.
function plan(day, width, alike = 0) {
  const fit = Math.max(1, Math.floor((width + GUTTER) / (LEAST + GUTTER)));
  const columns = 1 + Math.max(...day.stations.map(([, column]) => column));
  const heights = Array(columns).fill(0);
  const byFlow = day.stations.map(([place, column]) => [place, column, heights[column]++]);
  const lines = Math.ceil(day.stations.length / fit);
  if (!alike && columns <= fit && Math.max(...heights) <= Math.max(2, lines)) return { at: byFlow, columns, rows: Math.max(...heights), heights };
  const order = [...day.stations].sort((one, other) => one[1] - other[1]);
  const each = Math.min(alike || Math.ceil(order.length / lines), order.length);
  const at = order.map(([place], i) => [place, i % each, Math.floor(i / each)]);
  return { at, columns: alike || each, rows: Math.ceil(order.length / each), heights: null };
}

function placed(day, { at, columns, heights }, width, tall, rows) {
  const boxes = new Map();
  const wide = Math.min(300, (width - 2 * EDGE - (columns - 1) * GUTTER) / columns);
  const step = columns > 1 ? (width - 2 * EDGE - wide) / (columns - 1) : 0;
  const full = rows * tall + (rows - 1) * GUTTER;
  for (const [place, column, row] of at) {
    const own = heights ? heights[column] : rows;
    const height = heights && own < rows ? Math.min(full, tall * 1.35) : tall;
    const top = heights ? (full - own * height - (own - 1) * GUTTER) / 2 : 0;
    const left = columns > 1 ? EDGE + column * step : (width - wide) / 2;
    boxes.set(place, card(day, place, { x: left, y: EDGE + top + row * (height + GUTTER), w: wide, h: height }));
  }
  const y = EDGE + full + GUTTER, third = (width - 2 * EDGE - 16) / 3;
  const feet = [day.places.away, day.places.resolved, day.places.lost];
  feet.forEach((place, i) => boxes.set(place, { x: EDGE + i * (third + 8), y, w: third, h: FOOT }));
  const away = boxes.get(day.places.away), outside = most(day, day.places.away, 0) + most(day, day.places.away, 1);
  away.queue = grid(away, 26, outside);
  if (outside > away.queue.room) away.queue.room = 0; // only their number
  boxes.set(day.places.withdrawn, boxes.get(day.places.lost));
  boxes.set(day.places.left, boxes.get(day.places.lost));
  return { boxes, width, height: y + FOOT + EDGE };
}

const most = (day, place, helped) => day.most.get(`${place},${helped}`) ?? 0;

// A card with seats below its head and room to wait below these; both as small as the busiest moment asks.
function card(day, place, { ...box }) {
  box.head = box.w < NARROW && place < day.count ? TWO_LINES : HEAD;
  const limitless = place >= day.count || day.staff[place].some(([, n]) => n < 0);
  if (limitless) return { ...box, seats: null, queue: grid(box, box.head, most(day, place, 0) + most(day, place, 1)) };
  const seats = Math.max(1, day.crew.get(place) ?? 0, ...day.staff[place].map(([, n]) => n));
  const inner = box.w - 12;
  let size = 20;
  while (size > 8 && Math.ceil(seats / Math.floor(inner / size)) * size > (box.h - box.head) * 0.4) size -= 2;
  const each = Math.floor(inner / size), lines = Math.min(Math.ceil(seats / each), Math.max(1, Math.floor(((box.h - box.head) * 0.5) / size)));
  const below = box.head + lines * size + 6;
  return { ...box, seats: { x: box.x + 6, y: box.y + box.head, size, each, count: Math.min(seats, each * lines) }, queue: grid(box, below, most(day, place, 0)) };
}

function grid(box, below, count) {
  const width = box.w - 12, height = Math.max(10, box.h - below - 4);
  let size = 13;
  while (size > 5 && Math.floor(width / size) * Math.floor(height / size) < count) size -= 1;
  const each = Math.max(1, Math.floor(width / size));
  return { x: box.x + 6, y: box.y + below, size, each, room: each * Math.max(1, Math.floor(height / size)) };
}

function slot({ x, y, size, each }, n) {
  return { x: x + (n % each) * size + size / 2, y: y + Math.floor(n / each) * size + size / 2 };
}

// Where everybody stands at a time. On the way from the place before for `lag` seconds, or until the next move.
function positions(day, plan, t, lag) {
  const people = everybody(day, t, lag), ranks = new Map();
  const rank = (key) => ranks.set(key, (ranks.get(key) ?? -1) + 1).get(key);
  const found = people.map((one) => {
    const place = day.place[one.i], there = stands(day, plan, one.i, () => rank(`${place}`));
    return { ...one, place, there, x: there.x, y: there.y, moving: 0 };
  });
  for (const one of found) if (lag > 0 && one.since >= 0) walk(day, plan, one, t, lag);
  return { people, dots: found.filter((one) => !one.there.hidden || one.moving) };
}

function stands(day, plan, i, rank) {
  const box = plan.boxes.get(day.place[i]);
  if (day.place[i] === day.places.home) return { x: -12, y: plan.height * 0.4, hidden: true };
  if (day.over.has(day.place[i])) return { x: box.x + box.w / 2, y: box.y + box.h / 2, hidden: true };
  if (box.seats && day.state[i] === HELPED) {
    const n = Math.max(0, day.person[i]);
    return { ...slot({ ...box.seats }, Math.min(n, box.seats.count - 1)), size: box.seats.size, hidden: n >= box.seats.count };
  }
  const n = rank();
  return { ...slot(box.queue, Math.min(n, box.queue.room - 1)), size: box.queue.size, hidden: n >= box.queue.room };
}

function walk(day, plan, one, t, lag) {
  const takes = Math.min(lag, one.next - one.since), part = takes > 0 ? (t - one.since) / takes : 1;
  if (part >= 1) return;
  const start = one.before < 0 ? entry(day, plan, one) : stands(day, plan, one.before, () => 0);
  const ease = part * part * (3 - 2 * part), goal = one.there;
  const dip = one.before >= 0 && isBack(day, plan, one) ? 46 : 0;
  one.x = start.x + (goal.x - start.x) * ease;
  one.y = start.y + (goal.y - start.y) * ease + dip * 4 * ease * (1 - ease);
  one.moving = part;
}

function entry(day, plan, one) {
  return { x: -12, y: plan.boxes.get(one.place)?.y + 20 || plan.height / 2 };
}

function isBack(day, plan, one) {
  const before = plan.boxes.get(day.place[one.before]), here = plan.boxes.get(one.place);
  return before && here && here.y < plan.height - FOOT - 2 * EDGE && here.x <= before.x;
}

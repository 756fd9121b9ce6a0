// What is where: all of it a function of the day and a time (seconds since it began), so that seeking is exact.
// A move says who comes to a place, and in what state; it holds until the next of the same.
const WAITS = 0, HELPED = 1, LAID_DOWN = 2; // from 3 on: gave up, refused, found closed, sent home, cut off
const AGAIN = 1, PRESENT = 2, ASKS = 4; // flags

function opened(design) {
  const { gap, who, place, state, person, band, flags } = design.moves;
  const time = [];
  gap.reduce((sum, one, i) => (time[i] = sum + one), -1);
  const own = new Map(); // by who the numbers of their moves, in order
  who.forEach((one, i) => (own.has(one) ? own.get(one).push(i) : own.set(one, [i])));
  const { home, resolved, withdrawn, lost, left, away } = design.places;
  const over = new Set([home, resolved, withdrawn, lost, left]);
  const day = { ...design, time, who, place, state, person, band, flags, own, over, count: design.roles.length };
  const isFirst = new Set([...own.values()].map((moves) => moves[0]));
  const counts = {
    came: (i) => isFirst.has(i) && place[i] === home && !(flags[i] & (ASKS | AGAIN)),
    complained: (i) => isFirst.has(i) && place[i] === home && flags[i] & AGAIN && !(flags[i] & ASKS),
    chased: (i) => isFirst.has(i) && place[i] === home && flags[i] & ASKS,
    resolved: (i) => place[i] === resolved,
    lost: (i) => place[i] === lost || place[i] === withdrawn,
    left: (i) => place[i] === left,
    failed: (i) => state[i] > LAID_DOWN,
    again: (i) => flags[i] & AGAIN && !(flags[i] & ASKS) && from(day, i) === away && place[i] !== away && !over.has(place[i]),
  };
  day.counted = Object.fromEntries(
    Object.entries(counts).map(([name, is]) => [name, time.map((_, i) => i).filter((i) => time[i] >= 0 && is(i))]),
  );
  Object.assign(day, crowds(day));
  return day;
}

// Where a move comes from: the place before this second.
function from(day, i) {
  const moves = day.own.get(day.who[i]);
  let at = moves.indexOf(i);
  while (at > 0 && day.time[moves[at - 1]] === day.time[i] && day.time[i] >= 0) at -= 1;
  return at > 0 ? day.place[moves[at - 1]] : day.places.home;
}

// How many of an ascending list of moves have been by a time.
function upTo(day, moves, t) {
  let low = 0, high = moves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day.time[moves[middle]] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countsAt(day, t) {
  const found = Object.fromEntries(Object.entries(day.counted).map(([name, moves]) => [name, upTo(day, moves, t)]));
  const ends = { good: [0, 0, 0, 0], bad: [0, 0, 0, 0] };
  for (const [name, moves] of [["good", day.counted.resolved], ["bad", day.counted.lost]])
    for (let i = 0; i < found[name === "good" ? "resolved" : "lost"]; i++) ends[name][day.band[moves[i]]] += 1;
  return { ...found, ends };
}

// Everybody who is inside, or whose way out began less than `lag` seconds ago.
function everybody(day, t, lag) {
  const found = [];
  for (const [who, moves] of day.own) {
    const n = upTo(day, moves, t);
    if (n === 0) continue;
    const i = moves[n - 1];
    if (day.over.has(day.place[i]) && t - day.time[i] >= lag) continue;
    let first = n - 1;
    while (first > 0 && day.time[moves[first - 1]] === day.time[i] && day.time[i] >= 0) first -= 1;
    const failed = moves.slice(first, n).some((one) => day.state[one] > LAID_DOWN);
    const next = n < moves.length ? day.time[moves[n]] : Infinity;
    found.push({ who, i, since: day.time[i], before: first > 0 ? moves[first - 1] : -1, failed, next });
  }
  return found.sort((one, other) => one.since - other.since || one.i - other.i);
}

// How many are at each place, by state; -1 for staff without a limit.
function tally(day, t, people) {
  const rooms = new Map();
  const room = (place) => rooms.get(place) ?? rooms.set(place, { waits: 0, helped: 0, laid: 0, staff: -1 }).get(place);
  for (let role = 0; role < day.count; role++) room(role).staff = staffAt(day, role, t);
  for (const { i } of people) {
    const here = room(day.place[i]);
    here[["waits", "helped", "laid"][day.state[i]] ?? "waits"] += 1;
  }
  return rooms;
}

function staffAt(day, role, t) {
  let count = 0;
  for (const [second, n] of day.staff[role]) if (second <= t) count = n;
  return count;
}

// Over the whole day: how many wait in all (steps of time and number), and the most at each place and of each crew.
function crowds(day) {
  const now = new Map(), line = [[0, 0]], most = new Map(), crew = new Map();
  let waiting = 0;
  const put = (i, sign) => {
    const place = day.place[i], state = day.state[i];
    if (place >= day.count && place !== day.places.self && place !== day.places.away) return;
    const key = `${place},${state === HELPED ? 1 : 0}`;
    now.set(key, (now.get(key) ?? 0) + sign);
    most.set(key, Math.max(most.get(key) ?? 0, now.get(key)));
    if (place < day.count && state !== HELPED) waiting += sign;
    if (state === HELPED && place < day.count) crew.set(place, Math.max(crew.get(place) ?? 0, day.person[i] + 1));
  };
  const last = new Map();
  day.time.forEach((t, i) => {
    if (last.has(day.who[i])) put(last.get(day.who[i]), -1);
    put(i, 1);
    last.set(day.who[i], i);
    const at = Math.max(t, 0);
    if (line.at(-1)[0] === at) line.at(-1)[1] = waiting;
    else line.push([at, waiting]);
  });
  return { most, line, crew };
}

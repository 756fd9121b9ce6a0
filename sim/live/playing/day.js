// The page: one clock for all designs, played or sought, by mouse and keyboard.
const root = document.getElementById("day");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const SPEEDS = [0.25, 0.5, 1, 2, 5, 10, 20, 40]; // minutes of the day in a second
const USUAL = 90; // seconds that a day takes, at least
const GLIDE = 0.35; // seconds that a dot is on its way
const MINUTE = 60, QUARTER = 900;

const raw = Uint8Array.from(atob(document.getElementById("moves").textContent), (sign) => sign.charCodeAt(0));
const data = JSON.parse(await new Response(new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate"))).text());
const days = data.designs.map(opened);
const canvases = [...root.querySelectorAll("canvas[data-design]")];
const now = { t: 0, speed: usual(), playing: false, last: 0, told: -1, language: data.language, followed: null, plans: [] };

function usual() {
  return SPEEDS.findLast((one) => data.span / MINUTE / one >= USUAL) ?? SPEEDS[0];
}

function say(key, given = {}) {
  return data.words[now.language][key].replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);
}

function clock(t) {
  const minutes = Math.floor((data.begin + t) / MINUTE + 1e-9);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

const lag = () => (calm.matches ? 0 : GLIDE * now.speed * MINUTE);

function show(tell = false) {
  const seen = days.map((day, i) => draw(canvases[i], day, now.plans[i], now.t, lag(), say, now.followed));
  const line = part("line");
  drawLine(line, days, data.span, now.t, { width: line.clientWidth, height: line.clientHeight }, say("line_most"));
  part("clock").textContent = clock(now.t);
  const slider = part("time");
  slider.value = now.t;
  slider.setAttribute("aria-valuetext", clock(now.t));
  seen.forEach((one, i) => figures(one, i));
  const hour = Math.floor(now.t / 3600);
  if (tell || (now.playing && hour !== now.told)) {
    now.told = hour;
    part("now").textContent = seen.map((one, i) => sentence(one, i)).join(" ");
  }
}

function totals({ rooms, counts }, day) {
  let waiting = 0, helped = 0;
  for (const [place, room] of rooms) {
    if (place < day.count) waiting += room.waits + room.laid;
    if (place < day.count) helped += room.helped;
  }
  return { ...counts, waiting, helped };
}

function figures(seen, i) {
  const found = totals(seen, days[i]);
  for (const cell of root.querySelectorAll(`td[data-design="${i}"]`)) put(cell, `${found[cell.dataset.figure]}`);
  put(part(`followed${i}`), now.followed === null ? "" : say("followed", { what: fate(days[i]) }));
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function sentence(seen, i) {
  const day = days[i], found = totals(seen, day);
  const [role, n] = [...seen.rooms].filter(([place]) => place < day.count).map(([place, room]) => [place, room.waits + room.laid])
    .reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  const longest = n ? ` ${say("longest", { role: day.roles[role], n })}` : "";
  return say("now", { ...found, clock: clock(now.t), design: day.title }) + longest;
}

// What becomes of who is followed.
function fate(day) {
  const moves = day.own.get(now.followed) ?? [], n = upTo(day, moves, now.t);
  if (n === 0) return say("f_before");
  const i = moves[n - 1], place = day.place[i], given = { clock: clock(Math.max(0, day.time[i])), role: day.roles[place] ?? "" };
  const { self, away, home, resolved } = day.places;
  if (day.state[i] > LAID_DOWN) return say("f_failed", given);
  if (place < day.count) return say(["f_waits", "f_helped", "f_laid"][day.state[i]], given);
  return say({ [self]: "f_self", [away]: "f_away", [home]: "f_away", [resolved]: "f_resolved" }[place] ?? "f_lost", given);
}

function fit() {
  const widths = canvases.map((one) => Math.floor(one.parentElement.clientWidth));
  const tops = canvases.map((one) => one.parentElement.offsetTop);
  const plans = laidOut(days, widths[0], tops.at(-1) === tops[0]);
  now.plans = plans;
  canvases.forEach((one, i) => (one.height = one.width = 0) || Object.assign(one.style, { width: `${plans[i].width}px`, height: `${plans[i].height}px` }));
  show();
}

function seek(t, tell = true) {
  now.t = Math.min(data.span, Math.max(0, t));
  if (now.t >= data.span) play(false);
  show(tell);
}

function play(on) {
  const was = now.playing;
  now.playing = on && now.t < data.span;
  put(part("play"), say(now.playing ? "pause" : "play"));
  root.dataset.playing = now.playing;
  if (now.playing && !was) {
    now.last = performance.now();
    requestAnimationFrame(frame);
  }
}

function toggle() {
  if (!now.playing && now.t >= data.span) now.t = 0;
  play(!now.playing);
  if (!now.playing) show(true);
}

function frame(at) {
  if (!now.playing) return;
  const passed = Math.min(0.25, Math.max(0, (at - now.last) / 1000));
  now.last = at;
  seek(now.t + passed * now.speed * MINUTE, false);
  if (now.playing) requestAnimationFrame(frame);
}

function speak(language) {
  now.language = language;
  document.documentElement.lang = language;
  for (const one of root.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  const other = language === "en" ? "nl" : "en";
  part("language").lang = other;
  part("intro").textContent = say(days.length > 1 ? "intro_two" : "intro_one", { day: data.day[language] });
  part("speed").replaceChildren(...SPEEDS.map((one) => new Option(say("per_second", { n: one.toLocaleString(language) }), one, false, one === now.speed)));
  part("time").setAttribute("aria-label", say("time"));
  part("speed").setAttribute("aria-label", say("speed"));
  part("line").setAttribute("aria-label", lines());
  part("foot").textContent = say("foot", { inside: insiders() });
  put(part("play"), say(now.playing ? "pause" : "play"));
  put(part("follow"), say(now.followed === null ? "follow" : "unfollow"));
}

function lines() {
  return days.map((day) => {
    const [second, most] = day.line.reduce((best, one) => (one[1] > best[1] ? one : best));
    return say("line_said", { most, clock: clock(second), design: day.title });
  }).join(" ");
}

function insiders() {
  const counts = days.map((day) => [[...day.own.values()].filter(([first]) => day.time[first] < 0).length, day.title]);
  const all = counts.map(([n, title]) => (days.length > 1 ? `${n} (${title})` : `${n}`)).join(", ");
  return counts.some(([n]) => n) ? say("inside", { all }) : "";
}

// The next to come in the first design, or whoever was clicked on.
function follow(who) {
  now.followed = who;
  put(part("follow"), say(who === null ? "follow" : "unfollow"));
  show(true);
}

function nextToCome() {
  const [day] = days, coming = day.counted.came[upTo(day, day.counted.came, now.t)] ?? day.counted.came.at(-1);
  return coming === undefined ? null : day.who[coming];
}

function clicked(event, i) {
  const { left, top } = canvases[i].getBoundingClientRect(), x = event.clientX - left, y = event.clientY - top;
  const near = positions(days[i], now.plans[i], now.t, lag()).dots.map((one) => [Math.hypot(one.x - x, one.y - y), one.who]);
  const [distance, who] = near.reduce((best, one) => (one[0] < best[0] ? one : best), [Infinity, null]);
  follow(distance < 12 ? who : null);
}

const KEYS = {
  " ": toggle,
  ArrowRight: (shift) => seek(now.t + (shift ? QUARTER : MINUTE)),
  ArrowUp: (shift) => seek(now.t + (shift ? QUARTER : MINUTE)),
  ArrowLeft: (shift) => seek(now.t - (shift ? QUARTER : MINUTE)),
  ArrowDown: (shift) => seek(now.t - (shift ? QUARTER : MINUTE)),
  PageUp: () => seek(now.t + QUARTER),
  PageDown: () => seek(now.t - QUARTER),
  Home: () => seek(0),
  End: () => seek(data.span),
};

document.addEventListener("keydown", (event) => {
  const own = event.target.closest?.("select, button, a, summary");
  const taken = own && (event.key === " " || own.matches("select"));
  if (taken || event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key](event.shiftKey);
});
part("play").addEventListener("click", toggle);
part("time").addEventListener("input", (event) => seek(+event.target.value));
part("speed").addEventListener("change", (event) => (now.speed = +event.target.value) && show());
part("language").addEventListener("click", () => speak(part("language").lang) ?? show(true));
part("follow").addEventListener("click", () => follow(now.followed === null ? nextToCome() : null));
part("line").addEventListener("click", (event) => seek((event.offsetX / part("line").clientWidth) * data.span));
canvases.forEach((one, i) => one.addEventListener("click", (event) => clicked(event, i)));
calm.addEventListener("change", () => (calm.matches ? play(false) : null) ?? show());
new ResizeObserver(fit).observe(root.querySelector(".dp-designs"));

for (const row of root.querySelectorAll("tr:has(td)")) {
  const name = row.querySelector("td").dataset.figure;
  row.hidden = !["waiting", "helped"].includes(name) && days.every((day) => day.counted[name].length === 0);
}
part("time").max = data.span;
speak(now.language);
fit();
show(true);
root.removeAttribute("aria-busy");
// What stands where, for whoever wants to look at it from outside.
root.day = { now, days, seek, play, positions: () => days.map((day, i) => positions(day, now.plans[i], now.t, lag()).dots), totals: () => days.map((day) => {
  const people = everybody(day, now.t, 0);
  return totals({ rooms: tally(day, now.t, people), counts: countsAt(day, now.t) }, day);
}) };
if (!calm.matches && window === window.top) play(true);

// Sliders, and what they do: one module, reached from the page of `sim open`, a notebook (anywidget) and a saved page.
// A link has send(message), listen(callback) and, where there are files, file(entry, anchor).

const PATIENCE = 250; // milliseconds that a drag waits for the picture of its last position, before it goes on to the newest
const SOON = 300; // milliseconds after which the old picture is said to be one
const ASIDE = ["save", "report", "day", "look"]; // what is asked for beside the sliders: no picture comes of it
const $ = (el, name) => el.querySelector(`[data-part="${name}"]`);

export function show(el, link) {
  const client = Math.random().toString(36).slice(2);
  const state = { frame: null, sent: 0, seen: 0, waiting: null, sentAt: 0, timer: null, late: null, moving: "", panels: {} };
  el.classList.add("lr-live");

  const send = (what, value) => link.send({ do: what, value, client, number: ASIDE.includes(what) ? 0 : ++state.sent });

  function move(input) {
    say(input, JSON.parse(input.dataset.texts)[+input.value]);
    el.classList.add("lr-moving");
    state.late ??= setTimeout(() => ($(el, "status").textContent = state.moving), SOON);
    state.waiting = { ...state.waiting, [input.name]: +input.value };
    follow();
  }

  function follow() {
    if (!state.waiting) return;
    const rest = state.sentAt + PATIENCE - performance.now();
    if (state.seen < state.sent && rest > 0) {
      clearTimeout(state.timer);
      state.timer = setTimeout(follow, rest);
      return;
    }
    const values = state.waiting;
    state.waiting = null;
    state.sentAt = performance.now();
    send("set", values);
  }

  function say(input, text) {
    input.setAttribute("aria-valuetext", text);
    input.closest("[data-slider]").querySelector("output").textContent = text;
  }

  function frame(view) {
    if (view.frame === state.frame) return;
    const focused = el.contains(document.activeElement) ? document.activeElement : null;
    const again = focused && (focused.id ? `[id="${focused.id}"]` : focused.dataset.do ? `[data-do="${focused.dataset.do}"]` : null);
    el.innerHTML = view.frame;
    Object.assign(state, { frame: view.frame, panels: {} });
    el.lang = view.language;
    if (again) el.querySelector(again)?.focus();
  }

  function draw(view) {
    frame(view);
    state.seen = Math.max(state.seen, view.seen?.[client] ?? 0);
    const newest = state.seen >= state.sent && !state.waiting;
    if (!newest) return follow(); // a later position was asked for: nothing older is shown
    for (const [name, html] of Object.entries(view.panels)) put(name, html);
    put("error", view.error);
    put("why", escaped(view.why ?? ""));
    put("files", view.files.map(entry).join("") + (view.note ? `<li>${escaped(view.note)}</li>` : ""));
    for (const a of el.querySelectorAll("[data-file]")) link.file?.(view.files[+a.dataset.file], a);
    clearTimeout(state.late);
    state.late = null;
    $(el, "status").textContent = view.status;
    state.moving = view.moving ?? "";
    $(el, "stale").hidden = !view.stale;
    $(el, "results").classList.toggle("lr-old", view.stale);
    el.classList.toggle("lr-moving", false);
    el.removeAttribute("aria-busy");
    for (const [name, stands] of Object.entries(view.sliders)) stand(name, stands);
    const design = el.querySelector('[data-do="choose"]');
    if (design) design.value = view.design;
    const undo = el.querySelector('[data-do="undo"]');
    if (undo) undo.disabled = !view.can_undo;
    Object.assign(el.dataset, { pairs: view.n, short: view.short ?? false });
  }

  function put(name, html) {
    const part = $(el, name);
    if (!part || state.panels[name] === html) return;
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    part.innerHTML = html;
    part.querySelectorAll("details").forEach((one, i) => (one.open = open[i] ?? false));
    state.panels[name] = html;
  }

  function stand(name, { at, said, a, absent }) {
    const input = el.querySelector(`input[name="${name}"]`);
    if (!input) return;
    input.disabled = absent;
    input.value = at;
    say(input, said);
    el.querySelector(`[id="${input.getAttribute("aria-describedby")}"]`).textContent = a;
  }

  function entry(file, i) {
    return `<li><a data-file="${i}" href="${escaped(file.href ?? "#")}" download="${escaped(file.name)}">${escaped(file.said)}</a></li>`;
  }

  el.addEventListener("input", (event) => event.target.matches?.("input[type=range]") && move(event.target));
  el.addEventListener("change", (event) => event.target.dataset?.do === "choose" && send("choose", event.target.value));
  el.addEventListener("submit", (event) => event.preventDefault());
  el.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-do]");
    if (button) send(button.dataset.do, button.dataset.value);
  });
  link.listen(draw);
  const seen = watched(el, (looks) => send("look", looks)); // who is out of sight needs no more pairs
  return {
    end: () => seen.end(),
    lost(text) {
      const part = $(el, "error") ?? el.appendChild(Object.assign(document.createElement("div"), { role: "alert" }));
      part.textContent = text;
      part.classList.add("lr-alert");
      $(el, "results")?.classList.add("lr-old");
    },
  };
}

function watched(el, tell) {
  let near = true;
  const told = () => tell(near && !document.hidden);
  const observer = new IntersectionObserver((seen) => {
    near = seen.at(-1).isIntersecting;
    told();
  });
  observer.observe(el);
  document.addEventListener("visibilitychange", told);
  return {
    end() {
      observer.disconnect();
      document.removeEventListener("visibilitychange", told);
      tell(false);
    },
  };
}

function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML.replaceAll('"', "&quot;");
}

// In a notebook: anywidget gives a model; views come as its trait, files as messages.
function render({ model, el }) {
  const files = new Map();
  const filed = (message) => {
    const found = new Blob([message.text], { type: message.kind });
    files.set(message.name, URL.createObjectURL(found));
  };
  let changed = null;
  model.on("msg:custom", filed);
  const shown = show(el.appendChild(document.createElement("div")), {
    send: (message) => model.send(message),
    listen(draw) {
      changed = () => draw(model.get("view"));
      model.on("change:view", changed);
      changed();
    },
    file: (entry, anchor) => files.has(entry.name) && (anchor.href = files.get(entry.name)),
  });
  return () => {
    model.off("change:view", changed);
    model.off("msg:custom", filed);
    shown.end();
  };
}

export default { render };

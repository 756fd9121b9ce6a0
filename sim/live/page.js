// The page of `sim open`: messages go by POST, views come as a stream of lines, each a view as JSON.
import { show } from "./live.js";

const main = document.getElementById("live");
const session = main.dataset.session;
let last = null;

const link = {
  send: (message) =>
    fetch(`ask/${session}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message) })
      .then((answer) => answer.ok || lost())
      .catch(lost),
  listen: (draw) => views(draw).catch(lost),
  file: (entry, anchor) => entry.kind === "text/html" && anchor.removeAttribute("download") & (anchor.target = "_blank"),
};
const page = show(main, link);

function lost() {
  page.lost(last?.lost ?? main.dataset.lost);
}

async function views(draw) {
  const answer = await fetch(`views/${session}`);
  if (!answer.ok) return lost();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return lost();
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    const whole = lines.filter((line) => line);
    if (!whole.length) continue;
    last = JSON.parse(whole.at(-1)); // the newest wins
    document.title = last.title;
    document.documentElement.lang = last.language;
    draw(last);
  }
}

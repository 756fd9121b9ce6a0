// A saved page: the views are in it, one for each point.
const packed = Uint8Array.from(atob(document.getElementById("points").textContent), (sign) => sign.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
const saved = JSON.parse(await new Response(stream).text());
const place = [...saved.now];

show(document.getElementById("live"), {
  send({ do: what, value, client, number }) {
    if (what !== "set") return;
    saved.names.forEach((name, i) => (place[i] = value?.[name] ?? place[i]));
    this.draw({ [client]: number });
  },
  listen(draw) {
    this.draw = (seen) => draw(view(seen));
    this.draw({});
  },
});

function view(seen) {
  const texts = (name) => JSON.parse(document.querySelector(`input[name="${name}"]`)?.dataset.texts ?? "[]");
  const stands = (name, i) => ({ at: place[i], said: texts(name)[place[i]] ?? "", a: saved.a[i], absent: false });
  const { error = "", ...panels } = saved.points[place.join(",")];
  return {
    ...saved,
    seen,
    panels,
    error,
    stale: error !== "",
    sliders: Object.fromEntries(saved.names.map((name, i) => [name, stands(name, i)])),
    files: [],
  };
}

// Where the words of a text area stand on the screen, which no browser tells: they are set once more
// behind it, in the same letters and width. `window.mgnewsMirror`, for the preview that scrolls along
// and for find and replace.
function laidOut(area, name) {
  const mirror = document.createElement("div");
  mirror.className = `body-editor__mirror body-editor__mirror--${name}`;
  mirror.ariaHidden = "true";
  area.before(mirror);
  return mirror;
}

let ruler;
let measured = {};
// How far below the top of the text each of its lines begins, in pixels.
function tops(area) {
  ruler ??= laidOut(area, "ruler");
  const { value, clientWidth: width } = area;
  if (measured.value === value && measured.width === width) return measured.tops;
  ruler.replaceChildren(
    ...value.split("\n").map((line) => {
      const row = document.createElement("div");
      row.textContent = line || "\u200b"; // an empty line is as high as any other
      return row;
    }),
  );
  measured = { value, width, tops: [...ruler.children].map((row) => row.offsetTop) };
  ruler.replaceChildren();
  return measured.tops;
}

let marker;
// Marks the characters from `start` to `end` and scrolls to them; the focus stays where it is.
function show(area, start, end) {
  if (!marker) {
    marker = laidOut(area, "marker");
    area.addEventListener("scroll", () => (marker.scrollTop = area.scrollTop));
  }
  const mark = document.createElement("mark");
  mark.textContent = area.value.slice(start, end);
  marker.replaceChildren(area.value.slice(0, start), mark, `${area.value.slice(end)}\u200b`);
  const { offsetTop: top } = mark;
  const isInView = top >= area.scrollTop && top + mark.offsetHeight <= area.scrollTop + area.clientHeight;
  if (!isInView) area.scrollTop = top - area.clientHeight / 3;
  marker.scrollTop = area.scrollTop;
}
function clear() {
  marker?.replaceChildren();
}

window.mgnewsMirror = { tops, show, clear };

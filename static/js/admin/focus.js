// The point that crops keep: by a click into the picture, by arrow keys, or by the two numbers.
const frame = document.querySelector("[data-focus]");
const ring = frame.querySelector("[data-focus-ring]");
const picture = frame.querySelector("[data-focus-picture]");
const fields = ["x", "y"].map((axis) => document.querySelector(`#id_focus_${axis}`));
const crops = document.querySelectorAll("[data-crop]");
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (percent) => Math.min(100, Math.max(0, Math.round(percent)));
const point = () => fields.map((field) => within(Number(field.value)));

function show() {
  const [x, y] = point();
  ring.style.left = `${x}%`;
  ring.style.top = `${y}%`;
  const words = ring.dataset.words.replace("%x%", x).replace("%y%", y);
  ring.setAttribute("aria-label", words);
  for (const crop of crops) {
    // Readers get steps of ten percent, so that is what the crops show.
    crop.style.setProperty("--focus-x", `${Math.round(x / 10) * 10}%`);
    crop.style.setProperty("--focus-y", `${Math.round(y / 10) * 10}%`);
  }
}

function move(x, y) {
  [x, y].forEach((percent, index) => {
    fields[index].value = within(percent);
    fields[index].dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Whoever may only look has no fields.
if (fields.every(Boolean)) {
  frame.dataset.focusIsOn = "";
  ring.hidden = false;
  for (const field of fields) field.addEventListener("input", show);
  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    move(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
    ring.focus();
  });
  ring.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const by = event.shiftKey ? 1 : 10;
    const [x, y] = point();
    move(x + step[0] * by, y + step[1] * by);
  });
  show();
}

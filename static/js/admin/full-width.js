// Gives the whole window to the text, its preview, its checks and the form's buttons. Escape, or the
// same button, brings the rest back; nothing of it is remembered.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const button = document.querySelector("[data-full-width]");
const page = document.documentElement;

function toggle(isFull = button.ariaPressed !== "true") {
  button.ariaPressed = String(isFull);
  page.classList.toggle("is-writing", isFull);
  (isFull ? area.closest(".body-editor") : button).scrollIntoView({ block: isFull ? "start" : "nearest" });
}

button.addEventListener("click", () => toggle());
document.addEventListener("keydown", (event) => {
  const isOurs = event.key === "Escape" && !event.defaultPrevented && !event.isComposing;
  if (isOurs && button.ariaPressed === "true" && !document.querySelector("dialog[open]")) toggle(false);
});

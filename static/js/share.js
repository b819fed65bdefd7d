// Copying a link and the device's own way of sharing, where the browser has them.
const said = document.querySelector(".share-links__said");

function offer(name, isPossible, act) {
  const button = document.querySelector(`[data-share="${name}"]`);
  if (!button || !isPossible) return;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => act(button.dataset));
}

offer("copy", navigator.clipboard, async ({ url, done, failed }) => {
  try {
    await navigator.clipboard.writeText(url);
    said.textContent = done;
  } catch {
    said.textContent = failed;
  }
});

offer("device", navigator.share, async ({ url, title }) => {
  try {
    await navigator.share({ url, title });
  } catch (error) {
    // Whoever closes the device's list has changed their mind, and needs no message.
    if (error.name !== "AbortError") throw error;
  }
});

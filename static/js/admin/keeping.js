// Keeps unsaved text on the server while somebody types, and says who else has the form open.
// unsaved.js tells it what is unsaved; the browser's own copy is that script's affair.
const form = document.querySelector(".body-editor").closest("form");
const line = form.querySelector("[data-keeping]");
const said = line.querySelector("[data-keeping-said]");
const others = line.querySelector("[data-keeping-others]");
const offers = document.querySelector("[data-offers]");
const PAUSE = 1000; // milliseconds from a change to the server
const AGAIN = 5000; // after a failure
const HERE = 20000; // between two signs of life

// What this form is called, for as long as the page is open.
const bytes = crypto.getRandomValues(new Uint8Array(16));
form.elements.open_form.value = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

let news; // what the server does not know yet
let isUnsaved = false;
let isSending = false;
let timer;

function say(state, words) {
  line.dataset.state = state;
  if (said.textContent !== words) said.textContent = words;
}

function message(extra) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.set("open_form", form.elements.open_form.value);
  data.set("article", form.elements.article?.value || "");
  data.set("based_on", form.elements.based_on?.value || "");
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  return data;
}

// A token goes stale when its owner signs in anew, in another tab.
async function freshToken() {
  const answer = await fetch(line.dataset.url, { redirect: "error", cache: "no-store" });
  if (!answer.ok) return false;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = (await answer.clone().json()).token;
  }
  return true;
}

async function post(extra) {
  const send = () =>
    fetch(line.dataset.url, { method: "POST", body: message(extra), redirect: "error" });
  const answer = await send();
  if (answer.status !== 403 || !(await freshToken())) return answer;
  return send();
}

async function send() {
  clearTimeout(timer);
  timer = undefined;
  if (isSending) return;
  isSending = true;
  const sending = news;
  let wait = HERE;
  try {
    const answer = await post(sending || {});
    if (answer.ok) {
      if (news === sending) news = undefined;
      const facts = await answer.json();
      // Once kept, whatever is typed later is news again.
      if (sending || !isUnsaved) say(isUnsaved ? "kept" : "", facts.said);
      else if (line.dataset.state !== "kept") say("kept", facts.said);
      show(facts.others);
    } else if (answer.status === 403) {
      say("signed-out", line.dataset.signedOut);
      wait = AGAIN;
    } else if (answer.status < 500) {
      say("refused", (await answer.json()).said);
      news = undefined;
    } else {
      say("unreachable", line.dataset.unreachable);
      wait = AGAIN;
    }
  } catch {
    say("unreachable", line.dataset.unreachable);
    wait = AGAIN;
  }
  isSending = false;
  later(news && wait === HERE ? PAUSE : wait);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => (document.hidden && !news ? later(HERE) : send()), wait);
}

function show(sentences) {
  const now = [...others.children].map((item) => item.textContent);
  if (now.join("\n") === sentences.join("\n")) return;
  others.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
}

form.addEventListener("unsaved", ({ detail }) => {
  if (!detail.unsaved && !isUnsaved) return;
  const isWaiting = news !== undefined;
  isUnsaved = detail.unsaved;
  news = detail.unsaved ? detail.text : { as_saved: "1" };
  if (!isWaiting || line.dataset.state === "kept") {
    line.dataset.state = "waiting";
    later(PAUSE);
  }
});
window.addEventListener("online", send);

// A copy that this browser kept is given to the server under its own name, which then offers it.
form.addEventListener("found", async ({ detail: copy }) => {
  const extra = { ...copy.text, open_form: copy.key, based_on: copy.based_on, wants_offer: "1" };
  try {
    const answer = await post(extra);
    if (answer.ok) offers.innerHTML = (await answer.json()).offers;
  } catch {
    say("unreachable", line.dataset.unreachable);
  }
});
later(PAUSE);

// Keeps unsaved text on the server while somebody types, and says who else has the form open.
// unsaved.js tells it what is unsaved; the browser's own copies are that script's affair.
const form = document.querySelector(".body-editor").closest("form");
const line = form.querySelector("[data-keeping]");
const said = line.querySelector("[data-keeping-said]");
const door = line.querySelector("[data-keeping-door]");
const others = line.querySelector("[data-keeping-others]");
const offers = document.querySelector("[data-offers]");
const PAUSE = 1000; // milliseconds from a change to the server
const AGAIN = 4000; // after a failure
const PATIENCE = 10000; // with a server that does not answer
const HERE = 20000; // between two signs of life

let news; // what the server does not know yet
let last; // what it was told last
let isUnsaved = false;
let isSending = false;
let isLeaving = false;
let timer;

function say(state, words) {
  line.dataset.state = state;
  if (said.textContent !== words) said.textContent = words;
  door.hidden = state !== "signed-out";
}
function sayKeptHereOnly(state, words) {
  say(state, isUnsaved && line.dataset.here === "no" ? line.dataset.nowhere : words);
}

function message(extra) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "open_form", "restored", "article", "based_on"]) {
    data.set(name, form.elements[name]?.value || "");
  }
  data.set("writer", line.dataset.writer);
  if (freshest) data.set("csrfmiddlewaretoken", freshest);
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  return data;
}

function ask(options) {
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(line.dataset.url, { redirect: "error", cache: "no-store", signal, ...options });
}

// A token goes stale when its owner signs in anew, in another tab. Where somebody else has signed
// in there, the form keeps the stale one: what one person typed is not saved under another's name.
let freshest;
async function freshToken() {
  const answer = await ask({});
  if (!answer.ok) return false;
  const { token, writer } = await answer.json();
  freshest = token;
  if (String(writer) !== line.dataset.writer) return true;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
  return true;
}

async function post(extra) {
  const answer = await ask({ method: "POST", body: message(extra) });
  if (answer.status !== 403 || !(await freshToken())) return answer;
  return ask({ method: "POST", body: message(extra) });
}

// What a form of ours answers in a sentence; a page for people has none.
const wordsOf = (answer) => answer.json().then((facts) => facts.said, () => "");

async function send() {
  clearTimeout(timer);
  if (isSending) return;
  isSending = true;
  const sending = news;
  last = news ?? last;
  let wait = AGAIN;
  try {
    const answer = await post(sending || {});
    if (answer.ok) {
      wait = HERE;
      if (news === sending) news = undefined;
      const facts = await answer.json();
      // Discarded in another tab, while it still stands here.
      if (isUnsaved && !sending && !facts.said) news ??= last;
      say(isUnsaved ? (news ? "waiting" : "kept") : "", facts.said);
      show(facts.others);
    } else if (answer.status === 403) {
      sayKeptHereOnly("signed-out", (await wordsOf(answer)) || line.dataset.signedOut);
    } else if (answer.status < 500) {
      wait = HERE;
      if (news === sending) news = undefined;
      sayKeptHereOnly("refused", (await wordsOf(answer)) || line.dataset.refused);
    } else {
      sayKeptHereOnly("unreachable", line.dataset.unreachable);
    }
  } catch {
    sayKeptHereOnly("unreachable", line.dataset.unreachable);
  }
  isSending = false;
  later(news && wait === HERE ? PAUSE : wait);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (isLeaving || (document.hidden && !news)) later(isLeaving ? PAUSE : HERE);
    else send();
  }, wait);
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
  // While a failure is told, it stays told until the next try.
  if (["kept", "", undefined].includes(line.dataset.state)) line.dataset.state = "waiting";
  if (!isWaiting && !isSending) later(PAUSE);
});
// What is being saved must not be kept as unsaved behind its back. Where the network takes the
// answer, the page stays, and goes on.
form.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget) return; // the preview's button
  isLeaving = true;
  setTimeout(() => (isLeaving = false), AGAIN);
});
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || later(PAUSE));

// A copy that this browser kept is given to the server under its own name, which then offers it.
// Until that is done, the offers are not all there.
let handing = Promise.resolve();
let waiting = 0;
form.addEventListener("found", ({ detail }) => {
  offers.setAttribute("aria-busy", "true");
  waiting += 1;
  handing = handing.then(() => handOver(detail));
});
function isHandedOver() {
  waiting -= 1;
  if (!waiting) offers.removeAttribute("aria-busy");
}
async function handOver({ copy, forget }) {
  const named = { open_form: copy.key, based_on: copy.based_on, restored: "" };
  named.offers_beside = form.elements.open_form.value;
  try {
    const answer = await post({ ...copy.text, ...named });
    if (answer.ok) {
      offers.innerHTML = (await answer.json()).offers;
      forget();
      isHandedOver();
    } else if (answer.status < 500 && answer.status !== 403) {
      sayKeptHereOnly("refused", (await wordsOf(answer)) || line.dataset.refused);
      isHandedOver();
    } else {
      throw new Error(answer.status);
    }
  } catch {
    setTimeout(() => handOver({ copy, forget }), AGAIN);
  }
}
later(PAUSE);

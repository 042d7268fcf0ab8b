// Chat page of the Physiatry Step Advisor: sends messages to the bot and shows its replies (the reply contract).
// Text from the network becomes text nodes only, never markup.
import { renderDocument } from "./documents.js";

const STRINGS = {
  name: "Physiatry Step Advisor",
  tagline: "USMLE strategy for future physiatrists",
  welcomeTitle: "Where do you stand, and what comes next?",
  welcomeWhat: "Ask about your USMLE scores, exam dates and plan for a residency in PM&R (physiatry) "
    + "as a non-US-citizen international medical graduate.",
  welcomeLimits: "Answers rest on one article plus dated outside facts. They are not legal or medical advice.",
  starters: ["What does my Step 2 CK score mean?", "When should I take Step 2 CK?",
    "I failed Step 1. What now?", "Is Step 3 worth it?"],
  inputLabel: "Your message", placeholder: "Ask a question",
  send: "Send", keysHint: "Enter sends. Shift + Enter makes a new line.",
  limitReached: "The limit of 4,000 characters is reached. Please send the rest as a second message.",
  typing: "The advisor is writing.",
  speaker: { you: "You said:", advisor: "Advisor:" },
  severity: { info: "Information", caution: "Caution", warning: "Warning" },
  certainty: { expected: "Expected, not confirmed", unsettled: "Unsettled" },
  note: { asOf: "as of", source: "Source:", newTab: "(opens in a new tab)" },
  label: { starters: "Questions to start with", log: "Conversation", notes: "Notes",
    citations: "Sections of the article", choices: "Next steps" },
  button: { retry: "Retry", chosen: "(chosen)" },
  wait: (seconds) => `You can try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  failure: {
    offline: "You seem to be offline. Your message is kept.",
    network: "The advisor could not be reached. Your message is kept.",
    timeout: "The answer is taking too long. Your message is kept.",
    empty: "No answer came back. Your message is kept.",
    other: "Something went wrong on our side. Your message is kept.",
    400: "The advisor could not read this message.",
    413: "This message is too long.",
    429: "That was a lot of messages in a short time.",
    503: "The advisor is not ready at the moment.",
  },
};

const ENDPOINT = "/webhooks/rest/webhook";
const SENDER_KEY = "advisor-sender";
const [ANSWER_TIMEOUT_MS, LONGEST_WAIT_S] = [60_000, 300];
const BOLD = /\*\*(\S(?:.*?\S)?)\*\*/;
const [masthead, starters, log, typing, typingText, composer, form, input, sendButton, limit] = [
  "masthead", "starters", "log", "typing", "typing-text", "composer", "form", "input", "send", "limit",
].map((id) => document.getElementById(id));
const sender = readSender();
let [queue, waiting] = [Promise.resolve(), 0]; // messages go out one after the other

// ---- helpers

function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const nibble = () => crypto.getRandomValues(new Uint8Array(1))[0] & 15; // plain http: there is no randomUUID
  const digit = (mark) => (mark === "y" ? (nibble() & 3) | 8 : nibble()).toString(16);
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, digit);
}

function readSender() {
  const fresh = `page-${randomId()}`;
  try {
    const known = sessionStorage.getItem(SENDER_KEY);
    if (!known) sessionStorage.setItem(SENDER_KEY, fresh);
    return known || fresh;
  } catch {
    return fresh; // storage is blocked: the id lives as long as the page
  }
}

const asText = (value) => (typeof value === "string" ? value : "");
const asObject = (value) => (value && typeof value === "object" ? value : {});
const asList = (value) => (Array.isArray(value) ? value : []);
const wordFrom = (words, key) => (Object.hasOwn(words, asText(key)) ? words[key] : "");
const bold = (text) => asText(text).split(BOLD).map((part, i) => (i % 2 ? make("strong", "", part) : part));
const hidden = (text) => make("span", "visually-hidden", `${text} `);

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children); // strings become text nodes
  return node;
}

const labelled = (node, label) => Object.assign(node, { ariaLabel: label });
const button = (title, onclick) => Object.assign(make("button", "choice", title), { type: "button", onclick });

// ---- one reply

function renderReply(message) {
  const reply = asObject(message.custom);
  const parts = [renderHead(reply), renderBody(reply, message.text), renderNotes(reply), renderCitations(reply),
    renderDocument(reply.document, make)].flat();
  const bubble = make("div", "bubble", hidden(STRINGS.speaker.advisor), ...parts);
  bubble.dataset.severity = wordFrom(STRINGS.severity, reply.severity) ? reply.severity : "info";
  return make("div", "message advisor", bubble, ...renderNext(asList(reply.next)));
}

function renderHead({ severity, title }) {
  const word = wordFrom(STRINGS.severity, severity);
  const mark = severity === "info" ? hidden(word) : make("p", "severity", word);
  return [...(word ? [mark] : []), ...(asText(title) ? [make("h2", "title", ...bold(title))] : [])];
}

function renderBody({ title, body, text }, plainText) {
  const blocks = asList(body).map(asObject).map(renderBlock).filter((block) => block.textContent);
  return blocks.length || asText(title) ? blocks : [make("p", "paragraph", ...bold(plainText || text))];
}

function renderBlock({ type, text, items }) {
  if (type !== "list") return make("p", "paragraph", ...bold(text));
  return make("ul", "points", ...asList(items).map((item) => make("li", "", ...bold(item))));
}

function renderNotes({ notes }) {
  const items = asList(notes).map(asObject).map(renderNote);
  return items.length ? [labelled(make("ul", "notes", ...items), STRINGS.label.notes)] : [];
}

function renderNote(note) {
  const certainty = wordFrom(STRINGS.certainty, note.certainty);
  const marks = make("div", "marks");
  if (certainty) marks.append(make("span", "certainty", certainty));
  if (asText(note.as_of)) marks.append(make("span", "", `${STRINGS.note.asOf} ${readableDate(note.as_of)}`));
  if (asText(note.source)) marks.append(make("span", "", `${STRINGS.note.source} `, ...renderSource(note.source)));
  return make("li", "", ...bold(note.text), marks);
}

function readableDate(text) {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : NaN);
  return Number.isNaN(date.getTime()) ? text : date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

function renderSource(source) {
  if (!/^https:\/\/[^/?#]/i.test(source)) return [source];
  const link = Object.assign(make("a", ""), { href: source, target: "_blank", rel: "noopener noreferrer" });
  link.append(link.hostname.replace(/^www\./, "") || source, " ", hidden(STRINGS.note.newTab));
  return [link];
}

function renderCitations({ citations }) {
  const sections = new Map(); // a section with the numbers by which the texts refer to it
  asList(citations).map((one) => asText(asObject(one).section)).forEach((section, index) => {
    if (section) sections.set(section, [...(sections.get(section) ?? []), index + 1]);
  });
  const badges = [...sections].map(([section, numbers]) => make("li", "citation", `${numbers.join(", ")} · ${section}`));
  return badges.length ? [labelled(make("ul", "citations", ...badges), STRINGS.label.citations)] : [];
}

function renderNext(steps) {
  const group = Object.assign(make("div", "choices"), { role: "group", ariaLabel: STRINGS.label.choices });
  for (const { title, payload } of steps.map(asObject).filter((step) => asText(step.title))) {
    group.append(button(title, (event) => {
      for (const choice of group.children) choice.disabled = true;
      choose(event, title, asText(payload) || title);
    }));
  }
  return group.children.length ? [group] : [];
}

function choose(event, title, payload) {
  const chosen = Object.assign(event.currentTarget, { disabled: true, className: "choice chosen" });
  chosen.append(" ", hidden(STRINGS.button.chosen));
  say(title, payload);
  continueInInput(event);
}

// ---- sending

function say(shown, payload = shown) {
  const words = Object.assign(make("p", "paragraph", shown), { dir: "auto" });
  log.append(make("div", "message you", make("div", "bubble", hidden(STRINGS.speaker.you), words)));
  enqueue({ id: randomId(), payload, typed: payload === shown });
}

function enqueue(outgoing) {
  countWaiting(1);
  reveal(typing);
  queue = queue.then(() => deliver(outgoing));
}

async function deliver(outgoing) {
  const turn = make("div", "turn");
  try {
    turn.append(...(await ask(outgoing)).map(asObject).map(renderReply));
  } catch (error) {
    turn.append(renderFailure(outgoing, error));
  }
  const following = isAtEnd();
  countWaiting(-1);
  log.append(turn);
  if (following) reveal(turn);
}

async function ask(outgoing) {
  const response = await reach(outgoing);
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const { status, headers } = response;
    const sentence = asText(asObject(answer).error) || STRINGS.failure[status] || STRINGS.failure.other;
    throw Object.assign(new Error(sentence), { status, wait: readWait(headers.get("Retry-After")) });
  }
  if (!Array.isArray(answer)) throw new Error(STRINGS.failure.other);
  if (!answer.length) throw Object.assign(new Error(STRINGS.failure.empty), { needsNewId: true });
  return answer;
}

async function reach({ id, payload }) {
  try {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ sender, message: payload, message_id: id });
    return await fetch(ENDPOINT, { method: "POST", headers, body, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (error) {
    const unreached = navigator.onLine ? "network" : "offline";
    throw new Error(STRINGS.failure[error.name === "TimeoutError" ? "timeout" : unreached]);
  }
}

const readWait = (header) => Math.min(Math.max(Math.ceil(Number(header)) || 0, 0), LONGEST_WAIT_S);

function renderFailure(outgoing, { message, status, wait = 0, needsNewId }) {
  const bubble = make("div", "bubble", make("p", "paragraph", message));
  if (wait) bubble.append(make("p", "quiet", STRINGS.wait(wait)));
  const retry = button(STRINGS.button.retry, (event) => {
    node.remove();
    // The same id again, so that the bot runs a message once however often it arrives.
    enqueue(needsNewId ? { ...outgoing, id: randomId() } : outgoing);
    continueInInput(event);
  });
  retry.disabled = wait > 0;
  setTimeout(() => { retry.disabled = false; }, wait * 1000);
  // The same text would be refused again: give it back for a change.
  if ([400, 413].includes(status) && outgoing.typed && !input.value) setInput(outgoing.payload);
  const node = make("div", "message advisor failure", bubble, make("div", "choices", retry));
  return node;
}

// ---- page

function countWaiting(change) {
  waiting += change;
  typing.classList.toggle("shown", waiting > 0);
  setOnce(typingText, waiting > 0 ? STRINGS.typing : "");
}

// An unchanged live region is not read out again.
function setOnce(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const isAtEnd = () => document.documentElement.scrollHeight - window.scrollY - window.innerHeight < 160;

// The beginning of a long answer matters more than its end.
function reveal(node) {
  const room = window.innerHeight - masthead.offsetHeight - composer.offsetHeight;
  node.scrollIntoView({ block: node.offsetHeight > room ? "start" : "end" });
}

// Not after a touch: it would open the screen keyboard.
function continueInInput(event) {
  if (event.detail === 0 || matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
}

function setInput(text) {
  input.value = text;
  refreshInput();
}

function refreshInput() {
  sendButton.disabled = !input.value.trim();
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
  setOnce(limit, input.value.length >= input.maxLength ? STRINGS.limitReached : "");
}

function submit(event) {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  setInput("");
  say(text);
  input.focus({ preventScroll: true });
}

function sendOnEnter(event) {
  const composing = event.isComposing || event.keyCode === 229; // Enter that confirms a word in an input method
  if (event.key === "Enter" && !event.shiftKey && !composing) submit(event);
}

function start() {
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = STRINGS[node.dataset.text];
  labelled(log, STRINGS.label.log);
  labelled(starters, STRINGS.label.starters)
    .append(...STRINGS.starters.map((text) => button(text, (event) => choose(event, text, text))));
  input.placeholder = STRINGS.placeholder;
  input.addEventListener("input", refreshInput);
  input.addEventListener("keydown", sendOnEnter);
  form.addEventListener("submit", submit);
  refreshInput();
}

start();

// The server's side of the contract (docs/web.md): sessions, messages, history, profile, feedback.

const ANSWER_TIMEOUT_MS = 60_000;
const PROBE_TIMEOUT_MS = 5_000;
const LONGEST_WAIT_S = 300;
const RENEW_BEFORE_MS = 7 * 86_400_000;

class Failure extends Error {
  constructor(sentence, { status = 0, wait = 0 } = {}) {
    super(sentence);
    Object.assign(this, { status, wait });
  }
}

function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Kept for the next visit where that is allowed, else as long as the page lives.
class Kept {
  constructor(area, key) {
    this.key = key;
    try { this.area = window[area]; } catch { this.area = null; }
  }

  read() {
    try { return JSON.parse(this.area.getItem(this.key)) ?? this.value; } catch { return this.value; }
  }

  write(value) {
    this.value = value;
    try {
      if (value === undefined) this.area.removeItem(this.key);
      else this.area.setItem(this.key, JSON.stringify(value));
    } catch { /* blocked or full */ }
  }
}

class Session {
  constructor(server) {
    this.server = server;
    this.base = `${server}/webhooks/web`;
    this.kept = new Kept("localStorage", `physiatry-advisor ${server}`);
  }

  get exists() { return Boolean(this.kept.read()?.token); }

  forget() { this.kept.write(undefined); }

  // Begins a session, or renews the one that is there; says whether it is still the same person.
  async begin() {
    const known = this.kept.read()?.token;
    const answer = await this.call("/session", { body: {}, token: known });
    const { token, expires, renewed } = await answer.json();
    this.kept.write({ token, expires });
    return !known || renewed !== false;
  }

  async ready() {
    const { token, expires } = this.kept.read() ?? {};
    if (!token || Date.parse(expires) - Date.now() < RENEW_BEFORE_MS) this.beginning ??= this.begin().finally(() => { this.beginning = null; });
    return this.beginning;
  }

  // One request of a person: a session that has ended is renewed once.
  async ask(path, options = {}) {
    const same = await this.ready();
    if (same === false) this.onEnded?.();
    try {
      return await this.call(path, { ...options, token: this.kept.read()?.token });
    } catch (error) {
      if (error.status !== 401) throw error;
      if (!(await this.begin())) this.onEnded?.();
      return this.call(path, { ...options, token: this.kept.read()?.token });
    }
  }

  async call(path, { body, file, token, signal } = {}) {
    const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...((body || file) && { "Content-Type": file ? "text/csv" : "application/json" }) };
    let response;
    try {
      response = await fetch(this.base + path, {
        method: body || file ? "POST" : "GET", headers, body: file ?? (body && JSON.stringify(body)),
        signal: signal ?? AbortSignal.timeout(ANSWER_TIMEOUT_MS), credentials: "omit", cache: "no-store",
      });
    } catch (error) {
      throw (await this.isRefused(error)) ? new Failure(STRINGS.failure[403], { status: 403 }) : unreached(error);
    }
    this.reached = true;
    if (response.ok) return response;
    const { status } = response;
    const told = asText(asObject(await response.json().catch(() => null)).error);
    const wait = Math.min(Math.max(Math.ceil(Number(response.headers.get("Retry-After"))) || 0, 0), LONGEST_WAIT_S);
    throw new Failure(told || STRINGS.failure[status] || STRINGS.failure.other, { status, wait });
  }

  // A browser tells a page of another origin that is refused no more than one whose server is away. A file that every page
  // may load tells both apart.
  async isRefused({ name }) {
    if (name === "TimeoutError" || this.reached || this.server === location.origin) return false;
    try {
      await fetch(`${this.server}/widget.css`, { mode: "no-cors", signal: AbortSignal.timeout(PROBE_TIMEOUT_MS), credentials: "omit", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  // Sends a message and hands over each reply as its line comes; the turn is complete only with its last line.
  async message(id, text, onReply) {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await this.ask("/message", { body: { message_id: id, text }, signal });
    for await (const line of linesOf(response)) {
      if (line.error) throw new Failure(asText(line.error) || STRINGS.failure.other, { status: 503 });
      if (line.reply) onReply(asObject(line.reply));
      if (line.done) return;
    }
    throw new Failure(STRINGS.failure.broken);
  }

  async history(before, limit = 50) {
    const cursor = before ? `&before=${encodeURIComponent(before)}` : "";
    return asObject(await (await this.ask(`/history?limit=${limit}${cursor}`)).json());
  }

  // Gives a program list; the answer names the message that shows what became of it.
  async bring(file) {
    return asObject(await (await this.ask(`/programs?name=${encodeURIComponent(file.name)}`, { file })).json());
  }

  async profile() {
    return asObject(await (await this.ask("/profile")).json());
  }

  async file(name) {
    return (await this.ask(`/${name}`)).blob();
  }

  async feedback(messageId, replyId, helpful, reason) {
    await this.ask("/feedback", { body: { message_id: messageId, reply_id: replyId, helpful, reason } });
  }
}

function unreached(error) {
  if (error.name === "TimeoutError") return new Failure(STRINGS.failure.timeout);
  return new Failure(navigator.onLine ? STRINGS.failure.network : STRINGS.failure.offline);
}

async function* linesOf(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value ?? new Uint8Array(), { stream: !done });
      const lines = rest.split("\n");
      rest = done ? "" : lines.pop();
      for (const line of lines) if (line.trim()) yield asObject(JSON.parse(line));
      if (done) return;
    }
  } catch (error) {
    throw error instanceof SyntaxError || error.name !== "TimeoutError" ? new Failure(STRINGS.failure.broken) : unreached(error);
  }
}

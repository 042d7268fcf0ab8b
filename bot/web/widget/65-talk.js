// Holds the conversation: sends, retries, loads what was said before, and keeps tabs of one person together.

class Talk {
  // `view` is what is told of changes: typed(text) gives a text back to the field, focus(event) goes on after a gesture.
  constructor(server, view) {
    Object.assign(this, { view, queue: Promise.resolve(), waiting: 0 });
    this.session = new Session(server);
    this.session.onEnded = () => this.begunAnew(STRINGS.ended);
    this.pending = new Kept("sessionStorage", `physiatry-advisor pending ${server}`);
    this.act = {
      choose: (payload, title, event) => { this.say(payload, title); view.focus(event); },
      copy: (text) => this.copy(text),
      feedback: (...told) => this.feedback(...told),
      file: (name) => this.session.file(name),
      again: (turn) => (turn.payload.startsWith("/") ? this.say(turn.payload, turn.title) : view.typed(turn.title)),
    };
    this.log = new Log({ onStarter: (text, event) => this.act.choose(text, text, event), onEarlier: () => this.loadEarlier() });
    this.panel = new FactsPanel({ tell: (payload, title) => this.say(payload, title), onCount: view.counted, onClose: view.closePanel });
    if (window.BroadcastChannel) {
      this.tabs = new BroadcastChannel(this.session.kept.key);
      this.tabs.onmessage = ({ data }) => (data === "erased" ? this.begunAnew("") : this.catchUp());
    }
  }

  async start() {
    const waiting = asList(this.pending.read());
    if (this.session.exists) await this.loadHistory();
    for (const one of waiting) {
      if (this.log.has(one.id)) this.settle(one.id);
      else this.enqueue(this.addTurn(one)); // the same id: it runs once, however often it is sent
    }
  }

  // ---- sending

  say(payload, title = payload) {
    const turn = this.addTurn({ id: randomId(), payload, title, at: new Date().toISOString() });
    this.pending.write([...asList(this.pending.read()), { id: turn.id, payload, title, at: turn.at }]);
    this.enqueue(turn);
  }

  async bring(file) {
    this.log.notice.replaceChildren();
    this.count(1);
    try {
      if (file.size > LARGEST_LIST) throw new Failure(STRINGS.programs.tooLarge, { status: 413 });
      const { show } = await this.session.bring(file);
      this.say(asText(show), STRINGS.programs.sent(file.name));
    } catch (error) {
      const told = error instanceof Failure && error.status ? error.message : STRINGS.programs.notSent;
      this.log.notice.replaceChildren(make("div", "message failure", make("div", "bubble", hidden(STRINGS.advisor), make("p", "paragraph", told))));
      this.log.announce(told);
      this.log.toEnd();
    } finally {
      this.count(-1);
    }
  }

  addTurn(content) {
    const turn = new Turn(content, this.act);
    this.log.notice.replaceChildren();
    this.log.append(turn);
    return turn;
  }

  enqueue(turn) {
    turn.clearFailure();
    this.count(1);
    this.log.follow();
    turn.state = "waiting";
    this.queue = this.queue.then(() => this.deliver(turn));
  }

  count(change) {
    this.waiting += change;
    this.log.setTyping(this.waiting > 0);
  }

  async deliver(turn) {
    let index = 0;
    try {
      await this.session.message(turn.id, turn.payload, (reply) => this.receive(turn, reply, index++));
    } catch (error) {
      this.count(-1);
      this.fail(turn, error instanceof Failure ? error : new Failure(STRINGS.failure.other));
      return;
    }
    this.count(-1);
    this.settle(turn.id);
    if (turn.replies.some(({ id }) => id === "privacy.erased")) this.erased(turn);
    else {
      this.tabs?.postMessage("turn");
      await this.loadProfile();
    }
    turn.state = "done";
  }

  receive(turn, reply, index) {
    if (!turn.put(reply, index)) return;
    this.log.announce(`${STRINGS.advisor} ${wordFrom(STRINGS.severityText, reply.severity)} ${plain(reply.text)}`);
    if (!this.log.reading) this.log.reveal(turn.node);
  }

  settle(id) {
    const left = asList(this.pending.read()).filter((one) => one.id !== id);
    this.pending.write(left.length ? left : undefined);
  }

  fail(turn, { message, status, wait }) {
    const refused = [400, 403, 413].includes(status);
    const bubble = make("div", "bubble", hidden(STRINGS.advisor), make("p", "paragraph", message), ...(wait ? [make("p", "quiet", STRINGS.wait(wait))] : []));
    const failure = make("div", "message failure", bubble);
    if (refused) {
      // The same text would be refused again: it is given back, to be changed or taken along.
      this.settle(turn.id);
      if (!turn.payload.startsWith("/")) this.view.typed(turn.title, { quietly: true });
    } else {
      const retry = button("choice", [icon("again"), STRINGS.retry], (event) => {
        if (retry.ariaDisabled === "true") return;
        this.enqueue(turn);
        this.view.focus(event);
      });
      retry.ariaDisabled = String(wait > 0);
      setTimeout(() => { retry.ariaDisabled = "false"; }, wait * 1000);
      failure.append(make("div", "choices", retry));
    }
    turn.showFailure(failure);
    turn.state = "failed";
    this.log.announce(message);
    this.log.reveal(failure);
  }

  // ---- what was said before

  async loadHistory() {
    setOnce(this.log.status, STRINGS.loading);
    try {
      this.panel.known = null; // nothing of it is new
      const [page] = await Promise.all([this.session.history(), this.loadProfile()]);
      this.takePage(page);
      this.log.notice.replaceChildren();
      this.log.toEnd();
    } catch (error) {
      const again = button("choice", [icon("again"), STRINGS.retry], () => this.loadHistory());
      this.log.notice.replaceChildren(make("div", "message failure", make("div", "bubble", make("p", "", STRINGS.historyFailed, " ", error instanceof Failure ? error.message : "")), make("div", "choices", again)));
    }
    setOnce(this.log.status, "");
  }

  async loadEarlier() {
    try {
      const anchor = this.log.turns[0];
      this.takePage(await this.session.history(this.before));
      if (this.log.earlier.hidden) this.log.scroller.focus({ preventScroll: true });
      this.log.reveal(anchor.node);
    } catch {
      this.log.announce(STRINGS.historyFailed);
    }
  }

  takePage({ turns, before }) {
    this.before = before;
    this.log.prepend(this.turnsOf(turns));
    this.log.earlier.hidden = !before;
  }

  turnsOf(turns) {
    return asList(turns).map(asObject).filter(({ message_id: id }) => !this.log.has(id)).map(({ message_id: id, text, payload, at, replies }) => new Turn({
      id, at, payload: asText(payload) || asText(text), title: this.titleOf(asText(text)), replies: asList(replies).map(asObject),
    }, this.act));
  }

  // What a person did, where the history has only the payload of a button.
  titleOf(text) {
    if (COMMANDS[text]) return COMMANDS[text];
    const [, kind, content] = /^\/(profile_statement|ask_profile)\s*(\{.*\})$/s.exec(text) ?? [];
    if (!kind) return text;
    try {
      const values = JSON.parse(content);
      if (values.remove) return STRINGS.facts.forget(this.panel.labelOf(values.remove));
      return Object.entries(values).map(([name, value]) => STRINGS.facts.set(this.panel.labelOf(name), String(value))).join(", ");
    } catch {
      return text;
    }
  }

  // Another tab of the same person has said something.
  async catchUp() {
    try {
      const { turns } = await this.session.history(null, 5);
      const following = this.log.isAtEnd();
      for (const turn of this.turnsOf(turns)) this.log.append(turn);
      if (following) this.log.toEnd();
      await this.loadProfile();
    } catch { /* the next message or reload shows it */ }
  }

  async loadProfile() {
    try { this.panel.show(await this.session.profile()); } catch { this.panel.fail(); }
  }

  // ---- beginning anew

  erased(turn) {
    this.session.forget();
    this.tabs?.postMessage("erased");
    this.begunAnew("");
    this.log.append(new Turn({ ...turn, replies: turn.replies }, this.act));
  }

  begunAnew(sentence) {
    const open = asList(this.pending.read()).map(({ id }) => id);
    const kept = this.log.turns.filter(({ id }) => open.includes(id));
    this.log.clear();
    this.panel.clear();
    for (const turn of kept) this.log.append(turn);
    if (sentence) this.log.notice.replaceChildren(make("p", "quiet", sentence));
  }

  // ---- small things

  async copy(text) {
    try {
      await copyText(text);
      this.view.told(STRINGS.copied);
    } catch {
      this.view.told(STRINGS.notCopied);
    }
  }

  async feedback(id, replyId, helpful, reason) {
    try {
      await this.session.feedback(id, replyId, helpful, reason);
      this.view.told(STRINGS.thanks);
      return true;
    } catch {
      this.view.told(STRINGS.notNoted);
      return false;
    }
  }
}

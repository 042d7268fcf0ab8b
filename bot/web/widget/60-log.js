// The conversation as it is seen: turns under their days, and what a screen reader is told of them.

const NEAR_END = 120;

// One message of the person and the replies to it.
class Turn {
  constructor({ id, payload, title, at, replies = [] }, act) {
    Object.assign(this, { id, payload, title, at, act, replies: [] });
    this.dayLine = Object.assign(make("p", "day-line"), { hidden: true });
    this.answers = make("div", "answers");
    this.node = make("div", "turn", this.dayLine, ...(payload === "/restart" ? [make("p", "new-line", STRINGS.newTalk)] : []), this.said(), this.answers);
    for (const reply of replies) this.add(reply);
  }

  said() {
    const text = Object.assign(make("p", "paragraph", this.title), { dir: "auto" });
    const tools = make("div", "tools", button("tool", icon("again"), () => this.act.again(this), STRINGS.again));
    return make("div", "message you", make("div", "bubble", hidden(STRINGS.you), text), tools);
  }

  // Replies that come a second time (the same message sent again) are not shown a second time.
  put(reply, index) {
    if (JSON.stringify(this.replies[index]) === JSON.stringify(reply)) return false;
    while (this.replies.length > index) {
      this.replies.pop();
      this.answers.querySelector(":scope > .advisor:last-of-type")?.remove();
    }
    this.add(reply);
    return true;
  }

  add(reply) {
    this.replies.push(reply);
    this.answers.append(renderReply(reply, {
      choose: this.act.choose,
      copy: this.act.copy,
      file: this.act.file,
      feedback: (replyId, helpful, reason) => this.act.feedback(this.id, replyId, helpful, reason),
    }));
  }

  showFailure(node) {
    this.clearFailure();
    this.failure = node;
    this.answers.append(node);
  }

  clearFailure() {
    this.failure?.remove();
    this.failure = null;
  }

  set state(state) { this.node.dataset.state = state; }

  get text() {
    return [`${STRINGS.you} ${this.title}`, ...this.replies.map(({ text }) => `${STRINGS.advisor} ${plain(text)}`)].join("\n");
  }
}

class Log {
  constructor({ onStarter, onEarlier }) {
    this.turns = [];
    this.welcome = renderWelcome(onStarter);
    this.earlier = Object.assign(button("choice earlier", STRINGS.earlier, onEarlier), { hidden: true });
    this.list = make("div", "turns");
    this.typing = make("div", "typing", make("span", "dots", make("span"), make("span"), make("span")));
    this.typing.ariaHidden = "true";
    this.notice = make("div", "notice");
    // What is new is told by `live` below, without buttons and marks; the log itself is for reading.
    this.scroller = labelled(make("div", "scroller", make("div", "column", make("h2", "visually-hidden", STRINGS.log), this.earlier, this.welcome, this.list, this.notice, this.typing)), STRINGS.log, "log");
    this.scroller.ariaLive = "off";
    this.scroller.tabIndex = 0;
    this.live = make("div", "visually-hidden live");
    this.live.ariaLive = "polite";
    this.status = Object.assign(make("p", "visually-hidden"), { role: "status" });
    this.jump = Object.assign(button("jump", icon("down_arrow"), () => this.toEnd(), STRINGS.newest), { hidden: true });
    // Who scrolls is reading: a new answer then does not move the page under their eyes.
    for (const kind of ["wheel", "touchmove", "keydown"]) this.scroller.addEventListener(kind, () => { this.reading = true; }, { passive: true });
    this.scroller.addEventListener("scroll", () => { this.jump.hidden = this.isAtEnd(400); }, { passive: true });
    this.node = make("div", "log", this.scroller, this.jump, this.live, this.status);
  }

  has(id) { return this.turns.some((turn) => turn.id === id); }

  append(turn) {
    this.turns.push(turn);
    this.list.append(turn.node);
    this.refresh();
  }

  prepend(turns) {
    this.turns.unshift(...turns);
    const { scrollHeight, scrollTop } = this.scroller;
    this.list.prepend(...turns.map(({ node }) => node));
    this.refresh();
    this.scroller.scrollTop = scrollTop + this.scroller.scrollHeight - scrollHeight;
  }

  clear() {
    this.turns = [];
    this.list.replaceChildren();
    this.notice.replaceChildren();
    this.earlier.hidden = true;
    this.refresh();
  }

  refresh() {
    this.welcome.hidden = this.turns.length > 0;
    this.turns.forEach((turn, index) => {
      const day = dayOf(turn.at);
      turn.dayLine.hidden = index > 0 && day === dayOf(this.turns[index - 1].at);
      setOnce(turn.dayLine, dayName(day));
      if (index) markUsed(this.turns[index - 1], turn.payload);
    });
  }

  setTyping(on) {
    this.typing.classList.toggle("shown", on);
    setOnce(this.status, on ? STRINGS.typing : "");
  }

  // Says something to a screen reader once; the node goes again, so that nobody reads it twice.
  announce(text) {
    const node = make("p", "", text);
    this.live.append(node);
    setTimeout(() => node.remove(), 5_000);
  }

  isAtEnd(within = NEAR_END) {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < within;
  }

  follow() {
    this.reading = false;
    this.toEnd();
  }

  toEnd() { this.scroller.scrollTop = this.scroller.scrollHeight; }

  // The beginning of a long answer matters more than its end.
  reveal(node) {
    const [frame, box] = [this.scroller.getBoundingClientRect(), node.getBoundingClientRect()];
    const room = frame.height - 24;
    if (box.height > room) this.scroller.scrollTop += box.top - frame.top - 12;
    else if (box.bottom > frame.bottom - 12) this.scroller.scrollTop += box.bottom - frame.bottom + 24;
  }

  get text() { return this.turns.map(({ text }) => text).join("\n\n"); }
}

const bare = (payload) => asText(payload).replace(/\s/g, "");

// A button that the next message came from stays marked, also after a reload.
function markUsed({ node }, payload) {
  if (!asText(payload).startsWith("/")) return;
  for (const group of node.querySelectorAll(".choices[role=group]")) {
    const used = [...group.children].find((each) => bare(each.dataset.payload) === bare(payload));
    if (used) markChosen(group, used.dataset.payload);
  }
}

function renderWelcome(onStarter) {
  const starters = labelled(make("div", "starters", ...STRINGS.starters.map(({ text, about }) => button("starter", [make("strong", "", text), make("span", "quiet", about)], (event) => onStarter(text, event)))),
    STRINGS.starterLabel, "group");
  return make("div", "welcome", make("h2", "welcome-title", STRINGS.welcomeTitle), make("p", "", STRINGS.welcomeWhat),
    make("p", "quiet", STRINGS.welcomeLimits), starters);
}

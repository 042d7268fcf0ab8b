// The element: frame, head, field and panel, in three modes: page, bubble and inline.

const WIDE_ENOUGH = 960;
const LONGEST_MESSAGE = 4000;
// Where this script came from; the advisor is there too, unless the element names another server.
const SCRIPT = document.currentScript;
const HOME = new URL(SCRIPT?.src || location.href).origin;

class PhysiatryAdvisor extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.mode = ["bubble", "inline"].includes(this.getAttribute("mode")) ? this.getAttribute("mode") : "page";
    this.server = new URL(this.getAttribute("server") || HOME, location.href).origin;
    this.draft = new Kept("sessionStorage", `physiatry-advisor draft ${this.server}`);
    this.talk = new Talk(this.server, {
      focus: (event) => this.focusField(event),
      typed: (text, options) => this.giveBack(text, options),
      told: (text) => this.tell(text),
      counted: (count) => this.counted(count),
      closePanel: () => this.showPanel(false, true),
    });
    this.build();
    if (this.mode !== "bubble") this.talk.start();
  }

  // ---- for the page that embeds it

  open() { if (this.mode === "bubble") this.setOpen(true); }
  close() { if (this.mode === "bubble") this.setOpen(false); }
  toggle() { this.setOpen(this.frame.hidden); }

  // ---- building

  build() {
    const style = Object.assign(make("link"), { rel: "stylesheet", href: `${HOME}/widget.css` });
    this.conversation = make("div", "conversation", this.talk.log.node, this.buildComposer());
    this.frame = make("div", "frame", this.buildHead(), this.body = make("div", "body", this.conversation, this.talk.panel.node), this.toast = Object.assign(make("p", "toast"), { role: "status" }));
    const root = labelled(make("div", `root ${this.mode}`, this.frame), STRINGS.name, "region");
    if (this.mode === "bubble") this.buildBubble(root);
    // Sizes are in px, so that a page's own root size does not change them; on our page the reader's chosen size does.
    if (this.mode === "page") root.style.zoom = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    root.hidden = true; // until its style is there
    style.onload = style.onerror = () => { root.hidden = false; this.talk.log.toEnd(); this.fitField(); };
    this.attachShadow({ mode: "open" }).append(style, root);
    root.addEventListener("keydown", (event) => this.onKey(event));
    this.talk.panel.show({});
    new ResizeObserver(() => this.fit()).observe(this.frame);
    this.fit();
  }

  buildHead() {
    this.factsLabel = make("span", "label", STRINGS.facts.button(0));
    this.factsButton = button("head-button", [icon("person"), this.factsLabel], () => this.showPanel(this.talk.panel.node.hidden, true));
    const say = (payload, title) => (event) => { this.showMenu(false); this.talk.act.choose(payload, title, event); };
    this.menu = make("div", "menu",
      button("menu-item", STRINGS.newTalk, say("/restart", STRINGS.newTalk)),
      button("menu-item", STRINGS.copyTalk, () => { this.showMenu(false, true); this.talk.copy(this.talk.log.text); }),
      button("menu-item danger", STRINGS.deleteData, say("/delete_my_data", STRINGS.deleteData)));
    this.menu.hidden = true;
    this.menuButton = button("head-button", icon("more"), () => this.showMenu(this.menu.hidden), STRINGS.menu);
    this.menuButton.ariaExpanded = "false";
    const menu = make("div", "menu-holder", this.menuButton, this.menu);
    menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) this.showMenu(false); });
    const close = this.mode === "bubble" ? [button("head-button", icon("close"), () => this.setOpen(false), STRINGS.close)] : [];
    const name = make(this.mode === "page" ? "h1" : "h2", "name", STRINGS.name);
    return make("div", "head", brand(), make("div", "names", name, make("p", "tagline", STRINGS.tagline)), this.factsButton, menu, ...close);
  }

  buildComposer() {
    this.field = Object.assign(make("textarea", "field-input"), { rows: 1, maxLength: LONGEST_MESSAGE, placeholder: STRINGS.placeholder, dir: "auto", enterKeyHint: "send", ariaLabel: STRINGS.inputLabel });
    this.sendButton = Object.assign(button("send", icon("send"), () => {}, STRINGS.send), { type: "submit" });
    const file = Object.assign(make("input"), { type: "file", accept: ".csv,.tsv,.txt,text/csv", hidden: true });
    file.addEventListener("change", () => { if (file.files[0]) this.talk.bring(file.files[0]); file.value = ""; });
    const attach = button("attach", icon("list"), () => file.click(), STRINGS.programs.attach);
    this.limit = Object.assign(make("p", "hint limit"), { role: "status" });
    const form = make("form", "column", make("div", "field", attach, file, this.field, this.sendButton), make("p", "hint keys", STRINGS.keysHint), this.limit);
    form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => {
      const composing = event.isComposing || event.keyCode === 229; // Enter that confirms a word in an input method
      if (event.key === "Enter" && !event.shiftKey && !composing) this.submit(event);
    });
    this.field.value = asText(this.draft.read());
    this.typed();
    return make("div", "composer", form);
  }

  buildBubble(root) {
    labelled(this.frame, STRINGS.name, "dialog");
    this.frame.hidden = true;
    this.launcher = button("launcher", icon("talk"), () => this.toggle(), STRINGS.open);
    this.launcher.ariaExpanded = "false";
    root.append(this.launcher);
  }

  // ---- the field

  typed() {
    const text = this.field.value;
    this.draft.write(text || undefined);
    this.sendButton.ariaDisabled = String(!text.trim());
    setOnce(this.limit, text.length >= LONGEST_MESSAGE ? STRINGS.limitReached : "");
    this.fitField();
  }

  fitField() {
    this.field.style.height = "auto";
    if (this.field.scrollHeight) this.field.style.height = `${this.field.scrollHeight}px`;
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    this.field.focus({ preventScroll: true });
    if (!text) return;
    this.field.value = "";
    this.typed();
    this.talk.say(text);
  }

  giveBack(text, { quietly } = {}) {
    if (!this.field.value || !quietly) this.field.value = text;
    this.typed();
    if (!quietly) this.field.focus();
  }

  // Only after a gesture, and not after a touch: it would open the screen keyboard.
  focusField(event) {
    if (event && (event.detail === 0 || matchMedia("(pointer: fine)").matches)) this.field.focus({ preventScroll: true });
  }

  tell(text) {
    this.toast.replaceChildren(text);
    this.toast.classList.add("shown");
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => { this.toast.classList.remove("shown"); this.toast.replaceChildren(); }, 4_000);
  }

  // ---- panel, menu, bubble

  // The panel appears with the first fact where there is room, unless somebody has closed it.
  counted(count) {
    setOnce(this.factsLabel, STRINGS.facts.button(count));
    this.count = count;
    if (this.wide && count && !this.chosen) this.showPanel(true, false);
  }

  fit() {
    const wide = this.mode === "page" && this.frame.clientWidth >= WIDE_ENOUGH;
    this.frame.classList.toggle("small", this.frame.clientWidth > 0 && this.frame.clientWidth < 480);
    if (wide === this.wide) return;
    this.wide = wide;
    this.frame.classList.toggle("wide", wide);
    this.showPanel(wide && this.count > 0, false);
  }

  // Beside the conversation where there is room, else in its place.
  showPanel(on, byHand) {
    this.talk.panel.node.hidden = !on;
    this.conversation.inert = on && !this.wide;
    this.factsButton.ariaExpanded = String(on);
    this.chosen ||= byHand;
    if (byHand && on) this.talk.panel.title.focus();
    if (byHand && !on) this.factsButton.focus();
  }

  showMenu(on, back) {
    this.menu.hidden = !on;
    this.body.inert = on;
    this.menuButton.ariaExpanded = String(on);
    if (on) this.menu.firstChild.focus();
    if (back) this.menuButton.focus();
  }

  setOpen(on) {
    if (on === !this.frame.hidden) return;
    this.frame.hidden = !on;
    this.launcher.ariaExpanded = String(on);
    this.launcher.ariaLabel = this.launcher.title = on ? STRINGS.close : STRINGS.open;
    if (!on) return void this.launcher.focus();
    this.fit();
    if (!this.started) this.talk.start();
    this.started = true;
    this.fitField();
    this.talk.log.toEnd();
    this.field.focus();
  }

  onKey(event) {
    if (event.key !== "Escape") return;
    if (!this.menu.hidden) this.showMenu(false, true);
    else if (!this.talk.panel.node.hidden && !this.wide) this.showPanel(false, true);
    else if (this.mode === "bubble" && !this.frame.hidden) this.setOpen(false);
  }
}

if (!customElements.get("physiatry-advisor")) customElements.define("physiatry-advisor", PhysiatryAdvisor);

// One line embeds it: <script src="https://host/widget.js" data-mode="bubble" async></script>
function embed() {
  const node = document.createElement("physiatry-advisor");
  node.setAttribute("mode", SCRIPT.dataset.mode);
  if (SCRIPT.dataset.theme) node.setAttribute("theme", SCRIPT.dataset.theme);
  if (SCRIPT.dataset.mode === "inline" && SCRIPT.parentNode !== document.head) SCRIPT.after(node);
  else document.body.append(node);
}

if (SCRIPT?.dataset.mode) {
  if (document.body) embed();
  else addEventListener("DOMContentLoaded", embed);
}

// One reply of the contract (reply.schema.json) as nodes.

// Replies whose buttons answer one question: once one is chosen, the others have no use.
const ONE_ANSWER = /^(ask\.|privacy\.)/;
const NO_FEEDBACK = /^(ask|guard|privacy|profile|talk)\./;

// `act` holds what a reply can set off: choose(payload, title, event), feedback(replyId, helpful, reason), file(name), say(text).
function renderReply(received, act) {
  const reply = { ...received, citations: citationsOf(received) };
  const sources = renderSources(reply, act);
  const cite = (number) => citationBadge(number, reply, sources);
  const severity = wordFrom(STRINGS.severity, reply.severity) ? reply.severity : "info";
  const bubble = make("div", "bubble", hidden(STRINGS.advisor), ...renderHead(reply, severity, cite), ...renderChart(reply),
    ...renderBody(reply, cite), ...renderDocument(reply, cite), ...renderNotes(reply, cite), ...(sources ? [sources] : []));
  bubble.dataset.severity = severity;
  const message = make("div", "message advisor", bubble, ...renderFiles(reply, act), ...renderTools(reply, act), ...renderNext(reply, act));
  message.dataset.reply = asText(reply.id);
  return message;
}

function renderHead({ title }, severity, cite) {
  const word = wordFrom(STRINGS.severity, severity);
  return [
    ...(word ? [make("p", "severity", word)] : []),
    ...(asText(title) ? [make("h3", "title", ...marked(title, cite))] : []),
  ];
}

function renderBody(reply, cite) {
  const blocks = withoutPlanSteps(reply).map(({ type, text, items }) => {
    if (type === "list") return make("ul", "points", ...asList(items).map((item) => make("li", "", ...marked(item, cite))));
    return make("p", "paragraph", ...marked(text, cite));
  }).filter((block) => block.textContent);
  return blocks.length || asText(reply.title) ? blocks : [make("p", "paragraph", ...marked(reply.text, cite))];
}

// ---- where it comes from

// Those of the text, in the order of its numbers, then those that only a plan's steps or a list's programs name.
function citationsOf({ citations, document: content }) {
  const all = asList(citations).map(asObject);
  const tiers = asList(asObject(content).tiers).flatMap((tier) => asList(asObject(tier).programs)).flatMap((program) => asList(asObject(program).reasons));
  for (const step of [...asList(asObject(content).steps), ...tiers]) {
    for (const one of asList(asObject(step).citations).map(asObject)) if (!all.some(({ id }) => id === one.id)) all.push(one);
  }
  return all;
}

function renderSources({ citations }, act) {
  const entries = asList(citations).map(asObject).filter(({ section }) => asText(section));
  if (!entries.length) return null;
  const list = make("ol", "sections", ...entries.map(({ section }) => {
    const item = make("li", "section", ...section.split(" / ").map((part) => make("span", "crumb", part)));
    item.tabIndex = -1;
    return item;
  }));
  const ask = button("textual ask-source", STRINGS.askSource, (event) => act.choose("/how_do_you_know", STRINGS.askSource, event));
  const count = new Set(entries.map(({ section }) => section)).size;
  return make("details", "sources", make("summary", "", STRINGS.citations(entries.length, count)), list, ask);
}

// A number in the text: opens the list and goes to the section that it comes from.
function citationBadge(number, { citations }, sources) {
  const section = asText(asObject(asList(citations)[number - 1]).section);
  if (!section || !sources) return null;
  const badge = button("cite", String(number), () => {
    const item = sources.querySelectorAll(".section")[number - 1];
    sources.open = true;
    sources.querySelector(".section.shown")?.classList.remove("shown");
    item.classList.add("shown");
    item.focus();
  }, STRINGS.citation(number));
  badge.title = section;
  return badge;
}

function renderNotes({ notes }, cite) {
  const items = asList(notes).map(asObject).map((note) => {
    const marks = make("p", "marks");
    const certainty = wordFrom(STRINGS.certainty, note.certainty);
    if (certainty) marks.append(Object.assign(make("span", "certainty", certainty), { title: certainty }), " ");
    marks.firstChild?.setAttribute?.("data-certainty", asText(note.certainty));
    if (asText(note.as_of)) marks.append(make("span", "", STRINGS.asOf(readableDay(note.as_of))), " ");
    if (asText(note.source)) marks.append(make("span", "", `${STRINGS.source} `, link(note.source)));
    return make("li", "note", make("p", "", ...marked(note.text, cite)), marks);
  });
  return items.length ? [labelled(make("ul", "notes", ...items), STRINGS.notes)] : [];
}

// ---- what can be done with it

function renderTools(reply, act) {
  const copy = button("tool", icon("copy"), () => act.copy(plain(reply.text)), STRINGS.copy);
  const tools = make("div", "tools", copy);
  if (asText(reply.id) && !NO_FEEDBACK.test(reply.id)) tools.append(...renderFeedback(reply, act, tools));
  return [tools];
}

function renderFeedback(reply, act, tools) {
  const up = button("tool", icon("up"), () => rate(true, ""), STRINGS.helpful);
  const down = button("tool", icon("down"), ask, STRINGS.notHelpful);
  for (const each of [up, down]) each.ariaPressed = "false";

  async function rate(helpful, reason) {
    const noted = await act.feedback(reply.id, helpful, reason);
    if (!noted) return;
    up.ariaPressed = String(helpful);
    down.ariaPressed = String(!helpful);
    tools.parentNode.querySelector(".reason")?.remove();
  }

  function ask() {
    if (tools.parentNode.querySelector(".reason")) return;
    const field = Object.assign(make("input", "line"), { type: "text", maxLength: 1000, autocomplete: "off" });
    const send = Object.assign(make("button", "choice", STRINGS.sendReason), { type: "submit" });
    const leave = () => { form.remove(); down.focus(); };
    const form = make("form", "reason", ...named(STRINGS.reasonLabel, field), make("div", "choices", send, button("textual", STRINGS.cancel, leave)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await rate(false, field.value.trim());
      down.focus();
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); leave(); } });
    tools.after(form);
    field.focus();
  }
  return [up, down];
}

function renderNext(reply, act) {
  const isThere = (payload) => payload === AS_FILE && filesOf(reply); // its files are offered already
  const steps = asList(reply.next).map(asObject).filter(({ title, payload }) => asText(title) && !isThere(payload));
  if (!steps.length) return [];
  const group = labelled(make("div", "choices"), STRINGS.choices, "group");
  for (const { title, payload } of steps) {
    const sent = asText(payload) || title;
    const node = button("choice", title, (event) => {
      if (node.ariaDisabled === "true") return;
      markChosen(group, sent);
      act.choose(sent, title, event);
    });
    node.dataset.payload = sent;
    group.append(node);
  }
  if (ONE_ANSWER.test(asText(reply.id))) group.dataset.one = "";
  return [group];
}

// Used buttons stay in the order of the keys and readable; they only do nothing any more.
function markChosen(group, payload) {
  for (const node of group.children) {
    const chosen = node.dataset.payload === payload;
    if (chosen || "one" in group.dataset) node.ariaDisabled = "true";
    if (chosen && !node.classList.contains("chosen")) {
      node.classList.add("chosen");
      node.prepend(icon("check"));
      node.append(" ", hidden(STRINGS.chosen));
    }
  }
}

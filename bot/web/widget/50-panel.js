// The panel of what the bot knows: each fact with the words that it was said in, to be changed or removed by a message.

class FactsPanel {
  // `tell(payload, title)` sends a message; `onCount` hears how many facts there are.
  constructor({ tell, onCount, onClose }) {
    Object.assign(this, { tell, onCount, facts: [], registry: [], known: null });
    this.list = make("ul", "facts");
    this.adding = make("div", "adding");
    this.note = make("p", "quiet facts-note", STRINGS.facts.empty);
    this.title = Object.assign(make("h2", "panel-title", STRINGS.facts.title), { tabIndex: -1 });
    this.node = labelled(make("section", "panel",
      make("div", "panel-head", this.title, button("tool panel-close", icon("close"), onClose, STRINGS.facts.close)),
      this.note, this.list, this.adding), STRINGS.facts.title);
  }

  show(profile) {
    this.facts = asList(profile.facts).map(asObject);
    this.registry = asList(profile.registry).map(asObject);
    const before = this.known;
    this.known = new Map(this.facts.map(({ name, said }) => [name, asText(said)]));
    const isNew = ({ name, said }) => before?.size && before.get(name) !== asText(said);
    this.list.replaceChildren(...this.facts.map((fact) => this.row(fact, isNew(fact))));
    setOnce(this.note, this.facts.length ? "" : STRINGS.facts.empty);
    this.adding.replaceChildren(...this.renderAdding());
    this.onCount(this.facts.length);
  }

  fail() { setOnce(this.note, STRINGS.facts.failed); }

  clear() {
    this.known = null;
    this.show({ facts: [], registry: [] });
  }

  labelOf(name) {
    return asText([...this.registry, ...this.facts].find((each) => each.name === name)?.label) || asText(name).replaceAll("_", " ");
  }

  row(fact, isNew) {
    const label = asText(fact.label);
    const entry = this.registry.find(({ name }) => name === fact.name);
    const change = button("textual", STRINGS.facts.change, () => this.edit(item, entry, fact), STRINGS.facts.of(STRINGS.facts.change, label));
    const remove = button("textual", STRINGS.facts.remove, () => {
      this.tell(`/ask_profile${JSON.stringify({ remove: fact.name })}`, STRINGS.facts.forget(label));
      this.title.focus();
    }, STRINGS.facts.of(STRINGS.facts.remove, label));
    const words = asText(fact.words);
    const item = make("li", isNew ? "fact fresh" : "fact",
      make("p", "fact-label", label, ...(isNew ? [" ", make("span", "badge", STRINGS.facts.fresh)] : [])),
      make("p", "fact-value", asText(fact.said) || String(fact.value ?? "")),
      ...(words && !words.startsWith("/") ? [make("p", "fact-words quiet", hidden(STRINGS.facts.told), STRINGS.facts.words(words, readableDay(dayOf(fact.stated_at), "medium")))] : []),
      make("div", "fact-actions", ...(entry ? [change] : []), remove));
    return item;
  }

  edit(item, entry, fact) {
    if (item.querySelector("form")) return;
    const form = this.form(entry, fact.value, () => { form.remove(); item.querySelector("button")?.focus(); });
    item.append(form);
    form.querySelector("input, select").focus();
  }

  renderAdding() {
    const unknown = this.registry.filter(({ name }) => !this.known.has(name));
    if (!unknown.length) return [];
    const select = make("select", "line", new Option(STRINGS.facts.choose, ""));
    select.append(...unknown.map(({ name, label }) => new Option(asText(label), name)));
    select.addEventListener("change", () => {
      this.adding.querySelector("form")?.remove();
      const entry = unknown.find(({ name }) => name === select.value);
      if (entry) this.adding.append(this.form(entry, undefined, () => { select.value = ""; this.adding.querySelector("form")?.remove(); select.focus(); }));
    });
    return named(STRINGS.facts.add, select);
  }

  // A small form for one fact; what it takes follows from the fact's kind.
  form(entry, value, leave) {
    const { field, hint, read } = fieldFor(entry, value);
    const id = `hint-${randomId()}`;
    const told = Object.assign(make("p", "quiet", hint), { id, role: "status" });
    field.setAttribute("aria-describedby", id);
    const form = make("form", "fact-form", ...named(this.labelOf(entry.name), field), told,
      make("div", "choices", Object.assign(make("button", "choice", STRINGS.facts.save), { type: "submit" }), button("textual", STRINGS.cancel, leave)));
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const read_ = read();
      if (read_ === undefined) {
        setOnce(told, `${STRINGS.facts.bad} ${hint}`);
        field.setAttribute("aria-invalid", "true");
        field.focus();
        return;
      }
      this.tell(`/profile_statement${JSON.stringify({ [entry.name]: read_ })}`, STRINGS.facts.set(this.labelOf(entry.name), sayValue(entry, read_)));
      leave();
      this.title.focus();
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); leave(); } });
    return form;
  }
}

function choicesOf({ type, values }) {
  if (type === "boolean") return [[true, STRINGS.facts.yes], [false, STRINGS.facts.no]];
  if (Array.isArray(values)) return values.map((each) => [each, String(each)]);
  return Object.entries(asObject(values));
}

function sayValue(entry, value) {
  const found = ["choice", "boolean"].includes(entry.type) ? choicesOf(entry).find(([each]) => each === value) : null;
  return found ? asText(found[1]) : Array.isArray(value) ? value.join(", ") : String(value);
}

function fieldFor(entry, value) {
  const { type, limits, example } = entry;
  if (type === "choice" || type === "boolean") {
    const field = make("select", "line", ...choicesOf(entry).map(([each, said]) => new Option(asText(said), JSON.stringify(each), false, each === value)));
    return { field, hint: "", read: () => JSON.parse(field.value) };
  }
  const field = Object.assign(make("input", "line"), { type: "text", autocomplete: "off", maxLength: 100 });
  field.value = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  const [low, high] = asList(limits).map(Number);
  const inside = (number) => Number.isFinite(number) && !(number < low) && !(number > high);
  const text = () => field.value.trim();
  if (type === "integers") {
    const read = () => text().split(/[\s,;]+/).filter(Boolean).map(Number);
    return { field, hint: STRINGS.facts.list, read: () => (read().length && read().every(inside) ? read() : undefined) };
  }
  if (type === "month") {
    return { field, hint: STRINGS.facts.month, read: () => (/^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/.test(text()) ? text() : undefined) };
  }
  if (type === "text") return { field, hint: asText(example) && STRINGS.facts.example(example), read: () => text() || undefined };
  field.inputMode = type === "integer" ? "numeric" : "decimal";
  const fits = () => text() && inside(Number(text())) && (type !== "integer" || Number.isInteger(Number(text())));
  return { field, hint: Number.isFinite(low) ? STRINGS.facts.limits(low, high) : "", read: () => (fits() ? Number(text()) : undefined) };
}

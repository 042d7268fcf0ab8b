// What comes with a reply as a document: the plan as a checklist, one's own data as a file.

function renderDocument(reply, cite) {
  const content = asObject(reply.document);
  if (content.kind === "plan") return renderPlan(content, reply, cite);
  if (content.kind === "programs") return renderPrograms(content, reply, cite);
  if (content.kind === "data") {
    const file = () => new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
    return [button("choice", STRINGS.saveData, () => save(file(), "my-data.json"))];
  }
  return [];
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  Object.assign(make("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// What a reply hands over as files: which words stand on the buttons, where the files are fetched, and how they are called.
function filesOf({ id, document: content }) {
  const { kind, match_year: year } = asObject(content);
  if (id === "plan.file" && kind === "plan") return { words: STRINGS.files.plan, path: "plan", name: STRINGS.files.planName(Number(year)) };
  if (/^programs\.(file|list)$/.test(id) && kind === "programs") return { words: STRINGS.files.programs, path: "programs", name: "my-programs" };
  if (id === "programs.template") return { words: STRINGS.files.template, path: "programs-template", name: "program-list-template" };
  return null;
}

// Under such a reply: a button for each form of the file, and what became of it.
function renderFiles(reply, act) {
  const files = filesOf(reply);
  if (!files) return [];
  const { words: { label, about, lead, forms }, path, name } = files;
  const told = Object.assign(make("p", "quiet files-told"), { role: "status" });
  let busy = false;
  const fetchAndSave = async (form) => {
    if (busy) return;
    busy = true;
    setOnce(told, STRINGS.files.making);
    try {
      save(await act.file(`${path}.${form}`), `${name}.${form}`);
      setOnce(told, STRINGS.files.saved(`${name}.${form}`));
    } catch (error) {
      setOnce(told, (error.status && error.message) || STRINGS.files.failed); // without a status nobody has answered
    }
    busy = false;
  };
  const buttons = Object.entries(forms).map(([form, title]) => button("choice", title, () => fetchAndSave(form), `${about} ${title}`));
  return [labelled(make("div", "choices files", ...(lead ? [make("span", "quiet", lead)] : []), ...buttons), label, "group"), told];
}

function renderPlan(plan, reply, cite) {
  const steps = asList(plan.steps).map(asObject);
  const done = steps.filter((step) => step.done === true).length;
  const head = make("div", "plan-head", make("h4", "plan-title", asText(plan.title)),
    make("p", "quiet", STRINGS.plan.progress(done, steps.length), isDay(plan.made_on) ? `. ${STRINGS.plan.made(readableDay(plan.made_on))}.` : ""));
  const list = make("ol", "steps", ...steps.map((step) => renderStep(step, reply, cite)));
  return [make("section", "plan", head, list, ...renderDays(plan))];
}

function renderStep(step, reply, cite) {
  const state = step.done === true ? "done" : step.late === true ? "late" : "open";
  const name = asText(step.name).replace(/^./, (letter) => letter.toUpperCase());
  const numbers = asList(step.citations).map((each) => asList(reply.citations).findIndex(({ id }) => id === asObject(each).id) + 1);
  const when = make("p", "when", dates(step), ", ", make("span", "certainty", wordFrom(STRINGS.plan, step.certainty)));
  if (state === "late") when.append(", ", make("span", "late", STRINGS.plan.late));
  const node = make("li", `step ${state}`, make("span", "box", ...(state === "done" ? [icon("check")] : [])), make("div", "",
    make("p", "step-name", hidden(STRINGS.plan.state[state]), name),
    make("p", "", ...marked(numbers.some(Boolean) ? `${asText(step.text)} [${numbers.filter(Boolean).join(", ")}]` : step.text, cite)),
    ...(asText(step.missing) ? [make("p", "quiet", `${STRINGS.plan.missing} `, ...marked(step.missing, cite))] : []),
    when));
  when.querySelector(".certainty").dataset.certainty = asText(step.certainty);
  return node;
}

const dates = ({ start, by }) => (isDay(start)
  ? STRINGS.plan.span(readableDay(start), readableDay(by)) : STRINGS.plan.by(readableDay(by)));

function renderDays(plan) {
  const days = asList(plan.days).map(asObject);
  if (!days.length) return [];
  const rows = days.map(({ label, day, certainty }) => {
    const mark = make("span", "certainty", wordFrom(STRINGS.plan, certainty));
    mark.dataset.certainty = asText(certainty);
    return make("div", "day", make("dt", "", asText(label).replace(/^./, (letter) => letter.toUpperCase())), make("dd", "", readableDay(day), ", ", mark));
  });
  return [make("details", "season", make("summary", "", STRINGS.plan.days), make("dl", "days", ...rows))];
}

// The checklist says the plan's steps with their days; the same lists in the text before it would say them twice.
function withoutPlanSteps(reply) {
  const blocks = asList(reply.body).map(asObject);
  const steps = new Set(asList(asObject(reply.document).steps).map((step) => asText(asObject(step).text)));
  if (!steps.size) return blocks;
  const isRepeated = ({ type, items }) => type === "list" && asList(items).every((item) => steps.has(plain(item)));
  return blocks.filter((block, index) => !isRepeated(block)
    && !(/:$/.test(asText(block.text)) && blocks[index + 1] && isRepeated(blocks[index + 1])));
}

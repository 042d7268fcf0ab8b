// A person's own program list: its tiers with reasons, and what could not be read.

const LARGEST_LIST = 400 * 1024;
const AS_FILE = '/ask_program_selection{"programs":"file"}';

function renderPrograms(content, reply, cite) {
  const numbers = (citations) => asList(citations).map((each) => asList(reply.citations).findIndex(({ id }) => id === asObject(each).id) + 1).filter(Boolean);
  const cited = ({ text, citations }) => marked(numbers(citations).length ? `${asText(text)} [${numbers(citations).join(", ")}]` : text, cite);
  const tiers = asList(content.tiers).map(asObject).filter(({ count }) => count > 0);
  const nodes = tiers.map((tier, index) => {
    const shown = asList(tier.programs).map(asObject);
    const more = tier.count - shown.length;
    const node = make("details", "tier", make("summary", "", make("strong", "", asText(tier.label)), ` ${STRINGS.programs.count(tier.count)}`),
      make("ol", "programs", ...shown.map((program) => renderProgram(program, cited, content))),
      ...(more > 0 ? [make("p", "quiet", STRINGS.programs.more(more))] : []));
    node.open = index === 0;
    return node;
  });
  return tiers.length || asList(content.faults).length ? [make("section", "plan list", ...nodes, ...renderFaults(content))] : [];
}

function renderProgram({ name, place, specialty, reasons, unknown, checked_on: checked, stale, moved_from: moved }, cited, { tiers }) {
  const label = asText(asObject(asList(tiers).find(({ tier }) => tier === moved)).label);
  const day = isDay(checked) ? STRINGS.programs[stale ? "stale" : "checked"](readableDay(checked)) : STRINGS.programs.never;
  return make("li", "program",
    make("p", "step-name", asText(name)), make("p", "quiet", [asText(place), asText(specialty)].filter(Boolean).join(", ")),
    ...(label ? [make("p", "moved", STRINGS.programs.moved(label))] : []),
    make("ul", "points", ...asList(reasons).map((reason) => make("li", "", ...cited(asObject(reason)))),
      ...asList(unknown).map(asObject).map(({ text, where }) => make("li", "quiet", `${STRINGS.programs.unknown} ${asText(text).replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())} (${asText(where).replace(/\.$/, "")})`))),
    make("p", stale ? "quiet late" : "quiet", day));
}

function renderFaults({ faults }) {
  const items = asList(faults).map(asObject).map(({ row, column, found, reason }) => make("li", "",
    `${STRINGS.programs.row(row)}${asText(column) ? `, ${column}` : ""}${asText(found) ? `, “${found}”` : ""}: ${asText(reason)}`));
  return items.length ? [make("details", "tier faults", make("summary", "", STRINGS.programs.faults(items.length)), make("ul", "points", ...items))] : [];
}

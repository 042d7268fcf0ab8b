// Nodes are built one by one; what comes from the network becomes text nodes only, never markup.

const SVG = "http://www.w3.org/2000/svg";
const asText = (value) => (typeof value === "string" ? value : "");
const asObject = (value) => (value && typeof value === "object" ? value : {});
const asList = (value) => (Array.isArray(value) ? value : []);
const wordFrom = (words, key) => (Object.hasOwn(words, asText(key)) ? words[key] : "");

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== "")); // strings become text nodes
  return node;
}

function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const hidden = (text) => make("span", "visually-hidden", text ? `${text} ` : "");
const labelled = (node, label, role) => Object.assign(node, { ariaLabel: label }, role ? { role } : {});

function button(className, content, onclick, label) {
  const node = make("button", className, ...[content].flat());
  node.type = "button";
  node.addEventListener("click", onclick);
  if (label) { node.ariaLabel = label; node.title = label; }
  return node;
}

// A field with its name before it.
function named(text, field) {
  field.id = `field-${randomId()}`;
  return [Object.assign(make("label", "quiet", text), { htmlFor: field.id }), field];
}

const ICONS = {
  up: "M7 10v11H4V10zM7 10l4-8c1.6 0 2.6 1 2.3 2.7L12.5 9H19a2 2 0 0 1 2 2.4l-1.4 7.6A2.5 2.5 0 0 1 17.2 21H7",
  down: "M17 14V3h3v11zM17 14l-4 8c-1.6 0-2.6-1-2.3-2.7l.8-4.3H5a2 2 0 0 1-2-2.4L4.4 5A2.5 2.5 0 0 1 6.8 3H17",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  again: "M4 12a8 8 0 1 1 2.5 5.8M4 20v-5h5",
  close: "M6 6l12 12M18 6L6 18",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  send: "M12 20V5M5.5 11.5L12 5l6.5 6.5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  down_arrow: "M12 5v14M6 13l6 6 6-6",
  talk: "M4 5h16v11H10l-4.5 4v-4H4z",
};

const icon = (name) => draw("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, draw("path", { d: ICONS[name] }));

// The sign of the advisor: three steps upwards.
const brand = () => draw("svg", { class: "brand", viewBox: "0 0 32 32", "aria-hidden": "true" },
  draw("rect", { width: 32, height: 32, rx: 9 }), draw("path", { d: "M7 24h6v-6h6v-6h6" }));

// Only these two kinds of address can be followed; any other stays text.
function link(address, shown) {
  let parsed;
  try { parsed = new URL(address); } catch { return document.createTextNode(shown || address); }
  if (!["https:", "mailto:"].includes(parsed.protocol)) return document.createTextNode(shown || address);
  const node = make("a", "", shown || parsed.hostname.replace(/^www\./, "") || address, " ", hidden(STRINGS.newTab));
  return Object.assign(node, { href: parsed.href, target: "_blank", rel: "noopener noreferrer" });
}

const MARKS = /(\*\*\S(?:.*?\S)??\*\*|\[\d+(?:, ?\d+)*\])/;

// **bold** and [1] are all the marks that a reply's text has; `cite` makes the badge of a citation's number.
function marked(text, cite) {
  const nodes = [];
  for (const [index, part] of asText(text).split(MARKS).entries()) {
    if (index % 2 === 0) nodes.push(part);
    else if (part.startsWith("*")) nodes.push(make("strong", "", part.slice(2, -2)));
    else {
      // The first badge stays with the word before it, so that no line begins with a badge alone.
      const [, before, word] = /^(.*?)(\S{0,20}\s*)$/s.exec(nodes.pop());
      const [first, ...others] = part.slice(1, -1).split(/, ?/).map((number) => (cite && cite(Number(number))) || `[${number}]`);
      nodes.push(before, make("span", "together", word, first), ...others);
    }
  }
  return nodes;
}

// A reply's text as a voice or a copy wants it: without marks.
const plain = (text) => asText(text).replace(/\*\*/g, "").replace(/ ?\[\d+(?:, ?\d+)*\]/g, "");

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(asText(text));

function readableDay(text, dateStyle = "long") {
  const date = new Date(isDay(text) ? `${text}T00:00:00Z` : NaN);
  return Number.isNaN(date.getTime()) ? asText(text) : date.toLocaleDateString("en-GB", { dateStyle, timeZone: "UTC" });
}

// The day of a moment where the reader is.
function dayOf(moment) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function dayName(day) {
  const ago = Math.round((Date.parse(dayOf(Date.now())) - Date.parse(day)) / 86_400_000);
  return [STRINGS.today, STRINGS.yesterday][ago] || readableDay(day);
}

// An unchanged live region is not read out again.
function setOnce(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = make("textarea", "visually-hidden"); // a page without https has no clipboard of its own
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

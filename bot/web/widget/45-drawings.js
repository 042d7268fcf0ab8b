// The contract's charts as SVG: a score on its ranges, and practice scores in their order. Every number comes with the reply.
// bot/render draws the same for channels that can't; what changes in the one changes in the other.

const WIDE = 300;
// So much of the first and the last range is drawn to scale; what is beyond stands behind a gap.
const [LOW_SHOWN, HIGH_SHOWN] = [12, 14];
// Up to so many, each practice score is named.
const ALL_NAMED = 8;
const DRAWN = { bands: drawBands, practice: drawPractice, season: drawSeason, strengths: drawStrengths };

function renderChart(reply) {
  const chart = asObject(reply.chart);
  return wordFrom(DRAWN, chart.kind) ? DRAWN[chart.kind](chart) : [];
}

// A picture is one thing to a screen reader; its words are there for everybody who wants to read them.
function figure(svg, caption, alt) {
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alt);
  const inWords = alt ? [make("details", "in-words", make("summary", "", STRINGS.chart.words), make("p", "", alt))] : [];
  return [make("figure", "chart", make("figcaption", "quiet", caption), svg, ...inWords)];
}

const picture = (height) => draw("svg", { viewBox: `0 0 ${WIDE} ${height}` });
const words = (text, className, x, y, anchor = "start") => draw("text", { class: className, x, y, "text-anchor": anchor }, document.createTextNode(text));
const box = (className, left, right, y, height) => draw("rect", { class: className, x: left, y, width: Math.max(right - left, 1), height });
const shortDay = (day) => readableDay(day, "medium");
const between = (value, low, high) => Math.min(Math.max(value, low), high);

function drawBands({ score, bands, alt }) {
  const ranges = asList(bands).map(asObject).filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));
  if (!ranges.length || !Number.isFinite(score)) return [];
  const [first, last] = [ranges[0], ranges[ranges.length - 1]];
  const low = Math.max(first.from, first.to + 1 - LOW_SHOWN);
  const high = Math.min(last.to, last.from - 1 + HIGH_SHOWN);
  const [end, gap] = [16, 3];
  const left = low > first.from ? end + gap : 0;
  const right = WIDE - (high < last.to ? end + gap : 0);
  const x = (value) => {
    if (value < low) return end / 2;
    return value > high + 1 ? WIDE - end / 2 : left + ((value - low) / (high + 1 - low)) * (right - left);
  };
  const svg = picture(92);
  ranges.forEach((range, index) => {
    const current = score >= range.from && score <= range.to;
    const look = current ? "band current" : "band";
    const from = range === first ? left : x(range.from);
    const to = range === last ? right : x(range.to + 1);
    svg.append(box(look, from + 0.75, to - 0.75, 42, 18));
    if (range === first && left) svg.append(box(look, 0, end, 42, 18));
    if (range === last && right < WIDE) svg.append(box(look, WIDE - end, WIDE, 42, 18));
    const middle = ((range === first ? 0 : from) + (range === last ? WIDE : to)) / 2;
    svg.append(words(asText(range.name), current ? "what current" : "what", middle, 75, "middle"));
    if (index) svg.append(words(String(range.from), "minor", from, 89, "middle"));
  });
  const at = x(score + 0.5);
  const middle = between(at, 24, WIDE - 24);
  svg.append(words(String(first.from), "minor", 1, 89), words(String(last.to), "minor", WIDE - 1, 89, "end"),
    draw("path", { class: "pointer", d: `M${at - 7} 29h14l-7 11z` }), words(String(score), "score", middle, 24, "middle"));
  return figure(svg, STRINGS.chart.bands, asText(alt));
}

function drawPractice({ scores, target, floor, plateau, alt }) {
  const values = asList(scores).map((each) => asObject(each).score).filter(Number.isFinite);
  if (!values.length || !Number.isFinite(target) || !Number.isFinite(floor)) return [];
  const [top, bottom, right] = [24, 128, 186];
  const marks = [...values, target, floor];
  const middle = (Math.min(...marks) + Math.max(...marks)) / 2;
  // A change of one point does not look like a mountain: at least so many points fill the height.
  const points = Math.max(Math.max(...marks) - Math.min(...marks), 24);
  const y = (value) => (top + bottom) / 2 - ((value - middle) / points) * (bottom - top);
  const x = (index) => (values.length > 1 ? 14 + (index / (values.length - 1)) * (right - 30) : right / 2);
  const dots = values.map((value, index) => [x(index), y(value)]);
  const { from, to } = asObject(plateau);
  const flat = Number.isFinite(from) && Number.isFinite(to);
  const svg = picture(154);
  if (flat) svg.append(box("band", Math.max(dots[Math.max(dots.length - 3, 0)][0] - 12, 0), right, y(to) - 1, y(from) - y(to) + 2));
  svg.append(draw("path", { class: "target", d: `M0 ${y(target)}H${right}` }), draw("path", { class: "floor", d: `M0 ${y(floor)}H${right}` }));
  const lines = [[y(target), STRINGS.chart.target(target)], [y(floor), STRINGS.chart.floor(floor)], ...(flat ? [[y(from), STRINGS.chart.plateau(from, to)]] : [])];
  lines.sort(([one], [other]) => one - other);
  spread(lines.map(([at]) => at), 15, top - 8, bottom + 8).forEach((height, index) => {
    svg.append(draw("path", { class: "leader", d: `M${right} ${lines[index][0]}L${right + 5} ${height}` }), words(lines[index][1], "line-name", right + 8, height + 4));
  });
  svg.append(draw("path", { class: "line", d: dots.map(([left, height], index) => `${index ? "L" : "M"}${left} ${height}`).join("") }));
  const latest = dots.length - 1;
  dots.forEach(([cx, cy], index) => svg.append(draw("circle", { class: index === latest ? "dot latest" : "dot", cx, cy, r: index === latest ? 5 : dots.length > 15 ? 2 : 3.5 })));
  svg.append(...nameDots(dots, values, [y(target), y(floor)]), ...told(asList(scores)));
  return figure(svg, values.length > 1 ? STRINGS.chart.practice : STRINGS.chart.practiceOne, asText(alt));
}

// The scores at their dots where there is room, above or below them, the weightiest first; rather not across a line.
function nameDots(dots, values, lines) {
  const latest = values.length - 1;
  const order = [latest, 0, values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))];
  const all = values.length > ALL_NAMED ? order : [...order, ...values.keys()];
  const taken = [];
  const crossed = (height) => lines.some((line) => Math.abs(line - height) < 7);
  return [...new Set(all)].flatMap((index) => {
    const [x, y] = dots[index];
    const heights = crossed(y - 12) && !crossed(y + 13) ? [y + 13, y - 12] : [y - 12, y + 13];
    const free = heights.find((height) => [...taken, ...dots.filter((_, other) => other !== index).map(([left, top]) => [left, top, 3, 3])]
      .every(([left, top, half, high]) => Math.abs(left - x) > half + 12 || Math.abs(top - height) > high + 6));
    if (free === undefined) return [];
    taken.push([x, free, 12, 6]);
    return [words(String(values[index]), index === latest ? "dot-name latest" : "dot-name", x, free + 4.5, "middle")];
  });
}

// When the first and the last of the scores were told, as far as that is known.
function told(scores) {
  const days = scores.map((each) => asObject(each).day).filter(isDay);
  if (!days.length) return [];
  const [first, last] = [days[0], days[days.length - 1]].map(shortDay);
  return [words(first === last ? STRINGS.chart.toldOn(first) : STRINGS.chart.toldFrom(first, last), "minor", 0, 150)];
}

// The score on its ranges, and the practice scores in their order, as SVG; every number comes with the reply.

const WIDE = 340;

function renderChart(reply) {
  const chart = asObject(reply.chart);
  if (chart.kind === "bands") return drawBands(chart);
  if (chart.kind === "trend") return drawTrend(asList(chart.scores), asText(chart.alt));
  // Answers on practice exams name the scores that they used.
  const practised = asText(reply.id).startsWith("practice.") ? asList(asObject(reply.facts_used).practice_scores) : [];
  return drawTrend(practised, "");
}

function figure(svg, caption) {
  return [make("figure", "chart", ...(caption ? [make("figcaption", "quiet", caption)] : []), svg)];
}

const words = (text, attributes) => draw("text", attributes, document.createTextNode(text));
const picture = (height, alt) => draw("svg", { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": alt });

function drawBands({ score, bands, alt }) {
  const ranges = asList(bands).map(asObject).filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));
  if (!ranges.length || !Number.isFinite(score)) return [];
  // The first and the last range are long: only as much of them is drawn as the score needs.
  const low = Math.max(ranges[0].from, Math.min(ranges[0].to - 13, score - 4));
  const high = Math.min(ranges[ranges.length - 1].to, Math.max(ranges[ranges.length - 1].from + 17, score + 4));
  const x = (value) => 4 + ((Math.min(Math.max(value, low), high + 1) - low) / (high + 1 - low)) * (WIDE - 8);
  const svg = picture(86, asText(alt));
  ranges.forEach(({ name, from, to }, index) => {
    const [left, right] = [x(from), x(to + 1)];
    const current = score >= from && score <= to;
    svg.append(
      draw("rect", { class: current ? "band current" : "band", x: left + 1, y: 36, width: Math.max(right - left - 2, 1), height: 14, rx: 4 }),
      words(asText(name), { class: current ? "band-name current" : "band-name", x: (left + right) / 2, y: 67, "text-anchor": "middle" }),
    );
    if (index) svg.append(words(String(from), { class: "band-from", x: left, y: 82, "text-anchor": "middle" }));
  });
  const at = x(score + 0.5);
  svg.append(
    draw("path", { class: "pointer", d: `M${at - 5} 25h10l-5 7z` }),
    draw("path", { class: "needle", d: `M${at} 33v20` }),
    words(String(score), { class: "score", x: Math.min(Math.max(at, 18), WIDE - 18), y: 19, "text-anchor": "middle" }),
  );
  return figure(svg, "");
}

function drawTrend(values, alt) {
  const scores = values.filter((value) => Number.isFinite(value)).slice(-12);
  if (scores.length < 2) return [];
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const x = (index) => 22 + (index / (scores.length - 1)) * (WIDE - 44);
  // A change of one point does not look like a mountain: at least ten points fill the height.
  const middle = (low + high) / 2;
  const y = (value) => 48 - ((value - middle) / Math.max(high - low, 10)) * 40;
  const svg = picture(92, alt || STRINGS.trend.alt(scores));
  svg.append(
    draw("path", { class: "ground", d: `M8 84h${WIDE - 16}` }),
    draw("path", { class: "line", d: scores.map((score, index) => `${index ? "L" : "M"}${x(index)} ${y(score)}`).join("") }),
  );
  scores.forEach((score, index) => svg.append(
    draw("circle", { class: "dot", cx: x(index), cy: y(score), r: 4 }),
    words(String(score), { class: "dot-name", x: x(index), y: y(score) - 10, "text-anchor": "middle" }),
  ));
  return figure(svg, STRINGS.trend.title);
}

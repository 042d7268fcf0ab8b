// The days of a season on a line with today, and what is there and what is missing, as SVG.

// Places as near as may be to those wanted, so far apart and between two ends.
function spread(wanted, apart, low, high) {
  const distance = Math.min(apart, (high - low) / Math.max(wanted.length - 1, 1));
  const places = [];
  for (const each of wanted) places.push(Math.max(between(each, low, high), places.length ? places[places.length - 1] + distance : low));
  // What was pushed over the end goes back, and pushes those before it.
  for (let at = places.length - 1, most = high; at >= 0; at -= 1, most = places[at + 1] - distance) places[at] = Math.min(places[at], most);
  return places;
}

// Text in lines of at most so many letters.
function inLines(text, letters) {
  return text.split(" ").reduce((lines, word) => {
    const last = lines[lines.length - 1];
    if (last && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > letters ? `${word.slice(0, letters - 1)}…` : word);
    return lines;
  }, []);
}

function drawSeason({ today, match_year: year, days, alt }) {
  const named = asList(days).map(asObject).filter(({ day }) => isDay(day) && Date.parse(day));
  if (!named.length || !isDay(today) || !Date.parse(today)) return [];
  // Today stands before what falls on it.
  const all = [{ day: today, label: STRINGS.chart.today, isToday: true }, ...named].sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  const rows = all.map(({ label }) => inLines(asText(label), 27));
  const row = rows.some(({ length }) => length > 1) ? 13 * Math.max(...rows.map(({ length }) => length)) + 8 : 22;
  const [top, bottom] = [14, 14 + row * (all.length - 1)];
  const [first, last] = [Date.parse(all[0].day), Date.parse(all[all.length - 1].day)];
  const y = (day) => (last > first ? top + ((Date.parse(day) - first) / (last - first)) * (bottom - top) : (top + bottom) / 2);
  const svg = picture(bottom + 38);
  svg.append(draw("path", { class: "time", d: `M10 ${y(all[0].day)}V${y(all[all.length - 1].day)}` }), draw("path", { class: "time past", d: `M10 ${y(all[0].day)}V${y(today)}` }));
  const heights = spread(all.map(({ day }) => y(day)), row, top, bottom);
  const marks = all.map(({ day, certainty, isToday }, index) => {
    const [at, height] = [y(day), heights[index]];
    if (isToday) svg.append(box("band", 34, WIDE, height - 10, 20));
    svg.append(draw("path", { class: isToday ? "leader today" : "leader", d: `M10 ${at}H20L30 ${height}H34` }),
      words(shortDay(day), isToday ? "what" : "minor", 39, height + 4),
      ...rows[index].map((line, place) => words(line, isToday ? "what current" : "what", 122, height + 4 + 13 * (place - (rows[index].length - 1) / 2))));
    return isToday ? draw("path", { class: "pointer", d: `M10 ${at - 7}l7 7l-7 7l-7 -7z` }) : dayDot(certainty, 10, at);
  });
  // Today's mark lies above those of other days.
  svg.append(...marks.filter((_, index) => !all[index].isToday), ...marks.filter((_, index) => all[index].isToday));
  // A day that somebody told of themselves is neither expected nor confirmed by anybody.
  ["expected", "confirmed"].filter((each) => named.some(({ name, certainty }) => certainty === each && name !== "planned_exam")).forEach((each, index) => {
    svg.append(dayDot(each, 10 + 172 * index, bottom + 30), words(STRINGS.certainty[each], "minor", 19 + 172 * index, bottom + 34));
  });
  return figure(svg, Number.isFinite(year) ? STRINGS.chart.season(year) : "", asText(alt));
}

const dayDot = (certainty, cx, cy) => draw("circle", { class: certainty === "confirmed" ? "dot latest" : "dot", cx, cy, r: 4 });

function drawStrengths({ items, alt }) {
  const rows = asList(items).map(asObject).filter(({ label }) => asText(label));
  if (!rows.length) return [];
  const parts = [];
  let height = 0;
  for (const { label, state, detail } of rows) {
    const known = wordFrom(STRINGS.chart.state, state) ? state : "unknown";
    const said = STRINGS.chart.state[known] + (asText(detail) ? `: ${detail}` : "");
    const lines = [...inLines(label, 42).map((line) => [line, "what"]), ...inLines(said, 34).map((line) => [line, `state ${known}`])];
    parts.push(...stateMark(known, 11, height + lines.length * 7.5 + 3), ...lines.map(([line, look], index) => words(line, look, 32, height + 13 + 15 * index)));
    height += lines.length * 15 + 10;
  }
  const svg = picture(height - 4);
  svg.append(...parts);
  return figure(svg, STRINGS.chart.strengths, asText(alt));
}

function stateMark(state, cx, cy) {
  const circle = draw("circle", { class: `mark ${state}`, cx, cy, r: 9 });
  const inner = {
    there: draw("path", { class: "sign there", d: `M${cx - 4} ${cy}l3 3.5l5.5 -6.5` }),
    partly: draw("path", { class: "half", d: `M${cx} ${cy - 9}a9 9 0 0 0 0 18z` }),
    missing: draw("path", { class: "sign", d: `M${cx - 3.5} ${cy - 3.5}l7 7m0 -7l-7 7` }),
    unknown: words("?", "minor", cx, cy + 4, "middle"),
  };
  return [circle, inner[state]];
}

// The result as Markdown.
const MEGABYTE = 1e6;
const MOST_UNOPENED = 0.01;

function number(value, digits, unit) {
  return value === undefined || Number.isNaN(value) ? 'not measured' : `${value.toFixed(digits)}${unit}`;
}

function reported({ p99, raw, none }) {
  if (none) return none;
  return `${p99.toFixed(1)} ms${raw === undefined ? '' : ` (raw ${raw.toFixed(1)})`}`;
}

/** Percentiles are those of the connections that opened: where many did not, they are of the quick ones only. */
function comparable(run) {
  return run.unopened <= MOST_UNOPENED * run.connections;
}

const COLUMNS = [
  ['tool', (run) => `${run.tool} ${run.version}${comparable(run) ? '' : ' (**not comparable**)'}`],
  ['open at once', (run) => `${run.held}`],
  ['failed or unanswered', (run) => `${run.unopened}`],
  ['first SYN to last 101', (run) => number(run.openSeconds, 2, ' s')],
  ['CPU to open one', (run) => number((run.cpu.open / run.connections) * 1e6, 0, ' µs')],
  ['CPU while held, of a core', (run) => number(run.cpu.held * 100, 1, ' %')],
  ['CPU of the whole run', (run) => number(run.cpu.all, 1, ' s')],
  ['RSS while held', (run) => number(run.rss.held / MEGABYTE, 0, ' MB')],
  ['PSS while held', (run) => number(run.pss / MEGABYTE, 0, ' MB')],
  ['RSS, peak', (run) => number(run.rss.peak / MEGABYTE, 0, ' MB')],
  ['connect p99, packets', (run) => number(run.packets?.p99 * 1000, 1, ' ms')],
  ['connect p99, as the tool says', (run) => reported(run.reported)],
];

function row(cells) {
  return `| ${cells.join(' | ')} |\n`;
}

/** One table for all runs against one server with one number of connections. */
export function table(title, runs) {
  const head = row(COLUMNS.map(([name]) => name)) + `|---|${'--:|'.repeat(COLUMNS.length - 1)}\n`;
  const rows = runs.map((run) => (run.failed
    ? row([`${run.tool} ${run.version}`, run.failed, ...COLUMNS.slice(2).map(() => '')])
    : row(COLUMNS.map(([, cell]) => cell(run)))));
  return `### ${title}\n\n${head}${rows.join('')}`;
}

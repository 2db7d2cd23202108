// Runs the tools one after the other against one server and measures all of them alike, from outside. See README.md.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { capture } from './lib/capture.mjs';
import { openings } from './lib/openings.mjs';
import { endedChildren, established, watch } from './lib/processes.mjs';
import { SERVERS, serve } from './lib/servers.mjs';
import { table } from './lib/table.mjs';
import { obstacle, TOOLS } from './lib/tools.mjs';

const { values: options } = parseArgs({
  options: {
    work: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
    connections: { type: 'string' },
    rate: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '1' },
    tools: { type: 'string', default: Object.keys(TOOLS).join(',') },
    servers: { type: 'string', default: Object.keys(SERVERS).join(',') },
  },
});

const EVERY_SECONDS = 5;
const TEXTS = options.quick ? 2 : 5;
const BYTES = 64;
/** Left out at both ends of the time in which all connections are held. */
const MARGIN_SECONDS = 2;

const here = dirname(fileURLToPath(import.meta.url));
const place = { here, work: options.work, flatline: process.env.FLATLINE ?? resolve(here, '../../flatline') };
const out = resolve(options.out ?? 'results/peers');
mkdirSync(out, { recursive: true });

function loadOf(connections, port) {
  const rate = Math.min(connections, Number(options.rate));
  const arrival = Math.ceil(connections / rate);
  return {
    CONNECTIONS: connections,
    RATE: rate,
    ARRIVAL_SECONDS: arrival,
    LONG_SECONDS: 2 * arrival + 10,
    SECONDS: arrival + (TEXTS + 1) * EVERY_SECONDS,
    EVERY: EVERY_SECONDS,
    TEXTS,
    TEXT: 'x'.repeat(BYTES),
    BYTES,
    PER_MINUTE: 60 / EVERY_SECONDS,
    URL: `ws://127.0.0.1:${port}/`,
    PORT: port,
  };
}

/** Runs a program in a session of its own, to its end or to a limit; what it starts ends with it. */
function run(command, environment, log, limitSeconds) {
  const [program, ...words] = command;
  const file = openSync(log, 'a');
  const child = spawn(program, words, {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', file, file],
    cwd: out,
  });
  const ended = new Promise((done, fail) => {
    const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), limitSeconds * 1000);
    child.on('error', fail);
    child.on('exit', (code) => {
      clearTimeout(limit);
      done(code);
    });
  });
  return { pid: child.pid, ended };
}

function percentile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Looks every second how many connections are open; the largest of the looks. */
function countOpen(port) {
  let most = 0;
  const timer = setInterval(() => { most = Math.max(most, established(port)); }, 1000);
  return () => {
    clearInterval(timer);
    return most;
  };
}

async function measure(tool, server, connections, round) {
  const result = { tool, version: TOOLS[tool].version(place), server, connections, round };
  const folder = `${out}/${server}-${connections}-${tool}-${round}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = `${folder}/output.txt`;
  const target = await serve(server, place, log);
  const packets = await capture(target.port, `${folder}/connects.pcap`, log);
  const cleanUp = TOOLS[tool].around?.() ?? (() => {});
  try {
    const load = loadOf(connections, target.port);
    const cpuBefore = endedChildren();
    const program = run(TOOLS[tool].command(place, load, folder), TOOLS[tool].environment, log, load.SECONDS * 2 + 60);
    const watched = watch(program.pid);
    const openCount = countOpen(target.port);
    result.exit = await program.ended;
    watched.stop();
    result.held = openCount();
    const cpuAll = endedChildren() - cpuBefore;
    const seen = await packets?.stop();
    Object.assign(result, summary(watched.samples, seen, cpuAll, load));
    result.reported = TOOLS[tool].reported(folder);
  } catch (failure) {
    result.failed = `failed: ${failure.message.split('\n')[0]}`;
  } finally {
    cleanUp();
    await target.stop();
  }
  writeFileSync(`${folder}/measured.json`, JSON.stringify(result, null, 2));
  console.log(`  ${tool}: ${result.failed ?? `${result.held} open, ${result.cpu.all.toFixed(1)} s of processor time`}`);
  return result;
}

/** What the samples say of the time before the first SYN, of opening, and of holding. */
function summary(samples, seen, cpuAll, load) {
  const { opened, unopened } = openings(seen ?? [], load.CONNECTIONS);
  if (opened.length === 0) throw new Error('no connection was seen to open');
  const first = opened[0].began;
  const last = opened.reduce((latest, connection) => Math.max(latest, connection.opened), 0);
  const times = opened.map((connection) => connection.opened - connection.began).sort((a, b) => a - b);
  const at = (instant) => samples.filter((sample) => sample.at <= instant).at(-1) ?? samples[0];
  const begin = at(last + MARGIN_SECONDS);
  const held = samples.filter((sample) => sample.at > last + MARGIN_SECONDS
    && sample.at < first + (load.TEXTS + 1) * EVERY_SECONDS - MARGIN_SECONDS / 2);
  const end = held.at(-1) ?? begin;
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  return {
    connects: opened.length,
    unopened,
    openSeconds: last - first,
    cpu: {
      all: cpuAll,
      before: at(first).cpu,
      open: at(last).cpu - at(first).cpu,
      held: (end.cpu - begin.cpu) / (end.at - begin.at),
    },
    rss: {
      before: at(first).rss,
      held: mean(held.map(({ rss }) => rss)),
      peak: samples.reduce((most, { rss }) => Math.max(most, rss), 0),
    },
    pss: mean(held.map(({ pss }) => pss).filter((pss) => pss !== undefined)),
    packets: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
  };
}

const sizes = (options.connections ?? (options.quick ? '200' : '2000,10000')).split(',').map(Number);
const tools = options.tools.split(',').filter((tool) => {
  const why = obstacle(tool, place);
  if (why) console.log(`  ${tool} is left out: it ${why}`);
  return !why;
});
const conditions = `${cpus()[0].model}, ${cpus().length} cores, Linux ${release()}`;
const text = [`${conditions}\n`];
const all = [];
for (const server of options.servers.split(',')) {
  for (const connections of sizes) {
    const title = `${connections} connections on ${SERVERS[server].title}`;
    console.log(title);
    for (let round = 0; round < Number(options.rounds); round++) {
      const runs = [];
      for (const tool of tools) runs.push(await measure(tool, server, connections, round));
      all.push(...runs);
      text.push(table(options.rounds > 1 ? `${title}, round ${round + 1}` : title, runs));
    }
  }
}
writeFileSync(`${out}/peers.json`, JSON.stringify({ conditions, runs: all }, null, 2));
writeFileSync(`${out}/table.md`, text.join('\n'));
console.log(`\n${text.join('\n')}\n${out}: peers.json, table.md`);

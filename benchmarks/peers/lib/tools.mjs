// How each tool is told the same load, and what it says of its connects.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

/** First match of a pattern in what a program prints. */
function printed(pattern, program, ...words) {
  try {
    return pattern.exec(execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))?.[1] ?? '?';
  } catch {
    return undefined;
  }
}

/** A template of this folder with its @NAMES@ filled in, written to a folder. */
function filled(place, name, load, folder) {
  const text = readFileSync(`${place.here}/${name}`, 'utf8').replace(/@([A-Z_]+)@/g, (all, key) => load[key] ?? all);
  const file = `${folder}/${name}`;
  writeFileSync(file, text);
  return file;
}

function find(folder, name) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (entry.endsWith(name)) return `${folder}/${entry}`;
  }
  return undefined;
}

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Gatling asks its maker for the latest version once a day, outside this machine: its notes say that it just has. */
function hasLookedForNews(folder) {
  const notes = `${folder}/.java/.userPrefs/io/gatling/latestVersion`;
  mkdirSync(notes, { recursive: true });
  writeFileSync(`${notes}/prefs.xml`, '<?xml version="1.0" encoding="UTF-8"?>\n'
    + '<!DOCTYPE map SYSTEM "http://java.sun.com/dtd/preferences.dtd">\n'
    + `<map MAP_XML_VERSION="1.0"><entry key="lastCheckTimestamp" value="${Date.now()}"/></map>\n`);
  return [`-Djava.util.prefs.userRoot=${folder}`];
}

const flatline = {
  version: (place) => printed(/^flatline (\S+)/, place.flatline, '--version'),
  command: (place, load, folder) => [
    place.flatline, 'run', filled(place, 'flatline.yaml', load, folder), '--target', load.URL, '--out', `${folder}/result`,
  ],
  reported: (folder) => {
    const { metrics } = json(`${folder}/result/summary.json`);
    const total = metrics['connect.total'];
    return { p99: total.p99, raw: metrics['connect.total.raw']?.p99 };
  },
};

const gatling = {
  version: (place) => /gatling-app-([^/:]+)\.jar/.exec(readFileSync(`${place.work}/gatling/classpath.txt`, 'utf8'))?.[1],
  command: (place, load, folder) => [
    'java', '-Xmx1g', '--add-opens=java.base/java.lang=ALL-UNNAMED', ...hasLookedForNews(folder),
    '-cp', `${place.work}/gatling/classes:${readFileSync(`${place.work}/gatling/classpath.txt`, 'utf8').trim()}`,
    `-Dpeers.connections=${load.CONNECTIONS}`, `-Dpeers.rate=${load.RATE}`, `-Dpeers.every=${load.EVERY}`,
    `-Dpeers.texts=${load.TEXTS}`, `-Dpeers.text=${load.TEXT}`, `-Dpeers.url=${load.URL}`,
    'io.gatling.app.Gatling', '-s', 'dev.flatline.peers.HeldConnections', '-rf', folder,
  ],
  reported: (folder) => {
    const context = {};
    runInNewContext(readFileSync(find(folder, 'js/stats.js'), 'utf8'), context);
    const connect = Object.values(context.stats.contents).find(({ name }) => name === 'connect').stats;
    return { p99: Number(connect.percentiles4.ok) };
  },
};

const artillery = {
  version: (place) => json(`${place.work}/npm/node_modules/artillery/package.json`).version,
  environment: { ARTILLERY_DISABLE_TELEMETRY: 'true', NO_UPDATE_NOTIFIER: '1', CI: 'true' },
  command: (place, load, folder) => [
    'node', `${place.work}/npm/node_modules/artillery/bin/run`, 'run', '--output', `${folder}/report.json`,
    filled(place, 'artillery.yaml', load, folder),
  ],
  reported: () => ({ none: 'does not measure it' }),
};

const tsung = {
  version: () => printed(/(\d\S*)/, 'tsung', '-v'),
  environment: { ERL_EPMD_ADDRESS: '127.0.0.1' },
  command: (place, load, folder) => ['tsung', '-f', filled(place, 'tsung.xml', load, folder), '-l', folder, 'start'],
  reported: (folder) => {
    const log = find(folder, 'tsung.log');
    let count = 0;
    let sum = 0;
    for (const [, value, mean] of readFileSync(log, 'utf8').matchAll(/^stats: connect (\d+) ([\d.]+)/gm)) {
      count += Number(value);
      sum += Number(value) * Number(mean);
    }
    return { none: count > 0 ? `mean of TCP ${(sum / count).toFixed(1)} ms` : 'nothing' };
  },
  /** Erlang's name server stays behind; it is ended unless it was there before. */
  around: () => {
    const names = () => printed(/(up and running)/, 'epmd', '-names') !== undefined;
    const before = names();
    return () => {
      if (!before && names()) printed(/./, 'epmd', '-kill');
    };
  },
};

export const TOOLS = { flatline, gatling, artillery, tsung };

/** Why a tool cannot run here, or undefined. */
export function obstacle(name, place) {
  if (name === 'gatling' && !existsSync(`${place.work}/gatling/classes`)) return 'is not compiled';
  return TOOLS[name].version(place) === undefined ? 'is not installed' : undefined;
}

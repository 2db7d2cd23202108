// What Linux tells of a program and of all that it starts: they share a session, because the program begins one.
import { readdirSync, readFileSync } from 'node:fs';

const SECONDS_PER_TICK = 0.01;
const PAGE_BYTES = 4096;

/** The fields of /proc/PID/stat behind the name, or undefined if the process is gone. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function members(session) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, fields: stat(pid) }))
    .filter(({ fields }) => fields && Number(fields[3]) === session);
}

/** Processor seconds, user and system, of everything in a session, ended children included; and what is resident. */
export function usage(session) {
  let ticks = 0;
  let rss = 0;
  const found = members(session);
  for (const { fields } of found) {
    ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    rss += Number(fields[21]) * PAGE_BYTES;
  }
  return { cpu: ticks * SECONDS_PER_TICK, rss, pids: found.map(({ pid }) => pid) };
}

/** Resident memory in which a page that several processes share counts once. */
export function proportional(pids) {
  let bytes = 0;
  for (const pid of pids) {
    try {
      bytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))[1]) * 1024;
    } catch {
      // It has ended.
    }
  }
  return bytes;
}

/** Processor seconds of the children of this process that have ended and been waited for, with theirs. */
export function endedChildren() {
  return stat('self').slice(13, 15).reduce((sum, field) => sum + Number(field), 0) * SECONDS_PER_TICK;
}

/** Open connections of a server's port, as the kernel counts them. */
export function established(port) {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  let count = 0;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const row of readFileSync(table, 'latin1').split('\n')) {
      const words = row.trim().split(/\s+/);
      count += words[3] === '01' && words[1].endsWith(end) ? 1 : 0;
    }
  }
  return count;
}

/** Looks at a session until stopped: samples of {at, cpu, rss, pss}, at in seconds since 1970; pss only now and then. */
export function watch(session) {
  const samples = [];
  let looks = 0;
  const look = () => {
    const { cpu, rss, pids } = usage(session);
    const pss = looks++ % 10 === 0 ? proportional(pids) : undefined;
    if (pids.length > 0) samples.push({ at: Date.now() / 1000, cpu, rss, pss });
  };
  const timer = setInterval(look, 200);
  look();
  return { samples, stop: () => clearInterval(timer) };
}

// The packets of the loopback interface that begin and complete a WebSocket: an observer that no tool knows of.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';

const SYN = 2;
const ACK = 16;
const GLOBAL_HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET_HEADER = 14;
const NANOSECOND_MAGIC = 0xa1b23c4d;
const SWITCHING = 'HTTP/1.1 101';

/** Starts tcpdump on a port; undefined where it is not installed or may not capture. */
export async function capture(port, file, log) {
  const answers = `src port ${port} and tcp[((tcp[12] & 0xf0) >> 2):4] = 0x48545450`;
  const words = ['-i', 'lo', '-n', '-Z', 'root', '-s', '120', '-B', '32768', '-w', file,
    `tcp port ${port} and (tcp[13] & 2 != 0 or (${answers}))`];
  const tcpdump = spawn('tcpdump', words, { stdio: ['ignore', 'ignore', openSync(log, 'a')] });
  const begun = await new Promise((resolve) => {
    tcpdump.on('error', () => resolve(false));
    tcpdump.on('exit', () => resolve(false));
    setTimeout(() => resolve(true), 1000);
  });
  if (!begun) return undefined;
  return {
    stop: () => new Promise((resolve) => {
      tcpdump.on('exit', () => resolve(connects(readFileSync(file), port)));
      tcpdump.kill('SIGINT');
    }),
  };
}

/** The connections in a capture file, in seconds since 1970: {began, opened} with the first SYN and the 101, by client port. */
export function connects(bytes, port) {
  const fraction = bytes.readUInt32LE(0) === NANOSECOND_MAGIC ? 1e9 : 1e6;
  const found = [];
  const latest = new Map();
  for (let at = GLOBAL_HEADER; at + RECORD_HEADER <= bytes.length;) {
    const seconds = bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) / fraction;
    const length = bytes.readUInt32LE(at + 8);
    look(bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length), seconds, port, found, latest);
    at += RECORD_HEADER + length;
  }
  return found;
}

function look(packet, seconds, port, found, latest) {
  const ip = packet.subarray(ETHERNET_HEADER);
  if (ip.length < 40 || ip[0] >> 4 !== 4) return;
  const tcp = ip.subarray((ip[0] & 15) * 4);
  const flags = tcp[13];
  const key = (address, clientPort) => `${ip.readUInt32BE(address)}:${clientPort}`;
  if (tcp.readUInt16BE(2) === port && (flags & SYN) && !(flags & ACK)) {
    const client = key(12, tcp.readUInt16BE(0));
    const known = latest.get(client);
    if (known && !known.opened) return;
    const connection = { began: seconds };
    found.push(connection);
    latest.set(client, connection);
  } else if (tcp.readUInt16BE(0) === port) {
    const connection = latest.get(key(16, tcp.readUInt16BE(2)));
    const payload = tcp.subarray((tcp[12] >> 4) * 4);
    if (connection && !connection.opened && payload.toString('latin1', 0, SWITCHING.length) === SWITCHING) {
      connection.opened = seconds;
    }
  }
}

// The servers that everybody is measured against, each in a process of its own on a free port of loopback.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';

export const SERVERS = {
  flatline: {
    title: "Flatline's `serve`",
    command: ({ flatline }) => [flatline, 'serve', '--port', '0', '--operator', 'none', '--profile', 'none'],
  },
  ws: {
    title: "npm's `ws`, which answers an upgrade after a random time of up to 100 ms",
    command: ({ here, work }) => ['node', `${here}/server.cjs`, `${work}/npm/node_modules/ws`, '100'],
  },
};

/** Starts a server and waits for the line with its address. */
export async function serve(name, place, log) {
  const [program, ...words] = SERVERS[name].command(place);
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', openSync(log, 'a')] });
  const port = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`the server ${name} ended by itself, see ${log}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /ws:\/\/[^:]+:(\d+)/.exec(line);
      if (address) resolve(Number(address[1]));
    });
  });
  return {
    port,
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.on('exit', resolve);
      child.kill('SIGTERM');
    }),
  };
}

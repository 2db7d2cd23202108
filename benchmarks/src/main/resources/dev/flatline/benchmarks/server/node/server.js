// An echo server on npm's ws, on a free port of the loopback address. Prints its port, and answers each line of its input
// with a number, as ServerChild does.
'use strict';
const readline = require('readline');
const { WebSocketServer } = require('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 4096, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
server.on('listening', () => console.log(server.address().port));

const answers = {
  cpu: () => { const used = process.cpuUsage(); return (used.user + used.system) * 1000; },
  open: () => server.clients.size,
  resident: () => process.memoryUsage.rss(),
};
const questions = readline.createInterface({ input: process.stdin });
questions.on('line', (question) => console.log(answers[question]()));
questions.on('close', () => process.exit(0));

// An echo server on npm's ws that takes a random time, uniform up to a limit, to accept each upgrade.
//   node server.cjs FOLDER_OF_WS LIMIT_MILLIS
'use strict';
const [, , folder, limit] = process.argv;
const { WebSocketServer } = require(folder);

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  backlog: 4096,
  perMessageDeflate: false,
  verifyClient: (info, accept) => setTimeout(() => accept(true), Math.random() * Number(limit)),
});
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));

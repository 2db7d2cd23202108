// A real server that echoes messages: node server.js KIND; it prints its URL when it listens and ends with its standard input.
// socket.io and socket.io-2 ping every second, as do sockjs and ws.
'use strict';
const http = require('http');

const intervals = { pingInterval: 1000, pingTimeout: 2000 };
const echo = (socket) => socket.on('message', (said) => socket.emit('message', said));

const kinds = {
  'socket.io': (server) => new (require('socket.io').Server)(server, intervals).on('connection', echo),
  'socket.io-2': (server) => require('socket.io-2')(server, intervals).on('connection', echo),
  // Lets in who has a token of users.csv, and echoes in events of the same name.
  'socket.io-login': (server) =>
    new (require('socket.io').Server)(server, intervals)
      .use((socket, next) => next(/^t[0-4]$/.test(socket.handshake.auth.token) ? undefined : new Error('no')))
      .on('connection', (socket) => socket.onAny((event, said) => socket.emit(event, said))),
  sockjs(server) {
    const sockjs = require('sockjs').createServer({ heartbeat_delay: 1000, log: () => {} });
    sockjs.on('connection', (connection) => connection && connection.on('data', (said) => connection.write(said)));
    sockjs.installHandlers(server, { prefix: '/echo' });
  },
  ws(server) {
    const sockets = new (require('ws').WebSocketServer)({ server });
    sockets.on('connection', (socket) => {
      socket.isAlive = true;
      socket.on('pong', () => (socket.isAlive = true));
      socket.on('message', (data, binary) => socket.send(data, { binary }));
      socket.on('error', () => socket.terminate());
    });
    setInterval(() => {
      for (const socket of sockets.clients) {
        if (!socket.isAlive) socket.terminate();
        socket.isAlive = false;
        socket.ping();
      }
    }, 1000);
  },
};
const paths = { sockjs: '/echo/websocket' };

const kind = process.argv[2];
const server = http.createServer();
kinds[kind](server);
server.listen(0, '127.0.0.1', () => console.log(`ws://127.0.0.1:${server.address().port}${paths[kind] || '/'}`));
process.stdin.on('end', () => process.exit(0)).resume();

// A client of a real library, connected to a scripted server of its own, whose port tells its TCP connects from all others.
'use strict';
const net = require('net');
const { WebSocketServer } = require('ws');
const { greet } = require('./greetings');
const libraries = require('./libraries');
const { mark, heldUp } = require('./lateness');

const SETTLE_MILLIS = 500;

const watched = new Map();
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...to) {
  const { port } = Array.isArray(to[0]) ? to[0][0] : to[0];
  watched.get(Number(port))?.();
  return connect.apply(this, to);
};

// settled(socket, server) is called once the first connection has been open for a while; socket is the server's side of it.
exports.start = (library, settled) => {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.values().next().value,
  });
  let first = true;
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    if (first) greet(library, socket, () => setTimeout(settled, SETTLE_MILLIS, socket, server));
    first = false;
  });
  server.on('listening', () => libraries[library](server.address().port));
};

// From now on each TCP connect to this port is told: the milliseconds since now or the connect before, and how many of them this
// process may have been held up for.
exports.watch = (port, told) => {
  let last = performance.now();
  let marked = mark();
  watched.set(port, () => {
    const now = performance.now();
    const gap = now - last;
    const late = heldUp(marked);
    last = now;
    marked = mark();
    told(gap, late);
  });
};

exports.unwatch = (port) => watched.delete(port);

console.error = console.warn = () => {};
process.stdin.on('end', () => process.exit(0)).resume();

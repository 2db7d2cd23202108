// When a real client library reconnects: node reconnects.js LIBRARY ATTEMPTS
// A scripted server greets it, then stops listening and closes the connection with 1001. Each TCP connect after that is a line:
// the milliseconds since the close or the attempt before, and by how many this process's timers were late at most meanwhile.
'use strict';
const net = require('net');
const WebSocket = require('ws');
const { greet } = require('./greetings');

const [library, wanted] = process.argv.slice(2);
const SETTLE_MILLIS = 500;
const TICK_MILLIS = 5;

let last = 0;
let late = 0;
let left = Number(wanted);

let tick = performance.now();
setInterval(() => {
  const now = performance.now();
  late = Math.max(late, now - tick - TICK_MILLIS);
  tick = now;
}, TICK_MILLIS);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...to) {
  if (last > 0 && left > 0) {
    const now = performance.now();
    console.log(now - last, Math.max(late, now - tick - TICK_MILLIS));
    last = now;
    late = 0;
    if (--left === 0) process.exit(0);
  }
  return connect.apply(this, to);
};

const server = new WebSocket.WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
  handleProtocols: (offered) => offered.values().next().value,
});
server.on('connection', (socket) => {
  socket.on('error', () => {});
  greet(library, socket, () => setTimeout(() => goAway(socket), SETTLE_MILLIS));
});
server.on('listening', () => libraries[library](server.address().port));

function goAway(socket) {
  server.close();
  last = performance.now();
  late = 0;
  socket.close(1001, 'going away');
}



const libraries = {
  'socket.io-client': (port) =>
    require('socket.io-client').io(`http://127.0.0.1:${port}`, { transports: ['websocket'] }),
  'socket.io-client-2': (port) => require('socket.io-client-2')(`http://127.0.0.1:${port}`, { transports: ['websocket'] }),
  phoenix(port) {
    const { Socket } = require('phoenix');
    new Socket(`ws://127.0.0.1:${port}/socket`, { transport: WebSocket }).connect();
  },
  '@microsoft/signalr'(port) {
    const { HubConnectionBuilder, HttpTransportType, LogLevel } = require('@microsoft/signalr');
    const options = { skipNegotiation: true, transport: HttpTransportType.WebSockets };
    new HubConnectionBuilder()
      .withUrl(`http://127.0.0.1:${port}/hub`, options)
      .withAutomaticReconnect()
      .configureLogging(LogLevel.None)
      .build()
      .start();
  },
  'reconnecting-websocket'(port) {
    const socket = new (require('reconnecting-websocket'))(`ws://127.0.0.1:${port}/`, [], { WebSocket });
    socket.addEventListener('error', () => {});
  },
  partysocket(port) {
    const socket = new (require('partysocket/ws').default)(`ws://127.0.0.1:${port}/`, [], { WebSocket });
    socket.addEventListener('error', () => {});
  },
  centrifuge(port) {
    const { Centrifuge } = require('centrifuge');
    const client = new Centrifuge(`ws://127.0.0.1:${port}/connection/websocket`, { websocket: WebSocket });
    client.on('error', () => {});
    client.connect();
  },
  '@rails/actioncable'(port) {
    globalThis.addEventListener = globalThis.removeEventListener = () => {};
    globalThis.document = { visibilityState: 'visible', head: { querySelector: () => null } };
    const { adapters, createConsumer } = require('@rails/actioncable');
    adapters.WebSocket = WebSocket;
    createConsumer(`ws://127.0.0.1:${port}/cable`).subscriptions.create('ChatChannel', {});
  },
  mqtt: (port) => require('mqtt').connect(`ws://127.0.0.1:${port}/mqtt`).on('error', () => {}),
  '@stomp/stompjs'(port) {
    const { Client } = require('@stomp/stompjs');
    new Client({ webSocketFactory: () => new WebSocket(`ws://127.0.0.1:${port}/stomp`, ['v12.stomp']) }).activate();
  },
  'graphql-ws'(port) {
    const { createClient } = require('graphql-ws');
    createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket, shouldRetry: () => true }).subscribe(
      { query: 'subscription { n }' },
      { next() {}, error() {}, complete() {} });
  },
  'pusher-js'(port) {
    const Pusher = require('pusher-js');
    new Pusher('key', {
      cluster: 'mt1',
      wsHost: '127.0.0.1',
      wsPort: port,
      forceTLS: false,
      enabledTransports: ['ws'],
      enableStats: false,
    }).connection.bind('error', () => {});
  },
};

console.error = console.warn = () => {};
process.stdin.on('end', () => process.exit(0)).resume();

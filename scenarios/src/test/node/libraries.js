// One client of each library that is held against its profile: libraries[NAME](port) connects it.
'use strict';
const WebSocket = require('ws');

module.exports = {
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

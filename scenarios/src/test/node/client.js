// A real client library that connects to a server: node client.js LIBRARY PORT TEXT
// It sends the text once it is connected, and prints a line for whatever happens to it. It ends with its standard input.
'use strict';
const WebSocket = require('ws');

const [library, port, text] = process.argv.slice(2);
const print = (event, said) => console.log(said === undefined ? event : `${event} ${said}`);

const libraries = {
  'socket.io-client': () => socketIo(require('socket.io-client').io),
  'socket.io-client-2': () => socketIo(require('socket.io-client-2')),

  phoenix() {
    const { Socket } = require('phoenix');
    const socket = new Socket(`ws://127.0.0.1:${port}/socket`, { transport: WebSocket, heartbeatIntervalMs: 1000 });
    socket.onClose((event) => print('closed', event.code));
    socket.connect();
    const channel = socket.channel('room:real', {});
    channel.on('new_msg', (payload) => print('message', payload.body));
    channel
      .join()
      .receive('ok', () => {
        print('connected');
        channel.push('new_msg', { body: text }).receive('ok', () => print('acknowledged'));
      });
  },

  '@rails/actioncable'() {
    globalThis.addEventListener = globalThis.removeEventListener = () => {};
    globalThis.document = { visibilityState: 'visible', head: { querySelector: () => null } };
    const { adapters, createConsumer } = require('@rails/actioncable');
    adapters.WebSocket = WebSocket;
    createConsumer(`ws://127.0.0.1:${port}/cable`).subscriptions.create(
      { channel: 'ChatChannel', room: 'real' },
      {
        connected() {
          print('connected');
          this.send({ body: text });
        },
        received: (data) => print('message', data.body),
        disconnected: () => print('closed'),
      });
  },

  async '@microsoft/signalr'() {
    const { HubConnectionBuilder, HttpTransportType, LogLevel } = require('@microsoft/signalr');
    const connection = new HubConnectionBuilder()
      .withUrl(`http://127.0.0.1:${port}/hub`, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
      .withServerTimeout(4000)
      .withKeepAliveInterval(1000)
      .configureLogging(LogLevel.None)
      .build();
    connection.on('ReceiveMessage', (user, message) => print('message', message));
    connection.onclose((error) => print('closed', error));
    await connection.start();
    print('connected');
    await connection.invoke('SendMessage', 'somebody', text);
    print('acknowledged');
  },

  centrifuge() {
    const { Centrifuge } = require('centrifuge');
    const centrifuge = new Centrifuge(`ws://127.0.0.1:${port}/connection/websocket`, { websocket: WebSocket });
    centrifuge.on('connected', () => print('connected'));
    centrifuge.on('connecting', (context) => context.code !== 0 && print('closed', context.reason));
    centrifuge.on('disconnected', (context) => print('closed', context.reason));
    const subscription = centrifuge.newSubscription('real');
    subscription.on('subscribed', () => subscription.publish(text).then(() => print('acknowledged')));
    subscription.on('publication', (context) => print('message', context.data));
    subscription.subscribe();
    centrifuge.connect();
  },
};

function socketIo(io) {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  socket.on('connect', () => {
    print('connected');
    socket.emit('message', text);
  });
  socket.on('message', (said) => print('message', said));
  socket.on('disconnect', (reason) => print('closed', reason));
}

process.stdin.on('end', () => process.exit(0)).resume();
libraries[library]();

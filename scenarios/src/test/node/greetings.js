// What a server says so that a client library takes itself for connected; done() is called once it was said.
'use strict';

const OPEN = '0{"sid":"E","upgrades":[],"pingInterval":25000,"pingTimeout":20000}';

// first is said unasked; answers is told each message, and whether it is the one that ends the greeting is what it returns;
// last is said right before the connection is lost, where it matters how long ago the client has heard something.
const greetings = {
  'socket.io-client': { first: [OPEN], answers: (said, say) => said === '40' && say('40{"sid":"S"}') },
  'socket.io-client-2': { first: [OPEN, '40'], done: true },
  phoenix: { done: true },
  '@microsoft/signalr': { answers: (said, say) => said.includes('"protocol"') && say('{}\u001e') },
  'reconnecting-websocket': { done: true },
  partysocket: { done: true },
  centrifuge: { answers: (said, say) => said.includes('"connect"') && say('{"id":1,"connect":{"client":"C","version":"0"}}') },
  '@rails/actioncable': { first: ['{"type":"welcome"}'], done: true, last: '{"type":"ping","message":1}' },
  // A CONNECT packet comes in several messages; its protocol's name tells when.
  mqtt: { answers: (said, say) => said.endsWith('MQTT') && say(Buffer.from([0x20, 2, 0, 0])) },
  '@stomp/stompjs': {
    answers: (said, say) => said.startsWith('CONNECT') && say('CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\u0000'),
  },
  'graphql-ws': { answers: (said, say) => said.includes('connection_init') && say('{"type":"connection_ack"}') },
  'pusher-js': {
    first: ['{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.1\\",\\"activity_timeout\\":120}"}'],
    done: true,
  },
};

exports.greet = (library, socket, done) => {
  const greeting = greetings[library];
  const say = (text) => {
    socket.send(text);
    return true;
  };
  (greeting.first || []).forEach(say);
  if (greeting.done) done();
  socket.on('message', (data) => greeting.answers && greeting.answers(data.toString('latin1'), say) && done());
};

exports.sayLast = (library, socket) => {
  const { last } = greetings[library];
  if (last) socket.send(last);
};

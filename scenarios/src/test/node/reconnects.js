// When clients of a real library reconnect: node reconnects.js LIBRARY ATTEMPTS [CLIENTS]
// A scripted server greets each, then stops listening and closes the connection with 1001. Each TCP connect after that is a line:
// the milliseconds since the close or the attempt before, and how many of them this process may have been held up for.
'use strict';
const { sayLast } = require('./greetings');
const { start, watch, unwatch } = require('./scripted');

const [library, attempts, clients = '1'] = process.argv.slice(2);
// So that clients that are many do not hold each other up.
const APART_MILLIS = 20;

const settled = [];
let away = Number(clients);

function goAway([socket, server]) {
  const { port } = server.address();
  let left = Number(attempts);
  server.close();
  sayLast(library, socket);
  watch(port, (gap, late) => {
    console.log(gap, late);
    if (--left > 0) return;
    unwatch(port);
    if (--away === 0) process.exit(0);
  });
  socket.close(1001, 'going away');
}

// None goes before all are there, for a port that one has left may be given to the next.
function arrived(socket, server) {
  settled.push([socket, server]);
  if (settled.length < Number(clients)) return;
  settled.forEach((one, index) => setTimeout(goAway, index * APART_MILLIS, one));
}

for (let client = 0; client < Number(clients); client++) {
  setTimeout(start, client * APART_MILLIS, library, arrived);
}

// Whether clients of a real library come back: node reactions.js LIBRARY LIMIT_MILLIS LOSS...
// A client for each loss, which is JSON: {"code":1000,"reason":"…"} is how the scripted server closes, {"say":"…"} what it says
// instead. It goes on listening. A line each: the loss's index, then "back" with the milliseconds until the client's next TCP
// connect and how many of them this process may have been held up for, or "away" if none comes within the limit.
'use strict';
const { start, watch, unwatch } = require('./scripted');

const [library, limit, ...losses] = process.argv.slice(2);

let unknown = losses.length;

losses.map((loss) => JSON.parse(loss)).forEach(({ code, reason, say }, index) => start(library, (socket, server) => {
  const { port } = server.address();
  const known = (...what) => {
    unwatch(port);
    clearTimeout(patience);
    console.log(index, ...what);
    if (--unknown === 0) process.exit(0);
  };
  const patience = setTimeout(known, Number(limit), 'away');
  watch(port, (gap, late) => known('back', gap, late));
  if (say) socket.send(say);
  else socket.close(code, reason);
}));

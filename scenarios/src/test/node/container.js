// The program of the image that tests make of Node and npm's ws: an echo server on PORT (8080), /healthz, and 0 at SIGTERM.
'use strict';
const http = require('http');
const { WebSocketServer } = require('ws');

const server = http.createServer((request, response) => {
  response.statusCode = request.url === '/healthz' ? 200 : 404;
  response.end();
});
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
process.on('SIGTERM', () => process.exit(0));
server.listen({ host: '0.0.0.0', port: Number(process.env.PORT || 8080), backlog: 4096 }, () => {
  console.log(`listening on ${server.address().port}`);
});

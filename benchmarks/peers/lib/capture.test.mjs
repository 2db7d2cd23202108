import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connects } from './capture.mjs';

const PORT = 9000;
const SYN = 2;
const ACK = 16;

function packet({ micros, from, to, flags, payload = '' }) {
  const body = Buffer.alloc(14 + 20 + 20 + payload.length);
  const ip = body.subarray(14);
  ip[0] = 0x45;
  ip.writeUInt32BE(0x7f000001, 12);
  ip.writeUInt32BE(0x7f000001, 16);
  const tcp = ip.subarray(20);
  tcp.writeUInt16BE(from, 0);
  tcp.writeUInt16BE(to, 2);
  tcp[12] = 5 << 4;
  tcp[13] = flags;
  tcp.write(payload, 20, 'latin1');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(Math.floor(micros / 1e6), 0);
  head.writeUInt32LE(micros % 1e6, 4);
  head.writeUInt32LE(body.length, 8);
  head.writeUInt32LE(body.length, 12);
  return Buffer.concat([head, body]);
}

function file(...packets) {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  return Buffer.concat([head, ...packets.map(packet)]);
}

const syn = (micros, from) => ({ micros, from, to: PORT, flags: SYN });
const synAck = (micros, to) => ({ micros, from: PORT, to, flags: SYN | ACK });
const answer = (micros, to, payload) => ({ micros, from: PORT, to, flags: ACK, payload });

test('a connect lasts from the first SYN to the 101', () => {
  const found = connects(file(
    syn(1_000_000, 50_000),
    syn(1_000_500, 50_001),
    synAck(1_000_600, 50_000),
    answer(1_020_000, 50_001, 'HTTP/1.1 101 Switching Protocols\r\n'),
    answer(1_050_000, 50_000, 'HTTP/1.1 101 Switching Protocols\r\n'),
  ), PORT);

  assert.deepEqual(found.map(({ began, opened }) => Math.round((opened - began) * 1e6)), [50_000, 19_500]);
});

test('a SYN that is sent again began the connect the first time', () => {
  const found = connects(file(
    syn(1_000_000, 50_000),
    syn(2_000_000, 50_000),
    answer(2_010_000, 50_000, 'HTTP/1.1 101 Switching Protocols\r\n'),
  ), PORT);

  assert.deepEqual(found, [{ began: 1, opened: 2.01 }]);
});

test('another answer than 101 opens nothing', () => {
  const found = connects(file(
    syn(1_000_000, 50_000),
    answer(1_010_000, 50_000, 'HTTP/1.1 503 Service Unavailable\r\n'),
  ), PORT);

  assert.deepEqual(found, [{ began: 1 }]);
});

test('a port that is used again is another connection', () => {
  const found = connects(file(
    syn(1_000_000, 50_000),
    answer(1_010_000, 50_000, 'HTTP/1.1 101 Switching Protocols\r\n'),
    syn(5_000_000, 50_000),
    answer(5_020_000, 50_000, 'HTTP/1.1 101 Switching Protocols\r\n'),
  ), PORT);

  assert.deepEqual(found, [{ began: 1, opened: 1.01 }, { began: 5, opened: 5.02 }]);
});

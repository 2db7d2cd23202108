import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table } from './table.mjs';

function run(unopened) {
  return {
    tool: 'some',
    version: '1.0',
    connections: 1000,
    held: 1000 - unopened,
    unopened,
    openSeconds: 1,
    cpu: { open: 1, held: 0.1, all: 2 },
    rss: { held: 1e6, peak: 2e6 },
    packets: { p50: 0.01, p99: 0.02 },
    reported: { none: 'nothing' },
  };
}

function cells(unopened) {
  const [head, , row] = table('a title', [run(unopened)]).split('\n').slice(2);
  const names = head.split(' | ');
  return Object.fromEntries(row.split(' | ').map((cell, i) => [names[i].replace('| ', ''), cell]));
}

test('what failed or was not answered has a column', () => {
  assert.equal(cells(7)['failed or unanswered'], '7');
});

test('a row of which less than 99 % opened is marked', () => {
  assert.equal(cells(10).tool, '| some 1.0');
  assert.equal(cells(11).tool, '| some 1.0 (**not comparable**)');
});

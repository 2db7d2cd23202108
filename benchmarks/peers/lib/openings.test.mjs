import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openings } from './openings.mjs';

test('a connect without a 101 did not open', () => {
  const { opened, unopened } = openings([{ began: 2, opened: 3 }, { began: 1 }], 2);

  assert.deepEqual(opened, [{ began: 2, opened: 3 }]);
  assert.equal(unopened, 1);
});

test('a connect that was never begun did not open', () => {
  assert.equal(openings([{ began: 1, opened: 2 }], 3).unopened, 2);
});

test('a failed attempt counts even if another one made up for it', () => {
  assert.equal(openings([{ began: 1 }, { began: 2, opened: 3 }], 1).unopened, 1);
});

test('a look at the server before the load belongs to neither', () => {
  const { opened, unopened } = openings([{ began: 5, opened: 6 }, { began: 1, opened: 2 }, { began: 4, opened: 7 }], 2);

  assert.deepEqual(opened.map(({ began }) => began), [4, 5]);
  assert.equal(unopened, 0);
});

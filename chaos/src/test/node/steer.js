// Steers a control API with npm's toxiproxy-node-client: node steer.js http://127.0.0.1:8474
const assert = require('node:assert/strict');
const { Toxiproxy } = require('toxiproxy-node-client');

const ATTRIBUTES = {
  latency: { latency: 100, jitter: 10 },
  bandwidth: { rate: 0 },
  slow_close: { delay: 1000 },
  timeout: { timeout: 500 },
  reset_peer: { timeout: 20 },
  slicer: { average_size: 64, size_variation: 8, delay: 10 },
  limit_data: { bytes: 4096 },
};

async function main(url) {
  const client = new Toxiproxy(url);
  assert.equal(JSON.parse(await client.getVersion()).version, '2.12.0');

  const proxy = await client.createProxy({ name: 'p', listen: 'localhost:26379', upstream: '127.0.0.1:1' });
  assert.equal(proxy.listen, '127.0.0.1:26379');
  for (const [type, attributes] of Object.entries(ATTRIBUTES)) {
    const toxic = await proxy.addToxic({ type, name: type, stream: 'upstream', toxicity: 0.1, attributes });
    assert.deepEqual((await proxy.getToxic(type)).attributes, attributes);
    assert.equal(toxic.toxicity, 0.1);
  }
  const latency = await proxy.getToxic('latency');
  assert.deepEqual((await latency.update({ attributes: { latency: 5 } })).attributes, { latency: 5, jitter: 10 });
  await latency.remove();
  await assert.rejects(proxy.getToxic('latency'), /404/);
  await assert.rejects(proxy.addToxic({ type: 'nope' }), /400/);
  await assert.rejects(client.createProxy({ name: 'p', upstream: 'x:1' }), /409/);

  assert.equal((await proxy.update({ enabled: false })).enabled, false);
  await client.reset();
  assert.equal((await client.get('p')).enabled, true);
  await assert.rejects(proxy.getToxic('slicer'), /404/);

  const populated = await client.populate([
    { name: 'p', listen: 'localhost:26379', upstream: '127.0.0.1:1' },
    { name: 'q', listen: 'localhost:0', upstream: '127.0.0.1:1' },
  ]);
  assert.deepEqual(Object.keys(populated), ['p', 'q']);
  await populated.q.remove();
  assert.deepEqual(Object.keys(await client.getAll()), ['p']);
}

main(process.argv[2]).then(
  () => console.log('ok'),
  failure => {
    console.error(failure);
    process.exitCode = 1;
  });

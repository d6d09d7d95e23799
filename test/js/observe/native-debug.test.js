'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');

const PROGRAM = path.join(__dirname, '../../support/traced.js');

/** The lines that the program writes to stderr, without the ids of asynchronous resources. */
function traces(categories) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_DEBUG_NATIVE: categories };
    execFile(process.execPath, ['--no-warnings', PROGRAM], { env }, (error, stdout, stderr) => {
      if (error) reject(error);
      else resolve(stderr.split('\n').filter(Boolean).map((line) => line.replace(/ \(\d+\)/g, '')));
    });
  });
}

/** Those of the lines that are about the subject and expected, each the first time. */
function assertTraced(lines, subject, expected) {
  const found = new Set(lines.filter((line) => line.startsWith(`${subject} `))
    .map((line) => line.slice(subject.length + 1)).filter((line) => expected.includes(line)));
  assert.deepStrictEqual([...found], expected);
}

describe('NODE_DEBUG_NATIVE=http2', () => {
  let lines;

  before(async () => { lines = await traces('http2'); });

  it('traces the life of a server\'s session', () => {
    assertTraced(lines, 'Http2Session server', [
      'session created', 'i/o stream consumed', 'complete frame received: type: 4',
      'handling settings frame', 'beginning headers for stream 1', 'Adding stream: 1',
      'complete frame received: type: 1', 'handle headers frame for stream 1',
      'stream 1 closed with code: 0', 'Removing stream: 1', 'beginning headers for stream 3',
      'Adding stream: 3', 'stream 3 closed with code: 2', 'Removing stream: 3',
      'complete frame received: type: 7', 'handling goaway frame', 'destroying session',
      'closing session', 'terminating session with code 0',
    ]);
  });

  it('traces the life of a client\'s session', () => {
    assertTraced(lines, 'Http2Session client', [
      'session created', 'i/o stream consumed', 'request submitted', 'submitting request',
      'Adding stream: 1', 'request submitted, new stream id 1', 'beginning headers for stream 1',
      'complete frame received: type: 1', 'handle headers frame for stream 1',
      'stream 1 closed with code: 0', 'Adding stream: 3', 'request submitted, new stream id 3',
      'stream 3 closed with code: 2', 'submitting goaway',
    ]);
    // Sooner or later: Nodes differ.
    for (const id of [1, 3]) assert.ok(lines.includes(`Http2Session client Removing stream: ${id}`));
  });

  it('traces the lives of streams', () => {
    assertTraced(lines, 'HttpStream 1 [Http2Session server]', [
      'submitting response', 'response submitted', 'closed with code 0', 'destroying stream',
      'tearing down stream',
    ]);
    assertTraced(lines, 'HttpStream 1 [Http2Session client]', [
      'closed with code 0', 'destroying stream', 'tearing down stream',
    ]);
    assertTraced(lines, 'HttpStream 3 [Http2Session client]', [
      'closed with code 2', 'destroying stream', 'tearing down stream',
    ]);
  });

  it('is meant by its name in any case, among others', async () => {
    assert.ok((await traces('foo,HTTP2')).some((line) => line.endsWith('session created')));
  });

  it('writes nothing when something else is traced', async () => {
    assert.deepStrictEqual(await traces('nothing'), []);
  });
});

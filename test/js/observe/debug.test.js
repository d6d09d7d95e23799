'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');

const PROGRAM = path.join(__dirname, '../../support/traced.js');

/** The lines that the program writes to stderr, without the process's number. */
function traces(sections) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_DEBUG: sections };
    execFile(process.execPath, ['--no-warnings', PROGRAM], { env }, (error, stdout, stderr) => {
      if (error) reject(error);
      else resolve(stderr.split('\n').filter(Boolean).map((line) => line.replace(/^HTTP2 \d+: /, '')));
    });
  });
}

/** Lines about one session or stream. */
function about(lines, subject) {
  return lines.filter((line) => line.startsWith(subject)).map((line) => line.slice(subject.length));
}

describe('NODE_DEBUG=http2', () => {
  let lines;

  before(async () => { lines = await traces('http2'); });

  it('names the session or the stream in each line', () => {
    const subject = /^Http2Session (client|server): |^Http2Stream \d+ \[Http2Session (client|server)\]: /;
    for (const line of lines) assert.match(line, subject);
  });

  it('traces how sessions begin', () => {
    assert.deepStrictEqual(about(lines, 'Http2Session server: ').slice(0, 5), [
      'received a connection', 'setting up session handle', 'sending settings', 'submitting settings',
      'created',
    ]);
    assert.deepStrictEqual(about(lines, 'Http2Session client: ').slice(0, 6), [
      'created', 'initiating request', 'setting up session handle', 'sending settings',
      'submitting settings', 'connected, initializing request',
    ]);
  });

  it('traces how sessions end', () => {
    const client = about(lines, 'Http2Session client: ');
    const last = ['marking session closed', 'submitting goaway', 'destroying'];
    assert.deepStrictEqual(client.slice(client.indexOf(last[0])).slice(0, 3), last);
    assert.ok(client.includes('finishSessionClose'));
    assert.ok(lines.some((line) => /server: goaway 0 received \[last stream id: \d+\]$/.test(line)));
  });

  it('traces the work of a stream of a server', () => {
    const server = about(lines, 'Http2Stream 1 [Http2Session server]: ');
    const work = ['headers received', 'sending additional headers', 'initiating response',
      'sending trailers'];
    assert.deepStrictEqual(server.filter((line) => work.includes(line)), work);
    assert.strictEqual(server.at(-1), 'destroying stream');
  });

  it('traces the events of a stream of a client', () => {
    const client = about(lines, 'Http2Stream 1 [Http2Session client]: ');
    assert.deepStrictEqual(client.filter((line) => line.startsWith('emitting')), [
      "emitting stream 'headers' event", "emitting stream 'response' event",
      "emitting stream 'trailers' event",
    ]);
  });

  it('traces the code with which a stream is closed', () => {
    const [, client] = about(lines, 'Http2Stream 3 [Http2Session client]: ');
    assert.strictEqual(client, 'closed with code 2, closed false, readable true');
    const server = about(lines, 'Http2Stream 3 [Http2Session server]: ');
    assert.ok(server.includes('closed with code 2, closed true, readable true'));
  });

  it('writes nothing when other sections are traced', async () => {
    assert.deepStrictEqual(await traces('nothing'), []);
  });
});

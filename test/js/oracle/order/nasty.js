'use strict';

const http2 = require('../../../support/impl');
const { client, closing, server } = require('../../../support/conversation');
const { GET, POST } = require('../../../support/frame-peer');

const STATUS = [[':status', '200']];

const CLIENT = {
  'headers arrive after the user closed the stream': client(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': 'POST' }));
    peer.greet();
    await peer.until('HEADERS');
    const closed = closing(stream);
    stream.close(http2.constants.NGHTTP2_CANCEL);
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS, endStream: true });
    await closed;
    await peer.soFar();
  }),
  'a paused stream still closes once it is resumed': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    const closed = closing(stream);
    stream.pause();
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'body', endStream: true });
    await peer.soFar();
    log.note('resume');
    stream.resume();
    await closed;
  }),
  'a stream that nobody reads ends when its answer has no body': client(async (session, log, peer) => {
    const stream = log.stream(session.request(), { read: false });
    const closed = closing(stream);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS, endStream: true });
    await closed;
  }),
  'the answer has a content-length that lies': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    const closed = closing(stream);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: [...STATUS, ['content-length', '9']] },
      { type: 'DATA', streamId: 1, data: 'body', endStream: true });
    await closed;
    await peer.soFar();
  }),
  'the answer lacks a status': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    const closed = closing(stream);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: [['a', 'b']], endStream: true });
    await closed;
    await peer.soFar();
  }),
  'a signal aborts the request in the middle of its answer': client(async (session, log, peer) => {
    const controller = new AbortController();
    const stream = log.stream(session.request({}, { signal: controller.signal }));
    const closed = closing(stream);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'part' });
    await new Promise((resolve) => { stream.once('data', resolve); });
    controller.abort();
    log.mark(`destroyed ${stream.destroyed} rstCode ${stream.rstCode}`);
    await closed;
    await peer.soFar();
  }),
  'a handler of response destroys the session while more is in the same read':
    client(async (session, log, peer) => {
    const streams = [1, 3].map((id) => log.stream(session.request(), { name: `stream ${id}` }));
    const closed = Promise.all([...streams, session].map(closing));
    streams[0].on('response', () => session.destroy());
    peer.greet();
    await peer.until('HEADERS', { streamId: 3 });
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'part' },
      { type: 'HEADERS', streamId: 3, headers: STATUS, endStream: true });
    await closed;
  }),
  'a handler of data closes another stream whose data is in the same read':
    client(async (session, log, peer) => {
    const streams = [1, 3].map((id) => log.stream(session.request(), { name: `stream ${id}` }));
    const closed = Promise.all(streams.map(closing));
    streams[0].on('data', () => streams[1].close(http2.constants.NGHTTP2_CANCEL));
    peer.greet();
    await peer.until('HEADERS', { streamId: 3 });
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'HEADERS', streamId: 3, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'part', endStream: true },
      { type: 'DATA', streamId: 3, data: 'other' });
    await closed;
  }),
  'the peer answers and resets in one read': client(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': 'POST' }));
    const closed = closing(stream);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'body', endStream: true },
      { type: 'RST_STREAM', streamId: 1, code: 0 });
    await closed;
  }),
  'the peer ends the connection right after a whole answer': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    const closed = Promise.all([closing(stream), closing(session)]);
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'body', endStream: true });
    peer.socket.end();
    await closed;
  }),
  'a trailer is sent before it is wanted and again after': client(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': 'POST' }, { waitForTrailers: true }));
    const closed = closing(stream);
    const attempt = () => {
      try {
        stream.sendTrailers({ a: 'b' });
        log.note('sent');
      } catch (error) {
        log.note(`${error.code}: ${error.message}`);
      }
    };
    peer.greet();
    stream.on('wantTrailers', () => { log.note('wantTrailers'); attempt(); attempt(); });
    stream.on('ready', () => { attempt(); stream.end('body'); });
    await peer.until('HEADERS', { endStream: true });
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS, endStream: true });
    await closed;
  }),
};

const SERVER = {
  'the whole POST and a reset come in one read': server({
    answer: (stream) => { stream.respond(); stream.end('answer'); },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: POST },
        { type: 'DATA', streamId: 1, data: 'body', endStream: true },
        { type: 'RST_STREAM', streamId: 1, code: 8 });
      await peer.soFar();
    },
  }),
  'a request and its reset come in one read': server({
    answer: (stream, log) => {
      log.note(`closed ${stream.closed} destroyed ${stream.destroyed}`);
      stream.respond();
      stream.end('answer');
    },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true },
        { type: 'RST_STREAM', streamId: 1, code: 8 });
      await peer.soFar();
    },
  }),
  'a handler destroys the session, another request is in the same read': server({
    answer: (stream) => stream.session.destroy(),
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true },
        { type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
      await peer.ended;
    },
  }),
  'write() after end()': server({
    answer: (stream, log) => {
      stream.respond();
      stream.end('answer');
      stream.write('more', (error) => log.note(`callback ${error?.code}`));
    },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.soFar();
    },
  }),
  'write() before respond()': server({
    answer: (stream, log) => {
      stream.end('answer');
      log.note(`headersSent ${stream.headersSent}`);
    },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.soFar();
    },
  }),
  'end() in the next turn, without a body': server({
    answer: (stream) => { stream.respond(); setImmediate(() => stream.end()); },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.until('DATA', { endStream: true });
      await peer.soFar();
    },
  }),
  'a reset for a stream that is closed already': server({
    answer: (stream) => { stream.respond(); stream.end('answer'); },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.until('DATA', { endStream: true });
      peer.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
      await peer.soFar();
    },
  }),
};

module.exports = { 'nasty-client': CLIENT, 'nasty-server': SERVER };

'use strict';

const { both, client, closing, server } = require('../../../support/conversation');
const { GET, POST } = require('../../../support/frame-peer');

const STATUS = [[':status', '200']];

const ORDINARY = {
  'a GET that is answered with a body': both({
    answer: (stream) => { stream.respond(); stream.end('hello'); },
    ask: (session, log) => {
      const stream = log.stream(session.request());
      log.mark('requested');
      return stream;
    },
  }),
  'a POST that is echoed': both({
    answer: (stream) => { stream.respond(); stream.on('end', () => stream.end('world')); },
    ask: (session, log) => {
      const stream = log.stream(session.request({ ':method': 'POST' }));
      stream.end('hello');
      return stream;
    },
  }),
  'respond() with endStream': both({
    answer: (stream, log) => {
      stream.respond({ ':status': 204 }, { endStream: true });
      log.mark(`responded, writableEnded ${stream.writableEnded}`);
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'a request with endStream false, ended later': both({
    answer: (stream) => { stream.respond(); stream.end(); },
    ask: (session, log) => {
      const stream = log.stream(session.request({}, { endStream: false }));
      stream.on('response', () => stream.end());
      return stream;
    },
  }),
  'a full answer to a POST that never ends': both({
    answer: (stream) => { stream.respond(); stream.end('early'); },
    ask: (session, log) => {
      const stream = log.stream(session.request({ ':method': 'POST' }));
      stream.on('end', () => { log.note('ending'); stream.end(); });
      return stream;
    },
  }),
  'informational headers before the answer': both({
    answer: (stream) => {
      stream.additionalHeaders({ ':status': 103, link: '</a>' });
      stream.respond();
      stream.end();
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'trailers of the server': both({
    answer: (stream, log) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        log.note('wantTrailers');
        stream.sendTrailers({ 'x-sum': '1' });
        log.note('sent');
      });
      stream.end('hello');
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'empty trailers of the server': both({
    answer: (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({}));
      stream.end('hello');
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'trailers of the client': both({
    answer: (stream) => { stream.respond(); stream.on('end', () => stream.end('world')); },
    ask: (session, log) => {
      const stream = log.stream(
        session.request({ ':method': 'POST' }, { waitForTrailers: true }));
      stream.on('wantTrailers', () => {
        log.note('wantTrailers');
        stream.sendTrailers({ 'x-sum': '1' });
      });
      stream.end('hello');
      return stream;
    },
  }),
  'waitForTrailers without a listener for wantTrailers': both({
    answer: (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.end('hello');
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'waitForTrailers together with endStream': both({
    answer: (stream, log) => {
      stream.on('wantTrailers', () => log.note('wantTrailers'));
      stream.respond({}, { waitForTrailers: true, endStream: true });
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'the server trailers are sent after its session was closed gracefully': both({
    answer: (stream, log) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        log.note('wantTrailers');
        stream.sendTrailers({ 'x-sum': '1' });
      });
      stream.session.close();
      stream.end('hello');
    },
    ask: (session, log) => log.stream(session.request()),
  }),
  'an answer that the client does not read, then reads': both({
    answer: (stream) => { stream.respond(); stream.end('hello'); },
    ask: (session, log) => {
      const stream = log.stream(session.request(), { read: false });
      stream.on('response', () => setImmediate(() => {
        log.note('resume');
        stream.resume();
      }));
      return stream;
    },
  }),
  'a request whose body the server reads only later': both({
    answer: (stream, log) => {
      stream.pause();
      stream.respond();
      stream.end('no');
      stream.session.on('goaway', () => {
        log.note('resume');
        stream.resume();
      });
    },
    ask: (session, log) => {
      const stream = log.stream(session.request({ ':method': 'POST' }));
      stream.end('hello');
      return stream;
    },
  }),
  'a HEAD request': both({
    answer: (stream) => { stream.respond(); stream.end('hello'); },
    ask: (session, log) => log.stream(session.request({ ':method': 'HEAD' })),
  }),
  'one read that brings headers, body and end to the client': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    peer.greet();
    await peer.until('HEADERS');
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'hello' },
      { type: 'DATA', streamId: 1, data: 'world', endStream: true });
    await closing(stream);
  }),
  'one read that brings headers and trailers to the client': client(async (session, log, peer) => {
    const stream = log.stream(session.request());
    peer.greet();
    await peer.until('HEADERS');
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'hello' },
      { type: 'HEADERS', streamId: 1, headers: [['x-sum', '1']], endStream: true });
    await closing(stream);
  }),
  'one read that brings a whole POST to the server': server({
    answer: (stream) => { stream.respond(); stream.end('hello'); },
    script: async (peer) => {
      peer.send(
        { type: 'HEADERS', streamId: 1, headers: POST },
        { type: 'DATA', streamId: 1, data: 'hello', endStream: true });
      await peer.until('DATA', { streamId: 1, endStream: true });
    },
  }),
  'two requests in one read': server({
    answer: (stream, log) => {
      log.note(`stream ${stream.id}`);
      process.nextTick(() => log.note(`tick of ${stream.id}`));
      stream.respond({}, { endStream: true });
    },
    script: async (peer) => {
      peer.send(
        { type: 'HEADERS', streamId: 1, headers: GET, endStream: true },
        { type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
      await peer.until('HEADERS', { streamId: 1 });
      await peer.until('HEADERS', { streamId: 3 });
    },
  }),
};

module.exports = { ordinary: ORDINARY };

'use strict';

const { asClient, asServer, converse, transcripts } = require('../../support/conversation');
const { GET, POST } = require('../../support/frame-peer');
const { wanted } = require('../../support/oracle');

const STATUS = [[':status', '200']];

transcripts('The order of events in ordinary conversations', [
  {
    title: 'a GET that is answered with a body',
    run: () => converse({
      answer: (stream) => { stream.respond(); stream.end('hello'); },
      ask: (session, log) => {
        const stream = log.stream(session.request());
        log.mark('requested');
        return stream;
      },
    }),
    expected: {
      client: [
        '-- requested',
        '-- next tick',
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'a POST that is echoed',
    run: () => converse({
      answer: (stream) => { stream.respond(); stream.on('end', () => stream.end('world')); },
      ask: (session, log) => {
        const stream = log.stream(session.request({ ':method': 'POST' }));
        stream.end('hello');
        return stream;
      },
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'respond() with endStream',
    run: () => converse({
      answer: (stream, log) => {
        stream.respond({ ':status': 204 }, { endStream: true });
        log.mark(`responded, writableEnded ${stream.writableEnded}`);
      },
      ask: (session, log) => log.stream(session.request()),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 204',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        '-- responded, writableEnded true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'a request with endStream false, ended later',
    run: () => converse({
      answer: (stream) => { stream.respond(); stream.end(); },
      ask: (session, log) => {
        const stream = log.stream(session.request({}, { endStream: false }));
        stream.on('response', () => stream.end());
        return stream;
      },
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'a full answer to a POST that never ends',
    run: () => converse({
      answer: (stream) => { stream.respond(); stream.end('early'); },
      ask: (session, log) => {
        const stream = log.stream(session.request({ ':method': 'POST' }));
        stream.on('end', () => { log.note('ending'); stream.end(); });
        return stream;
      },
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 5',
        'stream end',
        '-- ending',
        'stream finish',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'informational headers before the answer',
    run: () => converse({
      answer: (stream) => {
        stream.additionalHeaders({ ':status': 103, link: '</a>' });
        stream.respond();
        stream.end();
      },
      ask: (session, log) => log.stream(session.request()),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream headers',
        'stream response 200',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'trailers of the server',
    run: () => converse({
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream trailers',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream finish',
        '-- wantTrailers',
        '-- sent',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'empty trailers of the server',
    run: () => converse({
      answer: (stream) => {
        stream.respond({}, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({}));
        stream.end('hello');
      },
      ask: (session, log) => log.stream(session.request()),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream finish',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'trailers of the client',
    run: () => converse({
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        '-- wantTrailers',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream data 5',
        'stream trailers',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'waitForTrailers without a listener for wantTrailers',
    run: () => converse({
      answer: (stream) => {
        stream.respond({}, { waitForTrailers: true });
        stream.end('hello');
      },
      ask: (session, log) => log.stream(session.request()),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream finish',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'waitForTrailers together with endStream',
    run: () => converse({
      answer: (stream, log) => {
        stream.on('wantTrailers', () => log.note('wantTrailers'));
        stream.respond({}, { waitForTrailers: true, endStream: true });
      },
      ask: (session, log) => log.stream(session.request()),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'the server trailers are sent after its session was closed gracefully',
    run: () => converse({
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'session goaway 0 1',
        'stream data 5',
        'stream trailers',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 1',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream finish',
        '-- wantTrailers',
        'stream close rstCode=0',
        'session close',
      ]
    },
  },
  {
    title: 'an answer that the client does not read, then reads',
    run: () => converse({
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- resume',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'a request whose body the server reads only later',
    run: () => converse({
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 2',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream finish',
        'session goaway 0 0',
        '-- resume',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session goaway 0 0',
        '-- resume',
        'session close',
      ]
    },
  },
  {
    title: 'a HEAD request',
    run: () => converse({
      answer: (stream) => { stream.respond(); stream.end('hello'); },
      ask: (session, log) => log.stream(session.request({ ':method': 'HEAD' })),
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      server: [
        'session connect',
        '-- stream event',
        'stream error Error ERR_STREAM_WRITE_AFTER_END: write after end',
        'stream close rstCode=0',
        'session goaway 0 0',
        'session goaway 0 0',
        'session close',
      ]
    },
  },
  {
    title: 'one read that brings headers, body and end to the client',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request());
      peer.greet();
      await peer.until('HEADERS');
      peer.send(
        { type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'hello' },
        { type: 'DATA', streamId: 1, data: 'world', endStream: true });
      await new Promise((resolve) => { stream.on('close', resolve); });
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'one read that brings headers and trailers to the client',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request());
      peer.greet();
      await peer.until('HEADERS');
      peer.send(
        { type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'hello' },
        { type: 'HEADERS', streamId: 1, headers: [['x-sum', '1']], endStream: true });
      await new Promise((resolve) => { stream.on('close', resolve); });
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 5',
        'stream trailers',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'one read that brings a whole POST to the server',
    run: () => asServer({
      answer: (stream) => { stream.respond(); stream.end('hello'); },
      script: async (peer) => {
        peer.send(
          { type: 'HEADERS', streamId: 1, headers: POST },
          { type: 'DATA', streamId: 1, data: 'hello', endStream: true });
        await peer.until('DATA', { streamId: 1, endStream: true });
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 5',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 5 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'two requests in one read',
    run: () => asServer({
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
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- stream 1',
        '-- tick of 1',
        'stream finish',
        'stream end',
        '-- stream event',
        '-- stream 3',
        '-- tick of 3',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'HEADERS 3 END_STREAM',
        'GOAWAY code 0 last 3',
        'GOAWAY code 0 last 3',
      ]
    },
    ours: wanted('Ticks', {
      server: [
        'session connect',
        '-- stream event',
        '-- stream 1',
        '-- stream event',
        '-- stream 3',
        '-- tick of 1',
        'stream finish',
        '-- tick of 3',
        'stream finish',
        'stream end',
        'stream end',
        'stream close rstCode=0',
        'stream close rstCode=0',
        'session close',
      ],
    }),
  },
]);

'use strict';

const http2 = require('../../support/impl');
const { asClient, asServer, transcripts } = require('../../support/conversation');
const { GET, POST } = require('../../support/frame-peer');
const { wanted } = require('../../support/oracle');

const STATUS = [[':status', '200']];
const closing = (emitter) => new Promise((resolve) => { emitter.on('close', resolve); });

transcripts('The order of events in nasty situations of a client', [
  {
    title: 'headers arrive after the user closed the stream',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request({ ':method': 'POST' }));
      peer.greet();
      await peer.until('HEADERS');
      const closed = closing(stream);
      stream.close(http2.constants.NGHTTP2_CANCEL);
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS, endStream: true });
      await closed;
      await peer.soFar();
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'a paused stream still closes once it is resumed',
    run: () => asClient(async (session, log, peer) => {
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- resume',
        'stream data 4',
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
    title: 'a stream that nobody reads ends when its answer has no body',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request(), { read: false });
      const closed = closing(stream);
      peer.greet();
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS, endStream: true });
      await closed;
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
      peer: [
        'HEADERS 1 END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the answer has a content-length that lies',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request());
      const closed = closing(stream);
      peer.greet();
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: [...STATUS, ['content-length', '9']] },
        { type: 'DATA', streamId: 1, data: 'body', endStream: true });
      await closed;
      await peer.soFar();
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 4',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_PROTOCOL_ERROR',
        'stream close rstCode=1',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 1',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the answer lacks a status',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request());
      const closed = closing(stream);
      peer.greet();
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: [['a', 'b']], endStream: true });
      await closed;
      await peer.soFar();
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_PROTOCOL_ERROR',
        'stream close rstCode=1',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 1',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'a signal aborts the request in the middle of its answer',
    run: () => asClient(async (session, log, peer) => {
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 4',
        '-- destroyed true rstCode 8',
        'stream error AbortError ABORT_ERR: The operation was aborted',
        'stream close rstCode=8',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'a handler of response destroys the session while more is in the same read',
    run: () => asClient(async (session, log, peer) => {
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
    expected: {
      client: [
        'session connect',
        'stream 1 ready',
        'stream 3 ready',
        'stream 1 finish',
        'stream 3 finish',
        'stream 1 response 200',
        'stream 1 end',
        'stream 1 close rstCode=0',
        'stream 3 end',
        'stream 3 close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'HEADERS 3 END_STREAM',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream 1 ready',
          'stream 3 ready',
          'stream 1 finish',
          'stream 3 finish',
          'stream 1 response 200',
          'stream 1 end',
          'stream 1 close rstCode=0',
          'stream 3 end',
          'stream 3 close rstCode=0',
          'session close',
        ],
        peer: [
          'HEADERS 1 END_STREAM',
          'HEADERS 3 END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'a handler of data closes another stream whose data is in the same read',
    run: () => asClient(async (session, log, peer) => {
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
    expected: {
      client: [
        'session connect',
        'stream 1 ready',
        'stream 3 ready',
        'stream 1 finish',
        'stream 3 finish',
        'stream 1 response 200',
        'stream 3 response 200',
        'stream 1 data 4',
        'stream 1 end',
        'stream 1 close rstCode=0',
        'stream 3 data 5',
        'stream 3 end',
        'stream 3 close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'HEADERS 3 END_STREAM',
        'RST_STREAM 3 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    ours: wanted('Ticks', {
      client: [
        'session connect',
        'stream 1 ready',
        'stream 3 ready',
        'stream 1 finish',
        'stream 3 finish',
        'stream 1 response 200',
        'stream 3 response 200',
        'stream 1 data 4',
        'stream 3 data 5',
        'stream 1 end',
        'stream 1 close rstCode=0',
        'stream 3 end',
        'stream 3 close rstCode=8',
        'session close',
      ],
    }),
  },
  {
    title: 'the peer answers and resets in one read',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request({ ':method': 'POST' }));
      const closed = closing(stream);
      peer.greet();
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'body', endStream: true },
        { type: 'RST_STREAM', streamId: 1, code: 0 });
      await closed;
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream end',
        'stream aborted',
        'stream finish',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the peer ends the connection right after a whole answer',
    run: () => asClient(async (session, log, peer) => {
      const stream = log.stream(session.request());
      const closed = Promise.all([closing(stream), closing(session)]);
      peer.greet();
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'body', endStream: true });
      peer.socket.end();
      await closed;
    }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 4',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
      ]
    },
  },
  {
    title: 'a trailer is sent before it is wanted and again after',
    run: () => asClient(async (session, log, peer) => {
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
    expected: {
      client: [
        'session connect',
        'stream ready',
        '-- ERR_HTTP2_TRAILERS_NOT_READY: Trailing headers cannot be sent until after the ' +
          'wantTrailers event is emitted',
        '-- wantTrailers',
        '-- sent',
        '-- ERR_HTTP2_TRAILERS_ALREADY_SENT: Trailing headers have already been sent',
        'stream finish',
        'stream response 200',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'HEADERS 1 END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
]);

transcripts('The order of events in nasty situations of a server', [
  {
    title: 'the whole POST and a reset come in one read',
    run: () => asServer({
      answer: (stream) => { stream.respond(); stream.end('answer'); },
      script: async (peer) => {
        peer.send({ type: 'HEADERS', streamId: 1, headers: POST },
          { type: 'DATA', streamId: 1, data: 'body', endStream: true },
          { type: 'RST_STREAM', streamId: 1, code: 8 });
        await peer.soFar();
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'a request and its reset come in one read',
    run: () => asServer({
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
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- closed false destroyed false',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'a handler destroys the session, another request is in the same read',
    run: () => asServer({
      answer: (stream) => stream.session.destroy(),
      script: async (peer) => {
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true },
          { type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
        await peer.ended;
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 3',
      ]
    },
    before: {
      '22': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          'stream close rstCode=0',
          'session close',
        ],
        peer: [
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'write() after end()',
    run: () => asServer({
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
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- callback ERR_STREAM_WRITE_AFTER_END',
        'stream error Error ERR_STREAM_WRITE_AFTER_END: write after end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 6 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'write() before respond()',
    run: () => asServer({
      answer: (stream, log) => {
        stream.end('answer');
        log.note(`headersSent ${stream.headersSent}`);
      },
      script: async (peer) => {
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
        await peer.soFar();
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- headersSent true',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 6 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'end() in the next turn, without a body',
    run: () => asServer({
      answer: (stream) => { stream.respond(); setImmediate(() => stream.end()); },
      script: async (peer) => {
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
        await peer.until('DATA', { endStream: true });
        await peer.soFar();
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream finish',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'a reset for a stream that is closed already',
    run: () => asServer({
      answer: (stream) => { stream.respond(); stream.end('answer'); },
      script: async (peer) => {
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
        await peer.until('DATA', { endStream: true });
        peer.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
        await peer.soFar();
      },
    }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 6 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
]);

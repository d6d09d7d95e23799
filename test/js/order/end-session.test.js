'use strict';

const { asClient, asServer, transcripts } = require('../../support/conversation');
const { POST } = require('../../support/frame-peer');
const { olderThan, wanted } = require('../../support/oracle');

const STATUS = [[':status', '200']];
const PART = [
  { type: 'HEADERS', streamId: 1, headers: STATUS }, { type: 'DATA', streamId: 1, data: 'part' },
];
const stateOf = (session) => `closed ${session.closed} destroyed ${session.destroyed}`;

/** A client session with a POST in the middle of its answer; then `act` and `reply` by the peer. */
const client = (act, reply) => () => asClient(async (session, log, peer) => {
  const stream = log.stream(session.request({ ':method': 'POST' }));
  peer.greet();
  await peer.until('HEADERS');
  peer.send(...PART);
  await new Promise((resolve) => { stream.once('data', resolve); });
  await peer.soFar();
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  await act(session, log, stream, peer);
  log.mark(`session ${stateOf(session)} stream ${stateOf(stream)} rstCode ${stream.rstCode}`);
  if (reply) reply(peer, stream);
  await closed;
});

/** A server session with a POST in the middle of its answer; then `act`. */
const server = (act, reply) => () => {
  let served;
  return asServer({
    answer: (stream) => {
      served = stream;
      stream.respond();
      stream.write('part');
    },
    script: async (peer, log, session) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
      await peer.until('DATA');
      await peer.soFar();
      const closed = new Promise((resolve) => { session.once('close', resolve); });
      await act(session, log, served, peer);
      log.mark(`session ${stateOf(session)} stream ${stateOf(served)} rstCode ${served.rstCode}`);
      if (reply) reply(peer, served);
      await closed;
    },
  });
};

/** A client session whose request waits for the connection. */
const connecting = (act) => () => asClient(async (session, log, peer) => {
  log.stream(session.request());
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  act(session, log);
  log.mark(stateOf(session));
  peer.greet();
  await closed;
});

const goaway = (code, lastStreamId) => (session, log, stream, peer) => new Promise((resolve) => {
  session.once('goaway', () => {
    log.note(stateOf(session));
    resolve();
  });
  peer.send({ type: 'GOAWAY', code, lastStreamId });
});
const end = { type: 'DATA', streamId: 1, endStream: true };
const finish = (peer, stream) => {
  peer.send(end);
  stream.end();
};

const finishAndClose = (peer, stream) => {
  const { session } = stream;
  stream.on('close', () => session.close());
  finish(peer, stream);
};

transcripts('The order of events when a client session ends with an open stream', [
  {
    title: 'destroy()',
    run: client((session) => session.destroy()),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 0',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'destroy() with an error',
    run: client((session) => session.destroy(new Error('boom'))),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'session error Error undefined: boom',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 2 last 0',
      ]
    },
  },
  {
    title: 'destroy() with an error and a code',
    run: client((session) => session.destroy(new Error('boom'), 11)),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 11',
        'stream error Error undefined: boom',
        'stream close rstCode=11',
        '-- next tick',
        'session error Error undefined: boom',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 11 last 0',
      ]
    },
  },
  {
    title: 'destroy() with the code 0',
    run: client((session) => session.destroy(0)),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 0',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'destroy() with the code 2',
    run: client((session) => session.destroy(2)),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'stream close rstCode=2',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 2 last 0',
      ]
    },
  },
  {
    title: 'destroy() with the code 8',
    run: client((session) => session.destroy(8)),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 8',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'stream close rstCode=8',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 8 last 0',
      ]
    },
  },
  {
    title: 'close() waits for the stream',
    run: client((session, log) => {
      session.close(() => log.note('callback of close()'));
    }, finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed true destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
        '-- callback of close()',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the peer ends the connection',
    run: client(() => {}, (peer) => peer.socket.end()),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
      ]
    },
  },
  {
    title: 'the peer breaks the connection',
    run: client(() => {}, (peer) => peer.socket.resetAndDestroy()),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ECONNRESET: read ECONNRESET',
        'stream close rstCode=2',
        'session error Error ECONNRESET: read ECONNRESET',
        'session close',
      ],
      peer: [
        'HEADERS 1',
      ]
    },
  },
  {
    title: 'GOAWAY with code 0 above the stream',
    run: client(goaway(0, 1), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 0 1',
        '-- closed false destroyed false',
        '-- session closed true destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 0 that leaves the stream out',
    run: client(goaway(0, 0), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 0 0',
        '-- closed false destroyed false',
        '-- session closed true destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
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
    title: 'GOAWAY with code 2 above the stream',
    run: client(goaway(2, 1), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 2 1',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'stream close rstCode=2',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 2 that leaves the stream out',
    run: client(goaway(2, 0), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 2 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'stream close rstCode=2',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 8 above the stream',
    run: client(goaway(8, 1), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 8 1',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'stream close rstCode=8',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 8',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 8 that leaves the stream out',
    run: client(goaway(8, 0), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 8 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'stream close rstCode=8',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 8',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 11 above the stream',
    run: client(goaway(11, 1), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 11 1',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'stream close rstCode=11',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 11',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'GOAWAY with code 11 that leaves the stream out',
    run: client(goaway(11, 0), finish),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'session goaway 11 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'stream close rstCode=11',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 11',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'goaway() of our side with code 0',
    run: client((session) => session.goaway(0), finishAndClose),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 0 last 0',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'goaway() of our side with code 2, last stream and data',
    run: client((session) => session.goaway(2, 1, Buffer.from('why')), finishAndClose),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
]);

transcripts('The order of events when a server session ends with an open stream', [
  {
    title: 'destroy()',
    run: server((session) => session.destroy()),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 0',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'destroy() with an error',
    run: server((session) => session.destroy(new Error('boom'))),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'server sessionError',
        'session error Error undefined: boom',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 2 last 1',
      ]
    },
  },
  {
    title: 'destroy() with an error and a code',
    run: server((session) => session.destroy(new Error('boom'), 11)),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 11',
        'stream error Error undefined: boom',
        'stream close rstCode=11',
        '-- next tick',
        'server sessionError',
        'session error Error undefined: boom',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 11 last 1',
      ]
    },
  },
  {
    title: 'destroy() with the code 0',
    run: server((session) => session.destroy(0)),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 0',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'destroy() with the code 2',
    run: server((session) => session.destroy(2)),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'stream close rstCode=2',
        '-- next tick',
        'server sessionError',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 2 last 1',
      ]
    },
  },
  {
    title: 'destroy() with the code 8',
    run: server((session) => session.destroy(8)),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 8',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'stream close rstCode=8',
        '-- next tick',
        'server sessionError',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 8 last 1',
      ]
    },
  },
  {
    title: 'close() waits for the stream',
    run: server((session, log) => {
      session.close(() => log.note('callback of close()'));
    }, finish),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed true destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
        '-- callback of close()',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the peer ends the connection',
    run: server(() => {}, (peer) => peer.socket.end()),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
      ]
    },
  },
  {
    title: 'the peer breaks the connection',
    run: server(() => {}, (peer) => peer.socket.resetAndDestroy()),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ECONNRESET: read ECONNRESET',
        'stream close rstCode=2',
        'server sessionError',
        'session error Error ECONNRESET: read ECONNRESET',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
      ]
    },
  },
  {
    title: 'GOAWAY with code 0 that leaves the stream out',
    run: server(goaway(0, 0), finish),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'session goaway 0 0',
        '-- closed false destroyed false',
        '-- session closed true destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'GOAWAY with code 2 that leaves the stream out',
    run: server(goaway(2, 0), finish),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'session goaway 2 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'stream close rstCode=2',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 2',
        '-- next tick',
        'server sessionError',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'GOAWAY with code 8 that leaves the stream out',
    run: server(goaway(8, 0), finish),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'session goaway 8 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'stream close rstCode=8',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 8',
        '-- next tick',
        'server sessionError',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'GOAWAY with code 11 that leaves the stream out',
    run: server(goaway(11, 0), finish),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'session goaway 11 0',
        '-- closed false destroyed false',
        'stream aborted',
        'stream error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'stream close rstCode=11',
        '-- session closed false destroyed true stream closed true destroyed true rstCode 11',
        '-- next tick',
        'server sessionError',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 11',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'goaway() of our side with code 0',
    run: server((session) => session.goaway(0), finishAndClose),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'goaway() of our side with code 2, last stream and data',
    run: server((session) => session.goaway(2, 1, Buffer.from('why')), finishAndClose),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 2 last 1',
        'DATA 1 0 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
]);

transcripts('The order of events when a client session ends before it is connected', [
  {
    title: 'destroy()',
    run: connecting((session) => session.destroy()),
    expected: {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been canceled',
        'stream close rstCode=2',
        '-- next tick',
        'session connect',
        'session close',
      ],
      peer: [],
    },
    ours: wanted('Ends of streams and sessions', {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been canceled',
        'stream close rstCode=2',
        '-- next tick',
        'session close',
      ],
    }),
  },
  {
    title: 'destroy() with an error',
    run: connecting((session) => session.destroy(new Error('boom'))),
    expected: {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been canceled ' +
          '(caused by: boom)',
        'stream close rstCode=2',
        '-- next tick',
        'session connect',
        'session error Error undefined: boom',
        'session close',
      ],
      peer: [],
    },
    ours: wanted('Ends of streams and sessions', {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been ' +
          'canceled (caused by: boom)',
        'stream close rstCode=2',
        '-- next tick',
        'session error Error undefined: boom',
        'session close',
      ],
    }),
  },
  {
    title: 'destroy() with a code',
    run: connecting((session) => session.destroy(2)),
    expected: {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been canceled ' +
          '(caused by: Session closed with error code 2)',
        'stream close rstCode=2',
        '-- next tick',
        'session connect',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
      peer: [],
    },
    ours: wanted('Ends of streams and sessions', {
      client: [
        '-- closed false destroyed true',
        'stream error Error ERR_HTTP2_STREAM_CANCEL: The pending stream has been ' +
          'canceled (caused by: Session closed with error code 2)',
        'stream close rstCode=2',
        '-- next tick',
        'session error Error ERR_HTTP2_SESSION_ERROR: Session closed with error code 2',
        'session close',
      ],
    }),
  },
  {
    title: 'close()',
    run: connecting((session, log) => {
      session.close(() => log.note('callback of close()'));
      setImmediate(() => session.destroy());
    }),
    expected: {
      client: [
        '-- closed true destroyed false',
        '-- next tick',
        'session connect',
        'stream error Error ERR_HTTP2_GOAWAY_SESSION: New streams cannot be created after ' +
          'receiving a GOAWAY',
        'stream close rstCode=2',
        'session close',
        '-- callback of close()',
      ],
      peer: [
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
]);

// The builtin of Node 20 keeps such sessions for ever.
if (!olderThan(22)) {
  transcripts('The order of events when the peer of a client breaks the protocol', [
    {
      title: 'the peer sends a frame of an impossible size',
      run: client(() => {}, (peer) => peer.send({ type: 'DATA', streamId: 1, payload: Buffer.alloc(20000) })),
      expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 6 last 0',
      ]
    },
    before: {
      '22': undefined,
    },
    },
    {
      title: 'the peer breaks the protocol',
      run: client(() => {}, (peer) => peer.send({ type: 'PING', data: 'short' })),
      expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 6 last 0',
      ]
    },
    before: {
      '22': undefined,
    },
    },
    {
      title: 'the peer sends DATA on an idle stream',
      run: client(() => {}, (peer) => peer.send({ type: 'DATA', streamId: 7, data: 'x' })),
      expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'GOAWAY code 1 last 0',
      ]
    },
    before: {
      '22': undefined,
    },
    },
  ]);

  transcripts('The order of events when the peer of a server breaks the protocol', [
    {
      title: 'the peer sends a frame of an impossible size',
      run: server(() => {}, (peer) => peer.send({ type: 'DATA', streamId: 1, payload: Buffer.alloc(20000) })),
      expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'server sessionError',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 6 last 1',
      ]
    },
    before: {
      '22': undefined,
    },
    },
    {
      title: 'the peer breaks the protocol',
      run: server(() => {}, (peer) => peer.send({ type: 'PING', data: 'short' })),
      expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'server sessionError',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 6 last 1',
      ]
    },
    before: {
      '22': undefined,
    },
    },
    {
      title: 'the peer sends DATA on an idle stream',
      run: server(() => {}, (peer) => peer.send({ type: 'DATA', streamId: 7, data: 'x' })),
      expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'server sessionError',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 1 last 1',
      ]
    },
    before: {
      '22': undefined,
    },
    },
    {
      title: 'GOAWAY names a stream that the server never opened',
      run: server(() => {}, (peer) => peer.send({ type: 'GOAWAY', code: 0, lastStreamId: 1 })),
      expected: {
      server: [
        'session connect',
        '-- stream event',
        '-- session closed false destroyed false stream closed false destroyed false rstCode 0',
        '-- next tick',
        'stream aborted',
        'stream error Error ERR_HTTP2_ERROR: Protocol error',
        'stream close rstCode=2',
        'server sessionError',
        'session error Error ERR_HTTP2_ERROR: Protocol error',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 1 last 1',
      ]
    },
    before: {
      '22': undefined,
    },
    },
  ]);
}

'use strict';

const { asClient, asServer, transcripts } = require('../../support/conversation');
const { GET, POST } = require('../../support/frame-peer');
const { wanted } = require('../../support/oracle');

const STATUS = [[':status', '200']];

/** The client closes its stream with `code` at the event that `at` names. */
const clientCloses = (at, code, method = 'POST') => () => asClient(async (session, log, peer) => {
  const stream = log.stream(session.request({ ':method': method }));
  const closed = new Promise((resolve) => { stream.on('close', resolve); });
  const close = () => {
    stream.close(code, () => log.note('callback of close()'));
    log.mark(`closed ${stream.closed} destroyed ${stream.destroyed} ` +
      `rstCode ${stream.rstCode} aborted ${stream.aborted}`);
  };
  if (at === 'request') close();
  else stream.once(at, close);
  peer.greet();
  if (at === 'response' || at === 'data') {
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
      { type: 'DATA', streamId: 1, data: 'part' });
  }
  await closed;
});

/** The server closes its stream with `code`, before or after it answers. */
const serverCloses = (responded, code, ended = false) => () => {
  let closed;
  return asServer({
    answer: (stream, log) => {
      closed = new Promise((resolve) => { stream.on('close', resolve); });
      if (responded) {
        stream.respond();
        stream.write('part');
      }
      stream.close(code, () => log.note('callback of close()'));
      log.mark(`closed ${stream.closed} destroyed ${stream.destroyed} rstCode ${stream.rstCode}`);
    },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: ended ? GET : POST, endStream: ended });
      await peer.soFar();
      await closed;
      await peer.soFar();
    },
  });
};

/** The client's stream is reset by the peer. */
const resetOfServer = (code, answered, { ended = false, read = true } = {}) =>
  () => asClient(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': ended ? 'GET' : 'POST' }), { read });
    peer.greet();
    await peer.until('HEADERS');
    const closed = new Promise((resolve) => { stream.on('close', resolve); });
    if (answered) {
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'part' });
    }
    peer.send({ type: 'RST_STREAM', streamId: 1, code });
    if (!read) {
      await peer.soFar();
      log.note('resume');
      stream.resume();
    }
    await closed;
  });

/** The server's stream is reset by the peer. */
const resetOfClient = (code, { responded = true, ended = false, read = true } = {}) => () => {
  let served;
  return asServer({
    answer: (stream) => {
      served = stream;
      if (!read) stream.pause();
      if (responded) {
        stream.respond();
        stream.write('part');
      }
    },
    script: async (peer, log) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: ended ? GET : POST, endStream: ended });
      if (!ended) peer.send({ type: 'DATA', streamId: 1, data: 'body' });
      if (responded) await peer.until('DATA', { streamId: 1 });
      await peer.soFar();
      peer.send({ type: 'RST_STREAM', streamId: 1, code });
      await peer.soFar();
      if (!read) {
        log.note('resume');
        served.resume();
      }
    },
  });
};

transcripts('The order of events when a stream is closed with a code', [
  {
    title: 'the client closes with 0 in the turn of request()',
    run: clientCloses('request', 0),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 0 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 1 in the turn of request()',
    run: clientCloses('request', 1),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 1 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_PROTOCOL_ERROR',
        'stream close rstCode=1',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 1',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 2 in the turn of request()',
    run: clientCloses('request', 2),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 2 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 5 in the turn of request()',
    run: clientCloses('request', 5),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 5 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_STREAM_CLOSED',
        'stream close rstCode=5',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 5',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 7 in the turn of request()',
    run: clientCloses('request', 7),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 7 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 7',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 8 in the turn of request()',
    run: clientCloses('request', 8),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 8 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream close rstCode=8',
        '-- callback of close()',
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
    title: 'the client closes with 11 in the turn of request()',
    run: clientCloses('request', 11),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed false rstCode 11 aborted true',
        '-- next tick',
        'stream end',
        'session connect',
        'stream ready',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_ENHANCE_YOUR_CALM',
        'stream close rstCode=11',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 11',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 0 when it is ready',
    run: clientCloses('ready', 0),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        '-- closed true destroyed false rstCode 0 aborted true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 2 when it is ready',
    run: clientCloses('ready', 2),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        '-- closed true destroyed false rstCode 2 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 0 bytes END_STREAM',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client closes with 8 when it is ready',
    run: clientCloses('ready', 8),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        '-- closed true destroyed false rstCode 8 aborted true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
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
    title: 'the client closes with 0 on \'response\'',
    run: clientCloses('response', 0),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 0 aborted true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream data 4',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 1 on \'response\'',
    run: clientCloses('response', 1),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 1 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_PROTOCOL_ERROR',
        'stream close rstCode=1',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 1',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 1 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_PROTOCOL_ERROR',
          'stream close rstCode=1',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 1',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 1 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_PROTOCOL_ERROR',
          'stream close rstCode=1',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 1',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 1 aborted true',
          'stream finish',
          '-- next tick',
          'stream data 4',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_PROTOCOL_ERROR',
          'stream close rstCode=1',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 1',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 2 on \'response\'',
    run: clientCloses('response', 2),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 2 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream data 4',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 5 on \'response\'',
    run: clientCloses('response', 5),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 5 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_STREAM_CLOSED',
        'stream close rstCode=5',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 5',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 5 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_STREAM_CLOSED',
          'stream close rstCode=5',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 5',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 5 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_STREAM_CLOSED',
          'stream close rstCode=5',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 5',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 5 aborted true',
          'stream finish',
          '-- next tick',
          'stream data 4',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_STREAM_CLOSED',
          'stream close rstCode=5',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 5',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 7 on \'response\'',
    run: clientCloses('response', 7),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 7 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 7',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 7 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_REFUSED_STREAM',
          'stream close rstCode=7',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 7',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 8 on \'response\'',
    run: clientCloses('response', 8),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 8 aborted true',
        'stream finish',
        '-- next tick',
        'stream data 4',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
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
    ours: wanted('Ticks', {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 8 aborted true',
        'stream data 4',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
    }),
  },
  {
    title: 'the client closes with 11 on \'response\'',
    run: clientCloses('response', 11),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed false rstCode 11 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_ENHANCE_YOUR_CALM',
        'stream close rstCode=11',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 11',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed false rstCode 11 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_ENHANCE_YOUR_CALM',
          'stream close rstCode=11',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 11',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 0 on \'data\'',
    run: clientCloses('data', 0),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- closed true destroyed false rstCode 0 aborted true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 0 aborted true',
          'stream finish',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 2 on \'data\'',
    run: clientCloses('data', 2),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- closed true destroyed false rstCode 2 aborted true',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream data 4',
          'stream aborted',
          '-- closed true destroyed false rstCode 2 aborted true',
          'stream finish',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 0 bytes END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 8 on \'data\'',
    run: clientCloses('data', 8),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- closed true destroyed false rstCode 8 aborted true',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
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
    title: 'the server closes with 0 before it answers',
    run: serverCloses(false, 0),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 0',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 2 before it answers',
    run: serverCloses(false, 2),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 2',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 7 before it answers',
    run: serverCloses(false, 7),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 7',
        'stream finish',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 7',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 8 before it answers',
    run: serverCloses(false, 8),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 8',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 0 in the middle of its answer',
    run: serverCloses(true, 0),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 0',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
    before: {
      '24': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 0',
          '-- next tick',
          'stream finish',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
      '26': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 0',
          '-- next tick',
          'stream finish',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'the server closes with 2 in the middle of its answer',
    run: serverCloses(true, 2),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 2',
        '-- next tick',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
    before: {
      '24': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 2',
          '-- next tick',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
      '26': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 2',
          '-- next tick',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'the server closes with 8 in the middle of its answer',
    run: serverCloses(true, 8),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 8',
        '-- next tick',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes END_STREAM',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client closes with 0 a GET on \'response\'',
    run: clientCloses('response', 0, 'GET'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed false rstCode 0 aborted false',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream finish',
          'stream response 200',
          '-- closed true destroyed false rstCode 0 aborted false',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1 END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream finish',
          'stream response 200',
          '-- closed true destroyed false rstCode 0 aborted false',
          '-- next tick',
          'stream data 4',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1 END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the server closes with 0 a GET before it answers',
    run: serverCloses(false, 0, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 0',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 0 a GET in the middle of its answer',
    run: serverCloses(true, 0, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 0',
        '-- next tick',
        'stream end',
        'stream finish',
        'stream close rstCode=0',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
    before: {
      '24': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 0',
          '-- next tick',
          'stream end',
          'stream finish',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
      '26': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 0',
          '-- next tick',
          'stream end',
          'stream close rstCode=0',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes END_STREAM',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'the client closes with 2 a GET on \'response\'',
    run: clientCloses('response', 2, 'GET'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed false rstCode 2 aborted false',
        '-- next tick',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    before: {
      '24': {
        client: [
          'session connect',
          'stream ready',
          'stream finish',
          'stream response 200',
          '-- closed true destroyed false rstCode 2 aborted false',
          '-- next tick',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1 END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
      '26': {
        client: [
          'session connect',
          'stream ready',
          'stream finish',
          'stream response 200',
          '-- closed true destroyed false rstCode 2 aborted false',
          '-- next tick',
          'stream data 4',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1 END_STREAM',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the server closes with 2 a GET before it answers',
    run: serverCloses(false, 2, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 2',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 2 a GET in the middle of its answer',
    run: serverCloses(true, 2, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 2',
        '-- next tick',
        'stream end',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
    before: {
      '24': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 2',
          '-- next tick',
          'stream end',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes',
          'RST_STREAM 1 code 2',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
      '26': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 2',
          '-- next tick',
          'stream end',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes END_STREAM',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'the client closes with 8 a GET on \'response\'',
    run: clientCloses('response', 8, 'GET'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed false rstCode 8 aborted false',
        '-- next tick',
        'stream data 4',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1 END_STREAM',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
    ours: wanted('Ticks', {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed false rstCode 8 aborted false',
        'stream data 4',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
    }),
  },
  {
    title: 'the server closes with 8 a GET before it answers',
    run: serverCloses(false, 8, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 8',
        'stream finish',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the server closes with 8 a GET in the middle of its answer',
    run: serverCloses(true, 8, true),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed false rstCode 8',
        '-- next tick',
        'stream end',
        'stream close rstCode=8',
        '-- callback of close()',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes END_STREAM',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
    before: {
      '22': {
        server: [
          'session connect',
          '-- stream event',
          'stream aborted',
          '-- closed true destroyed false rstCode 8',
          '-- next tick',
          'stream end',
          'stream close rstCode=8',
          '-- callback of close()',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'DATA 1 4 bytes END_STREAM',
          'RST_STREAM 1 code 0',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
]);

transcripts('The order of events when the peer resets a stream', [
  {
    title: 'the server resets with 0 before it answers',
    run: resetOfServer(0, false),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        'stream finish',
        'stream end',
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
    title: 'the server resets with 0 in the middle of its answer',
    run: resetOfServer(0, true),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream end',
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
    title: 'the server resets with 2 before it answers',
    run: resetOfServer(2, false),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
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
    title: 'the server resets with 2 in the middle of its answer',
    run: resetOfServer(2, true),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
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
    title: 'the server resets with 7 before it answers',
    run: resetOfServer(7, false),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
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
    title: 'the server resets with 7 in the middle of its answer',
    run: resetOfServer(7, true),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
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
    title: 'the server resets with 8 before it answers',
    run: resetOfServer(8, false),
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
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the server resets with 8 in the middle of its answer',
    run: resetOfServer(8, true),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
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
    title: 'the server resets with 0 an answer to a GET',
    run: resetOfServer(0, true, { ended: true }),
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
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the server resets with 0 an answer that is not read',
    run: resetOfServer(0, true, { read: false }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        'stream finish',
        '-- resume',
        'stream end',
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
    title: 'the server resets with 2 an answer to a GET',
    run: resetOfServer(2, true, { ended: true }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 4',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
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
    title: 'the server resets with 2 an answer that is not read',
    run: resetOfServer(2, true, { read: false }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- resume',
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
    title: 'the server resets with 8 an answer to a GET',
    run: resetOfServer(8, true, { ended: true }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        'stream data 4',
        'stream end',
        'stream close rstCode=8',
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
    title: 'the server resets with 8 an answer that is not read',
    run: resetOfServer(8, true, { read: false }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        'stream finish',
        'stream close rstCode=8',
        '-- resume',
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
    title: 'the client resets with 0 in the middle of the answer to a POST',
    run: resetOfClient(0),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 0 in the middle of the answer to a GET',
    run: resetOfClient(0, { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream aborted',
        'stream finish',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 2 in the middle of the answer to a POST',
    run: resetOfClient(2),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 2 in the middle of the answer to a GET',
    run: resetOfClient(2, { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 7 in the middle of the answer to a POST',
    run: resetOfClient(7),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 7 in the middle of the answer to a GET',
    run: resetOfClient(7, { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_REFUSED_STREAM',
        'stream close rstCode=7',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 8 in the middle of the answer to a POST',
    run: resetOfClient(8),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 8 in the middle of the answer to a GET',
    run: resetOfClient(8, { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream end',
        'stream aborted',
        'stream finish',
        'stream close rstCode=8',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 0 before the answer',
    run: resetOfClient(0, { responded: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 0 a body that is not read',
    run: resetOfClient(0, { read: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        'stream finish',
        '-- resume',
        'stream data 4',
        'stream end',
        'stream close rstCode=0',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 2 before the answer',
    run: resetOfClient(2, { responded: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 2 a body that is not read',
    run: resetOfClient(2, { read: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- resume',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
  {
    title: 'the client resets with 8 before the answer',
    run: resetOfClient(8, { responded: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream data 4',
        'stream aborted',
        'stream finish',
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
    title: 'the client resets with 8 a body that is not read',
    run: resetOfClient(8, { read: false }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        'stream finish',
        'stream close rstCode=8',
        '-- resume',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
]);

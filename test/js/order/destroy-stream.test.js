'use strict';

const { asClient, asServer, transcripts } = require('../../support/conversation');
const { GET, POST } = require('../../support/frame-peer');
const { wanted } = require('../../support/oracle');

const STATUS = [[':status', '200']];
const stateOf = (stream) =>
  `closed ${stream.closed} destroyed ${stream.destroyed} rstCode ${stream.rstCode} ` +
  `aborted ${stream.aborted}`;

/** The client destroys its stream at the event that `at` names, after `before` was called. */
const clientDestroys = (at, error, { method = 'POST', code } = {}) =>
  () => asClient(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': method }));
    const closed = new Promise((resolve) => { stream.on('close', resolve); });
    const destroy = () => {
      if (code !== undefined) stream.close(code);
      stream.destroy(error);
      log.mark(stateOf(stream));
    };
    if (at === 'request') destroy();
    else stream.once(at, destroy);
    peer.greet();
    if (at === 'response' || at === 'data') {
      await peer.until('HEADERS');
      peer.send({ type: 'HEADERS', streamId: 1, headers: STATUS },
        { type: 'DATA', streamId: 1, data: 'part' });
    }
    await closed;
    await peer.soFar();
  });

/** The server destroys its stream. */
const serverDestroys = (error, { responded = false, ended = false, code } = {}) => () => {
  let closed;
  return asServer({
    answer: (stream, log) => {
      closed = new Promise((resolve) => { stream.on('close', resolve); });
      if (responded) {
        stream.respond();
        stream.write('part');
      }
      if (code !== undefined) stream.close(code);
      stream.destroy(error);
      log.mark(stateOf(stream));
    },
    script: async (peer) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: ended ? GET : POST, endStream: ended });
      await peer.soFar();
      await closed;
      await peer.soFar();
    },
  });
};

transcripts('The order of events when a stream is destroyed', [
  {
    title: 'the client destroys it in the turn of request()',
    run: clientDestroys('request'),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream close rstCode=0',
        '-- next tick',
        'session connect',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it with an error in the turn of request()',
    run: clientDestroys('request', new Error('boom')),
    expected: {
      client: [
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'session connect',
        'session close',
      ],
      peer: [
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it when it is ready',
    run: clientDestroys('ready'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it with an error when it is ready',
    run: clientDestroys('ready', new Error('boom')),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it on \'response\'',
    run: clientDestroys('response'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it with an error on \'response\'',
    run: clientDestroys('response', new Error('boom')),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it on \'data\'',
    run: clientDestroys('data'),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 0',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys it with an error on \'data\'',
    run: clientDestroys('data', new Error('boom')),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream data 4',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ]
    },
  },
  {
    title: 'the client destroys a GET on \'response\'',
    run: clientDestroys('response', undefined, { method: 'GET' }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed true rstCode 0 aborted false',
        'stream end',
        'stream close rstCode=0',
        '-- next tick',
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
  {
    title: 'the client destroys a GET with an error on \'response\'',
    run: clientDestroys('response', new Error('boom'), { method: 'GET' }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream finish',
        'stream response 200',
        '-- closed true destroyed true rstCode 2 aborted false',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
  {
    title: 'the client closes with 2 and destroys in one turn',
    run: clientDestroys('response', undefined, { code: 2 }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream finish',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
            'NGHTTP2_INTERNAL_ERROR',
          'stream close rstCode=2',
          '-- next tick',
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
    title: 'the client closes with 2 and destroys with an error in one turn',
    run: clientDestroys('response', new Error('boom'), { code: 2 }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream finish',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error undefined: boom',
          'stream close rstCode=2',
          '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error undefined: boom',
          'stream close rstCode=2',
          '-- next tick',
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
          '-- closed true destroyed true rstCode 2 aborted true',
          'stream finish',
          'stream error Error undefined: boom',
          'stream close rstCode=2',
          '-- next tick',
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
    title: 'the client closes with 8 and destroys in one turn',
    run: clientDestroys('response', undefined, { code: 8 }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 8 aborted true',
        'stream finish',
        'stream end',
        'stream close rstCode=8',
        '-- next tick',
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
    ours: wanted('Ends of streams and sessions', {
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ],
    }),
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed true rstCode 8 aborted true',
          'stream finish',
          'stream end',
          'stream close rstCode=8',
          '-- next tick',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 8',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the client closes with 8 and destroys with an error in one turn',
    run: clientDestroys('response', new Error('boom'), { code: 8 }),
    expected: {
      client: [
        'session connect',
        'stream ready',
        'stream response 200',
        'stream aborted',
        '-- closed true destroyed true rstCode 8 aborted true',
        'stream finish',
        'stream error Error undefined: boom',
        'stream close rstCode=8',
        '-- next tick',
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
    ours: wanted('Ends of streams and sessions', {
      peer: [
        'HEADERS 1',
        'RST_STREAM 1 code 8',
        'GOAWAY code 0 last 0',
        'GOAWAY code 0 last 0',
      ],
    }),
    before: {
      '22': {
        client: [
          'session connect',
          'stream ready',
          'stream response 200',
          'stream aborted',
          '-- closed true destroyed true rstCode 8 aborted true',
          'stream finish',
          'stream error Error undefined: boom',
          'stream close rstCode=8',
          '-- next tick',
          'session close',
        ],
        peer: [
          'HEADERS 1',
          'RST_STREAM 1 code 8',
          'GOAWAY code 0 last 0',
          'GOAWAY code 0 last 0',
        ]
      },
    },
  },
  {
    title: 'the server destroys a POST before it answers',
    run: serverDestroys(undefined),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream close rstCode=0',
        '-- next tick',
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
    title: 'the server destroys a POST with an error before it answers',
    run: serverDestroys(new Error('boom')),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
    title: 'the server destroys a GET before it answers',
    run: serverDestroys(undefined, { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream close rstCode=0',
        '-- next tick',
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
    title: 'the server destroys a GET with an error before it answers',
    run: serverDestroys(new Error('boom'), { ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
    title: 'the server destroys a POST in the middle of its answer',
    run: serverDestroys(undefined, { responded: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream close rstCode=0',
        '-- next tick',
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
  },
  {
    title: 'the server destroys a POST with an error in the middle of its answer',
    run: serverDestroys(new Error('boom'), { responded: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
  },
  {
    title: 'the server destroys a GET in the middle of its answer',
    run: serverDestroys(undefined, { responded: true, ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 0 aborted true',
        'stream close rstCode=0',
        '-- next tick',
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
  },
  {
    title: 'the server destroys a GET with an error in the middle of its answer',
    run: serverDestroys(new Error('boom'), { responded: true, ended: true }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error undefined: boom',
        'stream close rstCode=2',
        '-- next tick',
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
  },
  {
    title: 'the server closes with 2 and destroys in one turn',
    run: serverDestroys(undefined, { responded: true, code: 2 }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error Error ERR_HTTP2_STREAM_ERROR: Stream closed with error code ' +
          'NGHTTP2_INTERNAL_ERROR',
        'stream close rstCode=2',
        '-- next tick',
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
  },
  {
    title: 'the server closes with 8 and destroys in one turn',
    run: serverDestroys(undefined, { responded: true, code: 8 }),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 8 aborted true',
        'stream close rstCode=8',
        '-- next tick',
        'session close',
      ],
      peer: [
        'HEADERS 1',
        'DATA 1 4 bytes',
        'RST_STREAM 1 code 8',
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
          '-- closed true destroyed true rstCode 8 aborted true',
          'stream close rstCode=8',
          '-- next tick',
          'session close',
        ],
        peer: [
          'RST_STREAM 1 code 8',
          'GOAWAY code 0 last 1',
          'GOAWAY code 0 last 1',
        ]
      },
    },
  },
  {
    title: 'an AbortError of the server cancels',
    run: serverDestroys(Object.assign(new Error('x'), { name: 'AbortError', code: 'ABORT_ERR' })),
    expected: {
      server: [
        'session connect',
        '-- stream event',
        'stream aborted',
        '-- closed true destroyed true rstCode 2 aborted true',
        'stream error AbortError ABORT_ERR: x',
        'stream close rstCode=2',
        '-- next tick',
        'session close',
      ],
      peer: [
        'RST_STREAM 1 code 2',
        'GOAWAY code 0 last 1',
        'GOAWAY code 0 last 1',
      ]
    },
  },
]);

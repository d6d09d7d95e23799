'use strict';

const { throwing } = require('../../support/misuse');
const { onClientStream } = require('../../support/misuse-places');

throwing('A stream of a client under misuse', onClientStream, [
  {
    title: 'stream.close(\'x\')',
    misuse: (stream) => stream.close('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "code" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'stream.close(-1)',
    misuse: (stream) => stream.close(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be >= 0 && <= 4294967295. Received -1',
    },
  },
  {
    title: 'stream.close(2 ** 32)',
    misuse: (stream) => stream.close(2 ** 32),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be >= 0 && <= 4294967295. ' +
        'Received 4294967296',
    },
  },
  {
    title: 'stream.close(0, 5)',
    misuse: (stream) => stream.close(0, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'stream.close(1.5)',
    misuse: (stream) => stream.close(1.5),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be an integer. Received 1.5',
    },
  },
  {
    title: 'stream.priority()',
    misuse: (stream) => stream.priority(),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.priority(5)',
    misuse: (stream) => stream.priority(5),
    expected: 'nothing thrown',
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "options" argument must be of type object. Received type number (5)',
      }
    },
  },
  {
    title: 'stream.priority({})',
    misuse: (stream) => stream.priority({}),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.destroy() and stream.priority({})',
    misuse: (stream) => stream.destroy().priority({}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'stream.setTimeout(\'x\')',
    misuse: (stream) => stream.setTimeout('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "msecs" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'stream.setTimeout(10, 5)',
    misuse: (stream) => stream.setTimeout(10, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'stream.setTimeout(-1)',
    misuse: (stream) => stream.setTimeout(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "msecs" is out of range. It must be a non-negative finite ' +
        'number. Received -1',
    },
  },
  {
    title: 'stream.sendTrailers()',
    misuse: (stream) => stream.sendTrailers(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.sendTrailers({})',
    misuse: (stream) => stream.sendTrailers({}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.sendTrailers(5)',
    misuse: (stream) => stream.sendTrailers(5),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.write(5)',
    misuse: (stream) => stream.write(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "chunk" argument must be of type string or an instance of Buffer, ' +
        'TypedArray, or DataView. Received type number (5)',
    },
  },
  {
    title: 'stream.write(null)',
    misuse: (stream) => stream.write(null),
    expected: {
      name: 'TypeError',
      code: 'ERR_STREAM_NULL_VALUES',
      message: 'May not write null values to stream',
    },
  },
  {
    title: 'stream.write(\'x\', \'nonsense\')',
    misuse: (stream) => stream.write('x', 'nonsense'),
    expected: {
      name: 'TypeError',
      code: 'ERR_UNKNOWN_ENCODING',
      message: 'Unknown encoding: nonsense',
    },
  },
  {
    title: 'stream.end(5)',
    misuse: (stream) => stream.end(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "chunk" argument must be of type string or an instance of Buffer, ' +
        'TypedArray, or DataView. Received type number (5)',
    },
  },
  {
    title: 'stream.session.request({}, { parent: stream.id })',
    misuse: (stream) => stream.session.request({}, { parent: stream.id }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.setEncoding(\'nonsense\')',
    misuse: (stream) => stream.setEncoding('nonsense'),
    expected: {
      name: 'TypeError',
      code: 'ERR_UNKNOWN_ENCODING',
      message: 'Unknown encoding: nonsense',
    },
  },
]);

'use strict';

const { misuseInHandler } = require('../../../support/answering');

const LINK = '</styles.css>; rel=preload; as=style';

/** A misuse named by its call, of the method with each list of arguments. */
const calls = (method, ...lists) => lists.map((args) => [
  `response.${method}(${args.map((value) => JSON.stringify(value)).join(', ')})`,
  (response) => { response[method](...args); },
]);

const OF_FIELDS = ['setHeader', 'appendHeader', 'setTrailer'].flatMap((method) => calls(method,
  [], [1, 'a'], ['', 'a'], ['a b', 'a'], ['a'], ['a', null], [':status', 200], [':PATH', '/']));

const BAD_LINKS = [
  '</a>;', '</a>x', ' </a>', '</a> ', '</a>, </b>', '</a>; x="y z"', '</a>; x="y', '</a>;;x',
  '</a> rel=preload', '<a\nb>',
];

const MISUSES = [
  ...OF_FIELDS,
  ...calls('setHeader', [':x', '1']),
  ...calls('appendHeader', [':x', '1']),
  (response) => response.getHeader(),
  (response) => response.hasHeader(null),
  (response) => response.removeHeader(1),
  ...calls('writeEarlyHints', [], [null], ['x'], [[]], [{}], [{ link: 'bad' }], [{ link: 5 }],
    [{ link: [LINK, ''] }]),
  ...calls('writeEarlyHints', ...BAD_LINKS.map((link) => [{ link }])),
  ...calls('writeEarlyHints', ...['é', ':x', '(x)', ''].map((name) => [{ link: LINK, [name]: '1' }])),
  // The builtin of Node 20 and 22 has no such method.
  ...calls('writeInformation', [], [200], [99], [101], ['103'], [103, 'x']),
  (response) => response.createPushResponse({}),
  (response) => response.createPushResponse({}, null),
  ...calls('setTimeout', ['x'], [-1], [5, 'x']),
  (response) => response.req.setTimeout('x'),
  (response) => response.req.setTimeout(-1),
  (response) => response.req.setTimeout(5, 'x'),
];

const ONCE_SENT = [
  ...calls('setHeader', [], ['a', 'b'], ['a b', 'c']),
  ...calls('appendHeader', ['a', 'b']),
  ...calls('removeHeader', ['a']),
  ...calls('writeHead', [200]),
];

const OF_HEADS = calls('writeHead', [99], [600], [100], [101], [200, ['a', 'b', 'c']], [200, null],
  [200, { ':status': 404 }], [200, [['a']]], [200, { 'content-type': ['a', 'b'] }]);

const onceSent = (misuse) => misuseInHandler(misuse, (response) => response.writeHead(200));

const thenClosed = (misuse) => misuseInHandler((response) => {
  try {
    misuse(response);
  } finally {
    response.stream.close();
  }
});

module.exports = {
  response: { place: (misuse) => misuseInHandler(misuse), misuses: MISUSES },
  'sent-response': { place: onceSent, misuses: ONCE_SENT },
  'response-head': { place: thenClosed, misuses: OF_HEADS },
};

'use strict';

const { throwing } = require('../../support/misuse');
const { onDestroyedClient } = require('../../support/misuse-places');

throwing('A destroyed client session under misuse', onDestroyedClient, [
  {
    title: 'session.settings({})',
    misuse: (session) => session.settings({}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_SESSION',
      message: 'The session has been destroyed',
    },
  },
  {
    title: 'session.ping(() => {})',
    misuse: (session) => session.ping(() => {}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_SESSION',
      message: 'The session has been destroyed',
    },
  },
  {
    title: 'session.goaway()',
    misuse: (session) => session.goaway(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_SESSION',
      message: 'The session has been destroyed',
    },
  },
  {
    title: 'session.setLocalWindowSize(100)',
    misuse: (session) => session.setLocalWindowSize(100),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_SESSION',
      message: 'The session has been destroyed',
    },
  },
  {
    title: 'session.setTimeout(10)',
    misuse: (session) => session.setTimeout(10),
    expected: 'nothing thrown',
  },
  {
    title: 'session.close()',
    misuse: (session) => session.close(),
    expected: 'nothing thrown',
  },
  {
    title: 'session.destroy()',
    misuse: (session) => session.destroy(),
    expected: 'nothing thrown',
  },
  {
    title: 'session.ref()',
    misuse: (session) => session.ref(),
    expected: 'nothing thrown',
  },
  {
    title: 'session.unref()',
    misuse: (session) => session.unref(),
    expected: 'nothing thrown',
  },
  {
    title: 'session.setNextStreamID(1)',
    misuse: (session) => session.setNextStreamID(1),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_SESSION',
      message: 'The session has been destroyed',
    },
  },
  {
    title: 'reading its properties',
    misuse: (session) =>
      [session.socket, session.state, session.type, session.alpnProtocol, session.encrypted],
    expected: 'nothing thrown',
  },
  {
    title: 'reading its settings',
    misuse: (session) =>
      [session.localSettings, session.remoteSettings, session.pendingSettingsAck],
    expected: 'nothing thrown',
  },
]);

'use strict';

const { constants } = require('../constants.js');

const {
  NGHTTP2_SETTINGS_HEADER_TABLE_SIZE: HEADER_TABLE_SIZE,
  NGHTTP2_SETTINGS_ENABLE_PUSH: ENABLE_PUSH,
  NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS: MAX_CONCURRENT_STREAMS,
  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE: INITIAL_WINDOW_SIZE,
  NGHTTP2_SETTINGS_MAX_FRAME_SIZE: MAX_FRAME_SIZE,
  NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: MAX_HEADER_LIST_SIZE,
  NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL: ENABLE_CONNECT_PROTOCOL,
} = constants;

const MAX_UINT32 = 2 ** 32 - 1;

/**
 * The settings of RFC 9113 section 6.5.2 and RFC 8441 section 3: name, identifier, range, and the value
 * before the first SETTINGS frame. Sessions show and check them in this order; booleans have no range.
 */
const table = [
  { name: 'headerTableSize', id: HEADER_TABLE_SIZE, min: 0, max: MAX_UINT32, initial: 4096 },
  { name: 'enablePush', id: ENABLE_PUSH, initial: true },
  {
    name: 'initialWindowSize',
    id: INITIAL_WINDOW_SIZE,
    min: 0,
    max: constants.MAX_INITIAL_WINDOW_SIZE,
    initial: 65535,
  },
  {
    name: 'maxFrameSize',
    id: MAX_FRAME_SIZE,
    min: constants.MIN_MAX_FRAME_SIZE,
    max: constants.MAX_MAX_FRAME_SIZE,
    initial: 16384,
  },
  {
    name: 'maxConcurrentStreams',
    id: MAX_CONCURRENT_STREAMS,
    min: 0,
    max: MAX_UINT32,
    initial: MAX_UINT32,
  },
  {
    name: 'maxHeaderListSize',
    id: MAX_HEADER_LIST_SIZE,
    min: 0,
    max: MAX_UINT32,
    initial: MAX_UINT32,
  },
  { name: 'maxHeaderSize', id: MAX_HEADER_LIST_SIZE, min: 0, max: MAX_UINT32, initial: MAX_UINT32 },
  { name: 'enableConnectProtocol', id: ENABLE_CONNECT_PROTOCOL, initial: false },
];

const isBoolean = (setting) => setting.min === undefined;

/**
 * The settings that a new session announces unless its options have others.
 * @returns {object} a new object with a null prototype each time
 */
function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: constants.DEFAULT_SETTINGS_HEADER_TABLE_SIZE,
    enablePush: constants.DEFAULT_SETTINGS_ENABLE_PUSH === 1,
    initialWindowSize: constants.DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE,
    maxFrameSize: constants.DEFAULT_SETTINGS_MAX_FRAME_SIZE,
    maxConcurrentStreams: constants.DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS,
    maxHeaderSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    maxHeaderListSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    enableConnectProtocol: constants.DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL === 1,
  };
}

module.exports = { getDefaultSettings, isBoolean, MAX_UINT32, table };

'use strict';

const { builtin, wanted } = require('../../support/oracle');

/** In the place of a frame: the next is sent when the other side has taken all before. */
const SYNC = 'sync';

const CODES = {
  PROTOCOL_ERROR: 1, INTERNAL_ERROR: 2, FLOW_CONTROL_ERROR: 3, STREAM_CLOSED: 5,
  FRAME_SIZE_ERROR: 6, CANCEL: 8, COMPRESSION_ERROR: 9,
};

/** No reaction: the connection goes on. */
const ignored = {};
/** A connection error with this code (RFC 9113, 5.4.1). */
const connection = (goaway) => ({ goaway });
/** A stream error with this code (RFC 9113, 5.4.2). */
const stream = (reset, id = 1) => ({ reset, stream: id });

const LAST_PING = { type: 'PING', data: Buffer.from('reaction') };

// The nghttp2 of Node 20 is older than those of the others by far.
const isOld = Number(process.versions.node.split('.')[0]) < 22;

/** Sends frames and bytes; resolves to the frames that came at each SYNC. */
async function say(peer, says) {
  const came = [];
  for (const words of says) {
    if (words === SYNC) came.push(...await peer.soFar());
    else if (Buffer.isBuffer(words)) peer.sendBytes(words);
    else peer.send(words);
  }
  return came;
}

// All frames up to the end of the connection, or up to the answer to the second of two PINGs: an
// answer overtakes what was to be sent before it.
async function remaining(peer) {
  const frames = [];
  peer.send(LAST_PING);
  for (let pings = 0; pings < 2;) {
    const frame = await peer.next();
    if (frame === null) return { frames, ended: true };
    frames.push(frame);
    if (frame.type !== 'PING' || !frame.ack || !frame.data.equals(LAST_PING.data)) continue;
    pings++;
    peer.send(LAST_PING);
  }
  return { frames, ended: false };
}

/** Sends what a row of a table says; resolves to a line for each part of the reaction. */
async function reactionTo(peer, says) {
  const came = await say(peer, says);
  const { frames, ended } = await remaining(peer);
  const lines = [...came, ...frames].flatMap(({ type, code, streamId }) => {
    // The reset of a stream whose connection ends for the same reason adds nothing.
    if (type === 'RST_STREAM' && !ended) return [`RST_STREAM ${code} of ${streamId}`];
    return type === 'GOAWAY' ? [`GOAWAY ${code}`] : [];
  });
  return [...lines, ...(ended ? ['end'] : [])];
}

/** The lines that a row asks for. */
function expectedLines({ reaction, on20, builtin: theirs }) {
  const ours = isOld && on20 !== undefined ? on20 : reaction;
  const { goaway, reset, stream: id } =
    builtin && theirs !== undefined ? wanted('Hostile peers', theirs) : ours;
  if (goaway !== undefined) return [`GOAWAY ${goaway}`, 'end'];
  return reset === undefined ? [] : [`RST_STREAM ${reset} of ${id}`];
}

function titleOf({ section, breaks }) {
  return `${breaks} (${section.startsWith('RFC') ? section : `RFC 9113, ${section}`})`;
}

module.exports = { CODES, connection, expectedLines, ignored, reactionTo, stream, SYNC, titleOf };

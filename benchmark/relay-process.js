'use strict';

// A path with a round trip: passes on what comes, each way, after a delay; and no faster than a line with a
// rate would, if there is one. The kernel does not do it on every machine.

const net = require('node:net');

// Milliseconds, and bytes per millisecond.
const { port, delay, rate = Infinity } = JSON.parse(process.argv[2]);
// Timers have whole milliseconds.
const EARLY = 0.3;
// Milliseconds of the line's rate that its queue has room for.
const QUEUE = 20;

function pass(from, to) {
  const waiting = [];
  let timer;
  // When the line has sent what it was given.
  let idleAt = 0;
  const release = () => {
    timer = undefined;
    const now = performance.now() + EARLY;
    while (waiting.length > 0 && waiting[0].due <= now) {
      const { chunk } = waiting.shift();
      if (chunk === null) to.end();
      else to.write(chunk);
    }
    if (waiting.length > 0) timer = setTimeout(release, waiting[0].due - performance.now());
  };
  const hold = (chunk) => {
    const now = performance.now();
    idleAt = Math.max(idleAt, now) + (chunk === null ? 0 : chunk.length / rate);
    waiting.push({ due: idleAt + delay, chunk });
    timer ??= setTimeout(release, idleAt + delay - now);
    if (idleAt - now > QUEUE && chunk !== null) {
      from.pause();
      setTimeout(() => from.resume(), idleAt - now - QUEUE);
    }
  };
  from.on('data', hold);
  from.on('end', () => hold(null));
  from.on('error', () => to.destroy());
}

const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
  const far = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  pass(near, far);
  pass(far, near);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());

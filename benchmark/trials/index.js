'use strict';

// For each kind of scenario `trial()`, and with some `prepare()`, which finds out what all trials of the
// row need to know.

module.exports = {
  client: require('./client'),
  cluster: require('./cluster'),
  connections: require('./connections'),
  distance: require('./distance'),
  latency: require('./latency'),
  memory: require('./memory'),
  server: require('./server'),
};

'use strict';

// Every row of the table, in its order. A scenario has
//   id, group, title    its names
//   kind                which trial measures it: 'server', 'client', 'cluster', 'connections', 'distance',
//                       'latency' or 'memory'
//   unit                of its value; less is better of KB and µs
//   mark                what ours has to reach, if anything (marks.js)
//   parts               names of the rows that one trial gives, if more than one
//   tls, path, load     (server, cluster, latency) how h2load asks; load: connections, streams, windows
//                       (bits), post (a fixture), headers
//   bytes               (the same) length of an answer's body, checked
//   nghttpd             whether nghttpd can do the same
//   serve(server, folder)      sets up the measured server
//   prepare(session, folder)   (client) returns a function that makes one request
//   concurrency         (client) requests, (connections) connections under way at once
//   processes           (cluster) how many serve
//   delay, megabytes, streams, upload   (distance) milliseconds of each direction; what is carried, by
//                       how many streams, and whether up or down
//   builtin             (distance) whether the builtin is measured as well
//   warmUp, added       (memory) what is opened before and between the two measurements

module.exports = [
  ...require('./hello'),
  ...require('./compat'),
  ...require('./headers'),
  ...require('./post'),
  ...require('./writes'),
  ...require('./client'),
  ...require('./files'),
  ...require('./connections'),
  ...require('./cluster'),
  ...require('./latency'),
  ...require('./distance'),
  ...require('./memory'),
];

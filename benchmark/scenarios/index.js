'use strict';

// Every row of the table, in its order. A scenario has
//   id, group, title    its names
//   kind                'server', 'client', 'connections', 'distance' or 'memory': which trial measures it
//   unit                of its value; more is better only for requests per second
//   tls, path, load     (server) how h2load asks; load: connections, streams, windows (bits),
//                       post (a fixture), headers
//   bytes               (server) length of an answer's body, checked
//   nghttpd             whether nghttpd can do the same
//   serve(server, folder)      sets up the measured server
//   prepare(session, folder)   (client) returns a function that makes one request
//   concurrency         (client) requests, (connections) connections under way at once
//   delay, megabytes, streams, upload   (distance) milliseconds of each direction; what is carried, by
//                       how many streams, and whether up or down
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
  ...require('./distance'),
  ...require('./memory'),
];

'use strict';

module.exports = {
  client: require('./client').trial,
  connections: require('./connections').trial,
  distance: require('./distance').trial,
  memory: require('./memory').trial,
  server: require('./server').trial,
};

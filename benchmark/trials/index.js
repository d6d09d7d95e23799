'use strict';

module.exports = {
  client: require('./client').trial,
  memory: require('./memory').trial,
  server: require('./server').trial,
};

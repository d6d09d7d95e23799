'use strict';

const { PerformanceObserver } = require('node:perf_hooks');

/** Collects the performance entries of HTTP/2 until a test has as many as it waits for. */
class Entries {
  #observer;
  #entries = [];
  #expected = Infinity;
  #resolve;

  /** @param {object} options for `observe()` */
  constructor(options = { entryTypes: ['http2'] }) {
    this.#observer = new PerformanceObserver((list) => this.#receive(list));
    this.#observer.observe(options);
  }

  #receive(list) {
    this.#entries.push(...list.getEntries());
    if (this.#entries.length >= this.#expected) this.#resolve(this.#entries);
  }

  /** Resolves when there are as many. */
  count(expected) {
    return new Promise((resolve) => {
      if (this.#entries.length >= expected) resolve(this.#entries);
      this.#expected = expected;
      this.#resolve = resolve;
    });
  }

  stop() {
    this.#observer.disconnect();
  }
}

module.exports = { Entries };

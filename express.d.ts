/// <reference types="node" />

import type { Http2ServerRequest, Http2ServerResponse } from './index.js';

/** What `createServer()` and `createSecureServer()` take as the listener of `'request'`. @since 0.1.0 */
export type Http2Handler = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

/** What makes an application of Express, of version 4 or 5. */
interface HasPrototypes {
  /** The prototype of requests. */
  request: object;
  /** The prototype of responses. */
  response: object;
}

/**
 * Lets all applications of an Express serve HTTP/2 beside HTTP/1, those that are there and those to
 * come. Requests and responses of HTTP/2 get the members of the Compatibility API and those of Express;
 * what comes over HTTP/1 keeps its own. A second call has no effect.
 *
 * @param app an application
 * @returns the same, with the type of a listener of `'request'`
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @since 0.1.0
 */
export function enableHttp2<App extends HasPrototypes & { mountpath: unknown }>(
  app: App,
): App & Http2Handler;

/**
 * @param express what `require('express')` returns
 * @returns the same
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @since 0.1.0
 */
export function enableHttp2<Express extends HasPrototypes & { application: object }>(
  express: Express,
): Express;

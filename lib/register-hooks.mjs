// What `module.register()` runs on its own thread, where Node has no `module.registerHooks()`.

const NAMES = new Set(['http2', 'node:http2']);
const REDIRECTED = {
  url: new URL('./index.js', import.meta.url).href, format: 'commonjs', shortCircuit: true,
};

/** A hook that is asked where the module of an import is. */
export function resolve(specifier, context, nextResolve) {
  return NAMES.has(specifier) ? REDIRECTED : nextResolve(specifier, context);
}

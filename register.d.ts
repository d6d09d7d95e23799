// `native-http2/register` is loaded for what it does: from then on `node:http2` is this package, whoever asks
// for it. The types of `node:http2` stay those of @types/node. @since 0.1.0
export {};

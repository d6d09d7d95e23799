'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const compression = require('compression');
const session = require('express-session');

const FILE = path.join(__dirname, '../../LICENSE');
const FOLDER = path.join(__dirname, '../../examples/public');

/** An application with much of what Express has; each route is named for what it shows. */
function buildApplication(express) {
  const app = express();
  app.set('env', 'test');
  app.locals.title = 'Title';
  app.request.shout = function shout() { return this.url.toUpperCase(); };
  app.response.sendTwice = function sendTwice(text) { return this.send(text + text); };
  addBodies(express, app);
  addAnswers(app);
  addFiles(express, app);
  app.all('/described/:id', describeRequest);
  addSession(app);
  addSubApplications(express, app);
  addErrors(app);
  return app;
}

function addBodies(express, app) {
  const echo = (request, response) => {
    const { body } = request;
    response.json(Buffer.isBuffer(body) ? { bytes: body.length } : { body });
  };
  app.post('/json', express.json(), echo);
  app.post('/form', express.urlencoded({ extended: true }), echo);
  app.post('/text', express.text(), echo);
  app.post('/raw', express.raw({ limit: '10mb' }), echo);
  app.post('/small', express.json({ limit: 10 }), echo);
  app.post('/stream', async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    response.send(`${length}`);
  });
}

function addAnswers(app) {
  app.get('/', (request, response) => response.send('home'));
  app.get('/html', (request, response) => response.status(201).send('<p>html</p>'));
  app.get('/buffer', (request, response) => response.send(Buffer.from('bytes')));
  app.get('/value', (request, response) => response.json({ a: [1, null, 'ü'] }));
  app.get('/jsonp', (request, response) => response.jsonp({ a: 1 }));
  app.get('/status', (request, response) => response.sendStatus(403));
  app.get('/redirect', (request, response) => response.redirect('/other?a=b'));
  app.get('/permanent', (request, response) => response.redirect(301, 'https://example.org/'));
  app.get('/no-content', (request, response) => response.status(204).end());
  app.get('/cookies', (request, response) => response.cookie('a', '1', { httpOnly: true })
    .cookie('b', { c: 2 }, { path: '/b' }).clearCookie('d').end());
  app.get('/headers', (request, response) => response.append('X-Many', '1').append('X-Many', ['2', '3'])
    .set({ 'X-One': 'one', 'Content-Type': 'text/x-own' }).links({ next: '/2' }).location('/there')
    .vary('Accept').send(`${response.get('X-One')}`));
  app.get('/format', (request, response) => response.format({
    text: () => response.send('text'), json: () => response.json('json'),
  }));
  app.get('/chunks', (request, response) => {
    for (const piece of ['one ', 'two ', 'three']) response.write(piece);
    response.end();
  });
  app.get('/piped', (request, response) => { Readable.from(['a', 'b', 'c']).pipe(response); });
  app.get('/pipeline', async (request, response) => {
    await pipeline(fs.createReadStream(FILE), response.type('txt'));
  });
  app.get('/compressed', compression({ threshold: 0 }),
    (request, response) => response.send('z'.repeat(5000)));
  app.get('/own', (request, response) => response.sendTwice(request.shout()));
  app.set('view', View);
  app.get('/view', (request, response) => {
    response.locals.local = 'local';
    response.render('x', { word: 'word' });
  });
}

/** A template of its own. */
class View {
  path = 'view';

  render({ title, word, local }, callback) {
    callback(null, `${title} ${word} ${local}`);
  }
}

function addFiles(express, app) {
  app.use('/static', express.static(FOLDER));
  app.get('/file', (request, response) => response.sendFile(FILE));
  app.get('/file-with', (request, response, next) => {
    const options = { root: path.dirname(FILE), maxAge: 5000, headers: { 'X-Sent': '1' } };
    response.sendFile('LICENSE', options, next);
  });
  app.get('/missing-file', (request, response) => response.sendFile('/no/such/file'));
  app.get('/download', (request, response) => response.download(FILE, 'licence "x".txt'));
  app.get('/attachment', (request, response) => response.attachment('a.png').send('png'));
}

function describeRequest(request, response) {
  response.set('ETag', '"x"').json({
    accepts: request.accepts(['json', 'html']),
    baseUrl: request.baseUrl,
    charset: request.acceptsCharsets('utf-8'),
    encoding: request.acceptsEncodings('br', 'gzip'),
    fresh: request.fresh,
    hostname: request.hostname,
    ip: request.ip.replace('::ffff:', ''),
    is: request.is('json'),
    isLinked: response.app === request.app && response.req === request && request.res === response,
    language: request.acceptsLanguages('de', 'en'),
    method: request.method,
    originalUrl: request.originalUrl,
    params: { ...request.params },
    path: request.path,
    protocol: request.protocol,
    query: { ...request.query },
    range: request.range(100),
    referrer: request.get('Referrer'),
    secure: request.secure,
    subdomains: request.subdomains,
    xhr: request.xhr,
  });
}

function addSession(app) {
  const sessions = session({ secret: 's', resave: false, saveUninitialized: true, name: 'sid' });
  app.get('/counted', sessions, (request, response) => {
    request.session.count = (request.session.count ?? 0) + 1;
    response.json({ count: request.session.count });
  });
  app.get('/session-end', sessions, (request, response) => { response.end('ended'); });
}

function addSubApplications(express, app) {
  const inner = express();
  inner.response.sendInner = function sendInner() { return this.send(`inner ${this.req.baseUrl}`); };
  inner.get('/own', (request, response) => response.sendInner());
  inner.get('/outer', (request, response) => response.sendTwice(request.shout()));
  inner.get('/pass', (request, response, next) => { setImmediate(next); });
  app.use('/inner', inner);
  app.use('/inner/pass', (request, response) => {
    response.json({ restored: request.app === app, inner: typeof response.sendInner, url: request.url });
  });
  const router = express.Router({ mergeParams: true });
  router.param('id', (request, response, next, id) => { request.doubled = id + id; next(); });
  router.get('/:id', (request, response) => response.json([request.params.outer, request.doubled]));
  router.use(express().get('/in/router', (request, response) => response.send('in a router')));
  app.use('/router/:outer', router);
}

function addErrors(app) {
  app.get('/throws', () => { throw Object.assign(new Error('thrown'), { status: 418 }); });
  app.get('/next', (request, response, next) => next(new Error('passed on')));
  app.get('/later', (request, response, next) => { setImmediate(next, new Error('later')); });
  app.use('/shown', (request, response, next) => next(new Error('shown')));
  app.use((error, request, response, next) => {
    if (request.path !== '/throws' && !error.type) next(Object.assign(error, { stack: error.message }));
    else response.status(error.status).json({ message: error.message, type: error.type });
  });
}

module.exports = { buildApplication };

'use strict';

// The package, installed from its tarball in an empty folder. There is neither a compiler nor a network.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const { run } = require('./processes');

const KILOBYTE = 1000; // bytes

// Alone on the path: what npm starts is a shell and Node.
const COMMANDS = ['sh', 'env', 'sed', 'dirname', 'uname', 'basename'];

function linkCommands(folder, node) {
  fs.mkdirSync(folder);
  fs.symlinkSync(node, path.join(folder, 'node'));
  for (const command of COMMANDS) {
    const file = ['/bin', '/usr/bin'].map((place) => path.join(place, command)).find(fs.existsSync);
    if (file !== undefined) fs.symlinkSync(file, path.join(folder, command));
  }
}

function sizeOf(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .reduce((sum, file) => sum + fs.lstatSync(file).size, 0);
}

class Installation {
  #user;
  #root;

  /**
   * @param {object} options
   * @param {string} options.node the path of the Node that installs and runs
   * @param {string} options.tarball
   * @param {{ uid: number, gid: number }} [options.user] who installs and runs, if not this user
   */
  constructor({ node, tarball, user }) {
    this.node = node;
    this.tarball = tarball;
    this.#user = user;
    this.#root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'package-')));
    /** The folder of the program. */
    this.folder = path.join(this.#root, 'a program');
    this.home = path.join(this.#root, 'home');
    this.path = path.join(this.#root, 'bin');
    for (const folder of [this.folder, this.home]) fs.mkdirSync(folder);
    linkCommands(this.path, node);
    this.write('package.json', '{ "name": "program", "version": "1.0.0", "private": true }');
    if (user === undefined) return;
    for (const folder of [this.#root, this.folder, this.home]) fs.chownSync(folder, user.uid, user.gid);
    fs.chownSync(path.join(this.folder, 'package.json'), user.uid, user.gid);
  }

  /** The place of the installed package. */
  get package() {
    return path.join(this.folder, 'node_modules', 'native-http2');
  }

  write(name, text) {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  /** Runs a command in the folder, without a network where that can be taken away. */
  run(command, args, env = {}) {
    const options = {
      cwd: this.folder,
      // Yarn's cache is elsewhere for root, and would give an older package of the same version.
      env: { HOME: this.home, PATH: this.path, YARN_CACHE_FOLDER: path.join(this.home, 'yarn'), ...env },
      ...this.#user,
    };
    return run(command, args, options);
  }

  runNode(...args) {
    return this.run(this.node, args);
  }

  /**
   * @param {(installation: Installation) => Promise} install
   * @returns {Promise<{ seconds: number, kilobytes: number }>}
   */
  async install(install) {
    const start = performance.now();
    await install(this);
    const seconds = (performance.now() - start) / 1000;
    return { seconds, kilobytes: Math.ceil(sizeOf(path.join(this.folder, 'node_modules')) / KILOBYTE) };
  }

  /** Runs a program of programs.js. */
  async works({ file, text, before = [] }) {
    this.write(file, text);
    const output = await this.runNode(...before, file);
    if (output !== 'works\n') throw new Error(`${file} printed ${JSON.stringify(output)}`);
  }

  remove() {
    fs.rmSync(this.#root, { recursive: true });
  }
}

module.exports = { Installation };

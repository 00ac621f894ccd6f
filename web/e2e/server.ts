import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ready = 120_000;

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') done(address.port);
        else fail(new Error('no free port'));
      });
    });
  });
}

async function waitFor(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + ready;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`famulus ended with ${child.exitCode}:\n${said()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 250));
  }
  throw new Error(`famulus was not ready within ${ready / 1000} s:\n${said()}`);
}

/** A server of its own on a demo clinic of its own; FAMULUS_URL names one that runs already. */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.FAMULUS_URL) return undefined;
  const binary = resolve(process.env.FAMULUS_BIN ?? join(import.meta.dirname, '../../bin/famulus'));
  if (!existsSync(binary)) throw new Error(`${binary} is not there: build it first, after the web app`);
  const data = mkdtempSync(join(tmpdir(), 'famulus-e2e-'));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ['serve'], {
    env: { ...process.env, FAMULUS_DATA_DIR: data, FAMULUS_ADDR: address },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-8_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);

  const stop = async () => {
    if (child.exitCode === null) {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(late);
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await waitFor(`http://${address}/readyz`, child, () => output);
  } catch (problem) {
    await stop();
    throw problem;
  }
  process.env.FAMULUS_URL = `http://${address}`;
  // For what only the command line does: an account for a patient.
  process.env.FAMULUS_E2E_DATA = data;
  process.env.FAMULUS_E2E_BIN = binary;
  return stop;
}

import { request } from 'node:http';
import { join } from 'node:path';
import { StewardError } from '../core/errors.ts';
import { controlSocketName } from '../http/control/socket-name.ts';

/** Talks to a running Steward. */
export interface ControlClient {
  /** Calls `onLine` for each line of the answer. Throws `cli.not-running` or `cli.failed`. */
  call(method: 'GET' | 'POST', path: string, body: unknown, onLine: (line: unknown) => void): Promise<void>;
}

/** A client of the Steward that runs on this data folder. */
export const createControlClient = (dataFolder: string): ControlClient => ({
  call: (method, path, body, onLine) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath: join(dataFolder, controlSocketName),
          method,
          path,
          headers: method === 'POST' ? { 'content-type': 'application/json' } : {},
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          const isStream = answer.headers['content-type'] === 'application/x-ndjson';
          answer.on('data', (chunk: string) => {
            text += chunk;
            if (!isStream) return;
            const lines = text.split('\n');
            text = lines.pop() ?? '';
            for (const line of lines) onLine(JSON.parse(line));
          });
          answer.on('end', () => {
            if (isStream) return resolve();
            const parsed: unknown = text === '' ? null : JSON.parse(text);
            if (answer.statusCode === 200) {
              for (const line of Array.isArray(parsed) ? parsed : [parsed]) onLine(line);
              return resolve();
            }
            const message = (parsed as { message?: string } | null)?.message ?? `status ${answer.statusCode}`;
            reject(new StewardError(message, { code: 'cli.failed', kind: 'terminal' }));
          });
        },
      );
      outgoing.on('error', (cause) =>
        reject(
          new StewardError(`No Steward is running on the data folder ${dataFolder}.`, {
            code: 'cli.not-running',
            kind: 'terminal',
            mend: 'Start it with `npm start`, or name its folder in STEWARD_DATA.',
            cause,
          }),
        ),
      );
      outgoing.end(method === 'POST' ? JSON.stringify(body ?? {}) : undefined);
    }),
});

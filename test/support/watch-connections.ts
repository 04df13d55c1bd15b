import { Socket } from 'node:net';

/** Where somebody wanted to connect to. */
export interface ConnectionAttempt {
  readonly host: string;
  readonly port: number;
}

/** What this process connects to from now on. */
export interface ConnectionWatch {
  readonly attempts: readonly ConnectionAttempt[];
  /** Attempts to reach anything but this machine; each was refused as a network without a way out refuses. */
  readonly outside: readonly ConnectionAttempt[];
  end(): void;
}

interface Target {
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
}

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/** Watches every socket of this process, whichever library opens it, and lets none out of the machine. */
export const watchConnections = (): ConnectionWatch => {
  const original = Socket.prototype.connect;
  const attempts: ConnectionAttempt[] = [];
  const outside: ConnectionAttempt[] = [];
  const watched = function (this: Socket, ...given: unknown[]): Socket {
    // Node hands on its own arguments as one array.
    const [first] = (Array.isArray(given[0]) ? given[0] : given) as [unknown];
    const target: Target = typeof first === 'object' && first !== null ? first : { port: Number(first) };
    if (target.path == null) {
      const attempt = { host: target.host ?? 'localhost', port: Number(target.port) };
      attempts.push(attempt);
      if (!isLoopback(attempt.host)) {
        outside.push(attempt);
        const refused = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' });
        process.nextTick(() => this.destroy(refused));
        return this;
      }
    }
    return Reflect.apply(original, this, given) as Socket;
  };
  Socket.prototype.connect = watched as typeof original;
  return {
    attempts,
    outside,
    end: () => {
      Socket.prototype.connect = original;
    },
  };
};

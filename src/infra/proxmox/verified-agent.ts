import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Clock } from '../../core/clock.ts';
import { connectFailureReason, ExchangeFailure, errorCodeOf } from './exchange-failure.ts';
import type { ProxmoxConnection } from './options.ts';

type Target = Pick<ProxmoxConnection, 'host' | 'port' | 'fingerprint' | 'ca' | 'connectTimeoutMs'>;

const colons = (fingerprint: string): string => fingerprint.match(/../g)?.join(':') ?? fingerprint;

const describeFailure = (error: Error, presented: string | undefined): ExchangeFailure => {
  const reason = connectFailureReason(errorCodeOf(error));
  const shown = reason === 'certificate' && presented !== undefined ? ` (it presented ${presented})` : '';
  return new ExchangeFailure(reason, false, `${error.message}${shown}`, error);
};

/**
 * Connects and hands the socket over only after the certificate was checked, so that no byte of a request, and thus no
 * credential, reaches a server that is not the right one.
 */
const connectVerified = (
  target: Target,
  clock: Clock,
  done: (error: Error | null, socket: TLSSocket) => void,
): void => {
  const { host, port, ca, fingerprint } = target;
  const socket = connect({
    host,
    port,
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(ca === undefined ? {} : { ca }),
    // With a pinned fingerprint and no authority, the comparison below is the whole check.
    rejectUnauthorized: ca !== undefined || fingerprint === undefined,
  });
  const finish = (error: ExchangeFailure | null): void => {
    clock.clearTimeout(timer);
    socket.off('error', onError);
    if (error !== null) {
      socket.on('error', () => {});
      socket.destroy();
    }
    done(error, socket);
  };
  const onError = (error: Error): void =>
    finish(describeFailure(error, socket.getPeerX509Certificate()?.fingerprint256));
  const timer = clock.setTimeout(
    () => finish(new ExchangeFailure('timeout', false, `no connection within ${target.connectTimeoutMs} ms`)),
    target.connectTimeoutMs,
  );
  socket.on('error', onError);
  socket.once('secureConnect', () => {
    const presented = socket.getPeerX509Certificate()?.fingerprint256 ?? '';
    finish(
      fingerprint === undefined || presented.replaceAll(':', '') === fingerprint
        ? null
        : new ExchangeFailure(
            'certificate',
            false,
            `the certificate presented is ${presented}, the pinned one ${colons(fingerprint)}`,
          ),
    );
  });
};

/**
 * An HTTPS agent for one server that trusts exactly what the options say: the pinned fingerprint, the given authority,
 * both when both are given, else the machine's own trust store.
 * @param options.keepAlive false makes a new connection for every request: a write must not be lost on a connection
 * that the server had just given up.
 */
export const createVerifiedAgent = (
  target: Target,
  { keepAlive, clock }: { keepAlive: boolean; clock: Clock },
): Agent => {
  const agent = new Agent({ keepAlive, maxSockets: 8, scheduling: 'lifo' });
  agent.createConnection = (_options, callback) => {
    connectVerified(target, clock, (error, socket) => callback?.(error, socket));
    return undefined;
  };
  return agent;
};

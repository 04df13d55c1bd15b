import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { standardCredentials } from './access.ts';
import type { ProxmoxStandIn } from './proxmox-standin.ts';

/** What came back, as it stood on the wire. */
export interface ClientReply {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Under `data`; undefined when the body is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a reply
  readonly data: any;
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly message: string | undefined;
}

/** What a call carries. */
export interface ClientCall {
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the Steward token; null sends none. */
  readonly token?: { readonly tokenId: string; readonly secret: string } | null;
}

/** A plain client for testing stand-ins: trusts the stand-in's authority, repeats nothing, interprets nothing. */
export interface StandInClient {
  call(method: string, path: string, options?: ClientCall): Promise<ClientReply>;
  get(path: string, options?: ClientCall): Promise<ClientReply>;
  post(path: string, form?: Readonly<Record<string, string>>, options?: ClientCall): Promise<ClientReply>;
  close(): void;
}

const parse = (body: string): { data?: unknown; errors?: Record<string, string>; message?: string } => {
  try {
    return JSON.parse(body) as { data?: unknown };
  } catch {
    return {};
  }
};

const bodyOf = ({ form, json }: ClientCall): { body?: string; type?: string } => {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' };
  if (form === undefined) return {};
  return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
};

/** Makes a client for one stand-in. */
export const createStandInClient = (standIn: ProxmoxStandIn): StandInClient => {
  const agent = new Agent({ ca: standIn.caCertificate, keepAlive: true });

  const call = (method: string, path: string, options: ClientCall = {}): Promise<ClientReply> =>
    new Promise((resolve, reject) => {
      const token = options.token === undefined ? standardCredentials.steward : options.token;
      const { body, type } = bodyOf(options);
      const sent = request(
        `${standIn.url}/api2/json${path}`,
        {
          method,
          agent,
          headers: {
            ...(token === null ? {} : { Authorization: `PVEAPIToken=${token.tokenId}=${token.secret}` }),
            ...(type === undefined ? {} : { 'Content-Type': type }),
            ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
            ...options.headers,
          },
        },
        (response) => {
          text(response).then((received) => {
            const { data, errors, message } = parse(received);
            resolve({
              status: response.statusCode ?? 0,
              reason: response.statusMessage ?? '',
              headers: response.headers,
              body: received,
              data,
              errors,
              message,
            });
          }, reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, form = {}, options) => call('POST', path, { form, ...options }),
    close: () => agent.destroy(),
  };
};

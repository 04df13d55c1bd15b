import type { Clock } from '../../core/clock.ts';
import type { EgressLedger } from '../../core/egress-ledger.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { ConfiguredModel } from '../model.ts';
import type { Inspector } from '../privacy/inspection.ts';
import type { Disguised } from './disguise.ts';
import type { EgressTry } from './egress.ts';
import { refusalOf } from './last-gate.ts';

/** What {@link createLedgerFetch} works with. */
export interface LedgerFetchDeps {
  readonly inspector: Inspector;
  readonly ledger: Pick<EgressLedger, 'add' | 'finish'>;
  readonly clock: Clock;
  readonly log: Log;
  /** What really sends. */
  readonly fetch: typeof fetch;
}

/** The vendors' own addresses, for models without one. */
const ownAddresses: Readonly<Partial<Record<ConfiguredModel['provider'], string>>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
};

/** Headers that leave beside those that hold the key. Vendors' clients add others: the system, its version, counts of tries. */
const headersThatLeave: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'anthropic-version',
  'anthropic-beta',
]);

const isModels = (url: URL, { url: own, provider }: ConfiguredModel): boolean => {
  const base = own ?? ownAddresses[provider];
  if (base === undefined || !URL.canParse(base)) return false;
  const { origin, pathname } = new URL(base);
  const folder = pathname.replace(/\/?$/, '/');
  return (
    url.origin === origin && url.pathname.startsWith(folder) && url.username === '' && url.password === ''
  );
};

const bodyText = (body: RequestInit['body']): string | undefined => {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) {
    const text = Buffer.from(body).toString('utf8');
    return Buffer.from(text).equals(body) ? text : undefined;
  }
  return undefined;
};

/** The headers that leave, with the key in its own place and nowhere else. */
const headersOf = (given: RequestInit['headers'], apiKey: string | undefined): Headers => {
  const headers = new Headers({ 'user-agent': 'homelab-steward' });
  for (const [name, value] of new Headers(given)) if (headersThatLeave.has(name)) headers.set(name, value);
  if (apiKey === undefined) return headers;
  const was = new Headers(given);
  if (was.has('authorization')) headers.set('authorization', `Bearer ${apiKey}`);
  if (was.has('x-api-key')) headers.set('x-api-key', apiKey);
  return headers;
};

const failureOf = (thrown: unknown, signal: AbortSignal | null | undefined): string => {
  if (signal?.aborted === true) return 'cancelled';
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'no answer';
};

/** The fetch of one try: inspects, writes into the ledger, sends once, follows nothing. */
export const createLedgerFetch = (
  attempt: EgressTry,
  model: ConfiguredModel | undefined,
  disguised: Disguised | undefined,
  { inspector, ledger, clock, log, fetch: send }: LedgerFetchDeps,
): typeof fetch => {
  const refuse = (reason: string): never => {
    const { requestId, model: name, purpose } = attempt;
    log.security('refused to send a request to a cloud model', { requestId, model: name, purpose, reason });
    throw new StewardError(`A request for the cloud model ${name} was not sent: ${reason}.`, {
      code: 'egress.refused',
      kind: 'terminal',
      mend: 'Nothing left the house. Ask again with a local model, and report it: the request should have been held back earlier.',
    });
  };

  const note = (entryNumber: number, outcome: string): void => {
    ledger
      .finish(entryNumber, outcome)
      .catch(() =>
        log.error('The egress ledger could not note how a request ended.', { number: entryNumber }),
      );
  };

  return async (input, init = {}) => {
    if (model === undefined) return refuse('the options have no such model');
    if (disguised === undefined) return refuse('it was not prepared');
    if (typeof input !== 'string' && !(input instanceof URL)) return refuse('its form is not known');
    const url = URL.canParse(String(input)) ? new URL(input) : refuse('its address is none');
    if (!isModels(url, model)) return refuse('the address is not that of the model');
    if (init.method?.toUpperCase() !== 'POST') return refuse('it is not a question to a model');
    const body = bodyText(init.body) ?? refuse('its body cannot be read');
    const headers = headersOf(init.headers, model.apiKey);
    const sentHeaders = [...headers]
      .filter(([name]) => headersThatLeave.has(name))
      .map(([, value]) => value)
      .filter((value) => !/^(?:application\/json|text\/event-stream|[\w.-]{1,40})$/.test(value));
    const reason = await refusalOf(body, [...sentHeaders, url.search], disguised, model.model, inspector);
    if (reason !== undefined) return refuse(reason);
    init.signal?.throwIfAborted();

    const { requestId, attempt: number, purpose } = attempt;
    const entry = await ledger.add({
      requestId,
      attempt: number,
      model: attempt.model,
      purpose,
      atMs: clock.now(),
      body,
    });
    try {
      const { signal = null } = init;
      const response = await send(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      note(entry, String(response.status));
      return response;
    } catch (thrown) {
      note(entry, failureOf(thrown, init.signal));
      throw thrown;
    }
  };
};

import type { Clock } from '../../core/clock.ts';
import type { IdSource } from '../../core/ids.ts';
import type { ModelProvider } from '../model.ts';
import type { StreamLimits } from './with-watchdog.ts';

/** What every provider is given. */
export interface ProviderDeps {
  /** For a model in a cloud: the egress's, and no other. For one in the house: {@link createLocalFetch}'s. */
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Names tool calls where the vendor does not. */
  readonly ids: IdSource;
  /** Default: the provider's own. */
  readonly limits?: StreamLimits;
  /** Answers for models whose provider is `scripted`, by the name of the model in the options. */
  readonly scripted?: Readonly<Record<string, ModelProvider>>;
}

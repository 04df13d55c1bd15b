import { BlockList, isIP } from 'node:net';
import { StewardError } from '../core/errors.ts';
import type { ConfiguredModel, ModelPrice } from './model.ts';
import { knownPrice } from './providers/prices.ts';

/** A model as it stands in the options. */
export interface ModelOption {
  readonly name: string;
  readonly provider: 'ollama' | 'openai' | 'anthropic';
  readonly model: string;
  readonly url?: string;
  readonly api_key?: string;
  readonly location?: 'local' | 'cloud';
  readonly context_tokens?: number;
  readonly input_usd?: number;
  readonly output_usd?: number;
}

/** What a small model with little memory is run with. */
const defaultContextTokens = 8_192;

const homeAddresses = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  homeAddresses.addSubnet(network, prefix, 'ipv4');
homeAddresses.addAddress('::1', 'ipv6');
homeAddresses.addSubnet('fc00::', 7, 'ipv6');
homeAddresses.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public server has (RFC 6762, RFC 8375, ICANN's `.internal`, and the custom of `.lan`). */
const homeName = /^(?:localhost|[^.]+|.+\.(?:local|lan|home\.arpa|internal|home|localdomain))$/i;

/** Whether an address is one of a home network, by its form alone: nothing is looked up. */
export const isHomeAddress = (url: string): boolean => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  return version === 0 ? homeName.test(host) : homeAddresses.check(host, version === 4 ? 'ipv4' : 'ipv6');
};

/** Ollama passes what is sent to such a model on to its own cloud, wherever it runs itself. */
const isOllamasCloud = /(?:[:-])cloud$/;

/**
 * Whether what is sent to a model stays in the house: not where Ollama passes it on; else as the options say; else where
 * its address is one of a home network. Unknown counts as no.
 */
const isLocal = ({ provider, model, url, location }: ModelOption): boolean => {
  if (provider === 'ollama' && isOllamasCloud.test(model)) return false;
  if (location !== undefined) return location === 'local';
  return url === undefined ? provider === 'ollama' : isHomeAddress(url);
};

const free: ModelPrice = { inputUsd: 0, outputUsd: 0 };

const priceOf = (option: ModelOption, local: boolean): ModelPrice => {
  const { name, provider, model, input_usd: inputUsd, output_usd: outputUsd } = option;
  if (inputUsd !== undefined && outputUsd !== undefined) return { inputUsd, outputUsd };
  if (local) return free;
  const known = knownPrice(provider, model);
  if (known === undefined)
    throw new StewardError(`What the model ${name} (${model}) costs is not known.`, {
      code: 'model.no-price',
      kind: 'terminal',
      mend: 'Set input_usd and output_usd for it in the options, in US dollars per million tokens; 0 where it costs nothing.',
    });
  return {
    ...known,
    ...(inputUsd === undefined ? {} : { inputUsd }),
    ...(outputUsd === undefined ? {} : { outputUsd }),
  };
};

/**
 * The models of the options, in their order, which is that of preference.
 * @throws StewardError `model.no-price` for a cloud model whose price is not known; `model.name-twice`
 */
export const configuredModels = (options: readonly ModelOption[]): readonly ConfiguredModel[] => {
  const names = new Set<string>();
  return options.map((option) => {
    const { name, provider, model, url, api_key: apiKey, context_tokens: contextTokens } = option;
    if (names.has(name))
      throw new StewardError(`Two models are called ${name}.`, {
        code: 'model.name-twice',
        kind: 'terminal',
        mend: 'Give each model in the options a name of its own.',
      });
    names.add(name);
    const local = isLocal(option);
    return {
      name,
      provider,
      model,
      ...(url === undefined ? {} : { url }),
      ...(apiKey === undefined ? {} : { apiKey }),
      isLocal: local,
      contextTokens: contextTokens ?? defaultContextTokens,
      price: priceOf(option, local),
    };
  });
};

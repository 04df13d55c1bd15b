import { describe, expect, it } from 'vitest';
import { configuredModels, isHomeAddress, type ModelOption } from '../../src/llm/configured-models.ts';
import { knownPrice } from '../../src/llm/providers/prices.ts';

const option = (change: Partial<ModelOption> = {}): ModelOption => ({
  name: 'one',
  provider: 'openai',
  model: 'qwen',
  input_usd: 1,
  output_usd: 2,
  ...change,
});
const modelOf = (change: Partial<ModelOption>) => configuredModels([option(change)])[0];

describe('a configured model', () => {
  it.each([
    'http://127.0.0.1:8000/v1',
    'http://localhost:8000',
    'http://192.168.4.20:8000',
    'http://10.1.2.3',
    'http://172.31.0.9',
    'http://169.254.1.1',
    'http://[::1]:8000',
    'http://[fd12::1]:8000',
    'http://still-fawn:11434',
    'http://gpu.local',
    'http://gpu.home.arpa',
    'http://gpu.lan.:8000',
  ])('is in the house at %s', (url) => {
    expect(isHomeAddress(url)).toBe(true);
    expect(modelOf({ url })?.isLocal).toBe(true);
  });

  it.each([
    'https://api.example.com/v1',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://192.169.0.1',
    'http://[2001:db8::1]',
    'https://local.example.com',
    'https://10.0.0.1.example.com',
  ])('is not in the house at %s', (url) => {
    expect(modelOf({ url })?.isLocal).toBe(false);
  });

  it('is where the options say, except one that Ollama passes on to its cloud', () => {
    expect(modelOf({ url: 'https://llm.example.org', location: 'local' })?.isLocal).toBe(true);
    expect(modelOf({ url: 'http://10.0.0.2', location: 'cloud' })?.isLocal).toBe(false);
    for (const model of ['gpt-oss:120b-cloud', 'deepseek:cloud'])
      expect(modelOf({ provider: 'ollama', model, location: 'local' })?.isLocal).toBe(false);
    expect(modelOf({ provider: 'ollama', model: 'qwen3:4b' })?.isLocal).toBe(true);
    expect(modelOf({ provider: 'anthropic' })?.isLocal).toBe(false);
  });

  it('costs nothing at home, what the vendor takes elsewhere, and what the options say before both', () => {
    const { input_usd: _in, output_usd: _out, ...bare } = option();
    expect(configuredModels([{ ...bare, url: 'http://10.0.0.2' }])[0]?.price).toEqual({
      inputUsd: 0,
      outputUsd: 0,
    });
    expect(
      configuredModels([{ ...bare, provider: 'anthropic', model: 'claude-haiku-4-5' }])[0]?.price,
    ).toMatchObject({
      inputUsd: 1,
      outputUsd: 5,
    });
    expect(modelOf({ model: 'gpt-5' })?.price).toEqual({ inputUsd: 1, outputUsd: 2 });
  });

  it('is refused in a cloud when its price is not known, and when its name is taken', () => {
    const { input_usd: _in, output_usd: _out, ...bare } = option();
    expect(() => configuredModels([bare])).toThrow(expect.objectContaining({ code: 'model.no-price' }));
    expect(() => configuredModels([option(), option()])).toThrow(
      expect.objectContaining({ code: 'model.name-twice' }),
    );
  });

  it('has the price of its model under a dated name, and not that of a longer one', () => {
    expect(knownPrice('openai', 'gpt-5-2026-01-02')).toEqual(knownPrice('openai', 'gpt-5'));
    expect(knownPrice('openai', 'gpt-5.4-mini')?.inputUsd).toBe(0.75);
    expect(knownPrice('openai', 'gpt-5-turbo')).toBeUndefined();
  });
});

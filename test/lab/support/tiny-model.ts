/**
 * A language model that is made here: llama's architecture with random weights, two layers of width 64 and a vocabulary of
 * bytes, 0.8 MB. What it says means nothing; that it says it, and how, is all that a test of the wire needs.
 */

const layers = 2;
const width = 64;
const heads = 4;
const feedForward = 128;

/** The longest context that it was made for. Tokens. */
export const tinyModelContextTokens = 131_072;

/** GPT-2's printable stand-ins for the 256 bytes. */
const byteTokens = (): string[] => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
};

const merges = ['t h', 'i n', 'e r', 'o n'];
const specials = ['<|bos|>', '<|eos|>', '<|pad|>'];
const tokens = [...byteTokens(), ...merges.map((merge) => merge.replace(' ', '')), ...specials];
const firstSpecial = tokens.length - specials.length;

/** The types of GGUF's values. */
const types = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;

const bytes = (length: number, fill: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(length);
  fill(buffer);
  return buffer;
};
const u32 = (value: number) => bytes(4, (buffer) => buffer.writeUInt32LE(value));
const u64 = (value: number) => bytes(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)));
const f32 = (value: number) => bytes(4, (buffer) => buffer.writeFloatLE(value));
const text = (value: string) => {
  const encoded = Buffer.from(value);
  return Buffer.concat([u64(encoded.length), encoded]);
};

const entry = (key: string, type: keyof typeof types, value: Buffer) =>
  Buffer.concat([text(key), u32(types[type]), value]);
const whole = (key: string, value: number) => entry(key, 'u32', u32(value));
const words = (key: string, value: string) => entry(key, 'string', text(value));
const list = (key: string, type: keyof typeof types, values: readonly Buffer[]) =>
  entry(key, 'array', Buffer.concat([u32(types[type]), u64(values.length), ...values]));

const metadata = (): Buffer[] => [
  words('general.architecture', 'llama'),
  words('general.name', 'tiny-random'),
  whole('general.file_type', 0),
  whole('llama.context_length', tinyModelContextTokens),
  whole('llama.embedding_length', width),
  whole('llama.block_count', layers),
  whole('llama.feed_forward_length', feedForward),
  whole('llama.attention.head_count', heads),
  whole('llama.attention.head_count_kv', heads),
  whole('llama.rope.dimension_count', width / heads),
  entry('llama.attention.layer_norm_rms_epsilon', 'f32', f32(1e-5)),
  whole('llama.vocab_size', tokens.length),
  words('tokenizer.ggml.model', 'gpt2'),
  words('tokenizer.ggml.pre', 'gpt-2'),
  list('tokenizer.ggml.tokens', 'string', tokens.map(text)),
  // 1 is a normal token, 3 a control token.
  list(
    'tokenizer.ggml.token_type',
    'i32',
    tokens.map((_, index) => u32(index < firstSpecial ? 1 : 3)),
  ),
  list('tokenizer.ggml.merges', 'string', merges.map(text)),
  whole('tokenizer.ggml.bos_token_id', firstSpecial),
  whole('tokenizer.ggml.eos_token_id', firstSpecial + 1),
  whole('tokenizer.ggml.padding_token_id', firstSpecial + 2),
  entry('tokenizer.ggml.add_bos_token', 'bool', Buffer.from([0])),
];

/** Numbers of a normal distribution, the same in every run (mulberry32, then Box and Muller). */
const createNormal = (seed: number): (() => number) => {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
};

interface Tensor {
  readonly name: string;
  /** The innermost first. */
  readonly shape: readonly number[];
  readonly data: Buffer;
}

const tensors = (): Tensor[] => {
  const normal = createNormal(7);
  const filled = (name: string, shape: readonly number[], value: () => number): Tensor => {
    const numbers = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, value);
    return { name: `${name}.weight`, shape, data: Buffer.from(numbers.buffer) };
  };
  const random = (name: string, columns: number, rows: number, spread = 0.3) =>
    filled(name, [columns, rows], () => normal() * spread);
  const ones = (name: string) => filled(name, [width], () => 1);
  // No weight speaks for the tokens that end an answer: it ends by a limit, a schema or its reader.
  const output = () => {
    const tensor = random('output', width, tokens.length);
    tensor.data.fill(0, firstSpecial * width * Float32Array.BYTES_PER_ELEMENT);
    return tensor;
  };
  return [
    random('token_embd', width, tokens.length, 1),
    ...Array.from({ length: layers }, (_, layer) => `blk.${layer}.`).flatMap((at) => [
      ones(`${at}attn_norm`),
      ones(`${at}ffn_norm`),
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => random(at + name, width, width)),
      random(`${at}ffn_gate`, width, feedForward),
      random(`${at}ffn_up`, width, feedForward),
      random(`${at}ffn_down`, feedForward, width),
    ]),
    ones('output_norm'),
    output(),
  ];
};

const alignment = 32;
const padded = (buffer: Buffer) =>
  Buffer.concat([buffer, Buffer.alloc((alignment - (buffer.length % alignment)) % alignment)]);

/** The model as a GGUF file, version 3. */
export const makeTinyModel = (): Buffer => {
  const all = tensors();
  const entries = metadata();
  let offset = 0;
  const descriptions = all.map(({ name, shape, data }) => {
    const description = Buffer.concat([
      text(name),
      u32(shape.length),
      ...shape.map(u64),
      u32(0),
      u64(offset),
    ]);
    offset += padded(data).length;
    return description;
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(all.length),
    u64(entries.length),
    ...entries,
    ...descriptions,
  ]);
  return Buffer.concat([padded(head), ...all.map(({ data }) => padded(data))]);
};

/** How it is told to Ollama; with this template it can be offered tools. One thread: several wait for each other longer than they work. */
export const tinyModelfile = (ggufPath: string): string => `FROM ${ggufPath}
TEMPLATE """{{- if .System }}system: {{ .System }}
{{ end }}{{- if .Tools }}tools:{{ range .Tools }} {{ . }}{{ end }}
{{ end }}{{- range .Messages }}{{ .Role }}: {{ .Content }}
{{ end }}assistant: """
PARAMETER temperature 0
PARAMETER num_thread 1
`;

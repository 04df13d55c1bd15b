import type { ModelErrorCode } from '../../../src/llm/model-error.ts';

/** What goes wrong with an answer. `afterLines`: how many lines of it come before that. */
export type OllamaFault =
  /** Answers this instead. */
  | { readonly kind: 'status'; readonly status: number; readonly body: string; readonly type?: string }
  /** The connection ends before the header. */
  | { readonly kind: 'drop' }
  /** Nothing ever comes, not even a header. */
  | { readonly kind: 'silence' }
  /** Comes no further. */
  | { readonly kind: 'stall'; readonly afterLines: number }
  /** The connection ends in the middle of the next line. */
  | { readonly kind: 'cut'; readonly afterLines: number }
  /** The answer ends as if it were whole, and says not that it is done. */
  | { readonly kind: 'no-done'; readonly afterLines: number }
  /** This line comes, and then the answer goes on. */
  | { readonly kind: 'line'; readonly afterLines: number; readonly line: string };

/** A fault that is known, and what it is to a client. */
export interface CataloguedOllamaFault {
  readonly fault: OllamaFault;
  readonly code: ModelErrorCode;
  /** Whether the try may cost something, were it not in the house. */
  readonly isPaid: boolean;
  /** Whether only a client's own clock notices it. */
  readonly isSilent: boolean;
}

const said = (status: number, error: string): OllamaFault => ({
  kind: 'status',
  status,
  body: JSON.stringify({ error }),
});

/** What is known to go wrong between a client and Ollama, by name (issues of ollama, ollama-js and others, and its source). */
export const ollamaFaults = {
  'unknown model': {
    fault: said(404, "model 'qwen3:4b' not found"),
    code: 'model.not-found',
    isPaid: false,
    isSilent: false,
  },
  'full queue': {
    fault: said(503, 'server busy, please try again.  maximum pending requests exceeded'),
    code: 'model.overloaded',
    isPaid: false,
    isSilent: false,
  },
  'too many requests': {
    fault: said(429, 'too many requests'),
    code: 'model.rate-limited',
    isPaid: false,
    isSilent: false,
  },
  'failure of its own': {
    fault: said(500, 'llama runner process has terminated'),
    code: 'model.failed',
    isPaid: false,
    isSilent: false,
  },
  'too little memory': {
    fault: said(500, 'model requires more system memory (7.2 GiB) than is available (3.1 GiB)'),
    code: 'model.failed',
    isPaid: false,
    isSilent: false,
  },
  'too long a prompt': {
    fault: said(400, 'the input length exceeds the context length'),
    code: 'model.context-exceeded',
    isPaid: false,
    isSilent: false,
  },
  'no tools': {
    fault: said(400, 'registry.ollama.ai/library/gemma3:4b does not support tools'),
    code: 'model.unsupported',
    isPaid: false,
    isSilent: false,
  },
  'request not understood': {
    fault: said(400, 'json: cannot unmarshal string into Go struct field'),
    code: 'model.request-invalid',
    isPaid: false,
    isSilent: false,
  },
  'key refused': {
    fault: said(401, 'unauthorized'),
    code: 'model.unauthorized',
    isPaid: false,
    isSilent: false,
  },
  'page of a proxy as error': {
    fault: { kind: 'status', status: 502, body: '<html>Bad Gateway</html>', type: 'text/html' },
    code: 'model.failed',
    isPaid: false,
    isSilent: false,
  },
  'page of a proxy as answer': {
    fault: { kind: 'status', status: 200, body: '<html>Sign in</html>', type: 'text/html' },
    code: 'model.reply-invalid',
    isPaid: true,
    isSilent: false,
  },
  'connection lost before the header': {
    fault: { kind: 'drop' },
    code: 'model.unreachable',
    isPaid: true,
    isSilent: false,
  },
  'silence before the header': {
    fault: { kind: 'silence' },
    code: 'model.timeout',
    isPaid: true,
    isSilent: true,
  },
  'silence in the middle': {
    fault: { kind: 'stall', afterLines: 2 },
    code: 'model.stalled',
    isPaid: true,
    isSilent: true,
  },
  'silence after the header': {
    fault: { kind: 'stall', afterLines: 0 },
    code: 'model.timeout',
    isPaid: true,
    isSilent: true,
  },
  'cut off in the middle': {
    fault: { kind: 'cut', afterLines: 2 },
    code: 'model.cut-off',
    isPaid: true,
    isSilent: false,
  },
  'cut off after the header': {
    fault: { kind: 'cut', afterLines: 0 },
    code: 'model.cut-off',
    isPaid: true,
    isSilent: false,
  },
  'end without done': {
    fault: { kind: 'no-done', afterLines: 2 },
    code: 'model.cut-off',
    isPaid: true,
    isSilent: false,
  },
  'empty answer': {
    fault: { kind: 'no-done', afterLines: 0 },
    code: 'model.cut-off',
    isPaid: true,
    isSilent: false,
  },
  'line that is no JSON': {
    fault: { kind: 'line', afterLines: 1, line: '{"message":{"content":"pa' },
    code: 'model.reply-invalid',
    isPaid: true,
    isSilent: false,
  },
  'line that is no object': {
    fault: { kind: 'line', afterLines: 1, line: 'null' },
    code: 'model.reply-invalid',
    isPaid: true,
    isSilent: false,
  },
  'line of another kind': {
    fault: { kind: 'line', afterLines: 1, line: '{"message":"hello","done":false}' },
    code: 'model.reply-invalid',
    isPaid: true,
    isSilent: false,
  },
  'error in the middle': {
    fault: {
      kind: 'line',
      afterLines: 1,
      line: '{"error":"an error was encountered while running the model: unexpected EOF"}',
    },
    code: 'model.failed',
    isPaid: true,
    isSilent: false,
  },
  'tool call that Ollama cannot read': {
    fault: {
      kind: 'line',
      afterLines: 1,
      line: '{"error":"error parsing tool call: raw=\'{paperless\', err=invalid character"}',
    },
    code: 'model.reply-invalid',
    isPaid: true,
    isSilent: false,
  },
} as const satisfies Record<string, CataloguedOllamaFault>;

/** The name of a catalogued fault. */
export type OllamaFaultName = keyof typeof ollamaFaults;

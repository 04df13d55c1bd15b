import type { Provenance } from '../../core/provenance.ts';
import type { Picture } from '../../core/reply.ts';
import type { DoingTexts } from '../../core/texts/doing-texts.ts';
import type { ToolCall, ToolDefinition } from '../../llm/model.ts';

/** Who asks, and how long there is. */
export interface ReadContext {
  readonly signal: AbortSignal;
  /** BCP 47, e.g. `en`. */
  readonly language: string;
  /** What the person said: a tool may sort what it found by it. */
  readonly request: string;
  /** Of the turn, where it is one: Home Assistant answers as to the person and the device that speak in it. */
  readonly conversationId?: string;
}

/** One thing that was read: it gets one evidence id, which the model is told and may cite. */
export interface ReadPart {
  /** What was looked at, e.g. `proxmox:home/guest/101`, `run r-12`, `issue 7`. Shown to the person. */
  readonly source: string;
  /** When it was read. Epoch milliseconds. What is older than its due time says so in `text`. */
  readonly atMs: number;
  /** Plain lines, the most important ones first: it is cut at the end of a line where it is too long for the budget. */
  readonly text: string;
  readonly provenance: Provenance;
}

/** What a tool found. */
export interface ReadResult {
  /** None: nothing was found; `note` then says so and what to try next. */
  readonly parts: readonly ReadPart[];
  /** Product's own words to the model, e.g. `nothing is called that; nodes are: still-fawn, chief-horse`. */
  readonly note?: string;
  readonly pictures?: readonly Picture[];
}

/**
 * Something that a model may have looked up. Reads only: it has no effect anywhere, whoever calls it and with whatever.
 * A new one joins by one line where the agent is put together.
 */
export interface ReadTool {
  /** The description says in one or two short sentences what it gives and when to use it: small models pick by it. */
  readonly definition: ToolDefinition;
  /** What is being done meanwhile, in the product's words, e.g. `reading the log of paperless-ngx`. */
  progress(args: ToolCall['arguments'], doing: DoingTexts): string;
  /**
   * Arguments are what a model made up: anything may be missing or of a wrong type, and is then answered by a note that
   * says what is needed.
   * @throws StewardError where what it reads from fails; the loop tells the model so
   */
  read(args: ToolCall['arguments'], context: ReadContext): Promise<ReadResult>;
}

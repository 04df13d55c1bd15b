import type { z } from 'zod';
import type { Json } from '../../core/json.ts';

/** What a tool may do while it runs. */
export interface ToolContext {
  /** Aborts when the client cancels, goes away or has waited long enough. */
  readonly signal: AbortSignal;
  /** Says what is being done, where the client wants to know. */
  readonly progress: (message: string) => void;
  /** Asks the person at the client; undefined where it cannot, or nobody answers. */
  readonly ask: (question: string) => Promise<string | undefined>;
}

/** What a tool answers. */
export interface ToolAnswer {
  /** For a model to read. */
  readonly text: string;
  /** The same as data. */
  readonly data: { readonly [name: string]: Json };
  readonly isError?: boolean;
}

/** A tool of the MCP server. */
export interface McpTool<Input extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  /** One or two sentences by which a model picks it. */
  readonly description: string;
  readonly input: Input;
  /** Whether it asks people to approve a change: not even shown to a client that may only look. */
  readonly isProposing: boolean;
  call(input: z.infer<z.ZodObject<Input>>, context: ToolContext): Promise<ToolAnswer>;
}

/** A tool with its input's types forgotten, for a list of them. */
export const defineTool = <Input extends z.ZodRawShape>(tool: McpTool<Input>): McpTool =>
  tool as unknown as McpTool;

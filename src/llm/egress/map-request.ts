import type { Json } from '../../core/json.ts';
import type { Provenance } from '../../core/provenance.ts';
import type { JsonSchema, ModelMessage, ModelRequest, TextContent } from '../model.ts';

/** What becomes of each part of a request in which words of the house may stand. */
export interface PartWriter {
  text(text: string, provenance: Provenance): string;
  /** Arguments of a tool call. */
  value(value: Json): Json;
  /** A schema, or anything else that comes with the definition of a tool. */
  schema(schema: JsonSchema): JsonSchema;
  toolName(name: string): string;
  callId(id: string): string;
  /** Undefined: left out. */
  thinking(thinking: Json): Json | undefined;
}

/** What comes with the definition of a tool says what exists in the house, e.g. as the values of an enumeration. */
const definitionProvenance: Provenance = 'inventory';

/**
 * Writes a request anew, part by part, always in the same order: tools and the schema first, because they stay the same
 * while a conversation grows, then the messages. Pictures have no part in it.
 */
export const mapRequest = (request: ModelRequest, write: PartWriter): ModelRequest => {
  const texts = (content: readonly TextContent[]): TextContent[] =>
    content.map((each) => ({ ...each, text: write.text(each.text, each.provenance) }));
  const { tools, responseSchema } = request;
  const writtenTools = tools?.map(({ name, description, parameters }) => ({
    name: write.toolName(name),
    description: write.text(description, definitionProvenance),
    parameters: write.schema(parameters),
  }));
  const writtenSchema = responseSchema === undefined ? undefined : write.schema(responseSchema);

  const message = (each: ModelMessage): ModelMessage => {
    switch (each.role) {
      case 'system':
        return { ...each, content: texts(each.content) };
      case 'user':
        return { ...each, content: texts(each.content.filter((part) => part.kind === 'text')) };
      case 'tool':
        return {
          ...each,
          callId: write.callId(each.callId),
          toolName: write.toolName(each.toolName),
          content: texts(each.content),
        };
      case 'assistant': {
        const { thinking: was, toolCalls, content, role } = each;
        const thinking = was === undefined ? undefined : write.thinking(was);
        return {
          role,
          content: texts(content),
          ...(toolCalls === undefined
            ? {}
            : {
                toolCalls: toolCalls.map((call) => ({
                  id: write.callId(call.id),
                  name: write.toolName(call.name),
                  arguments: write.value(call.arguments) as (typeof call)['arguments'],
                })),
              }),
          ...(thinking === undefined ? {} : { thinking }),
        };
      }
    }
  };

  return {
    ...request,
    ...(writtenTools === undefined ? {} : { tools: writtenTools }),
    ...(writtenSchema === undefined ? {} : { responseSchema: writtenSchema }),
    messages: request.messages.map(message),
  };
};

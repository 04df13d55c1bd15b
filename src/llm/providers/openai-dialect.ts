import type { ConfiguredModel } from '../model.ts';

/** How the server of a model wants to be spoken to; all of them speak OpenAI's interface, and differ in a few words. */
export interface OpenaiDialect {
  /** OpenAI itself, or its models at Microsoft's: strict about fields, and newer words for old ones. */
  readonly isOpenai: boolean;
  /** A model that always thinks a little, takes no temperature, and is told how much effort to make. */
  readonly isReasoning: boolean;
  /** A server in the house (vLLM, llama.cpp, LM Studio), which hands settings on to the model's chat template. */
  readonly hasTemplateSettings: boolean;
}

const openaiHost = /(?:^|\.)(?:openai\.com|openai\.azure\.com|services\.ai\.azure\.com)$/;

/** The dialect of a configured model. OpenAI's models are told apart by their names, as its own documentation does. */
export const openaiDialect = ({
  url,
  model,
  isLocal,
}: Pick<ConfiguredModel, 'url' | 'model' | 'isLocal'>): OpenaiDialect => {
  const isOpenai = url === undefined || (URL.canParse(url) && openaiHost.test(new URL(url).hostname));
  return {
    isOpenai,
    isReasoning: isOpenai && /^(?:ft:)?(?:o\d|gpt-(?:[5-9]|\d\d))/.test(model) && !/chat/.test(model),
    hasTemplateSettings: !isOpenai && isLocal,
  };
};

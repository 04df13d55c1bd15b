/** What a tool read, as the model is shown it. */
export interface ReadData {
  /** The id of its evidence, e.g. `E3`. Counted, so that two runs over the same homelab are shown the same. */
  readonly id: string;
  /** Text that others wrote: logs, names, labels, comments. */
  readonly text: string;
  /** Characters of it that are shown at most. */
  readonly maxLength: number;
}

const mark = /<(?=\s*\/?\s*data\b)/gi;

/**
 * Sets text that others wrote between marks which it cannot itself close or open, cut at the end of a line where it is too
 * long, with a note of how many lines were left out. The marks tell a model that this is data; that nothing in it can call a
 * tool is seen to elsewhere. Pure.
 */
export const markData = ({ id, text, maxLength }: ReadData): string => {
  const inert = text.replace(mark, '‹');
  if (inert.length <= maxLength) return `<data id="${id}">\n${inert}\n</data>`;
  const lineEnd = inert.lastIndexOf('\n', maxLength);
  const shown = inert.slice(0, lineEnd > 0 ? lineEnd : maxLength).replace(/[\uD800-\uDBFF]$/, '');
  const rest = inert.slice(shown.length).replace(/^\n/, '');
  const lines = rest.split('\n').length;
  return `<data id="${id}">\n${shown}\n</data>\n(left out: ${lines} more ${lines === 1 ? 'line' : 'lines'})`;
};

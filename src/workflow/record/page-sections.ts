/**
 * Parts of a page that Steward keeps, between `<!-- steward:NAME -->` and `<!-- /steward:NAME -->`. Everything else on the
 * page belongs to people and stays as it is.
 */

const begin = (name: string): string => `<!-- steward:${name} -->`;
const end = (name: string): string => `<!-- /steward:${name} -->`;

/** What stands between the markers of a part now; undefined when the page has no such part. */
export const partOf = (page: string, name: string): string | undefined => {
  const from = page.indexOf(begin(name));
  const to = from === -1 ? -1 : page.indexOf(end(name), from);
  return to === -1 ? undefined : page.slice(from + begin(name).length, to).trim();
};

/**
 * Puts a part in its place. On a page that does not have it yet, that is below `heading`, which goes before the heading
 * `before` where there is one, else to the end.
 */
export const withPart = (
  page: string,
  name: string,
  heading: string,
  text: string,
  before?: string,
): string => {
  const part = `${begin(name)}\n${text}\n${end(name)}`;
  const from = page.indexOf(begin(name));
  const to = from === -1 ? -1 : page.indexOf(end(name), from);
  if (to !== -1) return `${page.slice(0, from)}${part}${page.slice(to + end(name).length)}`;
  const headed = new RegExp(`^${heading}[ \\t]*\\n*`, 'm');
  if (headed.test(page)) return page.replace(headed, () => `${heading}\n\n${part}\n\n`);
  const next = before === undefined ? -1 : page.search(new RegExp(`^${before}[ \\t]*$`, 'm'));
  return next === -1
    ? `${page.trimEnd()}\n\n${heading}\n\n${part}\n`
    : `${page.slice(0, next).trimEnd()}\n\n${heading}\n\n${part}\n\n${page.slice(next)}`;
};

/** Puts a line first below a heading, unless it stands on the page already; the heading goes to the end where it is missing. */
export const withFirstLine = (page: string, heading: string, line: string): string => {
  if (page.includes(line)) return page;
  const headed = new RegExp(`^${heading}[ \\t]*\\n*`, 'm');
  return headed.test(page)
    ? page.replace(headed, () => `${heading}\n\n${line}\n`)
    : `${page.trimEnd()}\n\n${heading}\n\n${line}\n`;
};

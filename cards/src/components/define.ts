/** Registers an element once, also when two copies of this script are loaded in one page. */
export const define = (name: string, element: CustomElementConstructor): void => {
  if (customElements.get(name) === undefined) customElements.define(name, element);
};

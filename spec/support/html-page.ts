/** A page as a reader of HTML sees it: parsed by parse5, with what the specs ask of it. */
import { type DefaultTreeAdapterTypes as Tree, parse, type ParserError } from 'parse5';

/** An element. */
export type Element = Tree.Element;

/** A parsed page. */
export interface Page {
  readonly elements: readonly Element[];
  /** The codes of what the parser found wrong, such as `duplicate-attribute`. */
  readonly errors: readonly string[];
}

/** Parses a page. */
export function parsedPage(html: string): Page {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }: ParserError) => errors.push(code) });
  const elements: Element[] = [];
  const visit = (node: Tree.Node): void => {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(document);
  return { elements, errors };
}

/** The text in an element and in those within it. */
export function textIn(node: Tree.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}

/** An attribute's value; undefined where the element does not have it. */
export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value;
}

/** True for an element with this class. */
export function hasClass(element: Element, name: string): boolean {
  return attribute(element, 'class')?.split(/\s+/).includes(name) ?? false;
}

/** The sources of gen-manifest as the structural specs look at them. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../src/gen-manifest/', import.meta.url));

/** One source file. */
export interface SourceFile {
  /** Its path below src/gen-manifest, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** One import of a file: what it names, and whether it is for types alone. */
export interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
  readonly dynamic: boolean;
}

/** Every TypeScript file below src/gen-manifest. */
export const sources: readonly SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split('\\').join('/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(`${root}${path}`, 'utf8');
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true) };
  });

/** The imports of a file; those of gen-manifest's own files as paths below src/gen-manifest. */
export function importsOf({ path, tree }: SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (name: string, typesOnly: boolean, dynamic: boolean): void => {
    const own = name.startsWith('.');
    const from = own ? posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts') : name;
    imports.push({ from, typesOnly, dynamic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, typesAlone(node.importClause), false);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) add(name.text, false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

function typesAlone(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((each) => each.isTypeOnly)
  );
}

/** The names that a file uses as values, each with its line: not property names, not text. */
export function identifiersOf({ tree }: SourceFile): { readonly name: string; readonly line: number }[] {
  const found: { name: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      found.push({ name: node.text, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name === node;
  return ts.isQualifiedName(parent) && parent.right === node;
}

/** Files and functions that read well: sizes, names, and a doc comment on every export. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { sources } from './sources.js';

const longestFile = 200;

describe('source files', () => {
  it(`have at most ${longestFile} lines`, () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > longestFile);
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });

  it('are named for one concept', () => {
    const vague = sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|index|types)(\/|\.ts$)/.test(path));
    assert.deepEqual(
      vague.map(({ path }) => path),
      [],
    );
    const odd = sources.filter(({ path }) => !/^[a-z0-9/-]+\.ts$/.test(path));
    assert.deepEqual(
      odd.map(({ path }) => path),
      [],
    );
  });

  it('say at every export what it is', () => {
    const bare = sources.flatMap(({ path, tree, text }) =>
      tree.statements
        .filter((statement) => isExported(statement) && !documented(statement, tree, text))
        .map((statement) => `${path}:${tree.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`),
    );
    assert.deepEqual(bare, []);
  });

  it('switch no rule off', () => {
    const found = sources.filter(
      ({ text, tree }) => /eslint-disable|@ts-(ignore|nocheck|expect-error)/.test(text) || hasAny(tree),
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });
});

function hasAny(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, hasAny) ?? false);
}

/**
 * True where a doc comment stands above the statement, above the values that a type is read from
 * (`keyof typeof options`), or above the file of a sole export.
 */
function documented(statement: ts.Statement, tree: ts.SourceFile, text: string): boolean {
  if (ts.getJSDocCommentsAndTags(statement).length > 0) return true;
  if (ts.isTypeAliasDeclaration(statement) && isReadFromValues(statement.type)) return true;
  return tree.statements.filter(isExported).length === 1 && text.trimStart().startsWith('/**');
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isReadFromValues(type: ts.TypeNode): boolean {
  if (ts.isTypeOperatorNode(type) || ts.isTypeQueryNode(type)) return true;
  if (ts.isIndexedAccessTypeNode(type)) return isReadFromValues(type.objectType);
  return ts.isParenthesizedTypeNode(type) && isReadFromValues(type.type);
}

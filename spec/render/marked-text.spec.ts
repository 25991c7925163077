/** Text in a page: escaped, and nothing in it unseen. */
import assert from 'node:assert/strict';
import Handlebars from 'handlebars';
import { markedText as marked } from '../../src/gen-manifest/render/marked-text.js';

const markedText = (text: string): string => marked(text, Handlebars.escapeExpression);

describe('text in a page', () => {
  const number = (html: string): string | undefined => /data-code="([^"]*)"/.exec(html)?.[1];

  it('is escaped', () =>
    assert.equal(markedText('<a href="x">&</a>'), '&lt;a href&#x3D;&quot;x&quot;&gt;&amp;&lt;/a&gt;'));
  it('keeps letters, tabs, line breaks and pictures as they are', () => {
    for (const text of ['a\tb\nc', 'é 漢字 עברית', '❤️ 👍']) assert.equal(markedText(text), text);
  });
  it('shows what turns the direction of writing round, and what takes no room', () => {
    const unseen = [
      '\u202e',
      '\u2066',
      '\u200b',
      '\ufeff',
      '\u00ad',
      '\u061c',
      '\u0007',
      '\u0085',
      '\u2028',
      '\u{e0041}',
    ];
    for (const character of unseen) {
      const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
      assert.equal(number(markedText(`a${character}b`)), `U+${code}`);
      assert.ok(markedText(character).includes(character), 'the character is still there to be copied');
    }
  });
  it('carries a carriage return through a parser, and says what no parser carries', () => {
    assert.match(markedText('\r'), /data-code="U\+000D">&#13;</);
    assert.match(markedText('\0'), /data-code="U\+0000">\ufffd</);
    assert.match(markedText('\ud800'), /data-code="U\+D800">\ufffd</);
  });
});

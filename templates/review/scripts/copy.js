/** Gives what can be copied a button that copies it, and files one that saves them. */

const saidFor = 2000;

for (const source of document.querySelectorAll('[data-copy]')) {
  if (source instanceof HTMLPreElement) source.before(toolsOf(source));
  else source.after(copyButton(source));
}

/** @param {HTMLPreElement} file */
function toolsOf(file) {
  const tools = document.createElement('div');
  tools.className = 'file-tools';
  tools.append(
    copyButton(file),
    button('Save', `Save ${file.dataset['file']}`, () => save(file)),
  );
  return tools;
}

/** @param {Element} source */
function copyButton(source) {
  const copying = button('Copy', `Copy ${source.getAttribute('data-copy')}`, async () => {
    const done = await copied(source);
    copying.textContent = done ? 'Copied' : 'Selected: press Ctrl+C';
    setTimeout(() => (copying.textContent = 'Copy'), saidFor);
  });
  return copying;
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => unknown} action
 */
function button(text, label, action) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  // The name that a screen reader says starts with what is seen.
  made.setAttribute('aria-label', label);
  made.addEventListener('click', () => void action());
  return made;
}

/**
 * Copies the text; where the browser does not let a page do that, selects it for the reader to copy.
 * @param {Element} source
 */
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}

/** @param {HTMLPreElement} file */
function save(file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.textContent ?? ''], { type: 'text/plain' }));
  link.download = file.dataset['file']?.split('/').at(-1) ?? 'file.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), saidFor);
}

import { element } from './element.ts';

// Without JavaScript the page is complete: here come buttons, and what a link into the page needs to be seen.

for (const code of document.querySelectorAll<HTMLElement>('code.copy')) {
  const button = element('button', { type: 'button', class: 'copy' }, 'Copy');
  button.addEventListener('click', async () => {
    button.textContent = (await copy(code)) ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2_000);
  });
  code.after(' ', button);
}

/** Browsers may refuse the clipboard to a page from a file: then the command is selected. */
async function copy(code: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}

function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
  target?.scrollIntoView();
}

addEventListener('hashchange', openTarget);
if (location.hash !== '') openTarget();

// On paper nothing can be opened.
const all = () => document.querySelectorAll<HTMLDetailsElement>('details');
let closed: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  closed = [...all()].filter(({ open }) => !open);
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
});

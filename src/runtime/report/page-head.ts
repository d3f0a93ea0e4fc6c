// The head of every page that we write.
import { escapeHtml } from './escape-html.ts';

// Names in a page may be a stranger's. They are escaped; were one not, a browser would still run nothing of it and fetch nothing.
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

export function pageHead(title: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)}</h1>`;
}

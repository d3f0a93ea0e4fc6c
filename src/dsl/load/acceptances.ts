// Comments that accept a warning: `// accept CODE: reason`, in YAML `# accept CODE: reason`, above what it is about or behind
// it. It is about what stands there, however many lines that takes: a setting, a value, a line of a loss; or one thing of a
// section, above or behind which it stands, so that the formatter may give a section of one line several.
import { type Acceptance, isAcceptable } from '../../diagnostics/acceptance.ts';
import { type Code, catalogue } from '../../diagnostics/catalogue.ts';
import type { Fix, Reporter } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { SourceFile, Span } from '../../diagnostics/source-file.ts';
import type { Comment, Parsed } from '../syntax/parsed.ts';

export function readAcceptances(parsed: Parsed, reporter: Reporter): readonly Acceptance[] {
  return parsed.comments.flatMap((comment) => {
    const found = readComment(comment, parsed.file.source);
    return found === undefined ? [] : acceptancesOf(found, parsed, reporter);
  });
}

/** The line, from 0, above which a comment accepts what is found at a place. */
export function acceptingLine(parsed: Parsed, { source, start }: Span): number {
  return linesAround(parsed, source.lineIndex(start))[0];
}

interface Word {
  readonly text: string;
  readonly span: Span;
}

interface Written {
  readonly words: readonly Word[];
  readonly hasColon: boolean;
  readonly reason: string;
  readonly comment: Span;
}

// The sign of the comment, but not that of a doc; `accept`; codes with commas; a colon and the reason.
const form = /^((?:\/\/(?!\/)|#(?![#!]))[ \t]*accept:?[ \t]+)([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*(:?)([\s\S]*)$/i;

// Undefined for what begins with the word by chance: `// accept the risk`.
function readComment({ text, start }: Comment, source: SourceFile): Written | undefined {
  const [, before, list, colon, rest] = form.exec(text) ?? [];
  if (before === undefined || list === undefined) return undefined;
  const words = [...list.matchAll(/[\w-]+/g)].map(([word], i, all): Word => {
    const from = start + before.length + (all[i]?.index ?? 0);
    return { text: word, span: { source, start: from, end: from + word.length } };
  });
  const isMeant = ({ text: word }: Word) => {
    const isKnown = codeNamed(word) !== undefined || nearestCode(word) !== undefined;
    return colon === ':' ? isKnown || word.includes('-') : isKnown && word.includes('-');
  };
  if (!words.some(isMeant)) return undefined;
  const comment = { source, start, end: start + text.length };
  return { words, hasColon: colon === ':', reason: (rest ?? '').trim(), comment };
}

function acceptancesOf(written: Written, parsed: Parsed, reporter: Reporter): readonly Acceptance[] {
  const { words, reason, comment } = written;
  const lines = linesOf(comment, parsed);
  const removal = words.length === 1 ? removalOf(comment) : undefined;
  const accepted = words.flatMap(({ text, span }): Acceptance[] => {
    const code = codeNamed(text);
    if (code === undefined) {
      const meant = nearestCode(text);
      const extras = meant ? { hint: `did you mean \`${meant}\`?`, fix: { span, text: meant } } : {};
      reporter.report('bad-accept', span, { problem: `there is no code \`${text}\`` }, extras);
      return [];
    }
    if (isAcceptable(code)) return [{ code, reason, span, lines, removal }];
    const problem = `\`${code}\` cannot be accepted`;
    reporter.report('bad-accept', span, { problem }, { hint: 'mend it, and take this comment away', fix: removal });
    return [];
  });
  if (reason !== '' && written.hasColon) return accepted;
  const [first] = accepted;
  const example = `\`accept ${words.map(({ text }) => text).join(', ')}: why it is meant so\``;
  if (first)
    reporter.report('bad-accept', first.span, { problem: 'the reason is missing' }, { hint: `write ${example}` });
  return [];
}

function codeNamed(word: string): Code | undefined {
  // Object.keys knows no literal types.
  return (Object.keys(catalogue) as readonly Code[]).find((code) => code === word);
}

function nearestCode(word: string): string | undefined {
  return nearest(word, (Object.keys(catalogue) as readonly Code[]).filter(isAcceptable));
}

// Behind code it is about that; alone on its line about the next line that is no comment.
function linesOf({ source, start }: Span, parsed: Parsed): readonly [first: number, last: number] {
  const own = source.lineIndex(start);
  const isBehind = source.text.slice(source.lineStarts[own] ?? 0, start).trim() !== '';
  if (isBehind) return linesAround(parsed, own);
  const isOther = (line: number) =>
    line < source.lineStarts.length && /^\s*(?:\/\/|#|$)|^(?:use|param|block|network):\s*$/.test(source.line(line + 1));
  let next = own + 1;
  while (isOther(next)) next += 1;
  return linesAround(parsed, next);
}

// Those of what stands on the line; of the section that begins or ends there; else the line itself.
function linesAround({ file: { source, items } }: Parsed, line: number): readonly [first: number, last: number] {
  const linesOfSpan = ({ start, end }: Span) =>
    [source.lineIndex(start), source.lineIndex(Math.max(start, end - 1))] as const;
  const inside = items.flatMap((item) =>
    'statements' in item ? item.statements.map(({ span }) => span) : [item.span],
  );
  const around = inside.map(linesOfSpan).filter(([first, last]) => first <= line && line <= last);
  const sections = items.map(({ span }) => linesOfSpan(span)).filter((lines) => lines.includes(line));
  const found = around.length > 0 ? around : sections;
  return [Math.min(line, ...found.map(([first]) => first)), Math.max(line, ...found.map(([, last]) => last))];
}

// With its line, or with the blanks before it.
function removalOf({ source, start, end }: Span): Fix {
  const line = source.lineIndex(start);
  const lineStart = source.lineStarts[line] ?? 0;
  const before = source.text.slice(lineStart, start);
  const isAlone = before.trim() === '';
  const from = isAlone ? lineStart : lineStart + before.trimEnd().length;
  const to = isAlone ? (source.lineStarts[line + 1] ?? end) : end;
  return { span: { source, start: from, end: to }, text: '' };
}

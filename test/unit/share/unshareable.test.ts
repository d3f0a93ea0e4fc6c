// What is told of a text before it leaves the machine: keys by what they are called, places wherever they stand; no false
// alarm on prose and on what we ship.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { unshareable } from '../../../src/runtime/share/unshareable.ts';

const found = (text: string) =>
  unshareable(new Map([['pipeline.anoseg', Buffer.from(text)]])).map(({ what, line }) => `${what} ${line}`);

const hex = '0123456789abcdef0123456789abcdef';

test.each([
  'DB_PASSWORD=hunter2222',
  `WANDB_API_KEY=${hex}01234567`,
  'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'token = 0123456789abcdef0123456789',
  'api-key: 0123456789abcdef',
  'API key: 0123456789abcdef',
  'client_secret: abcdef123456',
  'clientSecret = "abcdef123456"',
  '"dbPassword": "abc"',
  `Authorization: Bearer ${hex}`,
  'Authorization: Basic bWU6c2VjcmV0cw==',
  `curl -H 'authorization: token ${hex}'`,
  `with bearer ${hex}`,
  'curl -s -u me:hunter2 https://example.org',
  'passwd=abc',
  'kennwort: hallo123',
  'Passwort: hallo',
  'password_prod := abc',
  'mysql --password hunter2',
  'machine example.org login me password x',
  'secret "foo bar"',
  "passphrase 'foo bar'",
  'HF_TOKEN=abcdefgh',
  'SMTP_PASS=abc',
  `x --token ${hex}`,
  `"token": "${hex}"`,
  'redis://:hunter2@host/0',
  `https://example.org/a?sig=${hex}`,
  `npm_${'a1B2'.repeat(9)}`,
])('a key: %s', (words) => {
  for (const text of [words, `// ${words}`, `//${words}`, `# ${words}.`])
    expect(found(`\n${text}`)).toEqual(['secret 2']);
});

test.each([
  'file:///home/jo/x',
  'file://nas/x',
  'rsync jo@nas:/home/jo/data',
  'data:/home/jo/x',
  'data:~/x',
  'a:C:\\data\\x',
  'source = folder("/data")',
  'sqlite:////home/jo/x.db',
  '///home/jo/x',
  '//home/jo/x',
  '/Müller/x',
  '"C:\\\\data\\\\x"',
  '"\\\\\\\\server\\\\x"',
  '--data=/scratch/jo',
  '(/home/jo/x)',
])('a place: %s', (words) => {
  for (const text of [words, `// ${words}`, `# ${words}`]) expect(found(`\n${text}`)).toEqual(['path 2']);
});

test.each([
  'and/or, 3/4, either / or, 3 px / 2 px / 1 px, a/b/c, ../a/b/c.png, ./a/b',
  'https://arxiv.org/abs/2110.03396 http://localhost:8080/a/b git+https://example.org/home/x/y',
  '// https://example.org/home/x, //and so on, //3/4 of it',
  `folder("**/good/*.png"), test/*/x/*.png, \${root}/a/b`,
  'a token is a word; the token: what it stands for; token = linear(8); token = conv2d_transpose(3)',
  'class_token = conv(8) -> relu, tokens: 16, tokens = 196 x 768, tokenizer = words',
  'the secret of good maps, the password, a bearer of news, basic augmentations, authorization',
  `password: none, api_key = \${API_KEY}, password: <your password>, passwd=***`,
  'the key = value of a row, key: resnet50_v2, keys = 12345678',
  'ratio 16:9, at 10:30, x://, http:// and C: as such',
])('but: %s', (words) => {
  for (const text of [words, `// ${words}`]) expect(found(text)).toEqual([]);
});

describe('nothing that we ship', () => {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:anoseg|ya?ml|json)$/.test(name))
      .map((name) => path.join(folder, name));

  test.each([...files('pipelines'), ...files('bench')])('%s', (file) => {
    expect(found(readFileSync(file, 'utf8'))).toEqual([]);
  });

  test('in the language, as its pages write it', () => {
    for (const page of ['language', 'operations', 'evaluation'])
      expect({ page, found: found(readFileSync(`docs/${page}.md`, 'utf8')) }).toEqual({ page, found: [] });
  });
});

// Asks the YAML language server what it makes of the schema: does it complete the keys, does it flag an unknown one?
//   npm install --prefix target/lsp yaml-language-server && node tests/lsp/ask.mjs target/lsp
// No part of `cargo test`: it needs Node and the server.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home] = process.argv.slice(2);
const server = spawn('node', [join(home, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio']);
const waiting = new Map();
const published = new Map();
let rest = Buffer.alloc(0);
let last = 0;

server.stdout.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (;;) {
    const head = /Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'));
    if (!head || rest.length < head.index + head[0].length + Number(head[1])) return;
    const from = head.index + head[0].length;
    take(JSON.parse(rest.subarray(from, from + Number(head[1])).toString()));
    rest = rest.subarray(from + Number(head[1]));
  }
});

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function take(message) {
  if (message.method === 'textDocument/publishDiagnostics') published.set(message.params.uri, message.params.diagnostics);
  else if (message.method && message.id !== undefined) {
    const settings = { validate: true, completion: true, hover: true };
    const result = message.method === 'workspace/configuration' ? message.params.items.map(() => settings) : null;
    send({ id: message.id, result });
  } else waiting.get(message.id)?.(message.result);
}

function ask(method, params) {
  last += 1;
  const answer = new Promise((resolve) => waiting.set(last, resolve));
  send({ id: last, method, params });
  return answer;
}

const folder = mkdtempSync(join(tmpdir(), 'niandu-lsp-'));

// Opens a text in which | marks the cursor; gives the labels offered there and what is complained about.
async function look(name, language, text) {
  const at = text.indexOf('|');
  const before = text.slice(0, at).split('\n');
  const whole = `# yaml-language-server: $schema=./niandu.${language}.json\n${text.replace('|', '')}`;
  const uri = pathToFileURL(join(folder, `${name}.yaml`)).href;
  published.delete(uri);
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text: whole } } });
  const position = { line: before.length, character: before.at(-1).length };
  const found = await ask('textDocument/completion', { textDocument: { uri }, position });
  while (!published.has(uri)) await new Promise((resolve) => setTimeout(resolve, 50));
  const labels = (found?.items ?? []).map((item) => item.label);
  const said = published.get(uri).map((problem) => `line ${problem.range.start.line + 1}: ${problem.message}`);
  console.log(`\n${name} (${labels.length} offered): ${labels.join(' ') || '-'}\n  says: ${said.join('; ') || 'nothing'}`);
}

for (const language of ['zh', 'en']) {
  const schema = readFileSync(new URL(`../../docs/schema/niandu.${language}.json`, import.meta.url));
  writeFileSync(join(folder, `niandu.${language}.json`), schema);
}
await ask('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: { workspace: { configuration: true } } });
send({ method: 'initialized', params: {} });

const body = '年度: 2025\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n';
await look('root', 'zh', `${body}|\n`);
await look('root-begun', 'zh', `${body}教|\n`);
await look('record-in-a-record', 'zh', `${body}教职工:\n  总数: 78人\n  |\n`);
await look('record-in-a-list', 'zh', `${body}活动:\n  - 名称: 跳绳比赛\n    |\n`);
await look('items-of-items', 'zh', `${body}工作领域:\n  - 编号: a\n    标题: 甲\n    条目:\n      - 编号: b\n        条目:\n          - |\n`);
await look('papers', 'zh', `${body}文件:\n  |\n`);
await look('papers-english', 'en', `${body}documents:\n  |\n`);
await look('papers-of-their-own', 'zh', `${body}文件:\n  year-end-summary: {日期: 2025-12-26}\n  述职报告: {日期: 2025-12-26}\n|`);
await look('flow-record', 'zh', `${body}荣誉:\n  - {名称: 先进集体, 级|}\n`);
await look('step', 'zh', `${body}问题:\n  - |\n`);
await look('role', 'zh', `${body}活动:\n  - 名称: 跳绳比赛\n    角色: |\n`);
await look('flag', 'zh', `${body}活动:\n  - 名称: 跳绳比赛\n    跨期: |\n`);
await look('flag-english', 'en', `${body}activities:\n  - title: 跳绳比赛\n    outside: |\n`);
await look('english', 'en', `${body}activities:\n  - title: 跳绳比赛\n    |\n`);
await look('unknown-key', 'zh', `${body}教职工:\n  总人数: 78人\n活动:\n  - {名称: 跳绳比赛, 主提: 甲}\n总计: 3\n|`);
await look('missing-key', 'zh', `${body}荣誉:\n  - 级别: 市\n|`);
await look('both-languages', 'zh', `${body}staff: {total: 78人, 女: 61人}\nactivities:\n  - {title: 跳绳比赛, 角色: 主办, outside: yes}\n|`);
await look('to-fill-in', 'zh', `${body}教职工: {总数: 待填}\n活动:\n  - {名称: 待填, 时间: 待填, 届次: 待填, 角色: 待填}\n|`);
server.kill();

// Opens every HTML page below a folder in one browser, in light and dark and at two widths, as it is and with everything
// shown that a switch hides, and runs all rules of axe-core on it. Then prints it, for the measuring of its margins.
//
//   node .ci/axe.mjs FOLDER [PRINTS]      PRINTS: a folder for the PDFs; none is printed without it
//
// Needs axe-core and puppeteer-core (NODE_PATH or node_modules beside the call) and chromium (CHROMIUM names another one).
// Exit code 1 where a page breaks a rule, scrolls sideways, writes to the console or asks for anything outside its file.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.env.NODE_PATH ?? process.cwd(), 'x.js'));
const load = (name) => require(process.env.NODE_PATH ? join(process.env.NODE_PATH, name) : name);
const puppeteer = load('puppeteer-core');
const axe = readFileSync(require.resolve(process.env.NODE_PATH ? join(process.env.NODE_PATH, 'axe-core') : 'axe-core'), 'utf8');

const [folder, prints] = process.argv.slice(2);
const pages = (at) => readdirSync(at).sort().flatMap((name) => {
  const path = join(at, name);
  if (statSync(path).isDirectory()) return pages(path);
  return name.endsWith('.html') ? [path] : [];
});

// Rules that axe leaves out unless asked, and that hold here; the one on colour at AAA is no promise of ours.
const rules = { 'color-contrast-enhanced': { enabled: false } };
const runs = [];
for (const scheme of ['light', 'dark']) for (const width of [360, 1280]) for (const shown of [false, true]) runs.push({ scheme, width, shown });

async function look(page, { scheme, width, shown }) {
  await page.setViewport({ width, height: width < 600 ? 740 : 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  return page.evaluate(async (shown, rules) => {
    for (const box of document.querySelectorAll('aside input[type=checkbox]')) box.checked = shown;
    const all = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const { violations } = await axe.run(document, { rules: { ...all, ...rules }, resultTypes: ['violations'] });
    const found = violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.failureSummary.replace(/\s+/g, ' ')}`));
    if (document.scrollingElement.scrollWidth > innerWidth) found.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} > ${innerWidth}`);
    return found;
  }, shown, rules);
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
});
let faults = 0;
const fault = (path, text) => { faults += 1; console.log(`${relative(folder, path)}: ${text}`); };
const all = pages(folder);
if (prints) mkdirSync(prints, { recursive: true });
const page = await browser.newPage();
await page.setBypassCSP(true); // for axe alone; the page itself runs nothing
let current = '';
page.on('console', (message) => fault(current, `console: ${message.text()}`));
page.on('request', (request) => { if (!/^(file|data):/.test(request.url())) fault(current, `asks for ${request.url()}`); });
for (const path of all) {
  current = path;
  await page.goto(pathToFileURL(resolve(path)).href);
  await page.evaluate(axe);
  const told = new Set();
  for (const run of runs) for (const found of await look(page, run)) {
    if (!told.has(found)) fault(path, `${run.scheme} ${run.width} px${run.shown ? ' open' : ''}: ${found}`);
    told.add(found);
  }
  if (prints) {
    const pdf = await page.pdf({ preferCSSPageSize: true, displayHeaderFooter: false, printBackground: false });
    writeFileSync(join(prints, `${basename(path, '.html')}.pdf`), pdf);
  }
  if (process.env.SHOTS) {
    for (const { scheme, width, shown } of runs) {
      await page.setViewport({ width, height: width < 600 ? 740 : 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.evaluate((shown) => { for (const box of document.querySelectorAll('aside input[type=checkbox]')) box.checked = shown; }, shown);
      await page.screenshot({ path: join(process.env.SHOTS, `${basename(path, '.html')}-${scheme}-${width}${shown ? '-open' : ''}.png`), fullPage: process.env.FULL === '1' });
    }
  }
}
await browser.close();
console.log(`${all.length} pages, ${runs.length} runs each, ${faults} faults`);
process.exit(faults === 0 && all.length > 0 ? 0 : 1);
